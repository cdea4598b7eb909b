package io.onus.journeys.naive;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Every minute of the years 2016 to 2018, and whether a German office that works 08:00 to 18:00 was
 * open in it.
 */
final class OfficeMinutes {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long FIRST =
      LocalDate.of(2016, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() / 60;
  private static final long END =
      LocalDate.of(2019, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() / 60;

  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(Month.JANUARY, 1),
          MonthDay.of(Month.MAY, 1),
          MonthDay.of(Month.OCTOBER, 3),
          MonthDay.of(Month.DECEMBER, 25),
          MonthDay.of(Month.DECEMBER, 26));

  private final boolean[] open = new boolean[(int) (END - FIRST)];

  OfficeMinutes() {
    for (int i = 0; i < open.length; i++) {
      open[i] = isOpen(ZonedDateTime.ofInstant(Instant.ofEpochSecond((FIRST + i) * 60), BERLIN));
    }
  }

  /** Whether the office was open from this minute of the epoch to the next. */
  boolean isOpen(long minute) {
    return open[Math.toIntExact(minute - FIRST)];
  }

  private static boolean isOpen(ZonedDateTime local) {
    DayOfWeek day = local.getDayOfWeek();
    boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    return !weekend
        && local.getHour() >= 8
        && local.getHour() < 18
        && !isHoliday(local.toLocalDate());
  }

  /**
   * The nine days on which all of Germany rests, and the one time Reformation Day was one of them.
   */
  static boolean isHoliday(LocalDate date) {
    LocalDate easter = easter(date.getYear());
    return FIXED.contains(MonthDay.from(date))
        || date.equals(LocalDate.of(2017, 10, 31))
        || date.equals(easter.minusDays(2))
        || date.equals(easter.plusDays(1))
        || date.equals(easter.plusDays(39))
        || date.equals(easter.plusDays(50));
  }

  /** Easter Sunday by the anonymous Gregorian algorithm (Nature, 1876). */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31;
    int day = (h + l - 7 * m + 114) % 31 + 1;
    return LocalDate.of(year, month, day);
  }
}
