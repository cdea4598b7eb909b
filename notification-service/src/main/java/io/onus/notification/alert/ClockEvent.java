package io.onus.notification.alert;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.notification.alert.domain.AlertClock;
import io.onus.notification.alert.domain.ClockReport;
import io.onus.notification.alert.domain.ClockReport.Kind;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Notice.Promise;
import io.onus.notification.domain.Standing;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.Situation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code io.onus.sla.clock-*} events. Other fields are none of our business, and
 * words we do not know are taken as they are: only the ids and the department that owes must be
 * there.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClockEvent(
    @Nullable UUID clockId,
    @Nullable UUID requestId,
    @Nullable String requestNumber,
    @Nullable String subject,
    @Nullable String requester,
    @Nullable String provider,
    @Nullable String service,
    @Nullable String priority,
    @Nullable CustomerPart customer,
    @Nullable MoneyPart atStake,
    @Nullable String assignee,
    @Nullable String metric,
    @Nullable Integer cycle,
    @Nullable ObligorPart obligor,
    @Nullable Boolean expected,
    @Nullable String phase,
    @Nullable Instant dueAt,
    @Nullable Integer percent,
    @Nullable Duration target,
    @Nullable Duration agreed,
    @Nullable Duration consumed,
    @Nullable MoneyPart cost,
    @Nullable String link,
    @Nullable Boolean imported) {

  private static final String TYPE_PREFIX = "io.onus.sla.clock-";
  private static final String TYPE_SUFFIX = ".v1";

  @JsonIgnoreProperties(ignoreUnknown = true)
  record CustomerPart(@Nullable String ref, @Nullable String name, @Nullable Instant promisedAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record MoneyPart(@Nullable BigDecimal amount, @Nullable String currency) {
    Notice.@Nullable Money money() {
      return amount == null ? null : new Notice.Money(amount, currency == null ? "" : currency);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ObligorPart(@Nullable String side, @Nullable String department) {}

  /** What an event type means to alerts; types that came later than this service mean nothing. */
  static Kind kind(String type) {
    if (!type.startsWith(TYPE_PREFIX) || !type.endsWith(TYPE_SUFFIX)) {
      return Kind.OTHER;
    }
    String name =
        type.substring(TYPE_PREFIX.length(), type.length() - TYPE_SUFFIX.length())
            .toUpperCase(Locale.ROOT)
            .replace('-', '_');
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElse(Kind.OTHER);
  }

  /** What is missing without which nobody could be told, if anything. */
  Optional<String> missing() {
    if (clockId == null) {
      return Optional.of("clockId");
    }
    if (requestId == null) {
      return Optional.of("requestId");
    }
    return obligor == null || obligor.department == null || obligor.department.isBlank()
        ? Optional.of("obligor.department")
        : Optional.empty();
  }

  ClockReport report(Kind kind) {
    return new ClockReport(
        kind,
        present(clockId),
        metric == null ? "UNKNOWN" : metric,
        cycle == null ? 1 : cycle,
        percent == null ? 0 : percent,
        dueAt,
        "PAUSED".equals(phase),
        target != null || agreed != null,
        Boolean.TRUE.equals(expected),
        Boolean.TRUE.equals(imported));
  }

  Instant due() {
    return present(dueAt);
  }

  String number() {
    return requestNumber == null ? request().toString() : requestNumber;
  }

  /** The path of the request's page. */
  String page() {
    return link == null ? "/requests/" + request() : link;
  }

  UUID request() {
    return present(requestId);
  }

  String owedBy() {
    return present(present(obligor).department);
  }

  /** Whether it is about who holds the request now, and not about a time when others did. */
  boolean isOwedByWhoHoldsIt() {
    return owedBy().equals(side() == Route.ObligorSide.REQUESTER ? requester : provider);
  }

  /** Who waits: whoever the request came from, also where another department holds it by now. */
  String owedTo() {
    String other = side() == Route.ObligorSide.REQUESTER ? provider : requester;
    return other == null ? owedBy() : other;
  }

  Situation situation(Standing standing) {
    return new Situation(
        standing,
        owedBy(),
        side(),
        owedTo(),
        orEmpty(requester),
        orEmpty(provider),
        service,
        priority,
        metric == null ? "UNKNOWN" : metric,
        customer == null ? null : customer.ref,
        assignee);
  }

  /** Sides that came later than this service are none. */
  private Route.@Nullable ObligorSide side() {
    String side = obligor == null ? null : obligor.side;
    return Arrays.stream(Route.ObligorSide.values())
        .filter(known -> known.name().equals(side))
        .findFirst()
        .orElse(null);
  }

  /**
   * @param alsoOpen the alert's other clocks that still need attention
   */
  Notice notice(AlertClock clock, List<AlertClock> alsoOpen, String zone) {
    return new Notice(
        request(),
        number(),
        orEmpty(subject),
        orEmpty(requester),
        orEmpty(provider),
        service,
        priority,
        owedBy(),
        owedTo(),
        promise(clock),
        target,
        consumed,
        customer == null
            ? null
            : new Notice.Customer(customer.ref, customer.name, customer.promisedAt),
        atStake == null ? null : atStake.money(),
        cost == null ? null : cost.money(),
        zone,
        page(),
        alsoOpen.stream().map(ClockEvent::promise).toList());
  }

  private static Promise promise(AlertClock clock) {
    return new Promise(
        clock.metric(), clock.standing(), clock.percent(), clock.dueAt(), clock.expected());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("missing() was to be asked first");
    }
    return part;
  }
}
