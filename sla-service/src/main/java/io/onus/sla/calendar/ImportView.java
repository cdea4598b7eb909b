package io.onus.sla.calendar;

import io.onus.sla.calendar.CalendarStore.CalendarVersion;
import io.onus.sla.calendar.domain.ClosedCalendar;
import io.onus.sla.calendar.domain.LocalWindow;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an iCalendar file makes of a calendar. */
@Schema(name = "CalendarImport")
public record ImportView(
    @Schema(description = "The calendar as it is now; a preview leaves it as it was")
        CalendarView calendar,
    @Schema(description = "Whether nothing was written") boolean preview,
    @Schema(description = "Dates whose windows the file changes, in order") List<Change> changes,
    @Schema(
            description = "Dates the file would close, had nobody opened them by name in `open`",
            examples = "[\"2026-12-05\"]")
        List<LocalDate> kept,
    Events events) {

  @Schema(name = "CalendarImportChange")
  public record Change(
      @Schema(examples = "2026-12-24") LocalDate date,
      @Schema(examples = "[\"09:00-17:00\"]") List<String> before,
      @Schema(description = "None: closed", examples = "[\"09:00-12:00\"]") List<String> after) {}

  @Schema(name = "CalendarImportEvents")
  public record Events(
      @Schema(description = "All of the file") int read,
      @Schema(description = "With STATUS:CANCELLED") int cancelled,
      @Schema(description = "Timed, and TRANSP:TRANSPARENT: nobody is away") int free,
      @Schema(description = "Of other years, or of no length") int outside) {}

  static ImportView of(
      CalendarVersion calendar,
      boolean preview,
      ClosedCalendar closed,
      ICalendarFile.Reading file) {
    return new ImportView(
        CalendarView.of(calendar),
        preview,
        closed.changes().stream()
            .map(change -> new Change(change.date(), texts(change.before()), texts(change.after())))
            .toList(),
        closed.kept(),
        new Events(file.events(), file.cancelled(), file.free(), file.outside()));
  }

  private static List<String> texts(List<LocalWindow> windows) {
    return windows.stream().map(LocalWindow::toString).toList();
  }
}
