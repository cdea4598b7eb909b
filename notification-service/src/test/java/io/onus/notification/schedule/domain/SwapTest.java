package io.onus.notification.schedule.domain;

import static io.onus.notification.schedule.domain.Plans.BERLIN;
import static io.onus.notification.schedule.domain.Plans.at;
import static io.onus.notification.schedule.domain.Plans.every;
import static io.onus.notification.schedule.domain.Plans.layer;
import static io.onus.notification.schedule.domain.Plans.override;
import static io.onus.notification.schedule.domain.Plans.roster;
import static io.onus.notification.schedule.domain.Plans.schedule;
import static io.onus.notification.schedule.domain.Plans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.onus.kit.decide.Outcome;
import io.onus.notification.schedule.domain.Schedule.Combine;
import io.onus.notification.schedule.domain.Swap.Accepted;
import io.onus.notification.schedule.domain.Swap.Declined;
import io.onus.notification.schedule.domain.Swap.Expired;
import io.onus.notification.schedule.domain.Swap.Proposed;
import io.onus.notification.schedule.domain.Swap.Withdrawn;
import io.onus.notification.schedule.domain.SwapCommand.AcceptSwap;
import io.onus.notification.schedule.domain.SwapCommand.DeclineSwap;
import io.onus.notification.schedule.domain.SwapCommand.ExpireSwap;
import io.onus.notification.schedule.domain.SwapCommand.WithdrawSwap;
import io.onus.notification.schedule.domain.SwapEvent.Place;
import io.onus.notification.schedule.domain.SwapEvent.SwapAccepted;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SwapTest {

  /** Ada's week begins on the first of June, Bob's on the eighth. */
  private static final Roster WEEKS =
      roster(layer(every("P1W", "09:00", "2026-06-01"), "ada", "bob"));

  private static final Instant NOW = at("2026-06-01T12:00");
  private static final Span ADAS = span("2026-06-03T09:00", "2026-06-04T09:00");
  private static final Span BOBS = span("2026-06-10T09:00", "2026-06-11T09:00");
  private static final SwapTerms TERMS = terms(ADAS, BOBS);

  private static final List<Swap> STATES =
      List.of(
          new Proposed(TERMS),
          new Accepted(TERMS, NOW),
          new Declined(TERMS, NOW),
          new Withdrawn(TERMS, NOW),
          new Expired(TERMS, NOW));

  private static final List<SwapCommand> COMMANDS =
      List.of(new AcceptSwap(), new DeclineSwap(), new WithdrawSwap(), new ExpireSwap());

  /** Accept, decline, withdraw, expire. */
  private static final Map<Class<?>, List<String>> TABLE =
      Map.of(
          Proposed.class,
          List.of("Accepted", "Declined", "Withdrawn", "swap-still-open"),
          Accepted.class,
          List.of("swap-over", "swap-over", "swap-over", "swap-over"),
          Declined.class,
          List.of("swap-over", "swap-over", "swap-over", "swap-over"),
          Withdrawn.class,
          List.of("swap-over", "swap-over", "swap-over", "swap-over"),
          Expired.class,
          List.of("swap-too-late", "swap-too-late", "swap-too-late", "swap-too-late"));

  @TestFactory
  Stream<DynamicTest> everyCommandInEveryState() {
    return Arrays.stream(Swap.class.getPermittedSubclasses())
        .flatMap(
            state ->
                Arrays.stream(SwapCommand.class.getPermittedSubclasses())
                    .map(
                        command ->
                            DynamicTest.dynamicTest(
                                command.getSimpleName() + " in " + state.getSimpleName(),
                                () -> {
                                  SwapCommand tried = example(COMMANDS, command);
                                  assertThat(
                                          name(
                                              Swap.decide(
                                                  example(STATES, state), tried, WEEKS, NOW)))
                                      .isEqualTo(TABLE.get(state).get(COMMANDS.indexOf(tried)));
                                })));
  }

  @Test
  void whatIsAgreedMovesBothPlacesAndNoOther() {
    Outcome<Swap, SwapEvent> outcome =
        Swap.decide(new Proposed(TERMS), new AcceptSwap(), WEEKS, NOW);

    assertThat(outcome)
        .isEqualTo(
            Outcome.accepted(
                new Accepted(TERMS, NOW),
                List.of(
                    new SwapAccepted(
                        TERMS,
                        List.of(new Place(ADAS, "ada", "bob"), new Place(BOBS, "bob", "ada"))))));
  }

  @Test
  void aShiftCanBeGivenForNothing() {
    SwapTerms gift = terms(ADAS, null);

    assertThat(name(Swap.propose(gift, WEEKS, NOW))).isEqualTo("Proposed");
    assertThat(Swap.decide(new Proposed(gift), new AcceptSwap(), WEEKS, NOW))
        .isEqualTo(
            Outcome.accepted(
                new Accepted(gift, NOW),
                List.of(new SwapAccepted(gift, List.of(new Place(ADAS, "ada", "bob"))))));
  }

  @Test
  void whatBeganIsNotAnsweredAnyMore() {
    Instant begun = ADAS.start();
    for (SwapCommand command : List.of(new AcceptSwap(), new DeclineSwap(), new WithdrawSwap())) {
      assertThat(name(Swap.decide(new Proposed(TERMS), command, WEEKS, begun)))
          .isEqualTo("swap-too-late");
    }
    assertThat(Swap.asOf(new Proposed(TERMS), begun)).isEqualTo(new Expired(TERMS, begun));
    assertThat(Swap.asOf(new Proposed(TERMS), begun.minusNanos(1))).isEqualTo(new Proposed(TERMS));
    assertThat(name(Swap.decide(new Proposed(TERMS), new ExpireSwap(), WEEKS, begun)))
        .isEqualTo("Expired");
  }

  @Test
  void theEarlierOfTheTwoSaysUntilWhen() {
    assertThat(TERMS.expiresAt()).isEqualTo(ADAS.start());
    assertThat(new SwapTerms(1, "bob", "ada", BOBS, ADAS, null, NOW).expiresAt())
        .isEqualTo(ADAS.start());
    assertThat(terms(ADAS, null).expiresAt()).isEqualTo(ADAS.start());
  }

  @Test
  void onlyOnesOwnShiftIsHandedOnAndOnlyForOneOfTheOthers() {
    assertThat(name(Swap.propose(terms(BOBS, null), WEEKS, NOW))).isEqualTo("not-on-call-then");
    assertThat(
            name(
                Swap.propose(
                    terms(ADAS, span("2026-06-14T09:00", "2026-06-16T09:00")), WEEKS, NOW)))
        .isEqualTo("not-on-call-then");
    assertThat(
            name(
                Swap.propose(
                    terms(span("2026-06-01T10:00", "2026-06-03T00:00"), null), WEEKS, NOW)))
        .isEqualTo("shift-begun");
    assertThat(
            name(Swap.propose(new SwapTerms(1, "ada", "ada", ADAS, null, null, NOW), WEEKS, NOW)))
        .isEqualTo("swap-with-oneself");
  }

  @Test
  void nobodyTakesASecondPlaceAtTheSameTime() {
    Roster both =
        roster(
            schedule(
                BERLIN,
                Combine.ALL,
                layer(every("P1W", "09:00", "2026-06-01"), "ada"),
                layer(every("P1W", "09:00", "2026-06-01"), "bob")));

    assertThat(name(Swap.propose(terms(ADAS, null), both, NOW))).isEqualTo("on-call-already");
  }

  @Test
  void whatIsNotTheirsAnyMoreIsNotAccepted() {
    Roster changed =
        roster(WEEKS.schedule(), override(1, span("2026-06-03T12:00", "2026-06-03T13:00"), "eve"));

    assertThat(name(Swap.decide(new Proposed(TERMS), new AcceptSwap(), changed, NOW)))
        .isEqualTo("not-on-call-then");
    assertThat(name(Swap.decide(new Proposed(TERMS), new DeclineSwap(), changed, NOW)))
        .isEqualTo("Declined");
  }

  private static SwapTerms terms(Span gives, @Nullable Span takes) {
    return new SwapTerms(1, "ada", "bob", gives, takes, "dentist", NOW);
  }

  private static String name(Outcome<Swap, SwapEvent> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Swap, SwapEvent>(var refusal) -> refusal.kind();
      case Outcome.Accepted<Swap, SwapEvent>(Swap after, List<SwapEvent> events) ->
          after.getClass().getSimpleName();
    };
  }

  private static <T> T example(List<T> examples, Class<?> type) {
    return examples.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> fail("no example of " + type));
  }
}
