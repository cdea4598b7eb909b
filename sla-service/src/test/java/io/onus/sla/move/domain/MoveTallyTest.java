package io.onus.sla.move.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Target;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.CalendarDefinition;
import io.onus.sla.calendar.domain.HolidayDates;
import io.onus.sla.calendar.domain.WeeklyHours;
import io.onus.sla.clock.domain.Binding;
import io.onus.sla.clock.domain.RequestStory;
import io.onus.sla.clock.domain.TrackedRequest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Monday is 2026-04-06; the resolution is owed within eight hours of mornings, 09:00 to 12:00. */
class MoveTallyTest {

  private static final Terms TERMS =
      RequestStory.terms(new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(8)));
  private static final BusinessCalendar MORNINGS = every("09:00-12:00");
  private static final BusinessCalendar LONG_DAYS = every("09:00-19:00");
  private static final Instant MONDAY_MIDNIGHT = Instant.parse("2026-04-07T00:00:00Z");

  private final MoveTally tally = new MoveTally(MONDAY_MIDNIGHT, 2);

  @Test
  void aClockThatWouldBeDueTodayIsCountedForWhoOwesIt() {
    add(LONG_DAYS, "2026-04-06T10:00:00Z");

    assertThat(tally.requests()).isEqualTo(1);
    assertThat(tally.all().earlier()).isEqualTo(1);
    assertThat(tally.all().later()).isZero();
    assertThat(tally.all().breachToday()).isEqualTo(1);
    assertThat(tally.departments()).containsOnlyKeys("ENG");
    assertThat(tally.departments().get("ENG").breachToday()).isEqualTo(1);
    MovedClock moved = tally.examples().getFirst();
    assertThat(moved.number()).isEqualTo("ENG-1042");
    assertThat(moved.metric()).isEqualTo(Metric.RESOLUTION);
    assertThat(moved.dueBefore()).isEqualTo("2026-04-08T11:00:00Z");
    assertThat(moved.dueAfter()).isEqualTo("2026-04-06T17:00:00Z");
  }

  @Test
  void aClockThatWouldBeDueLaterIsNoBreachOfToday() {
    add(every("09:00-11:00"), "2026-04-06T10:00:00Z");

    assertThat(tally.all().later()).isEqualTo(1);
    assertThat(tally.all().breachToday()).isZero();
    assertThat(tally.examples().getFirst().dueAfter()).isEqualTo("2026-04-09T11:00:00Z");
  }

  @Test
  void aClockThatIsDueTodayAnywayIsNoBreachOfTheMove() {
    TrackedRequest before =
        story(every("09:00-19:00")).submitted("2026-04-06T09:00:00Z").taken().state();
    TrackedRequest after =
        story(every("09:00-19:00"))
            .submitted("2026-04-06T09:00:00Z")
            .rebound(binding(BusinessCalendar.always()), "2026-04-06T10:00:00Z")
            .taken()
            .state();

    tally.add(before, after);

    assertThat(tally.all().breachToday()).isZero();
    assertThat(tally.all().clocks()).isPositive();
    assertThat(tally.examples()).isEmpty(); // five in the afternoon, either way
  }

  @Test
  void aPausedClockCountsOtherwiseAndIsDueNobodyKnowsWhen() {
    TrackedRequest before =
        story(MORNINGS)
            .submitted("2026-04-06T09:00:00Z")
            .asked("2026-04-06T09:30:00Z")
            .taken()
            .state();
    TrackedRequest after =
        story(MORNINGS)
            .submitted("2026-04-06T09:00:00Z")
            .asked("2026-04-06T09:30:00Z")
            .rebound(binding(LONG_DAYS), "2026-04-06T10:00:00Z")
            .taken()
            .state();

    tally.add(before, after);

    assertThat(tally.requests()).isEqualTo(1);
    assertThat(tally.all().paused()).isPositive();
    assertThat(tally.all().earlier() + tally.all().later()).isZero();
  }

  @Test
  void aBrokenClockStaysAsItBrokeAndIsNotCounted() {
    RequestStory story = story(MORNINGS).submitted("2026-04-06T09:00:00Z");
    TrackedRequest before = story.takenAndFired("2026-04-10T12:00:00Z").state();
    long unbroken =
        before.clocks().stream().filter(c -> c.isOpen() && !c.face().breached()).count();

    tally.add(before, story.rebound(binding(LONG_DAYS), "2026-04-10T12:00:00Z").taken().state());

    assertThat(tally.all().clocks()).isEqualTo(unbroken);
    assertThat(tally.examples()).isEmpty();
  }

  @Test
  void thoseMovedFarthestAreShownFirst() {
    add(every("09:00-11:59"), "2026-04-06T10:00:00Z");
    add(every("09:00-11:00"), "2026-04-06T10:00:00Z");
    add(every("09:00-10:00"), "2026-04-06T09:30:00Z");

    assertThat(tally.requests()).isEqualTo(3);
    assertThat(tally.examples()).hasSize(2).isSortedAccordingTo(MovedClock.FARTHEST);
    assertThat(tally.examples().getFirst().dueAfter()).isEqualTo("2026-04-15T10:00:00Z");
  }

  @Test
  void whatWouldNeverBeDueIsCountedApart() {
    tally.addOutOfReach();

    assertThat(tally.outOfReach()).isEqualTo(1);
    assertThat(tally.requests()).isZero();
  }

  private void add(BusinessCalendar changed, String at) {
    RequestStory story = story(MORNINGS).submitted("2026-04-06T09:00:00Z");
    TrackedRequest before = story.taken().state();
    tally.add(before, story.rebound(binding(changed), at).taken().state());
  }

  private static RequestStory story(BusinessCalendar calendar) {
    return RequestStory.under(TERMS, calendar);
  }

  private static Binding binding(BusinessCalendar calendar) {
    return new Binding(new BoundTerms(RequestStory.AGREEMENT, 1, TERMS), "office", 2, calendar);
  }

  private static BusinessCalendar every(String hours) {
    return BusinessCalendar.compile(
        CalendarDefinition.weekly(
            ZoneOffset.UTC, WeeklyHours.every(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, hours)),
        HolidayDates.NONE);
  }
}
