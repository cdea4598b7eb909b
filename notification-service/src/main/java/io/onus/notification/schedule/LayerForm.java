package io.onus.notification.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.notification.domain.Weekday;
import io.onus.notification.hours.domain.LocalWindow;
import io.onus.notification.schedule.domain.Layer;
import io.onus.notification.schedule.domain.Rotation;
import io.onus.notification.schedule.domain.Schedule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A layer as it is written, both ways. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Layer")
public record LayerForm(
    @Size(max = 200) @Schema(description = "Left out: layer 1, layer 2 …", examples = "weekdays")
        @Nullable String name,
    @NotNull
        @Size(max = Schedule.MOST_PEOPLE_A_LAYER)
        @Schema(
            description = "Who takes each turn, in order; an element names all who share one",
            examples = "[[\"ada\"],[\"bob\",\"eve\"]]")
        @Nullable
            List<
                @NotNull @NotEmpty @Size(max = Schedule.MOST_PEOPLE_A_TURN) List<
                    @NotNull @NotBlank @Size(max = 64) String>>
            people,
    @NotBlank
        @Schema(
            description =
                "How long a turn is: PT12H counts real hours, P1D and P2W days and weeks of the"
                    + " zone",
            examples = "P1W")
        @Nullable String every,
    @NotBlank
        @Schema(
            description = "Local time of the hand-over; of the first turn where they are hours",
            examples = "09:00")
        @Nullable String handover,
    @Schema(
            description =
                "The day weeks are handed over, MON to SUN; left out, the day of start. Where start"
                    + " is another day, the first turn is the rest of its week",
            examples = "MON")
        @Nullable String weekday,
    @NotNull
        @Schema(description = "Local date on which the first turn begins", examples = "2026-10-05")
        @Nullable LocalDate start,
    @Schema(description = "Local date on which, at the hand-over, the last turn ends")
        @Nullable LocalDate until,
    @Size(max = 7)
        @Schema(
            description =
                "Local hours in which the layer counts, MON to SUN; a day left out has none. What"
                    + " crosses midnight is written on both days",
            examples = "{\"MON\":[\"00:00-08:00\",\"18:00-24:00\"]}")
        @Nullable Map<String, @NotNull @Size(max = 24) List<String>> weekly,
    @Size(max = 64)
        @Schema(
            description = "A calendar that must be open for the layer to count",
            examples = "company")
        @Nullable String calendar) {

  static LayerForm of(Layer layer) {
    Rotation rotation = layer.rotation();
    return new LayerForm(
        layer.name(),
        layer.people(),
        rotation.every().toString(),
        rotation.handover().toString(),
        rotation.weekday() == null ? null : Weekday.of(rotation.weekday()).name(),
        rotation.start(),
        rotation.until(),
        weekly(layer),
        layer.restriction().calendar());
  }

  private static @Nullable Map<String, List<String>> weekly(Layer layer) {
    if (layer.restriction().weekly() == null) {
      return null;
    }
    Map<String, List<String>> weekly = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<LocalWindow> windows = layer.restriction().weekly().on(day);
      if (!windows.isEmpty()) {
        weekly.put(Weekday.of(day).name(), windows.stream().map(LocalWindow::toString).toList());
      }
    }
    return weekly;
  }
}
