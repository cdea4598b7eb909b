package io.onus.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How long ago each part of the service that goes round was through last. What goes round says so,
 * for the first time before it begins. Real time and not the clock's: a loop stands still however
 * fast a simulation goes.
 */
@ApplicationScoped
public class Pulse {

  private final Map<String, Long> beats = new ConcurrentHashMap<>();

  public void beat(String loop) {
    beats.put(loop, System.nanoTime());
  }

  public Map<String, Duration> ages() {
    long now = System.nanoTime();
    return beats.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, beat -> Duration.ofNanos(now - beat.getValue())));
  }
}
