package io.onus.kit.inbox;

import io.onus.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Remembers which events took effect, in the transaction of the effect, so that a repeat is a
 * no-op.
 */
@ApplicationScoped
public class Inbox {

  private final Sql sql;

  public Inbox(Sql sql) {
    this.sql = sql;
  }

  /**
   * True the first time this consumer sees the event; the caller's transaction must carry its
   * effect.
   */
  public boolean isNew(String consumer, UUID eventId) {
    return sql.update(
            "insert into inbox (consumer, event_id) values (?, ?) on conflict do nothing",
            consumer,
            eventId)
        == 1;
  }
}
