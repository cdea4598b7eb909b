package io.onus.notification.weekly;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks whose letter is due, in every replica: which of them tells it is settled in the database.
 */
@ApplicationScoped
class WeeklyLetters {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

  private final WeeklyService service;
  private final WeeklyConsumer consumer;
  private final WallClock clock;
  private final BackgroundLoop loop = new BackgroundLoop("weekly-letters", this::look);

  private Instant nextCleaning = Instant.EPOCH;

  WeeklyLetters(WeeklyService service, WeeklyConsumer consumer, WallClock clock) {
    this.service = service;
    this.consumer = consumer;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private Duration look() {
    // After an outage the figures of last week may still be on their way.
    if (consumer.caughtUp()) {
      service.tellDue();
    }
    Instant now = clock.now();
    if (!now.isBefore(nextCleaning)) {
      service.forget();
      nextCleaning = now.plus(BETWEEN_CLEANINGS);
    }
    return BETWEEN_LOOKS;
  }
}
