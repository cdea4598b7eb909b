package io.onus.notification.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.Inbox;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.tx.Transactions;
import io.onus.notification.alert.domain.AlertCommand;
import io.onus.notification.alert.domain.ClockReport.Kind;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code onus.sla.v1}: what one batch says of one request takes effect in one transaction,
 * once.
 */
@ApplicationScoped
class ClockEventsConsumer {

  static final String GROUP = "notification-service.alerts";
  static final String TOPIC = "onus.sla.v1";

  private final ConsumerLoops loops;
  private final Inbox inbox;
  private final AlertService service;
  private final Transactions transactions;
  private final ObjectMapper mapper;

  ClockEventsConsumer(
      ConsumerLoops loops,
      Inbox inbox,
      AlertService service,
      Transactions transactions,
      ObjectMapper mapper) {
    this.loops = loops;
    this.inbox = inbox;
    this.service = service;
    this.transactions = transactions;
    this.mapper = mapper;
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private void handle(String key, List<IncomingEvent> events) {
    List<ReportedClock> reports = new ArrayList<>();
    for (IncomingEvent event : events) {
      reported(event).ifPresent(reports::add);
    }
    // Most events (every started clock, all of an import) mean nothing to an alert and cost no
    // transaction.
    if (reports.isEmpty()) {
      return;
    }
    transactions.run(
        () ->
            reports.stream()
                .filter(report -> inbox.isNew(GROUP, report.eventId()))
                .forEach(service::report));
  }

  private Optional<ReportedClock> reported(IncomingEvent incoming) {
    Kind kind = ClockEvent.kind(incoming.event().type());
    if (kind == Kind.OTHER) {
      return Optional.empty();
    }
    ClockEvent read = read(incoming);
    read.missing()
        .ifPresent(
            field -> {
              throw new PoisonRecord("no clock event: " + field + " is missing");
            });
    Optional<AlertCommand> command = read.report(kind).command();
    return command.map(
        effect ->
            new ReportedClock(
                incoming.event().id(),
                read,
                effect,
                new String(incoming.value(), StandardCharsets.UTF_8)));
  }

  private ClockEvent read(IncomingEvent incoming) {
    if (!incoming.event().data().isObject()) {
      throw new PoisonRecord("no clock event: data is missing");
    }
    try {
      return mapper.treeToValue(incoming.event().data(), ClockEvent.class);
    } catch (JsonProcessingException e) {
      throw new PoisonRecord("no clock event: " + e.getOriginalMessage(), e);
    }
  }
}
