package io.onus.notification.alert.domain;

import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

  /** Of what still needs attention, the worst. */
  public Severity severity() {
    return all.stream()
        .filter(clock -> !clock.isSettled())
        .map(clock -> clock.standing().severity())
        .reduce(Severity.WARNING, Severity::orWorse);
  }

  public boolean areSettled() {
    return all.stream().allMatch(AlertClock::isSettled);
  }

  /** Whether none of them presses: all that need attention are paused in time. */
  public boolean arePaused() {
    return all.stream().noneMatch(AlertClock::isPressing);
  }

  /** The one to look at first: the worst, then the one that is due first. */
  public Optional<AlertClock> mostPressing() {
    return all.stream()
        .filter(AlertClock::isPressing)
        .min(
            Comparator.comparing(AlertClock::standing)
                .reversed()
                .thenComparing(AlertClock::dueAt, Comparator.nullsLast(Comparator.naturalOrder())));
  }

  /** When the next promise breaks that is not broken yet. */
  public Optional<Instant> nextDeadline(Instant now) {
    return all.stream()
        .filter(AlertClock::isPressing)
        .filter(clock -> clock.standing() == Standing.AT_RISK)
        .map(AlertClock::dueAt)
        .filter(Objects::nonNull)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder());
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
