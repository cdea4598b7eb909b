package io.onus.notification.schedule;

import io.onus.notification.schedule.domain.ShiftOverride;
import io.onus.notification.schedule.domain.Span;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "OverrideForm")
public record OverrideForm(
    @NotNull
        @Schema(
            description = "A moment that has passed is taken for now",
            examples = "2026-11-01T09:00:00Z")
        @Nullable Instant start,
    @NotNull
        @Schema(
            description = "Exclusive; up to 366 days after the start",
            examples = "2026-11-02T09:00:00Z")
        @Nullable Instant end,
    @NotNull
        @Size(max = ShiftOverride.MOST_PEOPLE)
        @Schema(description = "Who is on call instead; empty for nobody", examples = "[\"ada\"]")
        @Nullable List<@NotNull @NotBlank @Size(max = 64) String> people,
    @Size(max = 64)
        @Schema(description = "Whose place they take, while that one is on call; left out, all")
        @Nullable String inPlaceOf) {

  Span span() {
    return SpanForm.span("", Objects.requireNonNull(start), Objects.requireNonNull(end));
  }
}
