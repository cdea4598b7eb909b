package io.onus.notification.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.kit.problem.Violation;
import io.onus.notification.domain.Weekday;
import io.onus.notification.person.domain.LocalWindow;
import io.onus.notification.person.domain.QuietHours;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Quiet hours as they are written: on the wire and in the store. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "QuietHours")
public record QuietHoursForm(
    @Schema(
            description =
                "Windows that begin on a day, MON to SUN; one that does not end after it began ends"
                    + " on the day after",
            examples =
                "{\"MON\":[\"22:00-07:00\"],\"SAT\":[\"00:00-24:00\"],\"SUN\":[\"00:00-24:00\"]}")
        @Size(max = 7)
        @Nullable Map<String, @NotNull @Size(max = MAX_WINDOWS) List<@NotNull String>> weekly,
    @Schema(
            description =
                "Code of the calendar whose holidays and closed dates are quiet all day; one that"
                    + " nobody has published has none",
            examples = "ENG-hours")
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
        @Nullable String holidaysOf) {

  /** Of one day. */
  static final int MAX_WINDOWS = 10;

  private static final String DAYS =
      Arrays.stream(Weekday.values()).map(Weekday::name).collect(Collectors.joining(", "));

  static @Nullable QuietHoursForm of(@Nullable QuietHours quiet) {
    return quiet == null ? null : new QuietHoursForm(weekly(quiet), quiet.holidaysOf());
  }

  static Map<String, List<String>> weekly(QuietHours quiet) {
    Map<String, List<String>> weekly = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<LocalWindow> windows = quiet.weekly().getOrDefault(day, List.of());
      if (!windows.isEmpty()) {
        weekly.put(Weekday.of(day).name(), windows.stream().map(LocalWindow::toString).toList());
      }
    }
    return weekly;
  }

  /** What it means: null where nothing is quiet. */
  @Nullable QuietHours quietHours(Consumer<Violation> wrong) {
    Map<DayOfWeek, List<LocalWindow>> byDay = new EnumMap<>(DayOfWeek.class);
    if (weekly != null) {
      weekly.forEach(
          (day, texts) ->
              Weekday.read(day)
                  .map(Weekday::day)
                  .ifPresentOrElse(
                      known -> byDay.put(known, windows(day, texts, wrong)),
                      () ->
                          wrong.accept(
                              new Violation("quietHours.weekly", "must be days, of " + DAYS))));
    }
    QuietHours quiet = new QuietHours(byDay, holidaysOf);
    if (quiet.isAlways()) {
      wrong.accept(
          new Violation(
              "quietHours.weekly", "must leave some time of the week in which you can be told"));
    }
    return quiet.weekly().isEmpty() && holidaysOf == null ? null : quiet;
  }

  private static List<LocalWindow> windows(
      String day, List<String> texts, Consumer<Violation> wrong) {
    try {
      return texts.stream().map(LocalWindow::parse).toList();
    } catch (IllegalArgumentException unreadable) {
      wrong.accept(
          new Violation("quietHours.weekly." + day, String.valueOf(unreadable.getMessage())));
      return List.of();
    }
  }
}
