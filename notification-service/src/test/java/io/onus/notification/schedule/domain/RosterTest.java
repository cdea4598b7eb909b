package io.onus.notification.schedule.domain;

import static io.onus.notification.schedule.domain.Plans.BERLIN;
import static io.onus.notification.schedule.domain.Plans.at;
import static io.onus.notification.schedule.domain.Plans.every;
import static io.onus.notification.schedule.domain.Plans.inPlaceOf;
import static io.onus.notification.schedule.domain.Plans.layer;
import static io.onus.notification.schedule.domain.Plans.override;
import static io.onus.notification.schedule.domain.Plans.roster;
import static io.onus.notification.schedule.domain.Plans.schedule;
import static io.onus.notification.schedule.domain.Plans.span;
import static io.onus.notification.schedule.domain.Plans.weekly;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.hours.domain.OpenHours.Window;
import io.onus.notification.schedule.domain.Schedule.Combine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {

  /** Monday is the first of June. */
  private static final Layer AROUND_THE_CLOCK =
      layer(every("P1W", "09:00", "2026-06-01"), "ada", "bob");

  private static final Layer WORKING_HOURS =
      layer(
          every("P1D", "00:00", "2026-06-01"), weekly(MONDAY, FRIDAY, "09:00-17:00"), "eve", "fay");

  private static final Instant TUESDAY_NOON = at("2026-06-02T12:00");
  private static final Instant TUESDAY_NIGHT = at("2026-06-02T22:00");

  @Test
  void aLaterLayerTakesPrecedenceWhereItHasSomebody() {
    Roster roster = roster(AROUND_THE_CLOCK, WORKING_HOURS);

    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("fay");
    assertThat(roster.onCall(TUESDAY_NIGHT)).containsExactly("ada");
  }

  @Test
  void allLayersTogetherAreOnCallWhereTheScheduleSaysSo() {
    Roster roster = roster(schedule(BERLIN, Combine.ALL, AROUND_THE_CLOCK, WORKING_HOURS));

    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("fay", "ada");
    assertThat(roster.onCall(TUESDAY_NIGHT)).containsExactly("ada");
  }

  @Test
  void severalPeopleCanShareATurn() {
    Roster roster =
        roster(
            new Layer(
                "pairs",
                List.of(List.of("ada", "bob"), List.of("eve")),
                every("P1D", "09:00", "2026-06-01"),
                Restriction.NONE));

    assertThat(roster.onCall(at("2026-06-01T12:00"))).containsExactly("ada", "bob");
    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("eve");
    assertThat(roster.onCall(at("2026-06-03T12:00"))).containsExactly("ada", "bob");
  }

  @Test
  void nobodyIsOnCallBeforeTheFirstTurn() {
    assertThat(roster(AROUND_THE_CLOCK).onCall(at("2026-06-01T08:59"))).isEmpty();
  }

  @Test
  void aLayerWithoutPeopleHasNobody() {
    Layer nobody =
        new Layer("empty", List.of(), every("P1D", "09:00", "2026-06-01"), Restriction.NONE);

    assertThat(roster(nobody).onCall(TUESDAY_NOON)).isEmpty();
    assertThat(roster(nobody).shifts(span("2026-06-01T00:00", "2026-06-08T00:00"))).isEmpty();
  }

  @Test
  void aLayerCountsOnlyWhileItsCalendarIsOpen() {
    Layer layer = layer(every("P1D", "00:00", "2026-06-01"), new Restriction(null, "co"), "eve");
    OpenHours open =
        new OpenHours(
            "co",
            BERLIN,
            at("2026-01-01T00:00"),
            at("2027-01-01T00:00"),
            List.of(new Window(at("2026-06-02T09:00"), at("2026-06-02T17:00"))),
            Set.of(LocalDate.of(2026, 6, 3)));
    Roster roster =
        new Roster(schedule(BERLIN, Combine.FIRST, layer), List.of(), Map.of("co", open));

    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("eve");
    assertThat(roster.onCall(TUESDAY_NIGHT)).isEmpty();
    assertThat(roster.gaps(span("2026-06-02T00:00", "2026-06-04T00:00"))).isEmpty();
    assertThat(roster(layer).onCall(TUESDAY_NOON)).isEmpty();
  }

  @Test
  void anOverridePutsOthersInEverybodysPlace() {
    Roster roster =
        roster(
            schedule(BERLIN, Combine.ALL, AROUND_THE_CLOCK, WORKING_HOURS),
            override(1, span("2026-06-02T11:00", "2026-06-02T13:00"), "gus", "hal"));

    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("gus", "hal");
    assertThat(roster.onCall(at("2026-06-02T13:00"))).containsExactly("fay", "ada");
  }

  @Test
  void anOverrideOfNobodyIsAGap() {
    Span off = span("2026-06-02T11:00", "2026-06-02T13:00");
    Roster roster = roster(schedule(BERLIN, Combine.FIRST, AROUND_THE_CLOCK), override(1, off));

    assertThat(roster.onCall(TUESDAY_NOON)).isEmpty();
    assertThat(roster.gaps(span("2026-06-01T09:00", "2026-06-08T00:00"))).containsExactly(off);
  }

  @Test
  void theOverrideMadeLastHasTheLastWord() {
    Roster roster =
        roster(
            schedule(BERLIN, Combine.FIRST, AROUND_THE_CLOCK),
            override(7, span("2026-06-02T11:00", "2026-06-02T13:00"), "gus"),
            override(3, span("2026-06-02T00:00", "2026-06-03T00:00"), "hal"));

    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("gus");
    assertThat(roster.onCall(at("2026-06-02T14:00"))).containsExactly("hal");
  }

  @Test
  void anOverrideInOnesPlaceLeavesTheOthersOnCall() {
    Roster roster =
        roster(
            schedule(BERLIN, Combine.ALL, AROUND_THE_CLOCK, WORKING_HOURS),
            inPlaceOf("ada", 1, span("2026-06-02T00:00", "2026-06-03T00:00"), "gus"));

    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("fay", "gus");
    assertThat(roster.onCall(TUESDAY_NIGHT)).containsExactly("gus");
    assertThat(roster.onCall(at("2026-06-03T12:00"))).containsExactly("eve", "ada");
  }

  @Test
  void anOverrideInThePlaceOfSomebodyWhoIsNotOnCallDoesNothing() {
    Roster roster =
        roster(
            schedule(BERLIN, Combine.FIRST, AROUND_THE_CLOCK),
            inPlaceOf("bob", 1, span("2026-06-02T00:00", "2026-06-03T00:00"), "gus"));

    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("ada");
  }

  @Test
  void whoTakesAPlaceBesideTheirOwnIsOnCallOnce() {
    Roster roster =
        roster(
            schedule(BERLIN, Combine.ALL, AROUND_THE_CLOCK, WORKING_HOURS),
            inPlaceOf("fay", 1, span("2026-06-02T00:00", "2026-06-03T00:00"), "ada"));

    assertThat(roster.onCall(TUESDAY_NOON)).containsExactly("ada");
  }

  @Test
  void shiftsAreCutByWhatTakesPrecedenceAndShownWhole() {
    Roster roster = roster(AROUND_THE_CLOCK, WORKING_HOURS);

    List<Shift> shifts = roster.shifts(span("2026-06-02T12:00", "2026-06-03T00:00"));

    assertThat(shifts)
        .containsExactly(
            new Shift(span("2026-06-02T09:00", "2026-06-02T17:00"), "fay", "of eve", null),
            new Shift(span("2026-06-02T17:00", "2026-06-03T09:00"), "ada", "of ada", null));
  }

  @Test
  void theNextTurnOfTheSamePersonIsAnotherShiftAndNoHandOver() {
    Roster alone = roster(layer(every("P1W", "09:00", "2026-06-01"), "ada"));

    assertThat(alone.shifts(span("2026-06-03T00:00", "2026-06-10T00:00")))
        .extracting(Shift::span)
        .containsExactly(
            span("2026-06-01T09:00", "2026-06-08T09:00"),
            span("2026-06-08T09:00", "2026-06-15T09:00"));
    assertThat(alone.nextHandOver(TUESDAY_NOON)).isEmpty();
  }

  @Test
  void anOverrideIsAShiftOfItsOwn() {
    ShiftOverride override = override(1, span("2026-06-02T11:00", "2026-06-02T13:00"), "gus");
    Roster roster = roster(schedule(BERLIN, Combine.FIRST, AROUND_THE_CLOCK), override);

    assertThat(roster.shifts(span("2026-06-02T00:00", "2026-06-03T00:00")))
        .containsExactly(
            new Shift(span("2026-06-01T09:00", "2026-06-02T11:00"), "ada", "of ada", null),
            new Shift(override.span(), "gus", null, override.id()),
            new Shift(span("2026-06-02T13:00", "2026-06-08T09:00"), "ada", "of ada", null));
  }

  @Test
  void withRestrictionsOnlyAGapIsWhereOneOfThemCounts() {
    Layer holes =
        new Layer(
            "ends",
            List.of(List.of("eve")),
            new Rotation(
                new Rhythm.Days(1),
                LocalTime.MIDNIGHT,
                null,
                LocalDate.of(2026, 6, 1),
                LocalDate.of(2026, 6, 3)),
            weekly(MONDAY, FRIDAY, "09:00-17:00"));

    assertThat(roster(holes).gaps(span("2026-06-01T00:00", "2026-06-08T00:00")))
        .containsExactly(
            span("2026-06-03T09:00", "2026-06-03T17:00"),
            span("2026-06-04T09:00", "2026-06-04T17:00"),
            span("2026-06-05T09:00", "2026-06-05T17:00"));
  }

  @Test
  void aLayerWithoutRestrictionMeansAllTheTimeFromTheFirstTurnOn() {
    Layer ends =
        new Layer(
            "ends",
            List.of(List.of("eve")),
            new Rotation(
                new Rhythm.Days(1),
                LocalTime.of(9, 0),
                null,
                LocalDate.of(2026, 6, 2),
                LocalDate.of(2026, 6, 4)),
            Restriction.NONE);

    assertThat(roster(ends).gaps(span("2026-06-01T00:00", "2026-06-06T00:00")))
        .containsExactly(span("2026-06-04T09:00", "2026-06-06T00:00"));
  }

  @Test
  void anOverrideFillsAGap() {
    Layer weekdays =
        layer(every("P1D", "00:00", "2026-06-01"), weekly(MONDAY, SUNDAY, "09:00-17:00"), "eve");
    Roster roster =
        roster(
            schedule(BERLIN, Combine.FIRST, weekdays),
            override(1, span("2026-06-02T00:00", "2026-06-03T00:00")),
            override(2, span("2026-06-02T12:00", "2026-06-02T20:00"), "gus"));

    assertThat(roster.gaps(span("2026-06-01T00:00", "2026-06-04T00:00")))
        .containsExactly(span("2026-06-02T09:00", "2026-06-02T12:00"));
  }

  @Test
  void theNextHandOverIsStrictlyAhead() {
    Roster roster = roster(AROUND_THE_CLOCK);
    Instant monday = at("2026-06-08T09:00");

    assertThat(roster.nextHandOver(TUESDAY_NOON))
        .contains(new HandOver(monday, List.of("ada"), List.of("bob")));
    assertThat(roster.nextHandOver(monday))
        .contains(new HandOver(at("2026-06-15T09:00"), List.of("bob"), List.of("ada")));
  }

  @Test
  void theFirstAndTheLastTurnAreHandOversFromAndToNobody() {
    Layer week =
        new Layer(
            "one week",
            List.of(List.of("eve")),
            new Rotation(
                new Rhythm.Weeks(1),
                LocalTime.of(9, 0),
                null,
                LocalDate.of(2026, 6, 1),
                LocalDate.of(2026, 6, 8)),
            Restriction.NONE);

    assertThat(roster(week).handOvers(span("2026-05-01T00:00", "2026-07-01T00:00")))
        .containsExactly(
            new HandOver(at("2026-06-01T09:00"), List.of(), List.of("eve")),
            new HandOver(at("2026-06-08T09:00"), List.of("eve"), List.of()));
  }

  @Test
  void aHandOverFarAheadIsFound() {
    Roster yearly = roster(layer(every("P52W", "09:00", "2026-06-01"), "ada", "bob"));

    assertThat(yearly.nextHandOver(TUESDAY_NOON))
        .map(HandOver::at)
        .contains(at("2027-05-31T09:00"));
  }

  @Test
  void onesShiftMustBeTheirsFromItsBeginningToItsEnd() {
    Roster roster = roster(AROUND_THE_CLOCK);

    assertThat(roster.isOnCallThroughout("ada", span("2026-06-01T09:00", "2026-06-08T09:00")))
        .isTrue();
    assertThat(roster.isOnCallThroughout("ada", span("2026-06-01T09:00", "2026-06-08T09:01")))
        .isFalse();
    assertThat(roster.isOnCallWithin("bob", span("2026-06-08T08:00", "2026-06-08T09:00")))
        .isFalse();
    assertThat(roster.isOnCallWithin("bob", span("2026-06-08T08:00", "2026-06-08T09:01"))).isTrue();
  }

  @Test
  void whatChangesHandsMoreOftenThanAnybodyCanFollowIsRefused() {
    Layer hourly = layer(every("PT1H", "00:00", "2026-06-01"), "ada", "bob");
    Layer[] five = {hourly, hourly, hourly, hourly, hourly};
    Layer[] six = {hourly, hourly, hourly, hourly, hourly, hourly};

    assertThat(ScheduleRefusal.of(schedule(BERLIN, Combine.ALL, five))).isEmpty();
    assertThat(ScheduleRefusal.of(schedule(BERLIN, Combine.ALL, six)))
        .contains(new ScheduleRefusal.TooManyChanges(1_008, 1_000));
    assertThat(ScheduleRefusal.of(schedule(BERLIN, Combine.ALL)))
        .contains(new ScheduleRefusal.NobodyInAnyLayer());
  }
}
