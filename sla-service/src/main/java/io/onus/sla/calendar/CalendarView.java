package io.onus.sla.calendar;

import io.onus.sla.calendar.CalendarStore.CalendarVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A calendar as it is now. */
@Schema(name = "CalendarView")
public record CalendarView(
    @Schema(examples = "ENG-hours") String code,
    long version,
    @Schema(examples = "Europe/Berlin") String zone,
    Map<String, List<String>> weekly,
    @Nullable HolidayForm holidays,
    List<LocalDate> closed,
    Map<LocalDate, List<String>> open,
    @Schema(description = "The time zone rules this version was checked with", examples = "2026a")
        @Nullable String tzdata,
    @Schema(description = "When this version was written") Instant updatedAt) {

  static CalendarView of(CalendarVersion calendar) {
    CalendarForm written = CalendarForm.of(calendar.definition());
    return new CalendarView(
        calendar.code(),
        calendar.version(),
        written.zone(),
        Objects.requireNonNull(written.weekly()),
        written.holidays(),
        Objects.requireNonNull(written.closed()),
        Objects.requireNonNull(written.open()),
        calendar.tzdata(),
        calendar.createdAt());
  }
}
