package io.onus.notification.channel.domain;

import static io.onus.notification.channel.domain.Phrases.capitalised;
import static io.onus.notification.channel.domain.Phrases.moment;
import static io.onus.notification.channel.domain.Phrases.oneLine;
import static io.onus.notification.channel.domain.Phrases.spelled;

import io.onus.notification.channel.domain.Notice.Customer;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.channel.domain.Notice.Promise;
import io.onus.notification.channel.domain.Wording.Fact;
import io.onus.notification.channel.domain.Wording.Line;
import io.onus.notification.channel.domain.Wording.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One notice in words: who owes what to whom, by when, and what hangs on it. */
record NoticeWording(Notice notice, ZoneId zone) {

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

  NoticeWording(Notice notice) {
    this(notice, Phrases.zone(notice.zone()));
  }

  /** What a subject line says after how it stands. */
  String about() {
    return owed(notice.promise()) + " – " + notice.subject();
  }

  String standing() {
    return standing(notice.promise());
  }

  /** "ENG promised CS a first answer by … (Europe/Berlin)." */
  String sentence() {
    return capitalised(owed(notice.promise())) + " (" + zone.getId() + ").";
  }

  String state(Instant now) {
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

  /** The notice as one line among many. */
  String line(Instant now) {
    Promise promise = notice.promise();
    String time = "";
    if (promise.dueAt() != null) {
      time =
          now.isBefore(promise.dueAt())
              ? ", due in " + spelled(Duration.between(now, promise.dueAt()))
              : ", overdue for " + spelled(Duration.between(promise.dueAt(), now));
    }
    String priority = notice.priority() == null ? "" : notice.priority() + " ";
    return oneLine(
        "[%s] %s%s: %s (%s)%s"
            .formatted(
                notice.requestNumber(),
                priority,
                notice.subject(),
                owed(promise),
                zone.getId(),
                time));
  }

  List<Fact> facts() {
    return Stream.of(
            fact("Request", notice.requestNumber() + "  " + notice.subject()),
            fact("From", notice.requester()),
            fact("To", notice.provider() + detail(notice.service(), notice.priority())),
            fact("Customer", customer(notice.customer())),
            fact("At stake", money(notice.atStake())),
            fact("Cost", money(notice.cost())))
        .flatMap(line -> line)
        .toList();
  }

  List<Part> others() {
    List<Line> lines =
        notice.alsoOpen().stream()
            .map(other -> owed(other) + ": " + standing(other).toLowerCase(Locale.ROOT))
            .map(text -> new Line(oneLine(text), null))
            .toList();
    return lines.isEmpty() ? List.of() : List.of(new Part("Also open on this request", lines));
  }

  /** "ENG promised CS a first answer by …", or what CS expects where nobody signed anything. */
  private String owed(Promise promise) {
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
    String detail = joined(service, priority);
    return detail.isEmpty() ? "" : "  (" + detail + ")";
  }

  private @Nullable String customer(@Nullable Customer customer) {
    if (customer == null) {
      return null;
    }
    String promised =
        customer.promisedAt() == null
            ? null
            : "was promised " + moment(customer.promisedAt(), zone);
    return joined(customer.ref(), customer.name(), promised);
  }

  private static String joined(@Nullable String... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(", "));
  }

  private static @Nullable String money(@Nullable Money money) {
    return money == null ? null : Phrases.money(money);
  }

  private static Stream<Fact> fact(String name, @Nullable String value) {
    return value == null || value.isBlank()
        ? Stream.empty()
        : Stream.of(new Fact(name, oneLine(value)));
  }

  private static String plain(String metric) {
    return metric.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
