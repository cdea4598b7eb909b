package io.onus.sla.chain.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.clock.domain.RequestStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainTest {

  private static final String FRIDAY_15 = "2026-11-20T15:00:00Z";
  private static final String MONDAY_10 = "2026-11-23T10:00:00Z";
  private static final String MONDAY_12 = "2026-11-23T12:00:00Z";

  private final List<Link> links = new ArrayList<>();

  @Test
  void slackIsCountedOnTheWallAndInTheChildsHours() {
    Link root = root(MONDAY_12, "2026-11-24T12:00:00Z");
    Link child = childOf(root, office(FRIDAY_15));
    Chain chain = chain(root);

    assertThat(chain.slack(child)).contains(slack("PT69H", "PT5H"));
    assertThat(chain.slack(root)).contains(slack("PT24H", "PT8H"));
  }

  @Test
  void aChildThatIsPromisedTooLateHasNegativeSlack() {
    Link root = root(FRIDAY_15, null);
    Link child = childOf(root, office(MONDAY_10));
    Chain chain = chain(root);

    assertThat(chain.slack(child)).contains(slack("PT-67H", "PT-3H"));
    assertThat(chain.slack(root)).as("nothing was promised to a customer").isEmpty();
    ChainRisk risk = chain.risk(child).orElseThrow();
    assertThat(risk.gap()).isEqualTo(Duration.ofHours(67));
    assertThat(risk.workingGap()).isEqualTo(Duration.ofHours(3));
    assertThat(chain.risk(root)).isEmpty();
  }

  @Test
  void aChildDueTogetherWithItsParentIsNoRisk() {
    Link root = root(MONDAY_10, null);
    Link child = childOf(root, office(MONDAY_10));

    assertThat(chain(root).risk(child)).isEmpty();
    assertThat(chain(root).slack(child)).contains(slack("PT0S", "PT0S"));
  }

  @Test
  void whatIsPausedIsDueAtNoTimeAndAtNoRisk() {
    Link paused = link(null, null);
    Link child = childOf(paused, office(MONDAY_10));
    Link pausedChild = childOf(child);

    Chain chain = chain(paused);
    assertThat(chain.risk(child)).isEmpty();
    assertThat(chain.slack(child)).isEmpty();
    assertThat(chain.risk(pausedChild)).isEmpty();
  }

  @Test
  void whatIsSettledCannotBeSaved() {
    Link root = root(FRIDAY_15, null);
    Link resolved = childOf(root, due(Metric.RESOLUTION, MONDAY_10, RequestStory.OFFICE, false, 0));
    assertThat(chain(root).risk(resolved)).isEmpty();
    assertThat(chain(root).slack(resolved)).as("it still shows").isPresent();

    Link over = link(null, null, due(Metric.RESOLUTION, FRIDAY_15, RequestStory.OFFICE, false, 0));
    assertThat(ChainRisk.of(childOf(over, office(MONDAY_10)), over)).isEmpty();
  }

  @Test
  void theEarliestPromiseIsTheOneThatCounts() {
    Link root =
        link(
            null,
            null,
            office(MONDAY_12),
            due(Metric.DELIVERY, FRIDAY_15, RequestStory.OFFICE, true, 0));
    Link child = childOf(root, office(MONDAY_10));

    assertThat(chain(root).risk(child).orElseThrow().parentDue().metric())
        .isEqualTo(Metric.DELIVERY);
  }

  @Test
  void historyIsAtNoRisk() {
    Link root = root(FRIDAY_15, null);
    Link child = childOf(root, office(MONDAY_10));
    Link imported =
        new Link(
            child.requestId(),
            child.parentId(),
            child.number(),
            "ENG",
            "OPS",
            null,
            Priority.P3,
            null,
            null,
            null,
            true,
            child.dues());

    assertThat(ChainRisk.of(imported, root)).isEmpty();
  }

  @Test
  void oneSituationHasOneIdAndAnotherPromiseIsAnotherSituation() {
    Link root = root(FRIDAY_15, null);
    Link child = childOf(root, office(MONDAY_10));
    UUID id = ChainRisk.of(child, root).orElseThrow().id("t");

    assertThat(ChainRisk.of(child, root).orElseThrow().id("t")).isEqualTo(id);
    Link revised = sameAs(child, due(Metric.RESOLUTION, MONDAY_10, RequestStory.OFFICE, true, 1));
    Link later = sameAs(child, office(MONDAY_12));
    Link rootLater = sameAs(root, office("2026-11-20T16:00:00Z"));
    assertThat(
            List.of(
                ChainRisk.of(revised, root).orElseThrow().id("t"),
                ChainRisk.of(later, root).orElseThrow().id("t"),
                ChainRisk.of(child, rootLater).orElseThrow().id("t")))
        .doesNotContain(id)
        .doesNotHaveDuplicates();
  }

  @Test
  void theChainReadsFromTheTopDownSiblingsByNumber() {
    Link root = root(MONDAY_12, null);
    Link first = childOf(root, office(FRIDAY_15));
    Link second = childOf(root, office(FRIDAY_15));
    Link below = childOf(first, office(FRIDAY_15));
    links.add(link(UUID.randomUUID(), null));

    assertThat(chain(root).places())
        .containsExactly(
            new Chain.Place(root, 0),
            new Chain.Place(first, 1),
            new Chain.Place(below, 2),
            new Chain.Place(second, 1));
  }

  @Test
  void aCircleIsWalkedOnce() {
    Link root = root(MONDAY_12, null);
    Link child = childOf(root, office(FRIDAY_15));
    Link circle = sameAs(root, office(MONDAY_12));
    links.remove(root);
    links.add(
        new Link(
            circle.requestId(),
            child.requestId(),
            circle.number(),
            "CS",
            "ENG",
            null,
            Priority.P3,
            null,
            null,
            null,
            false,
            circle.dues()));

    assertThat(chain(root).places()).hasSize(2);
  }

  @Test
  void everyDepartmentOfTheChainIsConcernedAndNoOther() {
    Link root = root(MONDAY_12, null);
    childOf(root, office(FRIDAY_15));

    assertThat(List.of("CS", "ENG", "OPS")).allMatch(one -> chain(root).concerns(Set.of(one)));
    assertThat(chain(root).concerns(Set.of("LAW"))).isFalse();
    assertThat(chain(root).concerns(Set.of())).isFalse();
  }

  @Test
  void theDepartmentThatMustMoveIsTheOneTheOnusNames() {
    Link root = root(MONDAY_12, null);

    assertThat(withOnus(root, "PROVIDER").mover()).contains("ENG");
    assertThat(withOnus(root, "REQUESTER").mover()).contains("CS");
    assertThat(withOnus(root, "NOBODY").mover()).isEmpty();
    assertThat(withOnus(root, null).mover()).isEmpty();
  }

  private Chain chain(Link root) {
    return new Chain(root.requestId(), links);
  }

  private Link root(String due, @Nullable String promisedAt) {
    return link(null, promisedAt, office(due));
  }

  private Link childOf(Link parent, Due... dues) {
    Link child =
        new Link(
            UUID.randomUUID(),
            parent.requestId(),
            "OPS-" + links.size(),
            "ENG",
            "OPS",
            "tooling",
            Priority.P3,
            "SUBMITTED",
            "PROVIDER",
            null,
            false,
            Arrays.asList(dues));
    links.add(child);
    return child;
  }

  private Link link(@Nullable UUID parentId, @Nullable String promisedAt, Due... dues) {
    Link link =
        new Link(
            UUID.randomUUID(),
            parentId,
            "ENG-" + links.size(),
            "CS",
            "ENG",
            "part",
            Priority.P2,
            "SUBMITTED",
            "PROVIDER",
            promisedAt == null ? null : new Link.Customer("ORD-4711", Instant.parse(promisedAt)),
            false,
            Arrays.asList(dues));
    links.add(link);
    return link;
  }

  private static Link sameAs(Link link, Due due) {
    return new Link(
        link.requestId(),
        link.parentId(),
        link.number(),
        link.requester(),
        link.provider(),
        link.service(),
        link.priority(),
        link.status(),
        link.onus(),
        link.customer(),
        link.imported(),
        List.of(due));
  }

  private static Link withOnus(Link link, @Nullable String onus) {
    return new Link(
        link.requestId(),
        link.parentId(),
        link.number(),
        link.requester(),
        link.provider(),
        link.service(),
        link.priority(),
        link.status(),
        onus,
        link.customer(),
        link.imported(),
        link.dues());
  }

  private static Due office(String at) {
    return due(Metric.RESOLUTION, at, RequestStory.OFFICE, true, 0);
  }

  private static Due due(
      Metric metric, String at, BusinessCalendar hours, boolean open, int revision) {
    return new Due(new UUID(1, revision), metric, Instant.parse(at), revision, hours, open);
  }

  private static Slack slack(String wall, String working) {
    return new Slack(Duration.parse(wall), Duration.parse(working));
  }
}
