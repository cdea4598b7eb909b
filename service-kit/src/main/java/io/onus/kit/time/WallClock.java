package io.onus.kit.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The one place that reads the time. Instants are kept to the microsecond, as PostgreSQL does. */
@ApplicationScoped
public class WallClock {

  private volatile InstantSource source = InstantSource.system();

  public Instant now() {
    return truncated(source.instant());
  }

  /** For tests and simulations: from now on time comes from the given source. */
  public void readFrom(InstantSource source) {
    this.source = source;
  }

  public static Instant truncated(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
