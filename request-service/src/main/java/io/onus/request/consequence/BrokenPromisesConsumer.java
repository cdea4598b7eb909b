package io.onus.request.consequence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.Inbox;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.tx.Transactions;
import io.onus.request.request.Lapses;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Reads {@code onus.sla.v1} for broken promises of requesters that lead to something here: each
 * milestone once, and none that was taken back before it was read.
 */
@ApplicationScoped
class BrokenPromisesConsumer {

  static final String GROUP = "request-service.consequences";
  static final String TOPIC = "onus.sla.v1";

  private final ConsumerLoops loops;
  private final Inbox inbox;
  private final Lapses lapses;
  private final Transactions transactions;
  private final BrokenPromises promises;

  BrokenPromisesConsumer(
      ConsumerLoops loops,
      Inbox inbox,
      Lapses lapses,
      Transactions transactions,
      ObjectMapper mapper) {
    this.loops = loops;
    this.inbox = inbox;
    this.lapses = lapses;
    this.transactions = transactions;
    this.promises = new BrokenPromises(mapper);
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private void handle(String key, List<IncomingEvent> events) {
    List<BrokenPromises.Effect> effects =
        promises.effects(events.stream().map(IncomingEvent::event).toList());
    // Most of what is told of clocks leads to nothing here and costs no transaction.
    if (effects.isEmpty()) {
      return;
    }
    transactions.run(
        () ->
            effects.stream()
                .filter(effect -> inbox.isNew(GROUP, effect.broken().eventId()))
                .forEach(this::follow));
  }

  private void follow(BrokenPromises.Effect effect) {
    switch (effect.consequence()) {
      case REMIND -> lapses.remind(effect.broken());
      case CLOSE -> lapses.close(effect.broken());
    }
  }
}
