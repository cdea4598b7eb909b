package io.onus.notification.auditor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.time.WallClock;
import io.onus.notification.auditor.domain.Finding;
import io.onus.notification.auditor.domain.FindingKind;
import io.onus.notification.auditor.domain.Vigil;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the auditor, in every replica and on a thread of its own: what it found last as metrics,
 * and that it looks at all.
 */
@ApplicationScoped
class AuditorWatch {

  private static final Duration ASK = Duration.ofSeconds(1);

  private final AuditorService service;
  private final WallClock clock;
  private final MeterRegistry meters;
  private final List<Meter> shown = new ArrayList<>();
  private final BackgroundLoop loop = new BackgroundLoop("auditor-watch", this::step);
  private volatile Instant since = Instant.MAX;
  private volatile @Nullable Vigil seen;

  AuditorWatch(AuditorService service, WallClock clock, MeterRegistry meters) {
    this.service = service;
    this.clock = clock;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    since = clock.now();
    for (FindingKind kind : FindingKind.values()) {
      show(Gauge.builder("onus.auditor.findings", () -> count(kind)).tag("kind", kind.name()));
    }
    show(Gauge.builder("onus.auditor.last.ok", () -> seconds(Vigil::lastOkAt)).baseUnit("seconds"));
    show(
        Gauge.builder("onus.auditor.last.run", () -> seconds(Vigil::lastRunAt))
            .baseUnit("seconds"));
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
    shown.forEach(meters::remove);
  }

  /** What is known of the auditor's last round; empty in the first moments. */
  Optional<Vigil> seen() {
    return Optional.ofNullable(seen);
  }

  /** From when on the auditor should have looked and did not, if so. */
  Optional<Instant> missing(Vigil vigil) {
    return service.missing(vigil, since);
  }

  private Duration step() {
    Vigil vigil = service.vigil();
    seen = vigil;
    service.missing(vigil, since).filter(m -> vigil.missedSince() == null).ifPresent(service::miss);
    return ASK;
  }

  private double count(FindingKind kind) {
    Vigil vigil = seen;
    return vigil == null
        ? 0
        : vigil.findings().stream().filter(f -> f.kind() == kind).mapToInt(Finding::count).sum();
  }

  private double seconds(Function<Vigil, @Nullable Instant> when) {
    Vigil vigil = seen;
    Instant at = vigil == null ? null : when.apply(vigil);
    return at == null ? 0 : at.getEpochSecond();
  }

  private void show(Gauge.Builder<? extends Supplier<? extends Number>> gauge) {
    shown.add(gauge.strongReference(true).register(meters));
  }
}
