package io.onus.notification.weekly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.ConsumerLoop;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.notification.weekly.domain.ClockWord;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what figures are made of: of {@code onus.sla.v1} how each clock stands, of {@code
 * onus.agreement.v1} when it is reviewed. The sequence a row was written by is its inbox.
 */
@ApplicationScoped
class WeeklyConsumer {

  static final String CLOCKS_GROUP = "notification-service.weekly";
  static final String CLOCKS_TOPIC = "onus.sla.v1";

  static final String REVIEWS_GROUP = "notification-service.weekly-reviews";
  static final String REVIEWS_TOPIC = "onus.agreement.v1";

  private final ConsumerLoops loops;
  private final WeeklyService service;
  private final ObjectMapper mapper;
  private volatile @Nullable ConsumerLoop clocks;
  private volatile @Nullable ConsumerLoop reviews;

  WeeklyConsumer(ConsumerLoops loops, WeeklyService service, ObjectMapper mapper) {
    this.loops = loops;
    this.service = service;
    this.mapper = mapper;
  }

  void start(@Observes StartupEvent event) {
    clocks = loops.start(CLOCKS_GROUP, CLOCKS_TOPIC, (key, events) -> ofClocks(events));
    reviews = loops.start(REVIEWS_GROUP, REVIEWS_TOPIC, (key, events) -> ofAgreements(events));
  }

  /**
   * Whether everything that was said when this began to listen is in the figures. Of two replicas
   * one may have nothing to listen to; then it is the other that knows.
   */
  boolean caughtUp() {
    return Stream.of(clocks, reviews).allMatch(loop -> loop != null && loop.caughtUp());
  }

  private void ofClocks(List<IncomingEvent> events) {
    List<ClockWord> words = new ArrayList<>();
    for (IncomingEvent incoming : events) {
      CloudEvent event = incoming.event();
      if (ClockEvent.isKnown(event.type())) {
        ClockEvent read = data(event, ClockEvent.class);
        if (!read.isHistory()) {
          words.add(read.word(event));
        }
      }
    }
    service.hear(words);
  }

  private void ofAgreements(List<IncomingEvent> events) {
    events.stream()
        .map(IncomingEvent::event)
        .filter(event -> ReviewEvent.isKnown(event.type()))
        .map(event -> data(event, ReviewEvent.class).planned(event))
        .forEach(service::plan);
  }

  private <T> T data(CloudEvent event, Class<T> type) {
    if (!event.data().isObject()) {
      throw new PoisonRecord("no figures: data is missing");
    }
    try {
      return mapper.treeToValue(event.data(), type);
    } catch (JsonProcessingException e) {
      throw new PoisonRecord("no figures: " + e.getOriginalMessage(), e);
    }
  }
}
