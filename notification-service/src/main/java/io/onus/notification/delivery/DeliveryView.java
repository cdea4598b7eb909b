package io.onus.notification.delivery;

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
    ChannelKind channel,
    String address,
    @Schema(
            enumeration = {
              "PENDING",
              "SENDING",
              "SENT",
              "FAILED",
              "EXPIRED",
              "SUPERSEDED",
              "CANCELLED"
            })
        String status,
    int attempts,
    @Schema(description = "PENDING: when it is tried; SENDING: when the attempt counts as lost")
        @Nullable Instant nextAttemptAt,
    @Schema(description = "Why the last attempt failed, or why it is not sent")
        @Nullable String reason,
    @Nullable String resentBy,
    @Nullable Instant sentAt,
    Instant createdAt,
    long version) {

  static DeliveryView of(KnownDelivery known) {
    DeliveryState state = DeliveryState.of(known.state());
    return new DeliveryView(
        known.id(),
        known.alertId(),
        known.clockId(),
        known.severity(),
        known.recipient(),
        known.personId(),
        known.channel(),
        known.address(),
        state.status().name(),
        state.attempts(),
        state.nextAttemptAt(),
        known.reason(),
        known.resentBy(),
        state.sentAt(),
        known.createdAt(),
        known.version());
  }
}
