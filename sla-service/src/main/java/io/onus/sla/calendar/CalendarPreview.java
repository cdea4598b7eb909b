package io.onus.sla.calendar;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.OutOfReachException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries a calendar out. */
@ApplicationScoped
class CalendarPreview {

  private final CalendarService calendars;

  CalendarPreview(CalendarService calendars) {
    this.calendars = calendars;
  }

  PreviewView answer(PreviewForm form) {
    BusinessCalendar calendar = calendar(form);
    return new PreviewView(added(calendar, form.add()), worked(calendar, form.between()));
  }

  /** Compiled for these questions alone: a question about 2150 makes no clock's calendar longer. */
  private BusinessCalendar calendar(PreviewForm form) {
    if ((form.calendar() == null) == (form.code() == null)) {
      throw Problem.malformed(
          "Say which calendar: either calendar or code.",
          new Violation("calendar", "must be there, unless code is"));
    }
    return form.calendar() != null
        ? calendars.compile(form.calendar().definition("calendar."), "calendar.")
        : calendars.current(String.valueOf(form.code())).calendar().afresh();
  }

  private static List<Instant> added(
      BusinessCalendar calendar, @Nullable List<PreviewForm.Sum> sums) {
    List<Instant> answers = new ArrayList<>();
    for (PreviewForm.Sum sum : sums == null ? List.<PreviewForm.Sum>of() : sums) {
      String field = "add[" + answers.size() + "]";
      if (sum.duration().isNegative()) {
        throw malformed(field + ".duration", "must not be negative");
      }
      answers.add(withinReach(field, () -> calendar.add(sum.start(), sum.duration())));
    }
    return answers;
  }

  private static List<Duration> worked(
      BusinessCalendar calendar, @Nullable List<PreviewForm.Span> spans) {
    List<Duration> answers = new ArrayList<>();
    for (PreviewForm.Span span : spans == null ? List.<PreviewForm.Span>of() : spans) {
      String field = "between[" + answers.size() + "]";
      if (span.end().isBefore(span.start())) {
        throw malformed(field + ".end", "must not be before start");
      }
      answers.add(withinReach(field, () -> calendar.between(span.start(), span.end())));
    }
    return answers;
  }

  private static <T> T withinReach(String field, Supplier<T> question) {
    try {
      return question.get();
    } catch (OutOfReachException e) {
      throw Problem.refused(
          "out-of-reach", field + ": " + e.getMessage() + ".", Map.of("field", field));
    }
  }

  private static Problem malformed(String field, String message) {
    return Problem.malformed(field + " " + message + ".", new Violation(field, message));
  }
}
