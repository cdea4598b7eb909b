package io.onus.notification.schedule;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.domain.Weekday;
import io.onus.notification.hours.domain.LocalWindow;
import io.onus.notification.hours.domain.WeeklyWindows;
import io.onus.notification.person.domain.Person;
import io.onus.notification.schedule.domain.Layer;
import io.onus.notification.schedule.domain.Restriction;
import io.onus.notification.schedule.domain.Rhythm;
import io.onus.notification.schedule.domain.Rotation;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.Schedule.Combine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "ScheduleForm")
public record ScheduleForm(
    @NotBlank @Size(max = 200) @Schema(examples = "Engineering, first line") @Nullable String name,
    @NotBlank
        @Schema(
            description = "IANA zone whose local times the layers speak of",
            examples = "Europe/Berlin")
        @Nullable String zone,
    @Pattern(regexp = "[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", message = "must be a department's code")
        @Size(max = 32)
        @Schema(description = "Whose it is; left out, it is an on-call admin's", examples = "ENG")
        @Nullable String department,
    @Schema(
            description =
                "FIRST: the latest layer with somebody answers alone, and the earlier ones fill its"
                    + " holes. ALL: everybody of all layers",
            defaultValue = "FIRST")
        @Nullable Combine combine,
    @Schema(
            description = "How long before a hand-over people are told of it; NONE for not at all",
            defaultValue = "PT15M",
            examples = "PT15M")
        @Nullable String handOverNotice,
    @NotNull
        @Valid
        @Size(max = Schedule.MOST_LAYERS)
        @Schema(description = "Later ones take precedence over earlier ones")
        @Nullable List<@NotNull @Valid LayerForm> layers) {

  static final String NO_NOTICE = "NONE";

  private static final LocalDate FIRST_DATE = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DATE = LocalDate.of(2199, 12, 31);
  private static final String DAYS =
      Arrays.stream(Weekday.values()).map(Weekday::name).collect(Collectors.joining(", "));

  static boolean isCode(String id) {
    return id.length() <= Schedule.LONGEST_CODE && id.matches(Schedule.CODE);
  }

  /** What it means; a 400 with all that is wrong where it means nothing. */
  Schedule schedule(String code) {
    Reading reading = new Reading();
    Schedule schedule = reading.schedule(code);
    if (!reading.violations.isEmpty()) {
      throw Problem.malformed(
          reading.violations.stream()
              .map(violation -> violation.field() + ": " + violation.message())
              .collect(Collectors.joining("; ", "The schedule cannot be read: ", ".")),
          reading.violations);
    }
    return schedule;
  }

  /** Collects all that is wrong, so that it can be said at once. */
  private final class Reading {

    private final List<Violation> violations = new ArrayList<>();

    Schedule schedule(String code) {
      List<LayerForm> forms = Objects.requireNonNull(layers);
      List<Layer> read = new ArrayList<>();
      for (int i = 0; i < forms.size(); i++) {
        layer(forms.get(i), i).ifPresent(read::add);
      }
      return new Schedule(
          code,
          Objects.requireNonNull(name).strip(),
          zone(),
          department,
          combine == null ? Combine.FIRST : combine,
          notice(),
          read);
    }

    private ZoneId zone() {
      // Offsets such as +02:00 are no zones: they know no daylight saving time.
      if (!ZoneId.getAvailableZoneIds().contains(zone)) {
        wrong("zone", "there is no zone " + zone + "; write an IANA name such as Europe/Berlin");
        return ZoneOffset.UTC;
      }
      return ZoneId.of(zone);
    }

    private @Nullable Duration notice() {
      if (handOverNotice == null) {
        return Schedule.USUAL_NOTICE;
      }
      if (handOverNotice.equals(NO_NOTICE)) {
        return null;
      }
      try {
        Duration notice = Duration.parse(handOverNotice);
        if (!notice.isNegative() && notice.compareTo(Schedule.LONGEST_NOTICE) <= 0) {
          return notice;
        }
      } catch (DateTimeException unreadable) {
        // Said below, as for one that is too long.
      }
      wrong("handOverNotice", "must be NONE or a duration such as PT15M, of up to 7 days");
      return null;
    }

    private Optional<Layer> layer(LayerForm form, int index) {
      String at = "layers[" + index + "].";
      int before = violations.size();
      List<List<String>> people = people(at, Objects.requireNonNull(form.people()));
      Rhythm every = read(at + "every", () -> Rhythm.parse(String.valueOf(form.every())));
      LocalTime handover = read(at + "handover", () -> time(String.valueOf(form.handover())));
      DayOfWeek weekday =
          form.weekday() == null ? null : read(at + "weekday", () -> day(form.weekday()));
      checkReach(at + "start", form.start());
      checkReach(at + "until", form.until());
      WeeklyWindows weekly = form.weekly() == null ? null : weekly(at, form.weekly());
      if (violations.size() > before || every == null || handover == null) {
        return Optional.empty();
      }
      Rotation rotation =
          read(
              at + (weekday == null ? "until" : "weekday"),
              () ->
                  new Rotation(
                      every,
                      handover,
                      weekday,
                      Objects.requireNonNull(form.start()),
                      form.until()));
      return Optional.ofNullable(rotation)
          .map(
              turns ->
                  new Layer(
                      form.name() == null || form.name().isBlank()
                          ? "layer " + (index + 1)
                          : form.name().strip(),
                      people,
                      turns,
                      new Restriction(weekly, form.calendar())));
    }

    private List<List<String>> people(String at, List<List<String>> people) {
      long named = people.stream().mapToLong(List::size).sum();
      if (named > Schedule.MOST_PEOPLE_A_LAYER) {
        wrong(at + "people", "must name at most " + Schedule.MOST_PEOPLE_A_LAYER + " people");
      }
      people.stream()
          .flatMap(List::stream)
          .filter(id -> !Person.isId(id))
          .findFirst()
          .ifPresent(id -> wrong(at + "people", "'" + id + "' is no id of a person"));
      return people.stream().map(turn -> turn.stream().distinct().toList()).toList();
    }

    private WeeklyWindows weekly(String at, Map<String, List<String>> written) {
      Map<DayOfWeek, List<LocalWindow>> byDay = new EnumMap<>(DayOfWeek.class);
      written.forEach(
          (name, windows) -> {
            DayOfWeek day = read(at + "weekly", () -> day(name));
            List<LocalWindow> read =
                read(
                    at + "weekly." + name,
                    () -> windows.stream().map(String::valueOf).map(LocalWindow::parse).toList());
            if (day != null && read != null) {
              byDay.put(day, read);
            }
          });
      WeeklyWindows weekly = read(at + "weekly", () -> new WeeklyWindows(byDay));
      if (weekly != null && weekly.isEmpty()) {
        wrong(at + "weekly", "needs a window; leave it out for a layer that always counts");
      }
      return weekly == null ? new WeeklyWindows(Map.of()) : weekly;
    }

    private void checkReach(String field, @Nullable LocalDate date) {
      if (date != null && (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE))) {
        wrong(field, "must be from " + FIRST_DATE + " to " + LAST_DATE);
      }
    }

    /** Null where it cannot be read, and then that is said. */
    private <T> @Nullable T read(String field, Written<T> written) {
      try {
        return written.read();
      } catch (IllegalArgumentException | DateTimeException unreadable) {
        wrong(field, String.valueOf(unreadable.getMessage()));
        return null;
      }
    }

    private void wrong(String field, String message) {
      violations.add(new Violation(field, message));
    }
  }

  /** Something that is read, or is not what it should be. */
  @FunctionalInterface
  private interface Written<T> {
    T read();
  }

  private static DayOfWeek day(String text) {
    return Weekday.read(text)
        .map(Weekday::day)
        .orElseThrow(() -> new IllegalArgumentException("must be one of " + DAYS));
  }

  private static LocalTime time(String text) {
    if (!text.matches("[0-9]{2}:[0-9]{2}")) {
      throw new IllegalArgumentException("must be a local time such as 09:00");
    }
    return LocalTime.parse(text);
  }
}
