package io.onus.notification.delivery;

import io.onus.notification.delivery.domain.DeliveryAccess;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Delivery")
public record DeliveryView(
    @Schema(description = "Also the webhook-id, the same for every attempt") UUID id,
    @Schema(description = "Null for what is about no alert") @Nullable UUID alertId,
    @Nullable UUID clockId,
    Severity severity,
    @Schema(examples = "Ada Novak") String recipient,
    @Schema(description = "Null for a lead or deputy only the directory knows")
        @Nullable String person,
    @Schema(enumeration = {"MILESTONE", "DIGEST", "ALERT_MOVED", "NEWS"}) String kind,
    ChannelKind channel,
    @Schema(
            description =
                "Of a chat only the host, and of other URLs no query, unless it is the caller's own"
                    + " or the caller an on-call admin: the rest is a secret")
        String address,
    @Schema(
            enumeration = {
              "PENDING",
              "SENDING",
              "SENT",
              "DELIVERED",
              "BUNDLED",
              "FAILED",
              "EXPIRED",
              "SUPERSEDED",
              "SUPPRESSED",
              "CANCELLED"
            },
            description =
                "SENT: the other end has taken it; DELIVERED: there is proof that it arrived at the"
                    + " person")
        String status,
    int attempts,
    @Schema(description = "PENDING: when it is tried; SENDING: when the attempt counts as lost")
        @Nullable Instant nextAttemptAt,
    @Schema(
            enumeration = {"QUIET_HOURS", "THROTTLE", "DIGEST", "TRIGGER", "PAUSED"},
            description = "Why it waits, where it is not only its turn or the next attempt")
        @Nullable String waitsFor,
    @Schema(description = "Why the last attempt failed, why it waits, or why it is not sent")
        @Nullable String reason,
    @Schema(description = "The delivery that tells it together with others")
        @Nullable UUID bundledInto,
    @Nullable String resentBy,
    @Nullable Instant sentAt,
    @Nullable Instant deliveredAt,
    Instant createdAt,
    long version) {

  /**
   * @param asker to others than its reader and who answers for all methods an address that is all
   *     it takes to write there is not shown
   */
  static DeliveryView of(KnownDelivery known, Asker asker) {
    DeliveryState state = DeliveryState.of(known.state());
    return new DeliveryView(
        known.id(),
        known.alertId(),
        known.clockId(),
        known.severity(),
        known.recipient(),
        known.personId(),
        known.kind().name(),
        known.channel(),
        DeliveryAccess.seesAddress(asker, known.personId())
            ? known.address()
            : shown(known.channel(), known.address()),
        state.status().name(),
        state.attempts(),
        state.nextAttemptAt(),
        state.hold() == null ? null : state.hold().name(),
        known.reason(),
        state.bundledInto(),
        known.resentBy(),
        known.sentAt(),
        state.status() == DeliveryState.Status.DELIVERED ? state.at() : null,
        known.createdAt(),
        known.version());
  }

  private static String shown(ChannelKind channel, String address) {
    return switch (channel) {
      case CHAT -> address.replaceFirst("^(https?://[^/?#]+).+$", "$1/…");
      case WEBHOOK, ALERTMANAGER, PAGER -> address.replaceFirst("[?#].*$", "?…");
      case EMAIL, STREAM -> address;
    };
  }
}
