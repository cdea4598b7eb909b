package io.onus.notification.delivery;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "ResendForm",
    description = "Either ids, or a range: a status, and what else it is narrowed to")
public record ResendForm(
    @Size(min = 1, max = DeliveryResends.MOST) @Nullable List<@NotNull UUID> ids,
    @Schema(implementation = String.class, examples = "FAILED")
        DeliveryState.@Nullable Status status,
    @Schema(examples = "WEBHOOK") @Nullable ChannelKind channel,
    @Schema(examples = "ada") @Nullable String person,
    @Nullable UUID alertId,
    @Nullable Severity severity,
    @Schema(description = "Made at or after") @Nullable Instant from,
    @Schema(description = "Made before") @Nullable Instant until,
    @Size(max = 200) @Schema(description = "Words that are in the reason")
        @Nullable String reason) {

  /** Null where ids are named. */
  @Nullable DeliveryFilter range() {
    boolean narrowed =
        Stream.of(status, channel, person, alertId, severity, from, until, reason)
            .anyMatch(Objects::nonNull);
    if (ids != null) {
      if (narrowed) {
        throw wrong("ids", "stand alone: they need no range");
      }
      return null;
    }
    if (status == null) {
      throw wrong("status", "must be given, or ids");
    }
    return new DeliveryFilter(
        status,
        channel,
        person,
        alertId,
        severity,
        from == null ? null : WallClock.truncated(from),
        until == null ? null : WallClock.truncated(until),
        reason);
  }

  private static Problem wrong(String field, String message) {
    return Problem.malformed(field + " " + message + ".", new Violation(field, message));
  }
}
