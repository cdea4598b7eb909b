package io.onus.notification.auditor;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.outbound.OutboundAnswer;
import io.onus.kit.outbound.OutboundAnswer.Answered;
import io.onus.kit.outbound.OutboundAnswer.NotCalled;
import io.onus.kit.outbound.OutboundAnswer.NotReached;
import io.onus.kit.outbound.OutboundCall;
import io.onus.kit.outbound.OutboundCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * A dead man's switch: somebody outside expects to be called while all is well, and raises the
 * alarm where they are not. Where they cannot be reached they do just that, so no more is made of
 * it here.
 */
@ApplicationScoped
class Heartbeat {

  private static final Logger LOG = Logger.getLogger(Heartbeat.class);
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 4 * 1024;

  private final OutboundCalls calls;
  private final MeterRegistry meters;
  private final Optional<URI> url;

  Heartbeat(
      OutboundCalls calls,
      MeterRegistry meters,
      @ConfigProperty(name = "onus.auditor.heartbeat-url") Optional<String> url) {
    this.calls = calls;
    this.meters = meters;
    this.url = url.filter(set -> !set.isBlank()).map(URI::create);
  }

  void beat() {
    url.ifPresent(
        uri -> report(calls.call(new OutboundCall(uri, Map.of(), null, WITHIN, LONGEST_ANSWER))));
  }

  /** The URL is a secret of its owner's, and so is what its host says. */
  private void report(OutboundAnswer answer) {
    String failure =
        switch (answer) {
          case Answered(int status, var retryAfter, var body, var whole) ->
              status / 100 == 2 ? "" : "status " + status;
          case NotCalled(String reason) -> reason;
          case NotReached(String reason) -> "not reached";
        };
    meters
        .counter("onus.auditor.heartbeats", "outcome", failure.isEmpty() ? "taken" : "failed")
        .increment();
    if (!failure.isEmpty()) {
      LOG.warnf("heartbeat not taken: %s", failure);
    }
  }
}
