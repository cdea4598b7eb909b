package io.onus.notification.channel.email.domain;

import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Notice.Customer;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.channel.domain.Notice.Promise;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A notice in words: who owes what to whom, by when, what hangs on it, and where to go. */
public record Letter(String subject, String text) {

  private static final int LONGEST_SUBJECT = 180;

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

  /**
   * @param linkBase where the pages are, without a slash at its end
   */
  public static Letter of(Notice notice, String linkBase, Instant now) {
    ZoneId zone = zone(notice.zone());
    return new Letter(subject(notice, zone), text(notice, linkBase, zone, now));
  }

  private static String subject(Notice notice, ZoneId zone) {
    Promise promise = notice.promise();
    String line =
        "[%s] %s: %s – %s"
            .formatted(
                notice.requestNumber(),
                standing(promise),
                owed(notice, promise, zone),
                notice.subject());
    String clean = oneLine(line);
    return clean.length() <= LONGEST_SUBJECT
        ? clean
        : clean.substring(0, LONGEST_SUBJECT - 1) + "…";
  }

  private static String text(Notice notice, String linkBase, ZoneId zone, Instant now) {
    Promise promise = notice.promise();
    Stream<String> lines =
        Stream.of(
                Stream.of(
                    capitalised(owed(notice, promise, zone)) + " (" + zone.getId() + ").",
                    state(notice, now),
                    ""),
                facts(notice, zone),
                others(notice, zone),
                Stream.of("", linkBase + notice.link()))
            .flatMap(part -> part);
    return lines.collect(Collectors.joining("\n", "", "\n"));
  }

  private static String state(Notice notice, Instant now) {
    Promise promise = notice.promise();
    String used = "%d %% of the target".formatted(promise.percent());
    if (notice.target() != null) {
      used += " (" + spelled(notice.target()) + " of working time)";
    }
    if (promise.dueAt() == null) {
      return "Used so far: " + used + ".";
    }
    if (now.isBefore(promise.dueAt())) {
      return "Not there yet: %s is used, due in %s."
          .formatted(used, spelled(Duration.between(now, promise.dueAt())));
    }
    String late = spelled(Duration.between(promise.dueAt(), now));
    return switch (promise.standing()) {
      case AT_RISK, BREACHED -> "Not there: overdue for " + late + ".";
      case OVERDUE -> "Still not there: overdue for " + late + ", " + used + " is used.";
    };
  }

  private static Stream<String> facts(Notice notice, ZoneId zone) {
    return Stream.of(
            field("Request", notice.requestNumber() + "  " + notice.subject()),
            field("From", notice.requester()),
            field("To", notice.provider() + detail(notice.service(), notice.priority())),
            field("Customer", customer(notice.customer(), zone)),
            field("At stake", money(notice.atStake())),
            field("Cost", money(notice.cost())))
        .flatMap(line -> line);
  }

  private static Stream<String> others(Notice notice, ZoneId zone) {
    List<Promise> others = notice.alsoOpen();
    if (others.isEmpty()) {
      return Stream.empty();
    }
    return Stream.concat(
        Stream.of("", "Also open on this request:"),
        others.stream()
            .map(
                other ->
                    "  "
                        + owed(notice, other, zone)
                        + ": "
                        + standing(other).toLowerCase(Locale.ROOT)));
  }

  /** "ENG promised CS a first answer by …", or what CS expects where nobody signed anything. */
  private static String owed(Notice notice, Promise promise, ZoneId zone) {
    String what = OWED.getOrDefault(promise.metric(), plain(promise.metric()));
    String by = promise.dueAt() == null ? "" : " by " + moment(promise.dueAt(), zone);
    String sentence = promise.expected() ? "%s is expected to give %s %s%s" : "%s promised %s %s%s";
    return sentence.formatted(notice.owedBy(), notice.owedTo(), what, by);
  }

  private static String standing(Promise promise) {
    return switch (promise.standing()) {
      case AT_RISK -> "At risk (" + promise.percent() + " %)";
      case BREACHED -> "Breached";
      case OVERDUE -> "Overdue (" + promise.percent() + " %)";
    };
  }

  private static String detail(@Nullable String service, @Nullable String priority) {
    String detail =
        Stream.of(service, priority)
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(", "));
    return detail.isEmpty() ? "" : "  (" + detail + ")";
  }

  private static @Nullable String customer(@Nullable Customer customer, ZoneId zone) {
    if (customer == null) {
      return null;
    }
    String promised =
        customer.promisedAt() == null
            ? null
            : "was promised " + moment(customer.promisedAt(), zone);
    return Stream.of(customer.ref(), customer.name(), promised)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(", "));
  }

  private static @Nullable String money(@Nullable Money money) {
    if (money == null) {
      return null;
    }
    NumberFormat grouped = NumberFormat.getNumberInstance(Locale.ENGLISH);
    grouped.setMaximumFractionDigits(2);
    return grouped.format(money.amount()) + " " + money.currency();
  }

  private static Stream<String> field(String name, @Nullable String value) {
    return value == null || value.isBlank()
        ? Stream.empty()
        : Stream.of("%-10s%s".formatted(name, oneLine(value)));
  }

  private static String moment(Instant instant, ZoneId zone) {
    ZonedDateTime local = instant.atZone(zone);
    String pattern = local.getSecond() == 0 ? "EEE d MMM yyyy HH:mm" : "EEE d MMM yyyy HH:mm:ss";
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local);
  }

  private static String spelled(Duration duration) {
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

  private static Stream<String> part(long amount, String unit) {
    return amount == 0 ? Stream.empty() : Stream.of(amount + " " + unit);
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknownHere) {
      // The sender's zone data may be newer than ours: a true time in UTC beats no letter.
      return ZoneOffset.UTC;
    }
  }

  /** People write what they like into a subject; a line break in it must not become a header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String plain(String metric) {
    return metric.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
