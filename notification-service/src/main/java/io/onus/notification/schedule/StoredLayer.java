package io.onus.notification.schedule;

import io.onus.notification.hours.domain.LocalWindow;
import io.onus.notification.hours.domain.WeeklyWindows;
import io.onus.notification.schedule.domain.Layer;
import io.onus.notification.schedule.domain.Restriction;
import io.onus.notification.schedule.domain.Rhythm;
import io.onus.notification.schedule.domain.Rotation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A layer in the column {@code layers}: all of it but its people, who have a column of theirs. */
record StoredLayer(
    String name,
    String every,
    LocalTime handover,
    @Nullable DayOfWeek weekday,
    LocalDate start,
    @Nullable LocalDate until,
    @Nullable Map<DayOfWeek, List<String>> weekly,
    @Nullable String calendar) {

  static StoredLayer of(Layer layer) {
    Rotation rotation = layer.rotation();
    return new StoredLayer(
        layer.name(),
        rotation.every().toString(),
        rotation.handover(),
        rotation.weekday(),
        rotation.start(),
        rotation.until(),
        written(layer.restriction().weekly()),
        layer.restriction().calendar());
  }

  Layer layer(List<List<String>> people) {
    return new Layer(
        name,
        people,
        new Rotation(Rhythm.parse(every), handover, weekday, start, until),
        new Restriction(weekly == null ? null : read(weekly), calendar));
  }

  private static @Nullable Map<DayOfWeek, List<String>> written(@Nullable WeeklyWindows weekly) {
    if (weekly == null) {
      return null;
    }
    Map<DayOfWeek, List<String>> written = new EnumMap<>(DayOfWeek.class);
    weekly
        .byDay()
        .forEach(
            (day, windows) ->
                written.put(day, windows.stream().map(LocalWindow::toString).toList()));
    return written;
  }

  private static WeeklyWindows read(Map<DayOfWeek, List<String>> written) {
    Map<DayOfWeek, List<LocalWindow>> byDay = new EnumMap<>(DayOfWeek.class);
    written.forEach(
        (day, windows) -> byDay.put(day, windows.stream().map(LocalWindow::parse).toList()));
    return new WeeklyWindows(byDay);
  }
}
