package io.onus.notification.domain;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Times, sums and metrics as a person reads them in a sentence. */
public final class Spelled {

  private static final Map<String, String> OWED =
      Map.of(
          "FIRST_RESPONSE", "a first answer",
          "NEXT_UPDATE", "an update",
          "RESOLUTION", "a resolution",
          "HANDLING", "the handling",
          "COMPLETION", "a complete request",
          "REPLY", "a reply",
          "CONFIRMATION", "a confirmation",
          "DELIVERY", "the delivery");

  private Spelled() {}

  /** What a metric measures, such as "a first answer". */
  public static String owed(@Nullable String metric) {
    if (metric == null) {
      return "an answer";
    }
    return OWED.getOrDefault(metric, metric.toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  public static String moment(Instant instant, ZoneId zone) {
    ZonedDateTime local = instant.atZone(zone);
    String pattern = local.getSecond() == 0 ? "EEE d MMM yyyy HH:mm" : "EEE d MMM yyyy HH:mm:ss";
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local);
  }

  public static String date(LocalDate date) {
    return DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH).format(date);
  }

  /** Its two largest units: "2 h 30 min". */
  public static String length(Duration duration) {
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

  /** Working time has no days: "16 h" is two of them for some. */
  public static String workingTime(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return Math.max(0, duration.toSeconds()) + " s";
    }
    return Stream.of(part(duration.toHours(), "h"), part(duration.toMinutesPart(), "min"))
        .flatMap(part -> part)
        .collect(Collectors.joining(" "));
  }

  public static String money(BigDecimal amount, String currency) {
    return (number(amount) + " " + currency).strip();
  }

  /** Grouped, with no more than two decimals. */
  public static String number(BigDecimal number) {
    NumberFormat grouped = NumberFormat.getNumberInstance(Locale.ENGLISH);
    grouped.setMaximumFractionDigits(2);
    return grouped.format(number);
  }

  /** A zone whose data may be newer than ours: a true time in UTC beats no letter. */
  public static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknownHere) {
      return ZoneOffset.UTC;
    }
  }

  /** What people wrote, on one line; nothing of it can begin another. */
  public static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static Stream<String> part(long amount, String unit) {
    return amount == 0 ? Stream.empty() : Stream.of(amount + " " + unit);
  }
}
