package io.onus.kit.http;

import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Forgets stored answers once a day has passed. */
@ApplicationScoped
public class IdempotencyRetention {

  private final BackgroundLoop loop;

  public IdempotencyRetention(Sql sql, WallClock clock) {
    this.loop =
        new BackgroundLoop(
            "idempotency-retention",
            () -> {
              sql.update(
                  "delete from idempotency_keys where created_at <= ?",
                  clock.now().minus(Idempotency.KEPT_FOR));
              return Duration.ofHours(1);
            });
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }
}
