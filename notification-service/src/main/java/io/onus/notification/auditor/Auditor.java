package io.onus.notification.auditor;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.onus.notification.Pulse;
import io.onus.notification.auditor.domain.Vigil;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks each minute, one replica at a time, and tells the world outside while all is well. */
@ApplicationScoped
class Auditor {

  /** Time may be a simulation's, so it is asked often. */
  private static final Duration ASK = Duration.ofMillis(500);

  /** Another replica may have been faster, or may have ended. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

  private static final String EAR = "reading milestones for the auditor";

  private final AuditorService service;
  private final MilestoneEar ear;
  private final Heartbeat heartbeat;
  private final Pulse pulse;
  private final WallClock clock;
  private final Duration every;

  /** Asked each time: it can be switched off without a restart, and is missed then. */
  private final Provider<Boolean> enabled;

  private final BackgroundLoop loop = new BackgroundLoop("auditor", this::step);
  private volatile Instant next = Instant.MAX;

  Auditor(
      AuditorService service,
      MilestoneEar ear,
      Heartbeat heartbeat,
      Pulse pulse,
      WallClock clock,
      @ConfigProperty(name = "onus.auditor.every") Duration every,
      @ConfigProperty(name = "onus.auditor.enabled") Provider<Boolean> enabled) {
    this.service = service;
    this.ear = ear;
    this.heartbeat = heartbeat;
    this.pulse = pulse;
    this.clock = clock;
    this.every = every;
    this.enabled = enabled;
  }

  /** What lay about while nothing ran is given the time to be worked off first. */
  void start(@Observes StartupEvent event) {
    next = clock.now().plus(every);
    pulse.beat(EAR);
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private Duration step() {
    if (!ear.isBehind()) {
      pulse.beat(EAR);
    }
    Instant now = clock.now();
    if (next.isAfter(now.plus(every))) {
      // The clock was set back.
      next = now.plus(every);
    }
    if (enabled.get() && !now.isBefore(next)) {
      service.round().filter(Auditor::isClear).ifPresent(clear -> heartbeat.beat());
      next = now.plus(BETWEEN_TRIES);
    }
    return ASK;
  }

  private static boolean isClear(Vigil vigil) {
    return vigil.findings().isEmpty();
  }
}
