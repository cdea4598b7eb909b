package io.onus.notification.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Standing;
import io.onus.notification.escalation.domain.Routing.Choice;
import io.onus.notification.escalation.domain.Routing.Keep;
import io.onus.notification.escalation.domain.Routing.Tell;
import io.onus.notification.policy.domain.Policy;
import io.onus.notification.policy.domain.Step;
import io.onus.notification.policy.domain.Wait;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.Route.Match;
import io.onus.notification.route.domain.Situation;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.AssigneeTarget;
import io.onus.notification.target.domain.Target.EverybodyOfSideTarget;
import io.onus.notification.target.domain.Target.OnCallTarget;
import io.onus.notification.target.domain.Target.PersonTarget;
import io.onus.notification.target.domain.Target.Side;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RoutingTest {

  private static final Situation BREACH =
      new Situation(
          Standing.BREACHED,
          "ENG",
          Route.ObligorSide.PROVIDER,
          "CS",
          "CS",
          "ENG",
          null,
          "P2",
          "RESOLUTION",
          null,
          null);

  private static final Policy PRESSING =
      new Policy(
          "pressing",
          "Pressing",
          "ENG",
          List.of(
              new Step(Wait.AT_ONCE, List.of(new OnCallTarget("eng"))),
              new Step(new Wait.After(Duration.ofMinutes(15)), List.of(new PersonTarget("lena")))),
          1,
          Duration.ofMinutes(30));

  @Test
  void whatTheRequesterOwesIsForItsLeadsAndNotForTheAssignee() {
    Situation reply =
        new Situation(
            Standing.BREACHED,
            "CS",
            Route.ObligorSide.REQUESTER,
            "ENG",
            "CS",
            "ENG",
            null,
            "P2",
            "REPLY",
            null,
            "ada");

    assertThat(new Routing(List.of(), Map.of()).choose(reply, step -> true))
        .isEqualTo(
            new Tell(
                Chain.once(
                    "no route, leads and deputies of the department that owes",
                    List.of(new EverybodyOfSideTarget(Side.OBLIGOR))),
                Optional.empty(),
                List.of(),
                List.of()));
  }

  @Test
  void theFirstRouteByPositionDecides() {
    Choice choice = choose(List.of(people(20, "bob"), people(10, "ada")), persons("ada", "bob"));

    assertThat(choice)
        .isEqualTo(
            new Tell(
                Chain.once("route 10", List.of(new PersonTarget("ada"))),
                Optional.of(10),
                List.of(),
                List.of()));
  }

  @Test
  void aRouteThatReachesNobodyIsPassedOverAndSaid() {
    Choice choice = choose(List.of(people(10, "mute"), people(20, "bob")), persons("bob"));

    assertThat(choice.reasons()).containsExactly("route 10 reaches nobody");
    assertThat(((Tell) choice).route()).contains(20);
    assertThat(((Tell) choice).passedOver()).containsExactly(new PersonTarget("mute"));
  }

  @Test
  void aRouteDoesNotMatchWhatItIsNotAbout() {
    Route others =
        new Route(
            UUID.randomUUID(), 10, Match.ofObligor("QA", null), new Route.TellPeople(List.of("x")));

    assertThat(((Tell) choose(List.of(others), persons("x"))).route()).isEmpty();
  }

  @Test
  void aPolicyIsTakenAsItIsNowEvenIfOnlyALaterStepReachesAnybody() {
    Route route = policy(10, "pressing");

    assertThat(choose(List.of(route), persons("lena")))
        .isEqualTo(new Tell(Chain.of("route 10", PRESSING), Optional.of(10), List.of(), List.of()));
    assertThat(choose(List.of(route), nobody()).reasons())
        .containsExactly("route 10 reaches nobody");
  }

  @Test
  void aRouteWhosePolicyIsGoneIsPassedOver() {
    assertThat(choose(List.of(policy(10, "gone")), persons("lena")).reasons())
        .containsExactly("route 10 reaches nobody");
  }

  @Test
  void aRouteThatMutesTellsNobodyAndHidesNoRouteBeforeIt() {
    Route mute = new Route(UUID.randomUUID(), 15, Match.ofObligor("ENG", null), new Route.Mute());

    assertThat(choose(List.of(mute, people(20, "bob")), persons("bob")))
        .isEqualTo(new Keep(15, List.of()));
    assertThat(((Tell) choose(List.of(people(10, "bob"), mute), persons("bob"))).route())
        .contains(10);
  }

  @Test
  void withoutARouteTheAssigneeIsTold() {
    assertThat(((Tell) choose(List.of(), step -> true)).chain().steps().getFirst().targets())
        .containsExactly(new AssigneeTarget());
  }

  @Test
  void withoutARouteAndAnAssigneeEverybodyWhoLeadsTheObligorIsTold() {
    assertThat(((Tell) choose(List.of(), nobody())).chain().steps().getFirst().targets())
        .containsExactly(new EverybodyOfSideTarget(Side.OBLIGOR));
  }

  private static Choice choose(List<Route> routes, Predicate<List<Target>> reaches) {
    return new Routing(routes, Map.of("pressing", PRESSING)).choose(BREACH, reaches);
  }

  private static Route people(int position, String... people) {
    return new Route(
        UUID.randomUUID(),
        position,
        Match.ofObligor("ENG", null),
        new Route.TellPeople(List.of(people)));
  }

  private static Route policy(int position, String policy) {
    return new Route(
        UUID.randomUUID(), position, Match.ofObligor("ENG", null), new Route.UsePolicy(policy));
  }

  private static Predicate<List<Target>> persons(String... reachable) {
    List<Target> known = Arrays.stream(reachable).<Target>map(PersonTarget::new).toList();
    return step -> step.stream().anyMatch(known::contains);
  }

  private static Predicate<List<Target>> nobody() {
    return step -> false;
  }
}
