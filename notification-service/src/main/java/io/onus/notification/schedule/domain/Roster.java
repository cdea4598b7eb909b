package io.onus.notification.schedule.domain;

import io.onus.notification.hours.domain.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule with everything that decides who is on call in it.
 *
 * @param overrides at least those that have a part in what is asked for
 * @param calendars those the layers name, as far as they are known
 */
public record Roster(
    Schedule schedule, List<ShiftOverride> overrides, Map<String, OpenHours> calendars) {

  /** How far from what is asked for the overrides must be known that decide it. */
  public static final Duration MARGIN = Duration.ofDays(2L * Rhythm.MOST_DAYS);

  /** Beyond it nobody looks for the next hand-over. */
  public static final Duration FARTHEST = Duration.ofDays(370);

  /** Widening steps: most hand-overs are near. */
  private static final List<Duration> STEPS =
      List.of(Duration.ofDays(2), Duration.ofDays(16), Duration.ofDays(128), FARTHEST);

  /** What puts somebody on call: a turn of a layer, or an override. */
  private record Source(int layer, long turn, @Nullable UUID override) {}

  /** Nothing changes within. */
  private record Stretch(Span span, Map<String, Source> onCall) {}

  public Roster {
    overrides = overrides.stream().sorted(Comparator.comparingLong(ShiftOverride::number)).toList();
    calendars = Map.copyOf(calendars);
  }

  /** Who is on call at an instant; those of the layer with precedence first. */
  public List<String> onCall(Instant at) {
    Map<String, Boolean> people = new LinkedHashMap<>();
    for (int i = layers().size() - 1; i >= 0; i--) {
      layers().get(i).onCall(at, zone(), calendars).forEach(id -> people.putIfAbsent(id, true));
      if (isDecided(people)) {
        break;
      }
    }
    Map<String, Boolean> decided = people;
    for (ShiftOverride override : overrides) {
      if (override.span().contains(at)) {
        decided = override.applied(decided, true);
      }
    }
    return List.copyOf(decided.keySet());
  }

  /**
   * The shifts that have a part in a span, whole, by their start. A person has one at a time; who
   * goes on in the next turn begins another.
   */
  public List<Shift> shifts(Span span) {
    List<Shift> shifts = new ArrayList<>();
    Map<String, Shift> open = new LinkedHashMap<>();
    Map<String, Source> before = Map.of();
    for (Stretch stretch : stretches(whole(span))) {
      Map<String, Source> now = stretch.onCall();
      for (Map.Entry<String, Source> was : before.entrySet()) {
        if (!was.getValue().equals(now.get(was.getKey()))) {
          shifts.add(open.remove(was.getKey()));
        }
      }
      for (Map.Entry<String, Source> is : now.entrySet()) {
        Shift going = open.get(is.getKey());
        Instant start = going == null ? stretch.span().start() : going.span().start();
        open.put(
            is.getKey(), shift(new Span(start, stretch.span().end()), is.getKey(), is.getValue()));
      }
      before = now;
    }
    shifts.addAll(open.values());
    return shifts.stream()
        .filter(shift -> shift.span().overlaps(span))
        .sorted(
            Comparator.comparing((Shift shift) -> shift.span().start())
                .thenComparing(Shift::person))
        .toList();
  }

  /**
   * When nobody is on call though somebody is meant to be: at any time, or, where every layer is
   * restricted, at times one of them allows; and not before the first rotation begins.
   */
  public List<Span> gaps(Span span) {
    return Span.without(meant(span), covered(span));
  }

  /** Whether there is an instant in which nobody is on call, meant or not. */
  public boolean isEverEmpty(Span span) {
    return !Span.without(List.of(span), covered(span)).isEmpty();
  }

  /** Every change of who is on call after the span's start and before its end. */
  public List<HandOver> handOvers(Span span) {
    List<HandOver> handOvers = new ArrayList<>();
    @Nullable Stretch before = null;
    for (Stretch stretch : stretches(span)) {
      if (before != null && !before.onCall().keySet().equals(stretch.onCall().keySet())) {
        handOvers.add(
            new HandOver(
                stretch.span().start(),
                List.copyOf(before.onCall().keySet()),
                List.copyOf(stretch.onCall().keySet())));
      }
      before = stretch;
    }
    return handOvers;
  }

  /** The first change of who is on call after an instant; empty where none is within reach. */
  public Optional<HandOver> nextHandOver(Instant after) {
    Instant from = after;
    for (Duration step : STEPS) {
      // What changes at the very end of one step is seen within the next.
      Span ahead = new Span(from, after.plus(step).plusNanos(1));
      Optional<HandOver> next = handOvers(ahead).stream().findFirst();
      if (next.isPresent()) {
        return next;
      }
      from = after.plus(step);
    }
    return Optional.empty();
  }

  /** Whether somebody is on call at every instant of a span. */
  public boolean isOnCallThroughout(String person, Span span) {
    return stretches(span).stream().allMatch(stretch -> stretch.onCall().containsKey(person));
  }

  /** Whether somebody is on call at any instant of a span. */
  public boolean isOnCallWithin(String person, Span span) {
    return stretches(span).stream().anyMatch(stretch -> stretch.onCall().containsKey(person));
  }

  private List<Span> meant(Span span) {
    Instant begins =
        layers().stream()
            .map(layer -> layer.rotation().begins(zone()))
            .min(Comparator.naturalOrder())
            .orElse(span.end());
    Optional<Span> begun = Span.between(later(begins, span.start()), span.end());
    if (begun.isEmpty()) {
      return List.of();
    }
    return Span.joined(
        layers().stream()
            .flatMap(layer -> layer.restriction().within(begun.get(), zone(), calendars).stream())
            .toList());
  }

  private List<Span> covered(Span span) {
    return Span.joined(
        stretches(span).stream()
            .filter(stretch -> !stretch.onCall().isEmpty())
            .map(Stretch::span)
            .toList());
  }

  /** Wide enough that no shift with a part in the span is cut. */
  private Span whole(Span span) {
    Instant start = span.start();
    Instant end = span.end();
    List<Span> parts = new ArrayList<>();
    layers().forEach(l -> l.stints(span, zone(), calendars).forEach(s -> parts.add(s.span())));
    overrides.stream().map(ShiftOverride::span).filter(span::overlaps).forEach(parts::add);
    for (Span part : parts) {
      start = part.start().isBefore(start) ? part.start() : start;
      end = later(end, part.end());
    }
    return new Span(start, end);
  }

  /** The span, cut wherever anything may change. */
  private List<Stretch> stretches(Span span) {
    List<List<Layer.Stint>> stints = new ArrayList<>();
    Set<Instant> cuts = new TreeSet<>();
    cuts.add(span.start());
    cuts.add(span.end());
    for (Layer layer : layers()) {
      List<Layer.Stint> ofLayer = layer.stints(span, zone(), calendars);
      stints.add(ofLayer);
      ofLayer.forEach(stint -> addCuts(cuts, stint.span(), span));
    }
    List<ShiftOverride> within = overrides.stream().filter(o -> o.span().overlaps(span)).toList();
    within.forEach(override -> addCuts(cuts, override.span(), span));

    int[] next = new int[stints.size()];
    List<Stretch> stretches = new ArrayList<>();
    @Nullable Instant from = null;
    for (Instant cut : cuts) {
      if (from != null) {
        stretches.add(new Stretch(new Span(from, cut), sources(from, stints, next, within)));
      }
      from = cut;
    }
    return stretches;
  }

  /**
   * @param next for each layer, the first stint that may not be over; moves on with the time
   */
  private Map<String, Source> sources(
      Instant at, List<List<Layer.Stint>> stints, int[] next, List<ShiftOverride> within) {
    Map<String, Source> people = new LinkedHashMap<>();
    for (int i = stints.size() - 1; i >= 0; i--) {
      List<Layer.Stint> ofLayer = stints.get(i);
      while (next[i] < ofLayer.size() && !ofLayer.get(next[i]).span().end().isAfter(at)) {
        next[i]++;
      }
      if (next[i] < ofLayer.size()
          && ofLayer.get(next[i]).span().contains(at)
          && !isDecided(people)) {
        Layer.Stint stint = ofLayer.get(next[i]);
        Source source = new Source(i, stint.turn(), null);
        stint.people().forEach(person -> people.putIfAbsent(person, source));
      }
    }
    Map<String, Source> decided = people;
    for (ShiftOverride override : within) {
      if (override.span().contains(at)) {
        decided = override.applied(decided, new Source(-1, override.number(), override.id()));
      }
    }
    return decided;
  }

  private boolean isDecided(Map<String, ?> people) {
    return schedule.combine() == Schedule.Combine.FIRST && !people.isEmpty();
  }

  private Shift shift(Span span, String person, Source source) {
    return new Shift(
        span,
        person,
        source.override() == null ? layers().get(source.layer()).name() : null,
        source.override());
  }

  private static void addCuts(Set<Instant> cuts, Span part, Span span) {
    part.cutTo(span)
        .ifPresent(
            cut -> {
              cuts.add(cut.start());
              cuts.add(cut.end());
            });
  }

  private List<Layer> layers() {
    return schedule.layers();
  }

  private ZoneId zone() {
    return schedule.zone();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
