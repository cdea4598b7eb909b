package io.onus.notification.alert;

import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.Inbox;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Standing;
import io.onus.notification.escalation.ReachabilityCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
  private final ReachabilityCheck reachability;
  private final Transactions transactions;
  private final ClockEventReader reader;

  ClockEventsConsumer(
      ConsumerLoops loops,
      Inbox inbox,
      AlertService service,
      ReachabilityCheck reachability,
      Transactions transactions,
      ClockEventReader reader) {
    this.loops = loops;
    this.inbox = inbox;
    this.service = service;
    this.reachability = reachability;
    this.transactions = transactions;
    this.reader = reader;
  }

  void start(@Observes StartupEvent event) {
    loops.start(GROUP, TOPIC, this::handle);
  }

  private void handle(String key, List<IncomingEvent> events) {
    List<ReportedClock> reports = new ArrayList<>();
    for (IncomingEvent event : events) {
      reader
          .reported(event.event(), new String(event.value(), StandardCharsets.UTF_8))
          .ifPresent(reports::add);
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
                .forEach(this::take));
  }

  private void take(ReportedClock reported) {
    if (reported.lookAhead()) {
      lookAhead(reported.event());
    }
    if (reported.effect() != null) {
      service.report(reported);
    }
  }

  private void lookAhead(ClockEvent event) {
    reachability.check(
        event.situation(Standing.BREACHED), event.number(), event.page(), event.due());
  }
}
