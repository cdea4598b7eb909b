package io.onus.request.request;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Archives what is over and was not touched for a set time; nothing where no time is set. */
@ApplicationScoped
public class RequestArchive {

  private static final Logger LOG = Logger.getLogger(RequestArchive.class);
  private static final int AT_ONCE = 500;
  private static final Duration SWEEP = Duration.ofMinutes(10);

  private final RequestStore store;
  private final Audit audit;
  private final Transactions transactions;
  private final WallClock clock;
  private final Optional<Duration> after;
  private final BackgroundLoop loop;

  RequestArchive(
      RequestStore store,
      Audit audit,
      Transactions transactions,
      WallClock clock,
      @ConfigProperty(name = "onus.request.archive-after") Optional<Duration> after) {
    this.store = store;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
    this.after = after;
    this.loop = new BackgroundLoop("request-archive", this::step);
  }

  void start(@Observes StartupEvent event) {
    if (after.isPresent()) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private Duration step() {
    return archiveOnce(after.orElseThrow()) < AT_ONCE ? SWEEP : Duration.ZERO;
  }

  /** One round. Answers how many were archived. */
  int archiveOnce(Duration untouched) {
    return transactions.call(
        () -> {
          Instant now = clock.now();
          List<RequestStore.Archived> archived = store.archive(now.minus(untouched), AT_ONCE, now);
          audit.record(
              archived.stream()
                  .map(
                      request ->
                          AuditEntry.of("request.archived", "request", request.id())
                              .concerning(request.from(), request.to()))
                  .toList());
          if (!archived.isEmpty()) {
            transactions.afterCommit(
                () -> LOG.infof("requests archived count=%d", archived.size()));
          }
          return archived.size();
        });
  }
}
