package io.onus.notification.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.decide.NameBasedIds;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.Inbox;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.tx.Transactions;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.integration.domain.Integration;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads {@code onus.sla.v1} for those who want its events as they are, apart from what alerts make
 * of them: neither holds the other up. What is sent is told apart by integration and event, so that
 * a topic that is read again sends nothing twice.
 */
@ApplicationScoped
class EventSubscriptionsConsumer {

  static final String GROUP = "notification-service.webhooks";
  static final String TOPIC = "onus.sla.v1";

  private static final UUID NAMESPACE = UUID.fromString("5a0f7f0e-6a3e-5c0b-9a43-1b6f5f8b2d10");

  /** An event and whom it is for. */
  private record Wanted(IncomingEvent incoming, SlaEvent read, List<Integration> by) {}

  private final ConsumerLoops loops;
  private final Inbox inbox;
  private final Subscriptions subscriptions;
  private final IntegrationService integrations;
  private final DeliveryService deliveries;
  private final Transactions transactions;
  private final ObjectMapper mapper;

  EventSubscriptionsConsumer(
      ConsumerLoops loops,
      Inbox inbox,
      Subscriptions subscriptions,
      IntegrationService integrations,
      DeliveryService deliveries,
      Transactions transactions,
      ObjectMapper mapper) {
    this.loops = loops;
    this.inbox = inbox;
    this.subscriptions = subscriptions;
    this.integrations = integrations;
    this.deliveries = deliveries;
    this.transactions = transactions;
    this.mapper = mapper;
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private void handle(String key, List<IncomingEvent> events) {
    List<Integration> subscribed = subscriptions.now();
    if (subscribed.isEmpty()) {
      return;
    }
    List<Wanted> wanted = new ArrayList<>();
    for (IncomingEvent incoming : events) {
      SlaEvent read = read(incoming);
      List<Integration> by =
          read.isImported()
              ? List.of()
              : subscribed.stream()
                  .filter(each -> each.wants(incoming.event().type(), read.concerned()))
                  .toList();
      if (!by.isEmpty()) {
        wanted.add(new Wanted(incoming, read, by));
      }
    }
    if (!wanted.isEmpty()) {
      transactions.run(
          () ->
              wanted.stream()
                  .filter(each -> inbox.isNew(GROUP, each.incoming().event().id()))
                  .forEach(this::send));
    }
  }

  private void send(Wanted wanted) {
    String type = wanted.incoming().event().type();
    UUID eventId = wanted.incoming().event().id();
    Tell tell =
        Tell.news(
            NameBasedIds.of(NAMESPACE, "notice", eventId.toString()),
            eventId,
            new String(wanted.incoming().value(), StandardCharsets.UTF_8),
            wanted.read().news(type));
    for (Integration integration : wanted.by()) {
      // A disabled one is sent nothing, as if it had not asked.
      integrations
          .recipient(integration.id())
          .ifPresent(
              recipient ->
                  deliveries.start(
                      NameBasedIds.of(NAMESPACE, integration.id(), eventId.toString()),
                      tell,
                      recipient));
    }
  }

  private SlaEvent read(IncomingEvent incoming) {
    if (!incoming.event().data().isObject()) {
      throw new PoisonRecord("no event of sla-service: data is missing");
    }
    try {
      return mapper.treeToValue(incoming.event().data(), SlaEvent.class);
    } catch (JsonProcessingException e) {
      throw new PoisonRecord("no event of sla-service: " + e.getOriginalMessage(), e);
    }
  }
}
