package io.onus.sla.calendar.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosedCalendarTest {

  /** A Thursday. */
  private static final LocalDate CHRISTMAS_EVE = LocalDate.parse("2026-12-24");

  private static final LocalDate SATURDAY = LocalDate.parse("2026-12-05");
  private static final LocalDate HOLIDAY = LocalDate.parse("2026-12-25");
  private static final HolidayDates HOLIDAYS = year -> Set.of(HOLIDAY);

  private final CalendarDefinition office =
      new CalendarDefinition(
          ZoneId.of("Europe/Berlin"),
          WeeklyHours.every(MONDAY, FRIDAY, "09:00-12:30", "13:30-18:00"),
          null,
          Set.of(LocalDate.parse("2026-12-31")),
          Map.of(SATURDAY, List.of(LocalWindow.parse("10:00-14:00"))));

  @Test
  void christmasEveUntilNoonIsOpenUntilNoon() {
    ClosedCalendar closed = close("2026-12-24T12:00/2026-12-25T00:00");

    assertThat(closed.definition().open().get(CHRISTMAS_EVE)).hasToString("[09:00-12:00]");
    assertThat(closed.definition().closed()).isEqualTo(office.closed());
    assertThat(closed.changes())
        .hasToString(
            "[DateChange[date=2026-12-24, before=[09:00-12:30, 13:30-18:00],"
                + " after=[09:00-12:00]]]");
    BusinessCalendar calendar = BusinessCalendar.compile(closed.definition(), HOLIDAYS);
    assertThat(calendar.add(Instant.parse("2026-12-24T10:00:00Z"), Duration.ofHours(2)))
        .isEqualTo(Instant.parse("2026-12-28T09:00:00Z"));
  }

  @Test
  void wholeDatesAreClosedWhetherAnybodyWouldWorkOnThemOrNot() {
    ClosedCalendar closed = close("2026-12-24T00:00/2026-12-28T00:00");

    assertThat(closed.definition().closed())
        .containsExactlyInAnyOrder(
            CHRISTMAS_EVE,
            HOLIDAY,
            LocalDate.parse("2026-12-26"),
            LocalDate.parse("2026-12-27"),
            LocalDate.parse("2026-12-31"));
    assertThat(closed.changes()).hasSize(4);
    assertThat(closed.changes().getFirst().after()).isEmpty();
  }

  @Test
  void closedHoursAreTakenOutOfTheMiddle() {
    ClosedCalendar closed = close("2026-12-24T10:00/2026-12-24T15:00");

    assertThat(closed.definition().open().get(CHRISTMAS_EVE))
        .hasToString("[09:00-10:00, 15:00-18:00]");
  }

  @Test
  void aMinuteThatIsClosedInPartIsClosed() {
    ClosedCalendar closed = close("2026-12-24T10:00:30/2026-12-24T10:01:01");

    assertThat(closed.definition().open().get(CHRISTMAS_EVE))
        .hasToString("[09:00-10:00, 10:02-12:30, 13:30-18:00]");
  }

  @Test
  void aClosureOverNightTakesItsPartOfEachDate() {
    ClosedCalendar closed = close("2026-12-22T17:00/2026-12-24T10:00");

    assertThat(closed.definition().open())
        .containsEntry(
            LocalDate.parse("2026-12-22"),
            List.of(LocalWindow.parse("09:00-12:30"), LocalWindow.parse("13:30-17:00")))
        .containsEntry(
            CHRISTMAS_EVE,
            List.of(LocalWindow.parse("10:00-12:30"), LocalWindow.parse("13:30-18:00")));
    assertThat(closed.definition().closed()).contains(LocalDate.parse("2026-12-23"));
  }

  @Test
  void hoursOfWhichNothingIsLeftCloseTheDate() {
    ClosedCalendar closed =
        close("2026-12-24T08:00/2026-12-24T13:00", "2026-12-24T13:00/2026-12-24T18:00");

    assertThat(closed.definition().closed()).contains(CHRISTMAS_EVE);
    assertThat(closed.definition().open()).isEqualTo(office.open());
  }

  @Test
  void hoursNobodyWorksChangeNothing() {
    ClosedCalendar closed =
        close(
            "2026-12-24T19:00/2026-12-24T23:00", // after closing time
            "2026-12-24T12:30/2026-12-24T13:30", // the lunch break
            "2026-12-25T09:00/2026-12-25T12:00", // a holiday
            "2026-12-26T09:00/2026-12-26T12:00", // a Saturday
            "2026-12-31T00:00/2027-01-01T00:00", // closed before
            "2026-12-24T10:00/2026-12-24T10:00"); // no time at all

    assertThat(closed.definition()).isEqualTo(office);
    assertThat(closed.changes()).isEmpty();
    assertThat(closed.kept()).isEmpty();
  }

  @Test
  void whatSomebodyOpenedOnPurposeStaysOpen() {
    ClosedCalendar closed = close("2026-12-05T00:00/2026-12-06T00:00");

    assertThat(closed.definition()).isEqualTo(office);
    assertThat(closed.kept()).containsExactly(SATURDAY);
  }

  @Test
  void whatSomebodyOpenedIsClosedWhereThatIsWished() {
    List<Closure> noon = List.of(closure("2026-12-05T12:00/2026-12-05T13:00"));
    List<Closure> allDay = List.of(closure("2026-12-05T00:00/2026-12-06T00:00"));

    assertThat(ClosedCalendar.of(office, HOLIDAYS, noon, true).definition().open().get(SATURDAY))
        .hasToString("[10:00-12:00, 13:00-14:00]");
    CalendarDefinition closed = ClosedCalendar.of(office, HOLIDAYS, allDay, true).definition();
    assertThat(closed.closed()).contains(SATURDAY);
    assertThat(closed.open()).isEmpty();
  }

  @Test
  void theSameClosuresASecondTimeChangeNothing() {
    String[] closures = {
      "2026-12-24T12:00/2026-12-25T00:00", "2026-12-28T00:00/2026-12-30T00:00",
      "2026-12-05T12:00/2026-12-05T13:00", "2026-12-23T10:00/2026-12-23T11:00"
    };
    for (boolean openedToo : List.of(false, true)) {
      CalendarDefinition once =
          ClosedCalendar.of(office, HOLIDAYS, closures(closures), openedToo).definition();

      ClosedCalendar twice = ClosedCalendar.of(once, HOLIDAYS, closures(closures), openedToo);

      assertThat(once).isNotEqualTo(office);
      assertThat(twice.definition()).isEqualTo(once);
      assertThat(twice.changes()).isEmpty();
    }
  }

  @Test
  void aClosureDoesNotEndBeforeItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> closure("2026-12-24T12:00/2026-12-24T11:00"));
  }

  private ClosedCalendar close(String... closures) {
    return ClosedCalendar.of(office, HOLIDAYS, closures(closures), false);
  }

  private static List<Closure> closures(String... closures) {
    return Arrays.stream(closures).map(ClosedCalendarTest::closure).toList();
  }

  private static Closure closure(String interval) {
    String[] ends = interval.split("/");
    return new Closure(LocalDateTime.parse(ends[0]), LocalDateTime.parse(ends[1]));
  }
}
