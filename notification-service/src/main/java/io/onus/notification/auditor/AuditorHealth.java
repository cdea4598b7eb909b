package io.onus.notification.auditor;

import io.onus.notification.auditor.domain.Finding;
import io.onus.notification.auditor.domain.Vigil;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether the auditor looks and finds nothing, at {@code /q/health/well}. Not a matter of
 * readiness: a service whose auditor is off still has to answer and to tell.
 */
@Wellness
@ApplicationScoped
class AuditorHealth implements HealthCheck {

  private final AuditorWatch watch;

  AuditorHealth(AuditorWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("auditor").up();
    watch.seen().ifPresent(vigil -> say(vigil, answer));
    return answer.build();
  }

  /** From what was seen last: where nobody watches any more, that grows old as well. */
  private void say(Vigil vigil, HealthCheckResponseBuilder answer) {
    Optional<Instant> missing = watch.missing(vigil);
    answer.status(missing.isEmpty() && vigil.findings().isEmpty());
    missing.ifPresent(since -> answer.withData("missing since", since.toString()));
    for (Finding found : vigil.findings()) {
      answer.withData(found.kind().name(), found.count());
    }
  }
}
