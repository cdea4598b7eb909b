package io.onus.notification.news;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.Inbox;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.news.domain.Batch;
import io.onus.notification.news.domain.Story;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code onus.agreement.v1}, and of {@code onus.sla.v1} what is no clock's own doing. What
 * one batch says of one agreement or request is told in one transaction, once.
 */
@ApplicationScoped
class NewsConsumer {

  static final String AGREEMENTS_GROUP = "notification-service.news";
  static final String AGREEMENTS_TOPIC = "onus.agreement.v1";

  static final String PROMISES_GROUP = "notification-service.promise-news";
  static final String PROMISES_TOPIC = "onus.sla.v1";

  /** A topic that is read from its beginning again, or after a long time, is no news. */
  private static final Duration NEWS_FOR = Duration.ofDays(7);

  /** Why something is told to nobody. */
  private enum PassedOver {
    OLD,
    IMPORTED,
    ANSWERED
  }

  /** What one topic's events say. */
  private interface Reader {
    Optional<Story> read(CloudEvent event);
  }

  private final ConsumerLoops loops;
  private final Inbox inbox;
  private final NewsService service;
  private final Transactions transactions;
  private final ObjectMapper mapper;
  private final WallClock clock;
  private final MeterRegistry meters;

  NewsConsumer(
      ConsumerLoops loops,
      Inbox inbox,
      NewsService service,
      Transactions transactions,
      ObjectMapper mapper,
      WallClock clock,
      MeterRegistry meters) {
    this.loops = loops;
    this.inbox = inbox;
    this.service = service;
    this.transactions = transactions;
    this.mapper = mapper;
    this.clock = clock;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    loops.start(
        AGREEMENTS_GROUP,
        AGREEMENTS_TOPIC,
        (key, events) -> handle(AGREEMENTS_GROUP, events, this::ofAgreement));
    loops.start(
        PROMISES_GROUP,
        PROMISES_TOPIC,
        (key, events) -> handle(PROMISES_GROUP, events, this::ofPromise));
  }

  private void handle(String group, List<IncomingEvent> events, Reader reader) {
    List<Heard> heard = new ArrayList<>();
    for (IncomingEvent incoming : events) {
      reader
          .read(incoming.event())
          .map(
              story ->
                  new Heard(
                      incoming.event().id(),
                      story,
                      new String(incoming.value(), StandardCharsets.UTF_8)))
          .ifPresent(heard::add);
    }
    // Most events of the clocks' topic are none of this and cost no transaction.
    if (heard.isEmpty()) {
      return;
    }
    List<Heard> news = Batch.withoutAnswered(heard, Heard::story);
    passedOver(PassedOver.ANSWERED, heard.size() - news.size());
    service.awaitReaders(news);
    transactions.run(
        () ->
            news.stream()
                .filter(each -> inbox.isNew(group, each.eventId()))
                .forEach(service::tell));
  }

  private Optional<Story> ofAgreement(CloudEvent event) {
    return AgreementEvent.isNews(event.type()) && isYoung(event)
        ? data(event, AgreementEvent.class).story(event.type())
        : Optional.empty();
  }

  private Optional<Story> ofPromise(CloudEvent event) {
    if (!PromiseEvent.isNews(event.type()) || !isYoung(event)) {
      return Optional.empty();
    }
    PromiseEvent read = data(event, PromiseEvent.class);
    if (read.isHistory()) {
      passedOver(PassedOver.IMPORTED, 1);
      return Optional.empty();
    }
    return read.story(event.type());
  }

  private boolean isYoung(CloudEvent event) {
    boolean young = !event.recordedTime().isBefore(clock.now().minus(NEWS_FOR));
    passedOver(PassedOver.OLD, young ? 0 : 1);
    return young;
  }

  private void passedOver(PassedOver why, int count) {
    meters.counter("onus.news.passed_over", "why", why.name()).increment(count);
  }

  private <T> T data(CloudEvent event, Class<T> type) {
    if (!event.data().isObject()) {
      throw new PoisonRecord("no news: data is missing");
    }
    try {
      return mapper.treeToValue(event.data(), type);
    } catch (JsonProcessingException e) {
      throw new PoisonRecord("no news: " + e.getOriginalMessage(), e);
    }
  }
}
