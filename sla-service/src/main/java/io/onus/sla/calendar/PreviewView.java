package io.onus.sla.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answers, in the order of the questions. */
@Schema(name = "CalendarPreview")
public record PreviewView(
    @Schema(description = "When each work is done", examples = "[\"2026-12-07T09:30:00Z\"]")
        List<Instant> add,
    @Schema(description = "The working time of each span", examples = "[\"PT1H30M\"]")
        List<Duration> between) {}
