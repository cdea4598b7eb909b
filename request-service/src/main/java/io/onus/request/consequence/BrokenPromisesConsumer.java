package io.onus.request.consequence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.Inbox;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.tx.Transactions;
import io.onus.request.request.Lapses;
import io.onus.request.request.domain.LapseReason;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code onus.sla.v1} for broken promises of requesters that lead to something here: each
 * milestone once, and none that was taken back before it was read.
 */
@ApplicationScoped
class BrokenPromisesConsumer {

  static final String GROUP = "request-service.consequences";
  static final String TOPIC = "onus.sla.v1";

  private static final Set<String> BREAKING =
      Set.of("io.onus.sla.clock-breached.v1", "io.onus.sla.clock-overdue.v1");
  private static final Set<String> TAKING_BACK =
      Set.of("io.onus.sla.clock-breach-retracted.v1", "io.onus.sla.clock-waived.v1");

  private final ConsumerLoops loops;
  private final Inbox inbox;
  private final Lapses lapses;
  private final Transactions transactions;
  private final ObjectMapper mapper;

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
    this.mapper = mapper;
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private record Effect(BrokenPromise.Consequence consequence, Lapses.Broken broken) {}

  private void handle(String key, List<IncomingEvent> events) {
    List<Effect> effects = effects(events);
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

  private void follow(Effect effect) {
    switch (effect.consequence()) {
      case REMIND -> lapses.remind(effect.broken());
      case CLOSE -> lapses.close(effect.broken());
    }
  }

  /** In their order, without what is taken back further on. */
  private List<Effect> effects(List<IncomingEvent> events) {
    List<Effect> effects = new ArrayList<>();
    Set<UUID> takenBack = new HashSet<>();
    for (IncomingEvent incoming : events.reversed()) {
      String type = incoming.event().type();
      if (TAKING_BACK.contains(type)) {
        Optional.ofNullable(read(incoming).clockId()).ifPresent(takenBack::add);
      } else if (BREAKING.contains(type)) {
        BrokenPromise promise = read(incoming);
        if (!takenBack.contains(promise.clockId())) {
          effect(promise, incoming.event().id()).ifPresent(effects::addFirst);
        }
      }
    }
    return effects;
  }

  private static Optional<Effect> effect(BrokenPromise promise, UUID eventId) {
    Optional<LapseReason> reason = promise.reason();
    Optional<BrokenPromise.Consequence> consequence = promise.effect();
    if (reason.isEmpty() || consequence.isEmpty() || promise.isPast()) {
      return Optional.empty();
    }
    UUID requestId = known("requestId", promise.requestId());
    Instant since = known("startedAt", promise.startedAt());
    return Optional.of(
        new Effect(consequence.get(), new Lapses.Broken(requestId, reason.get(), since, eventId)));
  }

  private static <T> T known(String field, @Nullable T value) {
    if (value == null) {
      throw new PoisonRecord("no clock event: " + field + " is missing");
    }
    return value;
  }

  private BrokenPromise read(IncomingEvent incoming) {
    if (!incoming.event().data().isObject()) {
      throw new PoisonRecord("no clock event: data is missing");
    }
    try {
      return mapper.treeToValue(incoming.event().data(), BrokenPromise.class);
    } catch (JsonProcessingException e) {
      throw new PoisonRecord("no clock event: " + e.getOriginalMessage(), e);
    }
  }
}
