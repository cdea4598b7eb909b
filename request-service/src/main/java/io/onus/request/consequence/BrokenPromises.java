package io.onus.request.consequence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.request.request.Lapses;
import io.onus.request.request.domain.LapseReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is told of clocks for what follows here. */
final class BrokenPromises {

  private static final Set<String> BREAKING =
      Set.of("io.onus.sla.clock-breached.v1", "io.onus.sla.clock-overdue.v1");
  private static final Set<String> TAKING_BACK =
      Set.of("io.onus.sla.clock-breach-retracted.v1", "io.onus.sla.clock-waived.v1");

  private final ObjectMapper mapper;

  BrokenPromises(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  record Effect(BrokenPromise.Consequence consequence, Lapses.Broken broken) {}

  /** In their order, without what is taken back further on. */
  List<Effect> effects(List<CloudEvent> events) {
    List<Effect> effects = new ArrayList<>();
    Set<UUID> takenBack = new HashSet<>();
    for (CloudEvent incoming : events.reversed()) {
      String type = incoming.type();
      if (TAKING_BACK.contains(type)) {
        Optional.ofNullable(read(incoming).clockId()).ifPresent(takenBack::add);
      } else if (BREAKING.contains(type)) {
        BrokenPromise promise = read(incoming);
        if (!takenBack.contains(promise.clockId())) {
          effect(promise, incoming.id()).ifPresent(effects::addFirst);
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

  private BrokenPromise read(CloudEvent incoming) {
    if (!incoming.data().isObject()) {
      throw new PoisonRecord("no clock event: data is missing");
    }
    try {
      return mapper.treeToValue(incoming.data(), BrokenPromise.class);
    } catch (JsonProcessingException e) {
      throw new PoisonRecord("no clock event: " + e.getOriginalMessage(), e);
    }
  }
}
