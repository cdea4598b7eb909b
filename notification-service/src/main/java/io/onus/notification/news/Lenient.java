package io.onus.notification.news;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What events write as text and only some of a letter's words need: unreadable is unsaid. */
final class Lenient {

  private Lenient() {}

  static @Nullable Duration length(@Nullable String text) {
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
