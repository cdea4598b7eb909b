package io.onus.request;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was read a moment ago and is asked for with every request. Only what was found is kept, so
 * something new is seen at once; something changed elsewhere is seen when the moment is over. A
 * change made here is forgotten by its writer, after its commit.
 */
public final class ShortMemory<V> {

  private record Kept<V>(V value, long untilNanos) {}

  private final Map<String, Kept<V>> kept = new ConcurrentHashMap<>();
  private final long momentNanos;

  public ShortMemory(Duration moment) {
    this.momentNanos = moment.toNanos();
  }

  public Optional<V> find(String key, Function<String, Optional<V>> read) {
    // Elapsed time, not the date: the business clock may be set back by tests and operators.
    long now = System.nanoTime();
    Kept<V> known = kept.get(key);
    if (known != null && now - known.untilNanos < 0) {
      return Optional.of(known.value);
    }
    Optional<V> found = read.apply(key);
    found.ifPresent(value -> kept.put(key, new Kept<>(value, now + momentNanos)));
    return found;
  }

  public void forget(String key) {
    kept.remove(key);
  }
}
