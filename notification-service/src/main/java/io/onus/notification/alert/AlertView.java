package io.onus.notification.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.notification.alert.domain.AlertClock;
import io.onus.notification.alert.domain.Ending;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import io.onus.notification.timeline.domain.Entry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Alert")
public record AlertView(
    UUID id,
    @Schema(enumeration = {"OPEN", "ACKNOWLEDGED", "SNOOZED", "RESOLVED"}) String status,
    Severity severity,
    UUID requestId,
    @Schema(examples = "ENG-1042") String requestNumber,
    String subject,
    String requester,
    String provider,
    @Nullable String service,
    @Nullable String priority,
    @Schema(description = "The department that owes", examples = "ENG") String obligor,
    @Schema(description = "The department that waits", examples = "CS") String owedTo,
    @Nullable CustomerPart customer,
    @Nullable MoneyPart atStake,
    @Nullable MoneyPart cost,
    List<ClockPart> clocks,
    Instant openedAt,
    @Schema(description = "Who acknowledged or snoozed it") @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant snoozedUntil,
    @Schema(description = "When the next in the chain is told, or the silence ends")
        @Nullable Instant nextStepAt,
    @Schema(description = "Why there is no next step, where there is none")
        @Nullable String waitsBecause,
    @Nullable String resolution,
    @Nullable Instant resolvedAt,
    @Schema(description = "Why nobody could be told, while that is so")
        @Nullable String undeliverable,
    String link,
    @Schema(description = "Who was told, how, when, and why not; only where one alert is read")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<EntryPart> timeline,
    Instant updatedAt,
    long version) {

  @Schema(name = "AlertCustomer")
  public record CustomerPart(
      @Nullable String ref, @Nullable String name, @Nullable Instant promisedAt) {}

  @Schema(name = "AlertMoney")
  public record MoneyPart(BigDecimal amount, String currency) {
    static @Nullable MoneyPart of(Notice.@Nullable Money money) {
      return money == null ? null : new MoneyPart(money.amount(), money.currency());
    }
  }

  @Schema(name = "AlertClock")
  public record ClockPart(
      UUID clockId,
      @Schema(examples = "FIRST_RESPONSE") String metric,
      int cycle,
      Standing standing,
      int percent,
      @Schema(description = "Null while it is paused") @Nullable Instant dueAt,
      boolean paused,
      @Schema(description = "No agreement promised it: the house terms expect it") boolean expected,
      @Schema(description = "Why it needs no attention any more") @Nullable Ending ending) {
    static ClockPart of(AlertClock clock) {
      return new ClockPart(
          clock.clockId(),
          clock.metric(),
          clock.cycle(),
          clock.standing(),
          clock.percent(),
          clock.dueAt(),
          clock.paused(),
          clock.expected(),
          clock.ending());
    }
  }

  @Schema(name = "AlertEntry")
  public record EntryPart(
      Instant at,
      Entry.Kind kind,
      String text,
      @Nullable String actor,
      @Nullable UUID clockId,
      @Nullable UUID deliveryId) {
    static EntryPart of(Entry entry) {
      return new EntryPart(
          entry.at(),
          entry.kind(),
          entry.text(),
          entry.actor(),
          entry.clockId(),
          entry.deliveryId());
    }
  }

  static AlertView of(KnownAlert known) {
    return of(known, null);
  }

  static AlertView of(KnownAlert known, @Nullable List<Entry> timeline) {
    AlertState state = AlertState.of(known.state());
    Notice notice = known.notice();
    Notice.Customer customer = notice.customer();
    return new AlertView(
        known.id(),
        state.status().name(),
        state.severity(),
        known.requestId(),
        notice.requestNumber(),
        notice.subject(),
        notice.requester(),
        notice.provider(),
        notice.service(),
        notice.priority(),
        known.obligor(),
        notice.owedTo(),
        customer == null
            ? null
            : new CustomerPart(customer.ref(), customer.name(), customer.promisedAt()),
        MoneyPart.of(notice.atStake()),
        MoneyPart.of(notice.cost()),
        state.clocks().all().stream().map(ClockPart::of).toList(),
        known.openedAt(),
        state.acknowledgedBy(),
        state.acknowledgedAt(),
        state.snoozedUntil(),
        known.nextStepAt(),
        known.waitsBecause(),
        state.resolution(),
        state.resolvedAt(),
        known.undeliverable(),
        notice.link(),
        timeline == null ? null : timeline.stream().map(EntryPart::of).toList(),
        known.updatedAt(),
        known.version());
  }
}
