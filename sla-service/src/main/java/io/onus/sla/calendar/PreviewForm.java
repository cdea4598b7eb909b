package io.onus.sla.calendar;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Questions to a calendar: one that is stored, or one that is only written here. */
@Schema(name = "CalendarPreviewForm")
public record PreviewForm(
    @Schema(description = "A calendar that is not stored") @Valid @Nullable CalendarForm calendar,
    @Size(max = 64)
        @Schema(description = "The code of a stored calendar, or ALWAYS", examples = "company")
        @Nullable String code,
    @Size(max = MAX_QUESTIONS) @Nullable List<@NotNull @Valid Sum> add,
    @Size(max = MAX_QUESTIONS) @Nullable List<@NotNull @Valid Span> between) {

  static final int MAX_QUESTIONS = 1000;

  @Schema(name = "WorkFrom")
  public record Sum(
      @NotNull @Schema(examples = "2026-12-04T15:00:00Z") Instant start,
      @NotNull @Schema(description = "Working time", examples = "PT4H") Duration duration) {}

  @Schema(name = "Span")
  public record Span(
      @NotNull @Schema(examples = "2026-12-04T15:00:00Z") Instant start,
      @NotNull @Schema(examples = "2026-12-07T09:00:00Z") Instant end) {}
}
