package io.onus.notification.delivery;

import io.onus.kit.id.Ids;
import io.onus.kit.sql.Sql;
import io.onus.notification.channel.domain.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Whoever reads what is told: one row each, which is the lock of what waits for them. */
@ApplicationScoped
class MailboxStore {

  private final Sql sql;

  MailboxStore(Sql sql) {
    this.sql = sql;
  }

  /** The mailbox of a person, or of an address nobody is known by. Waits for nobody's claim. */
  UUID of(Recipient recipient, Instant now) {
    String person = recipient.personId();
    String channel = person == null ? recipient.channel().name() : null;
    String address = person == null ? recipient.address() : null;
    sql.update(
        """
        insert into mailboxes (id, person_id, channel, address, created_at) values (?, ?, ?, ?, ?)
        on conflict do nothing
        """,
        Ids.newId(now),
        person,
        channel,
        address,
        now);
    return sql.one(
            """
            select id from mailboxes
            where person_id = ?::text or (channel = ?::text and address = ?::text)
            """,
            row -> row.uuid("id"),
            person,
            channel,
            address)
        .orElseThrow();
  }
}
