package io.onus.notification.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.tx.Transactions;
import io.onus.notification.alert.domain.AlertCommand;
import io.onus.notification.alert.domain.ClockReport;
import io.onus.notification.alert.domain.ClockReport.Kind;
import io.onus.notification.escalation.ReachabilityCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what an event means to alerts. */
@ApplicationScoped
class ClockEventReader {

  private final ReachabilityCheck reachability;
  private final Transactions transactions;
  private final ObjectMapper mapper;

  ClockEventReader(ReachabilityCheck reachability, Transactions transactions, ObjectMapper mapper) {
    this.reachability = reachability;
    this.transactions = transactions;
    this.mapper = mapper;
  }

  /**
   * @param text all of the event, as it is in Kafka
   * @return empty where it means nothing to alerts
   */
  Optional<ReportedClock> reported(CloudEvent event, String text) {
    Kind kind = ClockEvent.kind(event.type());
    if (kind == Kind.OTHER) {
      return Optional.empty();
    }
    ClockEvent read = read(event);
    read.missing()
        .ifPresent(
            field -> {
              throw new PoisonRecord("no clock event: " + field + " is missing");
            });
    ClockReport report = read.report(kind);
    boolean lookAhead =
        report.isDueAnew() && transactions.call(() -> reachability.isNeeded(read.due()));
    Optional<AlertCommand> command = report.command();
    return command.isEmpty() && !lookAhead
        ? Optional.empty()
        : Optional.of(new ReportedClock(event.id(), read, command.orElse(null), lookAhead, text));
  }

  /**
   * What an event that was reported before says.
   *
   * @param text all of it, as it is in Kafka
   */
  ClockEvent clockEvent(String text) {
    return read(CloudEvents.read(text.getBytes(StandardCharsets.UTF_8), mapper));
  }

  private ClockEvent read(CloudEvent event) {
    if (!event.data().isObject()) {
      throw new PoisonRecord("no clock event: data is missing");
    }
    try {
      return mapper.treeToValue(event.data(), ClockEvent.class);
    } catch (JsonProcessingException e) {
      throw new PoisonRecord("no clock event: " + e.getOriginalMessage(), e);
    }
  }
}
