package io.onus.notification.schedule.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The instants from {@code start} up to, but not including, {@code end}: at least one. */
public record Span(Instant start, Instant end) {

  public Span {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("what starts " + start + " cannot end " + end);
    }
  }

  public boolean contains(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }

  public boolean overlaps(Span other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  /** What both have. */
  public Optional<Span> cutTo(Span other) {
    return between(later(start, other.start), earlier(end, other.end));
  }

  /** Empty where there is no instant in between. */
  static Optional<Span> between(Instant start, Instant end) {
    return start.isBefore(end) ? Optional.of(new Span(start, end)) : Optional.empty();
  }

  /** The same instants in ascending order, each once, without seams. */
  static List<Span> joined(Collection<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span next : spans.stream().sorted(Comparator.comparing(Span::start)).toList()) {
      if (!joined.isEmpty() && !next.start.isAfter(joined.getLast().end)) {
        Span before = joined.removeLast();
        joined.add(new Span(before.start, later(before.end, next.end)));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
  }

  /** The instants both have; both ascending and without overlaps. */
  static List<Span> common(List<Span> ones, List<Span> others) {
    List<Span> common = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < ones.size() && j < others.size()) {
      ones.get(i).cutTo(others.get(j)).ifPresent(common::add);
      if (ones.get(i).end.isBefore(others.get(j).end)) {
        i++;
      } else {
        j++;
      }
    }
    return List.copyOf(common);
  }

  /** The instants of {@code whole} that are not among {@code taken}; both ascending and joined. */
  static List<Span> without(List<Span> whole, List<Span> taken) {
    List<Span> left = new ArrayList<>();
    int next = 0;
    for (Span span : whole) {
      Instant from = span.start;
      while (next < taken.size() && !taken.get(next).end.isAfter(from)) {
        next++;
      }
      for (int i = next; i < taken.size() && taken.get(i).start.isBefore(span.end); i++) {
        between(from, taken.get(i).start).ifPresent(left::add);
        from = later(from, taken.get(i).end);
      }
      between(from, span.end).ifPresent(left::add);
    }
    return List.copyOf(left);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
