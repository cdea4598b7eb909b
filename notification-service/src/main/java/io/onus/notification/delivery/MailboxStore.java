package io.onus.notification.delivery;

import io.onus.kit.id.Ids;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.delivery.domain.Manners.Matter;
import io.onus.notification.delivery.domain.Manners.Passed;
import io.onus.notification.delivery.domain.Manners.Place;
import io.onus.notification.delivery.domain.Manners.Waiting;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Urgency;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whoever reads what is told: one row each, which is the lock of what waits for them. */
@ApplicationScoped
class MailboxStore {

  /**
   * Mailboxes with something due, broken promises first, then who waits longest for a turn. Full
   * lanes are left out before the limit, or a long queue for one slow receiver would hide the
   * others. The lock lets others add to the mailbox.
   */
  private static final String LOCK_DUE =
      """
      with due as (
        (select mailbox_id, severity, next_attempt_at from deliveries
         where severity = 'CRITICAL' and next_attempt_at <= ? and lane <> all (?)
         order by next_attempt_at limit 1000)
        union all
        (select mailbox_id, severity, next_attempt_at from deliveries
         where severity = 'WARNING' and next_attempt_at <= ? and lane <> all (?)
         order by next_attempt_at limit 1000)
      ), boxes as (
        select mailbox_id, min(severity) as worst, min(next_attempt_at) as since from due group by mailbox_id
      )
      select m.id, m.person_id from boxes b join mailboxes m on m.id = b.mailbox_id
      order by b.worst, m.served_at nulls first, b.since, m.id
      limit ?
      for no key update of m skip locked
      """;

  /**
   * @param personId null for an address nobody is known by
   */
  record Mailbox(UUID id, @Nullable String personId) {}

  private record PassedOf(UUID mailboxId, Passed passed) {}

  private record WaitingOf(UUID mailboxId, Place place, Waiting waiting) {}

  private record DigestOf(UUID mailboxId, Place place, Instant at) {}

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

  List<Mailbox> lockDue(List<String> fullLanes, int limit, Instant now) {
    return sql.list(
        LOCK_DUE,
        row -> new Mailbox(row.uuid("id"), row.nullableText("person_id")),
        now,
        fullLanes,
        now,
        fullLanes,
        limit);
  }

  void served(Collection<UUID> mailboxes, Instant now) {
    sql.update("update mailboxes set served_at = ? where id = any (?)", now, mailboxes);
  }

  /** What each was told on its own after an instant. */
  Map<UUID, List<Passed>> passed(Collection<UUID> mailboxes, Instant after) {
    return sql
        .list(
            """
            select d.mailbox_id, d.notice_id, d.kind, d.channel, d.severity, n.priority, d.passed_at
            from deliveries d join notices n on n.id = d.notice_id
            where d.mailbox_id = any (?) and d.passed_at > ?
            """,
            MailboxStore::passedOf,
            mailboxes,
            after)
        .stream()
        .collect(
            Collectors.groupingBy(
                PassedOf::mailboxId, Collectors.mapping(PassedOf::passed, Collectors.toList())));
  }

  /** What could be in a digest and is not due. */
  Map<UUID, Map<Place, Waiting>> waiting(Collection<UUID> mailboxes, Instant now) {
    return sql
        .list(
            """
            select mailbox_id, channel, address, count(*) as count, min(created_at) as oldest,
              max(created_at) as latest
            from deliveries
            where mailbox_id = any (?) and next_attempt_at > ? and status = 'PENDING' and attempts = 0
              and kind = 'MILESTONE' and hold <> 'PAUSED'
            group by mailbox_id, channel, address
            """,
            row ->
                new WaitingOf(
                    row.uuid("mailbox_id"),
                    place(row),
                    new Waiting(
                        row.integer("count"), row.instant("oldest"), row.instant("latest"))),
            mailboxes,
            now)
        .stream()
        .collect(byMailbox(WaitingOf::mailboxId, WaitingOf::place, WaitingOf::waiting));
  }

  /** When each was told a digest last. */
  Map<UUID, Map<Place, Instant>> digests(Collection<UUID> mailboxes, Instant after) {
    return sql
        .list(
            """
            select mailbox_id, channel, address, max(created_at) as at from deliveries
            where mailbox_id = any (?) and kind = 'DIGEST' and created_at > ?
            group by mailbox_id, channel, address
            """,
            row -> new DigestOf(row.uuid("mailbox_id"), place(row), row.instant("at")),
            mailboxes,
            after)
        .stream()
        .collect(byMailbox(DigestOf::mailboxId, DigestOf::place, DigestOf::at));
  }

  private static <T, V> Collector<T, ?, Map<UUID, Map<Place, V>>> byMailbox(
      Function<T, UUID> mailbox, Function<T, Place> place, Function<T, V> value) {
    return Collectors.groupingBy(mailbox, Collectors.toMap(place, value));
  }

  private static PassedOf passedOf(Row row) throws SQLException {
    return new PassedOf(
        row.uuid("mailbox_id"),
        new Passed(
            row.uuid("notice_id"),
            row.constant("kind", NoticeKind.class) == NoticeKind.NEWS ? Matter.NEWS : Matter.ALERT,
            row.constant("channel", ChannelKind.class),
            Urgency.of(row.constant("severity", Severity.class), row.nullableText("priority")),
            row.instant("passed_at")));
  }

  private static Place place(Row row) throws SQLException {
    return new Place(row.constant("channel", ChannelKind.class), row.text("address"));
  }
}
