package io.onus.sla.agreement;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Lets offers expire and reviews come due. Any replica does; the agreement's lock decides. */
@ApplicationScoped
public class AgreementDates {

  private static final Logger LOG = Logger.getLogger(AgreementDates.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 200;

  private final AgreementStore store;
  private final AgreementService agreements;
  private final ReviewService reviews;
  private final WallClock clock;
  private final BackgroundLoop loop;

  public AgreementDates(
      AgreementStore store, AgreementService agreements, ReviewService reviews, WallClock clock) {
    this.store = store;
    this.agreements = agreements;
    this.reviews = reviews;
    this.clock = clock;
    this.loop = new BackgroundLoop("agreement-dates", this::step);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private Duration step() {
    List<UUID> due = store.due(clock.now(), AT_ONCE);
    for (UUID id : due) {
      try {
        agreements.expire(id);
        reviews.remind(id);
      } catch (RuntimeException e) {
        // One that cannot be handled must not keep the others waiting.
        LOG.errorf(e, "agreement date not handled agreementId=%s", id);
      }
    }
    return PAUSE;
  }
}
