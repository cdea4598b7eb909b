package io.onus.notification.weekly;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.weekly.domain.ClockWord;
import io.onus.notification.weekly.domain.ClockWord.Kind;
import io.onus.notification.weekly.domain.Promise.Phase;
import io.onus.notification.weekly.domain.Promise.Side;
import io.onus.notification.weekly.domain.Promise.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code io.onus.sla.clock-*} events for figures. Other fields are none of our
 * business, and words we do not know are taken for the harmless one.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClockEvent(
    @Nullable UUID clockId,
    @Nullable UUID requestId,
    @Nullable String requestNumber,
    @Nullable String subject,
    @Nullable String requester,
    @Nullable String provider,
    @Nullable String priority,
    @Nullable String metric,
    @Nullable ObligorPart obligor,
    @Nullable Boolean expected,
    @Nullable String phase,
    @Nullable String verdict,
    @Nullable Instant dueAt,
    @Nullable Instant originalDueAt,
    @Nullable String target,
    @Nullable String agreed,
    @Nullable MoneyPart cost,
    @Nullable String reopened,
    @Nullable Boolean imported) {

  private static final String TYPE_PREFIX = "io.onus.sla.clock-";
  private static final String TYPE_SUFFIX = ".v1";

  private static final String HANDED_OVER = "handed-over";
  private static final String NOT_ANSWERED = "NOT_ANSWERED";

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("started", Kind.OPEN),
          Map.entry("paused", Kind.OPEN),
          Map.entry("resumed", Kind.OPEN),
          Map.entry("at-risk", Kind.OPEN),
          Map.entry("renegotiated", Kind.OPEN),
          Map.entry("passed-on", Kind.OPEN),
          Map.entry("breached", Kind.BREACH),
          Map.entry("overdue", Kind.BREACH),
          Map.entry("met", Kind.END),
          Map.entry("finished-late", Kind.END),
          Map.entry("cancelled", Kind.END),
          Map.entry(HANDED_OVER, Kind.END),
          Map.entry("waived", Kind.EXCUSE),
          Map.entry("breach-retracted", Kind.RETRACTION));

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ObligorPart(@Nullable String side, @Nullable String department) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record MoneyPart(@Nullable BigDecimal amount, @Nullable String currency) {}

  /** Types that came later than this service say nothing here. */
  static boolean isKnown(String type) {
    return KINDS.containsKey(name(type));
  }

  private static String name(String type) {
    return type.startsWith(TYPE_PREFIX) && type.endsWith(TYPE_SUFFIX)
        ? type.substring(TYPE_PREFIX.length(), type.length() - TYPE_SUFFIX.length())
        : "";
  }

  /** Imported requests are history: what was kept then is not this week's. */
  boolean isHistory() {
    return Boolean.TRUE.equals(imported);
  }

  /**
   * @throws PoisonRecord where it does not say which clock it is about, and between whom
   */
  ClockWord word(CloudEvent event) {
    String name = name(event.type());
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(event.type());
    }
    UUID request = required("requestId", requestId);
    return new ClockWord(
        kind,
        event.sequence(),
        event.time(),
        required("clockId", clockId),
        request,
        requestNumber == null ? request.toString() : requestNumber,
        subject,
        required("requester", requester),
        required("provider", provider),
        obligor != null && "REQUESTER".equals(obligor.side) ? Side.REQUESTER : Side.PROVIDER,
        required("obligor.department", obligor == null ? null : obligor.department),
        metric == null ? "UNKNOWN" : metric,
        priority == null ? "" : priority,
        Boolean.TRUE.equals(expected),
        phase(name, kind),
        judged(),
        target != null,
        agreed != null,
        dueAt,
        originalDueAt,
        cost == null || cost.amount == null
            ? null
            : new Money(cost.amount, cost.currency == null ? "" : cost.currency),
        NOT_ANSWERED.equals(reopened));
  }

  private Phase phase(String name, Kind kind) {
    return switch (phase) {
      case "PAUSED" -> Phase.PAUSED;
      case "CANCELLED" -> Phase.ENDED;
      case "FINISHED" -> name.equals(HANDED_OVER) ? Phase.ENDED : Phase.FINISHED;
      case null, default -> kind == Kind.END ? Phase.FINISHED : Phase.RUNNING;
    };
  }

  private Verdict judged() {
    return switch (verdict) {
      case "PENDING" -> Verdict.PENDING;
      case "MET" -> Verdict.MET;
      case "BREACHED" -> Verdict.BREACHED;
      case "WAIVED" -> Verdict.WAIVED;
      case null, default -> Verdict.NONE;
    };
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null || value.toString().isBlank()) {
      throw new PoisonRecord("no clock event: " + field + " is missing");
    }
    return value;
  }
}
