package io.onus.sla.calendar.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalendarDefinitionTest {

  private static final WeeklyHours OFFICE = WeeklyHours.every(MONDAY, FRIDAY, "09:00-17:00");
  private static final LocalDate FRIDAY_BEFORE_EASTER = LocalDate.parse("2026-04-03");
  private static final LocalDate SATURDAY = LocalDate.parse("2026-04-04");
  private static final LocalDate THURSDAY = LocalDate.parse("2026-04-02");
  private static final Set<LocalDate> HOLIDAYS = Set.of(FRIDAY_BEFORE_EASTER);

  @Test
  void anOrdinaryDayHasTheWindowsOfItsWeekday() {
    CalendarDefinition office = calendar(Set.of(), Map.of());

    assertThat(office.windowsOn(THURSDAY, HOLIDAYS)).hasToString("[09:00-17:00]");
    assertThat(office.windowsOn(SATURDAY, HOLIDAYS)).isEmpty();
  }

  @Test
  void aHolidayAndAClosedDateHaveNone() {
    CalendarDefinition office = calendar(Set.of(THURSDAY), Map.of());

    assertThat(office.windowsOn(FRIDAY_BEFORE_EASTER, HOLIDAYS)).isEmpty();
    assertThat(office.windowsOn(THURSDAY, HOLIDAYS)).isEmpty();
  }

  @Test
  void anOpenDateReplacesTheWeekAndTheHoliday() {
    CalendarDefinition office =
        calendar(
            Set.of(),
            Map.of(
                FRIDAY_BEFORE_EASTER, windows("10:00-14:00"),
                SATURDAY, windows("10:00-12:00"),
                THURSDAY, windows("13:00-14:00", "09:00-10:00")));

    assertThat(office.windowsOn(FRIDAY_BEFORE_EASTER, HOLIDAYS)).hasToString("[10:00-14:00]");
    assertThat(office.windowsOn(SATURDAY, HOLIDAYS)).hasToString("[10:00-12:00]");
    assertThat(office.windowsOn(THURSDAY, HOLIDAYS)).hasToString("[09:00-10:00, 13:00-14:00]");
  }

  @Test
  void aDateIsNotOpenAndClosedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar(Set.of(THURSDAY), Map.of(THURSDAY, windows("09:00-10:00"))))
        .withMessage("2026-04-02 is both open and closed");
  }

  @Test
  void anOpenDateNeedsAWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar(Set.of(), Map.of(THURSDAY, List.of())))
        .withMessage("2026-04-02 is open without a window; name it in closed instead");
  }

  @Test
  void windowsOfOneDayDoNotOverlap() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeeklyHours(Map.of(MONDAY, windows("12:00-17:00", "09:00-12:30"))))
        .withMessage("MONDAY: 09:00-12:30 and 12:00-17:00 overlap; write them as one window");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> calendar(Set.of(), Map.of(THURSDAY, windows("09:00-12:00", "09:00-12:00"))))
        .withMessage("2026-04-02: 09:00-12:00 and 09:00-12:00 overlap; write them as one window");
  }

  @Test
  void windowsOfOneDayMayTouch() {
    assertThat(new WeeklyHours(Map.of(MONDAY, windows("12:00-17:00", "09:00-12:00"))).on(MONDAY))
        .hasToString("[09:00-12:00, 12:00-17:00]");
  }

  @Test
  void holidaysAreThoseOfACountryInAnyCase() {
    assertThat(new HolidayRegion("DE", "BY")).isEqualTo(new HolidayRegion("de", "by"));
    assertThat(new HolidayRegion("de", " ").region()).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> new HolidayRegion(" ", null));
  }

  private static CalendarDefinition calendar(
      Set<LocalDate> closed, Map<LocalDate, List<LocalWindow>> open) {
    @Nullable HolidayRegion none = null;
    return new CalendarDefinition(ZoneOffset.UTC, OFFICE, none, closed, open);
  }

  private static List<LocalWindow> windows(String... texts) {
    return List.of(texts).stream().map(LocalWindow::parse).toList();
  }
}
