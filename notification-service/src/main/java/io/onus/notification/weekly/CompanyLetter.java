package io.onus.notification.weekly;

import io.onus.notification.weekly.domain.WeeklyMoment;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;

/**
 * When letters come where a department's leads did not say otherwise.
 *
 * @param on false where only departments that want it get one
 */
record CompanyLetter(boolean on, WeeklyMoment at) {

  private static final WeeklyMoment USUAL = new WeeklyMoment(DayOfWeek.MONDAY, LocalTime.of(8, 0));

  /**
   * @param text {@code MON 08:00}, or {@code OFF}
   */
  static CompanyLetter parse(String text) {
    if (text.strip().toUpperCase(Locale.ROOT).equals("OFF")) {
      return new CompanyLetter(false, USUAL);
    }
    try {
      return new CompanyLetter(true, WeeklyMoment.parse(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("onus.weekly.at (ONUS_WEEKLY_AT): " + e.getMessage(), e);
    }
  }

  /** When a department's letter comes; empty where it gets none. */
  Optional<WeeklyMoment> moment(LetterWish wish) {
    boolean wanted = wish.on() == null ? on : wish.on();
    return wanted ? Optional.of(wish.moment() == null ? at : wish.moment()) : Optional.empty();
  }
}
