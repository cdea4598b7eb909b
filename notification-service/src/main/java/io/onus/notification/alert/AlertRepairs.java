package io.onus.notification.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.inbox.Inbox;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What can be asked of the alerts from beside: to do what nothing shows they have done. */
@ApplicationScoped
public class AlertRepairs {

  /** What came of a milestone that was reported once more. */
  public enum Outcome {
    /** It has its alert now. */
    REPORTED,
    /** It had it meanwhile. */
    KNOWN,
    /** No alert can be made of it, and that is written down. */
    UNREADABLE
  }

  private final AlertService service;
  private final ClockEventReader reader;
  private final Inbox inbox;
  private final Sql sql;
  private final Transactions transactions;
  private final WallClock clock;
  private final ObjectMapper mapper;

  AlertRepairs(
      AlertService service,
      ClockEventReader reader,
      Inbox inbox,
      Sql sql,
      Transactions transactions,
      WallClock clock,
      ObjectMapper mapper) {
    this.service = service;
    this.reader = reader;
    this.inbox = inbox;
    this.sql = sql;
    this.transactions = transactions;
    this.clock = clock;
    this.mapper = mapper;
  }

  /**
   * Reports a milestone as if it had only come now.
   *
   * @param text all of its event, as it is in Kafka
   */
  public Outcome report(String text) {
    CloudEvent event = CloudEvents.read(text.getBytes(StandardCharsets.UTF_8), mapper);
    return transactions.callInNew(
        () -> {
          // If it is only now at work in the ordinary way this waits for that, and if it still is
          // to come it is known then.
          inbox.isNew(ClockEventsConsumer.GROUP, event.id());
          if (isAnswered(event.id())) {
            return Outcome.KNOWN;
          }
          Optional<ReportedClock> reported = read(event, text);
          if (reported.isEmpty()) {
            suppress(event.id(), "no alert can be made of it");
            return Outcome.UNREADABLE;
          }
          service.report(reported.get());
          return Outcome.REPORTED;
        });
  }

  /** Has the chain of an open alert looked at that waits for nothing. */
  public boolean lookAgain(UUID alertId) {
    return transactions.callInNew(
        () ->
            sql.update(
                    """
                    update alerts set next_step_at = ?
                    where id = ? and status in ('OPEN', 'SNOOZED')
                      and next_step_at is null and waits_because is null and undeliverable is null
                    """,
                    clock.now(),
                    alertId)
                == 1);
  }

  private Optional<ReportedClock> read(CloudEvent event, String text) {
    try {
      return reader.reported(event, text).filter(reported -> reported.effect() != null);
    } catch (PoisonRecord e) {
      return Optional.empty();
    }
  }

  /** Whether something shows what came of a milestone. */
  private boolean isAnswered(UUID eventId) {
    return sql.one(
            """
            select exists (select 1 from notices where event_id = ?)
              or exists (select 1 from suppressions where event_id = ?) as answered
            """,
            row -> row.flag("answered"),
            eventId,
            eventId)
        .orElseThrow();
  }

  private void suppress(UUID eventId, String reason) {
    sql.update(
        "insert into suppressions (event_id, reason, at) values (?, ?, ?) on conflict do nothing",
        eventId,
        reason,
        clock.now());
  }
}
