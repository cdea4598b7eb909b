package io.onus.request.standing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state × command, and what is done about moments that have passed. */
class StandingRulesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Plan PLAN =
      new Plan(
          "CS",
          "hr-payroll",
          "Payroll",
          "{}",
          "P3",
          "FREQ=WEEKLY;BYDAY=TU",
          BERLIN,
          LocalDateTime.parse("2026-12-01T12:00"),
          LeadTime.parse("P2D").orElseThrow());
  private static final Instant MOMENT = Instant.parse("2026-12-01T11:00:00Z");
  private static final Occurrence NEXT = PLAN.occurrence(MOMENT);

  private static final String TABLE =
      """
      .      Running Paused  Ended
      Change RUNNING PAUSED  -
      Pause  PAUSED  -       -
      Resume -       RUNNING -
      End    ENDED   ENDED   -
      """;

  @TestFactory
  Stream<DynamicTest> everyMoveEndsWhereTheTableSays() {
    Map<String, Map<String, String>> table = table();
    return Arrays.stream(StandingCommand.class.getPermittedSubclasses())
        .flatMap(
            command ->
                Arrays.stream(Standing.class.getPermittedSubclasses())
                    .map(
                        state ->
                            DynamicTest.dynamicTest(
                                state.getSimpleName() + " × " + command.getSimpleName(),
                                () ->
                                    check(
                                        in(state),
                                        command(command, Optional.of(NEXT)),
                                        table
                                            .get(command.getSimpleName())
                                            .get(state.getSimpleName())))));
  }

  private static void check(Standing state, StandingCommand command, String expected) {
    Outcome<Standing, StandingCommand> outcome = StandingRules.decide(state, command);
    if (expected.equals("-")) {
      assertThat(refusal(outcome))
          .isEqualTo(new StandingRefusal.StandingMoveNotAllowed(state.status(), command.path()));
    } else {
      assertThat(accepted(outcome).status()).hasToString(expected);
      assertThat(accepted(outcome).upcoming().isPresent()).isEqualTo(expected.equals("RUNNING"));
    }
  }

  @Test
  void aRuleWithoutAMomentAheadBeginsChangesAndResumesNothing() {
    StandingRefusal none = new StandingRefusal.NoMomentAhead(PLAN.rrule());

    assertThat(refusal(StandingRules.begin(PLAN, Optional.empty()))).isEqualTo(none);
    assertThat(
            refusal(
                StandingRules.decide(
                    in(Standing.Running.class),
                    command(StandingCommand.Change.class, Optional.empty()))))
        .isEqualTo(none);
    assertThat(
            refusal(
                StandingRules.decide(
                    in(Standing.Paused.class),
                    command(StandingCommand.Resume.class, Optional.empty()))))
        .isEqualTo(none);
    assertThat(accepted(StandingRules.begin(PLAN, Optional.of(NEXT))).upcoming()).contains(NEXT);
  }

  @Test
  void afterTheLastMomentItHasEnded() {
    Standing.Running running = new Standing.Running(PLAN, NEXT);

    assertThat(StandingRules.passed(running, Optional.empty()).status())
        .isEqualTo(Standing.Status.ENDED);
    assertThat(StandingRules.passed(running, Optional.of(NEXT))).isEqualTo(running);
  }

  @Test
  void whatWasMissedIsMadeUpForAWeekAndNoLonger() {
    Instant week = MOMENT.plus(StandingRules.LOOK_BACK);

    assertThat(StandingRules.isAskedFor(NEXT, MOMENT.minusSeconds(1))).isTrue();
    assertThat(StandingRules.isAskedFor(NEXT, MOMENT)).isTrue();
    assertThat(StandingRules.isAskedFor(NEXT, week)).isTrue();
    assertThat(StandingRules.isAskedFor(NEXT, week.plusNanos(1000))).isFalse();
    assertThat(StandingRules.after(NEXT, MOMENT)).isEqualTo(MOMENT);
    assertThat(StandingRules.after(NEXT, week.plusSeconds(60))).isEqualTo(MOMENT.plusSeconds(60));
  }

  @Test
  void leadTimeIsWallTime() {
    LeadTime twoDays = LeadTime.parse("P2D").orElseThrow();

    // The clocks went forward in the night between: 47 hours are two days.
    assertThat(twoDays.before(Instant.parse("2026-03-30T10:00:00Z"), BERLIN))
        .isEqualTo(Instant.parse("2026-03-28T11:00:00Z"));
    assertThat(LeadTime.parse("PT48H").orElseThrow().before(MOMENT, BERLIN))
        .isEqualTo(MOMENT.minus(Duration.ofHours(48)));
    assertThat(LeadTime.parse("P1DT12H").orElseThrow().before(MOMENT, BERLIN))
        .isEqualTo(MOMENT.minus(Duration.ofHours(36)));
  }

  @Test
  void aLeadTimeIsBetweenAMinuteAndAYear() {
    for (String text : List.of("PT1M", "P2D", "P1W", "P366D", "PT8784H", "P1DT30M")) {
      assertThat(LeadTime.parse(text)).as(text).isPresent();
      LeadTime read = LeadTime.parse(text).orElseThrow();
      assertThat(LeadTime.parse(read.toString())).as(text).contains(read);
    }
    for (String text :
        List.of(
            "",
            "P",
            "PT",
            "P0D",
            "PT0S",
            "PT59S",
            "-P2D",
            "P-2D",
            "PT-1H",
            "P367D",
            "PT8785H",
            "P1M",
            "P1Y",
            "2D",
            "P2DT",
            "P99999999999D",
            "PT99999999999999999999H",
            "tomorrow")) {
      assertThat(LeadTime.parse(text)).as(text).isEmpty();
    }
  }

  private static Standing in(Class<?> state) {
    return switch (state.getSimpleName()) {
      case "Running" -> new Standing.Running(PLAN, NEXT);
      case "Paused" -> new Standing.Paused(PLAN);
      case "Ended" -> new Standing.Ended(PLAN);
      default -> throw new IllegalArgumentException("no sample of " + state);
    };
  }

  private static StandingCommand command(Class<?> type, Optional<Occurrence> next) {
    return switch (type.getSimpleName()) {
      case "Change" -> new StandingCommand.Change(PLAN, next);
      case "Pause" -> new StandingCommand.Pause();
      case "Resume" -> new StandingCommand.Resume(next);
      case "End" -> new StandingCommand.End();
      default -> throw new IllegalArgumentException("no sample of " + type);
    };
  }

  private static Standing accepted(Outcome<Standing, StandingCommand> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Standing, StandingCommand> a -> a.state();
      case Outcome.Refused<Standing, StandingCommand> r ->
          throw new AssertionError("refused: " + r.refusal());
    };
  }

  private static Refusal refusal(Outcome<Standing, StandingCommand> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Standing, StandingCommand> a ->
          throw new AssertionError("accepted: " + a.state());
      case Outcome.Refused<Standing, StandingCommand> r -> r.refusal();
    };
  }

  private static Map<String, Map<String, String>> table() {
    List<String[]> lines = TABLE.lines().map(line -> line.trim().split(" +")).toList();
    Map<String, Map<String, String>> table = new HashMap<>();
    for (String[] line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      for (int column = 1; column < line.length; column++) {
        row.put(lines.getFirst()[column], line[column]);
      }
      table.put(line[0], row);
    }
    return table;
  }
}
