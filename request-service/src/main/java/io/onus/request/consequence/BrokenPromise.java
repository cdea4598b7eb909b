package io.onus.request.consequence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.request.request.domain.LapseReason;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code io.onus.sla.clock-*} events. Metrics and consequences that came later than
 * this service mean nothing to it.
 *
 * @param consequence what the agreement says to do now
 * @param startedAt when the clock began that was broken: which question it was about
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BrokenPromise(
    @Nullable UUID clockId,
    @Nullable UUID requestId,
    @Nullable String metric,
    @Nullable String consequence,
    @Nullable Instant startedAt,
    @Nullable Boolean imported) {

  enum Consequence {
    REMIND,
    CLOSE
  }

  Optional<Consequence> effect() {
    return switch (consequence) {
      case "REMIND" -> Optional.of(Consequence.REMIND);
      case "CLOSE" -> Optional.of(Consequence.CLOSE);
      case null, default -> Optional.empty();
    };
  }

  /** What the requester left undone. */
  Optional<LapseReason> reason() {
    return switch (metric) {
      case "REPLY" -> Optional.of(LapseReason.NO_REPLY);
      case "CONFIRMATION" -> Optional.of(LapseReason.SILENCE);
      case null, default -> Optional.empty();
    };
  }

  /** The past of another system is told, and nothing follows from it. */
  boolean isPast() {
    return Boolean.TRUE.equals(imported);
  }
}
