package io.onus.notification.channel.domain;

import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How times, spans, amounts and what people wrote are spelled. */
final class Phrases {

  /** What ends a line, and what makes a text read in another direction than it is written. */
  private static final Pattern UNPRINTED =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

  private Phrases() {}

  static String moment(Instant instant, ZoneId zone) {
    ZonedDateTime local = instant.atZone(zone);
    String pattern = local.getSecond() == 0 ? "EEE d MMM yyyy HH:mm" : "EEE d MMM yyyy HH:mm:ss";
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local);
  }

  static String spelled(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return Math.max(0, duration.toSeconds()) + " s";
    }
    return Stream.of(
            part(duration.toDays(), "d"),
            part(duration.toHoursPart(), "h"),
            part(duration.toMinutesPart(), "min"))
        .flatMap(part -> part)
        .limit(2)
        .collect(Collectors.joining(" "));
  }

  static String money(Notice.Money money) {
    NumberFormat grouped = NumberFormat.getNumberInstance(Locale.ENGLISH);
    grouped.setMaximumFractionDigits(2);
    return grouped.format(money.amount()) + " " + money.currency();
  }

  static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknownHere) {
      // The sender's zone data may be newer than ours: a true time in UTC beats no letter.
      return ZoneOffset.UTC;
    }
  }

  /** People write what they like; a line break in it must become neither a header nor a line. */
  static String oneLine(String text) {
    return UNPRINTED.matcher(text).replaceAll(" ").strip();
  }

  static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static Stream<String> part(long amount, String unit) {
    return amount == 0 ? Stream.empty() : Stream.of(amount + " " + unit);
  }
}
