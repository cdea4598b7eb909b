package io.onus.notification.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.onus.notification.Pulse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes the next step of alerts whose time has come, or of which nobody heard, and ends silences.
 * One alert per transaction: what goes wrong with one keeps no other waiting.
 */
@ApplicationScoped
class AlertLoop {

  private static final Logger LOG = Logger.getLogger(AlertLoop.class);
  private static final String NAME = "alert-steps";
  private static final int AT_ONCE = 500;
  private static final Duration LONGEST_PARK = Duration.ofMillis(250);
  private static final Duration SHORTEST_PARK = Duration.ofMillis(20);

  private final AlertService service;
  private final WallClock clock;
  private final Pulse pulse;
  private final MeterRegistry meters;
  private final BackgroundLoop loop = new BackgroundLoop(NAME, this::step);

  AlertLoop(AlertService service, WallClock clock, Pulse pulse, MeterRegistry meters) {
    this.service = service;
    this.clock = clock;
    this.pulse = pulse;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    pulse.beat(NAME);
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private Duration step() {
    boolean more = each(service.untold(AT_ONCE), service::passOn);
    more |= each(service.due(AT_ONCE), service::onTime);
    pulse.beat(NAME);
    return more ? Duration.ZERO : untilNext();
  }

  /** Answers whether there may be more that can be done at once. */
  private boolean each(List<UUID> alerts, Consumer<UUID> step) {
    int failed = 0;
    for (UUID alertId : alerts) {
      try {
        step.accept(alertId);
      } catch (RuntimeException e) {
        failed++;
        meters.counter("onus.alerts.steps.failed").increment();
        LOG.errorf(e, "step not taken alertId=%s; tried again", alertId);
      }
    }
    return alerts.size() > failed && alerts.size() == AT_ONCE;
  }

  private Duration untilNext() {
    // Read once: a clock that is set back in between would make it wait for as long.
    Instant now = clock.now();
    Instant latest = now.plus(LONGEST_PARK);
    Instant next = service.earliestStep().filter(latest::isAfter).orElse(latest);
    Duration wait = Duration.between(now, next);
    return wait.compareTo(SHORTEST_PARK) < 0 ? SHORTEST_PARK : wait;
  }
}
