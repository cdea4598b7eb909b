package io.onus.sla.calendar;

import io.onus.kit.loop.BackgroundLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Tells calendars anew when a day is over, and at start those that were never told. Any replica
 * may.
 */
@ApplicationScoped
class CalendarWatch {

  private static final Logger LOG = Logger.getLogger(CalendarWatch.class);
  private static final Duration SWEEP = Duration.ofMinutes(10);

  private final CalendarTelling telling;
  private final BackgroundLoop loop;

  CalendarWatch(CalendarTelling telling) {
    this.telling = telling;
    this.loop = new BackgroundLoop("calendar-watch", this::step);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  Duration step() {
    for (String code : telling.stale()) {
      try {
        telling.tellAnew(code);
      } catch (IllegalStateException | IllegalArgumentException e) {
        // What is wrong with one calendar must not keep the others from being told.
        LOG.errorf(e, "calendar code=%s cannot be told, tried again", code);
      }
    }
    return SWEEP;
  }
}
