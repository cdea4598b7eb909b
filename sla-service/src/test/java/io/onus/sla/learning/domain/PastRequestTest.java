package io.onus.sla.learning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Target;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.Happening;
import io.onus.sla.clock.domain.RequestStory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** 2026-11-20 is a Friday; the office is open Monday to Friday 09:00–17:00 UTC. */
class PastRequestTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static final Covered CS_AND_ENG = Covered.by("CS", "ENG", null);

  private static final Target RESPONSE_2H =
      new Target(Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(2));
  private static final Target RESOLUTION_8H =
      new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(8));

  @Test
  void aPromiseIsJudgedUnderTheTermsThatAreTried() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .resolved("2026-11-20T15:00:00Z");

    Judged loose = resolution(judged(story, RESOLUTION_8H));
    Judged strict =
        resolution(judged(story, new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(4))));

    assertThat(loose.result()).isEqualTo(Judged.Result.KEPT);
    assertThat(loose.late()).isZero();
    assertThat(strict.result()).isEqualTo(Judged.Result.BREACHED);
    assertThat(strict.late()).isEqualTo(Duration.ofHours(2));
    assertThat(strict.dueAt()).isEqualTo("2026-11-20T13:00:00Z");
    assertThat(strict.requestNumber()).isEqualTo("ENG-1042");
    assertThat(strict.obligor().side()).isEqualTo(Side.PROVIDER);
    assertThat(strict.obligor().department()).isEqualTo("ENG");
  }

  @Test
  void whatIsNotPromisedIsNotJudged() {
    RequestStory story = RequestStory.inOfficeHours().submitted("2026-11-20T09:00:00Z");

    assertThat(judged(story, RESOLUTION_8H))
        .extracting(Judged::metric)
        .containsOnly(Metric.RESOLUTION);
  }

  @Test
  void whatIsStillOpenAndBrokenIsAsLateAsItIsNow() {
    RequestStory story = RequestStory.inOfficeHours().submitted("2026-11-26T09:00:00Z");

    Judged broken = resolution(judged(story, RESOLUTION_8H));

    // Due on Thursday at 17:00; three hours of Friday have gone by.
    assertThat(broken.result()).isEqualTo(Judged.Result.BREACHED);
    assertThat(broken.late()).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void whatIsStillOpenAndNotDueIsOpen() {
    RequestStory story = RequestStory.inOfficeHours().submitted("2026-11-27T11:00:00Z");

    assertThat(resolution(judged(story, RESOLUTION_8H)).result()).isEqualTo(Judged.Result.OPEN);
  }

  @Test
  void aResolutionReopenedAsNotAnsweredWasNotKept() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .resolved("2026-11-20T10:00:00Z")
            .reopened(Happening.Reopened.Code.NOT_ANSWERED, "2026-11-20T11:00:00Z")
            .resolved("2026-11-20T12:00:00Z");

    List<Judged> judged = judged(story, RESOLUTION_8H);

    assertThat(judged)
        .extracting(Judged::result)
        .containsExactly(Judged.Result.UNANSWERED, Judged.Result.KEPT);
  }

  @Test
  void newInformationLeavesTheFirstAnswerKept() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .resolved("2026-11-20T10:00:00Z")
            .reopened(Happening.Reopened.Code.NEW_INFORMATION, "2026-11-20T11:00:00Z");

    assertThat(judged(story, RESOLUTION_8H).getFirst().result()).isEqualTo(Judged.Result.KEPT);
  }

  @Test
  void aWithdrawnRequestIsNeitherKeptNorBroken() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .byAsker("2026-11-20T10:00:00Z", new Happening.Cancelled());

    assertThat(judged(story, RESPONSE_2H, RESOLUTION_8H))
        .extracting(Judged::result)
        .containsOnly(Judged.Result.ENDED);
  }

  @Test
  void eachPromiseCountsUnderThePriorityItEndedWith() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submittedWith(Priority.P2, "2026-11-20T09:00:00Z")
            .byAgent("2026-11-20T09:30:00Z", new Happening.MessagePosted(true))
            .prioritized(Priority.P1, "2026-11-20T10:00:00Z")
            .resolved("2026-11-20T11:00:00Z");
    Target urgent = new Target(Metric.RESOLUTION, Priority.P1, Duration.ofHours(4));

    List<Judged> judged = judged(story, RESPONSE_2H, RESOLUTION_8H, urgent);

    assertThat(judged)
        .extracting(Judged::metric, Judged::priority)
        .containsExactlyInAnyOrder(
            tuple(Metric.FIRST_RESPONSE, Priority.P2), tuple(Metric.RESOLUTION, Priority.P1));
  }

  @Test
  void theRequestersPromisesAreJudgedToo() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .asked("2026-11-20T10:00:00Z")
            .answered("2026-11-20T15:00:00Z")
            .resolved("2026-11-20T16:00:00Z");

    List<Judged> judged =
        judged(story, RESOLUTION_8H, new Target(Metric.REPLY, Priority.P2, Duration.ofHours(4)));

    Judged reply =
        judged.stream().filter(one -> one.metric() == Metric.REPLY).findFirst().orElseThrow();
    assertThat(reply.result()).isEqualTo(Judged.Result.BREACHED);
    assertThat(reply.late()).isEqualTo(Duration.ofHours(1));
    assertThat(reply.obligor().side()).isEqualTo(Side.REQUESTER);
    assertThat(reply.obligor().department()).isEqualTo("CS");
    assertThat(resolution(judged).result()).isEqualTo(Judged.Result.KEPT);
    assertThat(measured(story))
        .contains(
            new Measured(Metric.REPLY, Priority.P2, Duration.ofHours(5), Duration.ofHours(5)),
            new Measured(Metric.RESOLUTION, Priority.P2, Duration.ofHours(2), Duration.ofHours(7)));
  }

  @Test
  void whatAThirdDepartmentDoesWithATransferIsNoPromiseOfTheseTerms() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .transferredTo("OPS", "2026-11-20T10:00:00Z")
            .resolved("2026-11-20T15:00:00Z");
    Target handling = new Target(Metric.HANDLING, Priority.P2, Duration.ofHours(2));

    List<Judged> judged = judged(story, RESOLUTION_8H, handling);

    assertThat(judged).extracting(Judged::metric).containsOnly(Metric.RESOLUTION);
    assertThat(measured(story)).extracting(Measured::metric).doesNotContain(Metric.HANDLING);
  }

  @Test
  void ofARequestThatCameByTransferOnlyTheReceiversShareIsJudgedAndMeasured() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .transferredTo("OPS", "2026-11-20T10:00:00Z")
            .resolved("2026-11-20T15:00:00Z");
    Target handling = new Target(Metric.HANDLING, Priority.P2, Duration.ofHours(2));
    PastRequest atOps =
        new PastRequest(RequestStory.ID, Covered.by("CS", "OPS", null), story.facts, NOW);

    List<Judged> judged =
        atOps.judged(binding(RESPONSE_2H, RESOLUTION_8H, handling), Allowed.ANYTHING);

    assertThat(judged)
        .extracting(Judged::metric, Judged::result, Judged::late)
        .containsExactly(tuple(Metric.HANDLING, Judged.Result.BREACHED, Duration.ofHours(3)));
    assertThat(atOps.measured(binding()))
        .containsExactly(
            new Measured(Metric.HANDLING, Priority.P2, Duration.ofHours(5), Duration.ofHours(5)));
  }

  @Test
  void oneMoreThanAllowedHasTheTargetOfTheNextLowerPriority() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .resolved("2026-11-20T15:00:00Z");
    Target four = new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(4));
    Target eight = new Target(Metric.RESOLUTION, Priority.P3, Duration.ofHours(8));
    PastRequest request = past(story);
    Terms oneAWeek = termsAllowing(Priority.P2, 1);
    Ranking earlier =
        new Ranking(RequestStory.AGREEMENT, 1, Instant.parse("2026-11-16T09:00:00Z"), Priority.P2);
    List<Ranking> week = Stream.concat(Stream.of(earlier), request.rankings().stream()).toList();

    List<Judged> first =
        request.judged(
            binding(four, eight), Allowed.under(oneAWeek, request.rankings(), ZoneOffset.UTC));
    List<Judged> second =
        request.judged(binding(four, eight), Allowed.under(oneAWeek, week, ZoneOffset.UTC));

    assertThat(resolution(first).result()).isEqualTo(Judged.Result.BREACHED);
    assertThat(resolution(second).result()).isEqualTo(Judged.Result.KEPT);
  }

  @Test
  void aWeekBeginsOnMondayInTheProvidersZoneAndARequestHasOnePlaceInIt() {
    UUID other = RequestStory.AGREEMENT;
    Instant sunday = Instant.parse("2026-11-22T23:30:00Z");
    Terms oneAWeek = termsAllowing(Priority.P1, 1);
    List<Ranking> rankings =
        List.of(
            new Ranking(other, 1, Instant.parse("2026-11-20T09:00:00Z"), Priority.P1),
            new Ranking(other, 4, Instant.parse("2026-11-20T10:00:00Z"), Priority.P1),
            new Ranking(RequestStory.ID, 1, sunday, Priority.P1));

    Allowed london = Allowed.under(oneAWeek, rankings, ZoneOffset.UTC);
    Allowed berlin = Allowed.under(oneAWeek, rankings, ZoneId.of("Europe/Berlin"));

    assertThat(london.isOver(other, 4)).isFalse();
    assertThat(london.isOver(RequestStory.ID, 1)).isTrue();
    assertThat(berlin.isOver(RequestStory.ID, 1)).isFalse();
    assertThat(Allowed.weekOf(sunday, ZoneOffset.UTC)).isEqualTo("2026-11-16T00:00:00Z");
  }

  @Test
  void timesAreMeasuredWithoutAnyPromise() {
    // Given: two hours on Friday afternoon, the weekend, an hour of waiting for the requester
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T15:00:00Z")
            .asked("2026-11-20T16:00:00Z")
            .answered("2026-11-23T09:00:00Z")
            .resolved("2026-11-23T11:00:00Z");

    List<Measured> measured = measured(story);

    assertThat(measured)
        .contains(
            new Measured(
                Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(1), Duration.ofHours(1)),
            new Measured(
                Metric.RESOLUTION, Priority.P2, Duration.ofHours(3), Duration.ofHours(68)));
  }

  @Test
  void aReopenedRequestTookAsLongAsAllItsCyclesAndIsNotDoneBeforeTheLast() {
    RequestStory story =
        RequestStory.inOfficeHours()
            .submitted("2026-11-20T09:00:00Z")
            .resolved("2026-11-20T10:00:00Z")
            .reopened(Happening.Reopened.Code.INCOMPLETE, "2026-11-20T12:00:00Z");
    assertThat(measured(story)).extracting(Measured::metric).doesNotContain(Metric.RESOLUTION);

    story.resolved("2026-11-20T14:00:00Z");

    assertThat(measured(story))
        .contains(
            new Measured(Metric.RESOLUTION, Priority.P2, Duration.ofHours(3), Duration.ofHours(3)));
  }

  private static List<Judged> judged(RequestStory story, Target... targets) {
    return past(story).judged(binding(targets), Allowed.ANYTHING);
  }

  private static List<Measured> measured(RequestStory story) {
    return past(story).measured(binding());
  }

  private static PastRequest past(RequestStory story) {
    return new PastRequest(RequestStory.ID, CS_AND_ENG, story.facts, NOW);
  }

  private static Judged resolution(List<Judged> judged) {
    return judged.stream()
        .filter(one -> one.metric() == Metric.RESOLUTION)
        .findFirst()
        .orElseThrow();
  }

  private static Terms termsAllowing(Priority priority, int perWeek) {
    return new Terms(
        List.of(),
        List.of(),
        "PROVIDER",
        null,
        null,
        null,
        List.of(new Terms.Allowance(priority, perWeek)),
        null,
        Terms.ReopenRule.REMAINING,
        null,
        null);
  }

  private static Binding binding(Target... targets) {
    Terms terms =
        new Terms(
            List.of(targets),
            Terms.DEFAULT_WARNINGS,
            "PROVIDER",
            null,
            null,
            null,
            List.of(),
            null,
            Terms.ReopenRule.REMAINING,
            null,
            null);
    return new Binding(
        new BoundTerms(RequestStory.AGREEMENT, 1, terms), "office", 1, RequestStory.OFFICE);
  }
}
