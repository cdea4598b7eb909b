package io.onus.sla.clock;

import io.onus.kit.inbox.ConsumerLoop;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows requests on {@code onus.request.v1}, one request per transaction. */
@ApplicationScoped
public class RequestFactsConsumer {

  private static final String TOPIC = "onus.request.v1";
  private static final String GROUP = "sla-service.facts";

  private final ConsumerLoops loops;
  private final ClockService clocks;
  private volatile @Nullable ConsumerLoop loop;

  public RequestFactsConsumer(ConsumerLoops loops, ClockService clocks) {
    this.loops = loops;
    this.clocks = clocks;
  }

  void start(@Observes StartupEvent event) {
    loop = loops.start(GROUP, TOPIC, this::handle);
  }

  /** Whether all facts that were there at the start or the last rebalance are in the clocks. */
  boolean caughtUp() {
    ConsumerLoop current = loop;
    return current != null && current.caughtUp();
  }

  private void handle(String key, List<IncomingEvent> events) {
    List<IncomingEvent> facts =
        events.stream().filter(e -> FactReader.isRequestFact(e.event().type())).toList();
    if (facts.isEmpty()) {
      return;
    }
    clocks.take(requestId(key), facts);
  }

  private static UUID requestId(String key) {
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw new PoisonRecord("the key is no request id: " + key, e);
    }
  }
}
