package io.onus.notification.hours;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.hours.domain.OpenHours.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code io.onus.directory.calendar-changed.v1}; other fields are none of our
 * business.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CalendarEvent(
    @Nullable String code,
    @Nullable Long version,
    @Nullable String zone,
    @Nullable Span horizon,
    @Nullable List<List<Instant>> open,
    @Nullable List<LocalDate> closedDates) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Span(@Nullable Instant from, @Nullable Instant until) {}

  /**
   * @throws IllegalArgumentException where it does not say when which version of which calendar is
   *     open
   * @throws java.time.DateTimeException where its zone is none
   */
  KnownHours hours() {
    if (code == null
        || code.isBlank()
        || version == null
        || zone == null
        || horizon == null
        || horizon.from() == null
        || horizon.until() == null
        || open == null) {
      throw new IllegalArgumentException("code, version, zone, horizon and open are required");
    }
    return new KnownHours(
        version,
        new OpenHours(
            code,
            ZoneId.of(zone),
            horizon.from(),
            horizon.until(),
            open.stream().map(CalendarEvent::window).toList(),
            closedDates == null ? Set.of() : Set.copyOf(closedDates)));
  }

  private static Window window(List<Instant> pair) {
    if (pair.size() != 2) {
      throw new IllegalArgumentException("a window has a start and an end");
    }
    return new Window(pair.getFirst(), pair.getLast());
  }
}
