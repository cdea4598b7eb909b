package io.onus.kit.rate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.caller.Caller;
import io.onus.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Who may call how often: people, systems, and addresses nobody known calls from. */
@ApplicationScoped
public class CallRates {

  private static final int MOST_KEYS = 50_000;

  private final @Nullable Buckets<String> people;
  private final @Nullable Buckets<String> systems;
  private final @Nullable Buckets<String> addresses;
  private final Counter peopleRefused;
  private final Counter systemsRefused;
  private final Counter addressesRefused;

  CallRates(
      MeterRegistry meters,
      @ConfigProperty(name = "onus.rate.per-second") double perSecond,
      @ConfigProperty(name = "onus.rate.burst") int burst,
      @ConfigProperty(name = "onus.rate.robot.per-second") double robotPerSecond,
      @ConfigProperty(name = "onus.rate.robot.burst") int robotBurst,
      @ConfigProperty(name = "onus.rate.unknown.per-second") double unknownPerSecond,
      @ConfigProperty(name = "onus.rate.unknown.burst") int unknownBurst) {
    people = buckets(new Rate(perSecond, burst));
    systems = buckets(new Rate(robotPerSecond, robotBurst));
    addresses = buckets(new Rate(unknownPerSecond, unknownBurst));
    peopleRefused = refused(meters, "human");
    systemsRefused = refused(meters, "robot");
    addressesRefused = refused(meters, "unknown");
    Gauge.builder("onus.rate.buckets", this, CallRates::size)
        .description("Callers and addresses that called lately")
        .register(meters);
  }

  /** Counts a call of somebody known; what to answer if it is one too many. */
  Optional<Problem> count(Caller caller) {
    return switch (caller.kind()) {
      case HUMAN -> problem(take(people, caller.id()), peopleRefused);
      case ROBOT -> problem(take(systems, caller.id()), systemsRefused);
      case SYSTEM -> Optional.empty();
    };
  }

  /** Counts a call from this address that had no valid token. */
  void countUnknown(String address) {
    take(addresses, address);
  }

  /** What to answer an address that had too many calls without a valid token. */
  Optional<Problem> tooManyUnknown(String address) {
    return addresses == null
        ? Optional.empty()
        : problem(addresses.waitFor(address, System.nanoTime()), addressesRefused);
  }

  private int size() {
    return size(people) + size(systems) + size(addresses);
  }

  private static Duration take(@Nullable Buckets<String> buckets, String key) {
    return buckets == null ? Duration.ZERO : buckets.take(key, System.nanoTime());
  }

  private static Optional<Problem> problem(Duration wait, Counter refused) {
    if (wait.isZero()) {
      return Optional.empty();
    }
    refused.increment();
    Duration seconds = Duration.ofSeconds(wait.plusMillis(999).toSeconds());
    return Optional.of(
        Problem.tooManyRequests(
            "That were too many calls in too short a time. Go on in "
                + seconds.toSeconds()
                + " s, more slowly.",
            seconds));
  }

  private static @Nullable Buckets<String> buckets(Rate rate) {
    return rate.isUnlimited() ? null : new Buckets<>(rate, MOST_KEYS, System.nanoTime());
  }

  private static int size(@Nullable Buckets<String> buckets) {
    return buckets == null ? 0 : buckets.size();
  }

  private static Counter refused(MeterRegistry meters, String kind) {
    return Counter.builder("onus.rate.refused")
        .description("Calls answered with 429")
        .tag("kind", kind)
        .register(meters);
  }
}
