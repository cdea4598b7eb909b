package io.onus.notification.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.hours.domain.LocalWindow;
import io.onus.notification.hours.domain.WeeklyWindows;
import io.onus.notification.schedule.domain.Schedule.Combine;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call, told minute by minute by somebody who looks at the clock on the wall and knows no
 * arithmetic, is who the roster says.
 */
class RosterWalkTest {

  private static final List<String> PEOPLE = List.of("ada", "bob", "eve", "fay", "gus");
  private static final int MINUTES = 24 * 24 * 60;

  /** Around changes of the clocks, and where there is none. */
  private enum Place {
    BERLIN_AUTUMN("Europe/Berlin", "2026-10-10T00:00:00Z"),
    BERLIN_SPRING("Europe/Berlin", "2027-03-14T00:00:00Z"),
    LORD_HOWE_AUTUMN("Australia/Lord_Howe", "2026-03-24T00:00:00Z"),
    LORD_HOWE_SPRING("Australia/Lord_Howe", "2026-09-22T00:00:00Z"),
    SAMOA_SKIPS_A_DAY("Pacific/Apia", "2011-12-18T00:00:00Z"),
    NEPAL("Asia/Kathmandu", "2026-10-10T00:00:00Z");

    private final ZoneId zone;
    private final Instant from;

    Place(String zone, String from) {
      this.zone = ZoneId.of(zone);
      this.from = Instant.parse(from);
    }
  }

  @Property(tries = 25)
  void theRosterAgreesWithAWalk(@ForAll Place place, @ForAll long seed) {
    Random random = new Random(seed);
    Walk walk = new Walk(place);
    Roster roster = new Roster(schedule(place, random), overrides(place, random), Map.of());
    Span whole = new Span(place.from, place.from.plus(Duration.ofMinutes(MINUTES)));

    List<Shift> shifts = roster.shifts(whole);
    List<Span> gaps = roster.gaps(whole);

    List<Set<String>> byShift = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      byShift.add(new LinkedHashSet<>());
    }
    for (Shift shift : shifts) {
      for (int minute : walk.minutes(shift.span())) {
        assertThat(byShift.get(minute).add(shift.person()))
            .as("%s has one shift at a time, at %s", shift.person(), walk.at(minute))
            .isTrue();
      }
    }
    Set<Integer> inGap = new LinkedHashSet<>();
    gaps.forEach(gap -> inGap.addAll(walk.minutes(gap)));
    List<HandOver> handOvers = roster.handOvers(whole);
    int next = 0;
    Set<String> before = Set.of();

    for (int minute = 0; minute < MINUTES; minute++) {
      Set<String> walked = walk.onCall(roster, minute);
      assertThat(roster.onCall(walk.at(minute)))
          .as("on call at %s", walk.at(minute))
          .containsExactlyElementsOf(walked);
      assertThat(byShift.get(minute)).as("shifts at %s", walk.at(minute)).isEqualTo(walked);
      assertThat(inGap.contains(minute))
          .as("gap at %s", walk.at(minute))
          .isEqualTo(walked.isEmpty() && walk.isMeant(roster, minute));
      if (minute > 0 && !walked.equals(before)) {
        assertThat(handOvers.get(next).at()).isEqualTo(walk.at(minute));
        assertThat(Set.copyOf(handOvers.get(next).before())).isEqualTo(before);
        assertThat(Set.copyOf(handOvers.get(next).after())).isEqualTo(walked);
        next++;
      }
      before = walked;
    }
    assertThat(handOvers).hasSize(next);
  }

  /** The clock on the wall, minute by minute. */
  private static final class Walk {

    private static final int LEAD = 40 * 24 * 60;

    private final Place place;

    /** The latest and the earliest the clock on the wall shows up to, and from, each minute. */
    private final LocalDateTime[] latest = new LocalDateTime[LEAD + MINUTES + 3_000];

    private final LocalDateTime[] earliest = new LocalDateTime[latest.length];
    private final Map<Layer, Long> turns = new HashMap<>();
    private final Map<Layer, LocalDate> nextDates = new HashMap<>();

    Walk(Place place) {
      this.place = place;
      for (int i = 0; i < latest.length; i++) {
        LocalDateTime shown = shown(i);
        latest[i] = i == 0 || shown.isAfter(latest[i - 1]) ? shown : latest[i - 1];
      }
      for (int i = latest.length - 1; i >= 0; i--) {
        LocalDateTime shown = shown(i);
        earliest[i] =
            i == latest.length - 1 || shown.isBefore(earliest[i + 1]) ? shown : earliest[i + 1];
      }
    }

    private LocalDateTime shown(int i) {
      return LocalDateTime.ofInstant(at(i - LEAD), place.zone);
    }

    Instant at(int minute) {
      return place.from.plus(Duration.ofMinutes(minute));
    }

    List<Integer> minutes(Span span) {
      List<Integer> minutes = new ArrayList<>();
      long first = Math.max(0, Duration.between(place.from, span.start()).toMinutes());
      long last = Math.min(MINUTES, Duration.between(place.from, span.end()).toMinutes());
      for (long minute = first; minute < last; minute++) {
        minutes.add((int) minute);
      }
      return minutes;
    }

    Set<String> onCall(Roster roster, int minute) {
      Set<String> people = new LinkedHashSet<>();
      Schedule schedule = roster.schedule();
      for (Layer layer : schedule.layers().reversed()) {
        List<String> taking = taking(layer, minute);
        if (schedule.combine() == Combine.ALL || people.isEmpty()) {
          people.addAll(taking);
        }
      }
      for (ShiftOverride override : roster.overrides()) {
        if (override.span().contains(at(minute))) {
          people = overridden(people, override);
        }
      }
      return people;
    }

    boolean isMeant(Roster roster, int minute) {
      return roster.schedule().layers().stream().anyMatch(layer -> begun(layer, minute))
          && roster.schedule().layers().stream().anyMatch(layer -> counts(layer, minute));
    }

    private List<String> taking(Layer layer, int minute) {
      Rotation rotation = layer.rotation();
      long turn = turn(layer, minute);
      if (!begun(layer, minute)
          || (rotation.until() != null && passed(rotation.until(), rotation.handover(), minute))
          || !counts(layer, minute)) {
        return List.of();
      }
      return layer.people().get((int) (turn % layer.people().size()));
    }

    private boolean begun(Layer layer, int minute) {
      return passed(layer.rotation().start(), layer.rotation().handover(), minute);
    }

    /** Whether the clock on the wall has shown this time, or a later one. */
    private boolean passed(LocalDate date, LocalTime time, int minute) {
      return !latest[minute + LEAD].isBefore(date.atTime(time));
    }

    private long turn(Layer layer, int minute) {
      Rotation rotation = layer.rotation();
      if (rotation.every() instanceof Rhythm.Hours(int count)) {
        return Math.max(0, minute - turns.computeIfAbsent(layer, l -> (long) firstMinute(l)))
            / (count * 60L);
      }
      int days =
          switch (rotation.every()) {
            case Rhythm.Days(int count) -> count;
            case Rhythm.Weeks(int count) -> count * 7;
            case Rhythm.Hours hours -> throw new IllegalStateException();
          };
      LocalDate anchor = rotation.start();
      while (rotation.weekday() != null && anchor.getDayOfWeek() != rotation.weekday()) {
        anchor = anchor.minusDays(1);
      }
      LocalDate first = anchor.plusDays(days);
      LocalDate next = nextDates.getOrDefault(layer, first);
      while (passed(next, rotation.handover(), minute)) {
        next = next.plusDays(days);
        turns.merge(layer, 1L, Long::sum);
      }
      nextDates.put(layer, next);
      return turns.getOrDefault(layer, 0L);
    }

    private int firstMinute(Layer layer) {
      int minute = -LEAD;
      while (!begun(layer, minute)) {
        minute++;
      }
      return minute;
    }

    /**
     * A window is open from when the clock on the wall first shows its opening until it shows its
     * closing for the last time.
     */
    private boolean counts(Layer layer, int minute) {
      WeeklyWindows weekly = layer.restriction().weekly();
      if (weekly == null) {
        return true;
      }
      LocalDate today = latest[minute + LEAD].toLocalDate();
      for (LocalDate date = today.minusDays(2); !date.isAfter(today); date = date.plusDays(1)) {
        for (LocalWindow window : weekly.on(date.getDayOfWeek())) {
          LocalDateTime opens = date.atStartOfDay().plusMinutes(window.opensAtMinute());
          LocalDateTime closes = date.atStartOfDay().plusMinutes(window.closesAtMinute());
          if (!latest[minute + LEAD].isBefore(opens) && earliest[minute + LEAD].isBefore(closes)) {
            return true;
          }
        }
      }
      return false;
    }

    private static Set<String> overridden(Set<String> people, ShiftOverride override) {
      if (override.inPlaceOf() == null) {
        return new LinkedHashSet<>(override.people());
      }
      Set<String> after = new LinkedHashSet<>();
      for (String person : people) {
        if (person.equals(override.inPlaceOf())) {
          after.addAll(override.people());
        } else {
          after.add(person);
        }
      }
      return after;
    }
  }

  private static Schedule schedule(Place place, Random random) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      layers.add(layer(place, random, i));
    }
    return new Schedule(
        "s",
        "S",
        place.zone,
        null,
        random.nextBoolean() ? Combine.FIRST : Combine.ALL,
        null,
        layers);
  }

  private static Layer layer(Place place, Random random, int index) {
    LocalDate start =
        LocalDate.ofInstant(place.from, place.zone).minusDays(25L).plusDays(random.nextInt(40));
    Rhythm every =
        switch (random.nextInt(3)) {
          case 0 -> new Rhythm.Hours(1 + random.nextInt(30));
          case 1 -> new Rhythm.Days(1 + random.nextInt(4));
          default -> new Rhythm.Weeks(1 + random.nextInt(2));
        };
    DayOfWeek weekday =
        every instanceof Rhythm.Weeks && random.nextBoolean()
            ? DayOfWeek.of(1 + random.nextInt(7))
            : null;
    LocalDate until = random.nextInt(4) == 0 ? start.plusDays(1L + random.nextInt(30)) : null;
    List<List<String>> people = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      people.add(some(random, 1 + random.nextInt(2)));
    }
    return new Layer(
        "layer " + index,
        people,
        new Rotation(every, handover(random), weekday, start, until),
        new Restriction(random.nextBoolean() ? weekly(random) : null, null));
  }

  /** Often in the night, when clocks are changed. */
  private static LocalTime handover(Random random) {
    int minute = random.nextBoolean() ? 60 + random.nextInt(150) : random.nextInt(24 * 60);
    return LocalTime.ofSecondOfDay(minute * 60L);
  }

  private static @Nullable WeeklyWindows weekly(Random random) {
    Map<DayOfWeek, List<LocalWindow>> byDay = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      int opens = random.nextBoolean() ? random.nextInt(180) : random.nextInt(24 * 60 - 1);
      int closes = random.nextInt(4) == 0 ? 24 * 60 : opens + 1 + random.nextInt(24 * 60 - opens);
      if (random.nextInt(4) > 0) {
        byDay.put(day, List.of(new LocalWindow(opens, closes)));
      }
    }
    return new WeeklyWindows(byDay);
  }

  private static List<ShiftOverride> overrides(Place place, Random random) {
    List<ShiftOverride> overrides = new ArrayList<>();
    for (int i = 0; i < random.nextInt(6); i++) {
      Instant start = place.from.plus(Duration.ofMinutes(random.nextInt(MINUTES)));
      Instant end = start.plus(Duration.ofMinutes(1L + random.nextInt(3 * 24 * 60)));
      boolean ofOne = random.nextBoolean();
      overrides.add(
          new ShiftOverride(
              new UUID(1, i),
              i,
              new Span(start, end),
              ofOne ? some(random, 1).getFirst() : null,
              some(random, ofOne ? 1 : random.nextInt(3)),
              null,
              "lena",
              place.from,
              1));
    }
    return overrides;
  }

  private static List<String> some(Random random, int count) {
    List<String> all = new ArrayList<>(PEOPLE);
    Collections.shuffle(all, random);
    return List.copyOf(all.subList(0, count));
  }
}
