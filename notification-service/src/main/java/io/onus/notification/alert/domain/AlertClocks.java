package io.onus.notification.alert.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The clocks of one alert, in the order they came to it. */
public record AlertClocks(List<AlertClock> all) {

  public AlertClocks {
    all = List.copyOf(all);
  }

  public static AlertClocks of(AlertClock... clocks) {
    return new AlertClocks(List.of(clocks));
  }

  public Optional<AlertClock> find(UUID clockId) {
    return all.stream().filter(clock -> clock.clockId().equals(clockId)).findFirst();
  }

  public boolean areSettled() {
    return all.stream().allMatch(AlertClock::isSettled);
  }

  AlertClocks with(AlertClock clock) {
    List<AlertClock> next = new ArrayList<>(all);
    next.replaceAll(old -> old.clockId().equals(clock.clockId()) ? clock : old);
    if (find(clock.clockId()).isEmpty()) {
      next.add(clock);
    }
    return new AlertClocks(next);
  }
}
