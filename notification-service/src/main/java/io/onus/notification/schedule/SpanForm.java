package io.onus.notification.schedule;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.schedule.domain.ShiftOverride;
import io.onus.notification.schedule.domain.Span;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Span")
public record SpanForm(
    @NotNull @Schema(examples = "2026-11-01T09:00:00Z") @Nullable Instant start,
    @NotNull
        @Schema(
            description = "Exclusive; up to 366 days after the start",
            examples = "2026-11-02T09:00:00Z")
        @Nullable Instant end) {

  static SpanForm of(Span span) {
    return new SpanForm(span.start(), span.end());
  }

  /**
   * @param path where the form is in the body, such as {@code gives.}, or empty
   */
  Span span(String path) {
    return span(path, Objects.requireNonNull(start), Objects.requireNonNull(end));
  }

  static Span span(String path, Instant start, Instant end) {
    if (!start.isBefore(end) || end.isAfter(start.plus(ShiftOverride.LONGEST))) {
      String message =
          "must lie after start, by at most " + ShiftOverride.LONGEST.toDays() + " days";
      throw Problem.malformed(path + "end " + message + ".", new Violation(path + "end", message));
    }
    return new Span(start, end);
  }
}
