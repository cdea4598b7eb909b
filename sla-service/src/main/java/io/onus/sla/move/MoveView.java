package io.onus.sla.move;

import io.onus.sla.move.MoveStore.Move;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A move of open clocks, and how far it has come. */
@Schema(name = "MoveView")
public record MoveView(
    @Schema(description = "Counts the moves of this calendar or agreement") int number,
    @Schema(description = "The version open clocks are moved to", examples = "3") int version,
    @Schema(description = "RUNNING, then DONE; it goes on by itself after a restart") String status,
    @Schema(
            description =
                "Open clocks that counted in an older version when it began; those"
                    + " broken already stay as they broke")
        long clocksAtStart,
    long requestsMoved,
    long clocksMoved,
    @Schema(description = "Left as they were, because they would never be due")
        long requestsSkipped,
    Instant startedAt,
    Instant updatedAt,
    @Nullable Instant finishedAt) {

  static MoveView of(Move move) {
    return new MoveView(
        move.number(),
        move.version(),
        move.status().name(),
        move.clocksAtStart(),
        move.requestsMoved(),
        move.clocksMoved(),
        move.requestsSkipped(),
        move.startedAt(),
        move.updatedAt(),
        move.finishedAt());
  }
}
