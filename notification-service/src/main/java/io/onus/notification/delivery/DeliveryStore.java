package io.onus.notification.delivery;

import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.DeliveryAccess;
import io.onus.notification.delivery.domain.Hold;
import io.onus.notification.delivery.domain.Manners.Place;
import io.onus.notification.delivery.domain.Relevance;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import io.onus.notification.method.domain.MethodStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DeliveryStore {

  private static final String COLUMNS =
      """
      d.id, d.notice_id, d.kind, d.alert_id, d.clock_id, d.severity, d.recipient, d.person_id, d.method_id, d.channel,
      d.address, d.lane, d.mailbox_id, d.status, d.attempts, d.next_attempt_at, d.hold, d.bundled_into, d.reason,
      d.resent_by, d.sent_at, d.delivered_at, d.released, d.version, d.created_at
      """;

  /** What makes a delivery pointless, as it is now. */
  private static final String JUDGED =
      """
      select %s, a.status as alert_status, a.resolution, a.acknowledged_by, c.ending,
        m.status as method_status, m.reason as method_reason, n.priority, n.number,
        case when d.kind = 'NEWS' then n.content ->> 'topic' end as topic,
        d.severity = 'WARNING' and exists (
          select 1 from notices later
          join alert_clocks lc on lc.alert_id = later.alert_id and lc.clock_id = later.clock_id and lc.ending is null
          where later.alert_id = d.alert_id and later.number > n.number and later.kind = 'MILESTONE'
            and (later.severity = 'CRITICAL' or later.clock_id = d.clock_id)
        ) as outdated,
        d.kind = 'MILESTONE' and d.severity = 'WARNING' and coalesce(c.paused, false) and not exists (
          select 1 from alert_clocks p
          where p.alert_id = d.alert_id and p.ending is null and (not p.paused or p.standing <> 'AT_RISK')) as paused,
        followed.taken, followed.waiting_until, followed.latest > n.number as followed_anew
      from deliveries d
      left join alerts a on a.id = d.alert_id
      join notices n on n.id = d.notice_id
      left join alert_clocks c on c.alert_id = d.alert_id and c.clock_id = d.clock_id
      left join contact_methods m on m.id = d.method_id
      left join lateral (
        select bool_or(t.sent_at is not null or t.lapsed
            or t.attempts > 0 and t.status in ('CANCELLED', 'SUPERSEDED', 'EXPIRED')) as taken, max(tn.number) as latest,
          max(t.next_attempt_at) filter (
            where t.status = 'SENDING' or (t.status = 'PENDING' and t.attempts > 0)) as waiting_until
        from deliveries t join notices tn on tn.id = t.notice_id
        where d.kind = 'ALERT_MOVED' and t.alert_id = d.alert_id and t.kind = 'MILESTONE'
          and t.channel = d.channel and t.address = d.address
      ) followed on true
      where d.id = any (?)
      order by d.severity, d.next_attempt_at, d.id
      """
          .formatted(COLUMNS);

  /** About what one answers for, or everything: by the alert, else by whose machine is told. */
  private static final String LED =
      """
      (? or exists (select 1 from alerts a where a.id = d.alert_id and a.obligor = any(?))
        or d.alert_id is null and exists (
          select 1 from contact_methods m join integrations i on i.id = m.integration
          where m.id = d.method_id and i.department = any(?)))
      """;

  private static final String NARROWED =
      """
       and (?::text is null or d.status = ?) and (?::text is null or d.channel = ?)
       and (?::text is null or d.person_id = ?) and (?::uuid is null or d.alert_id = ?)
       and (?::text is null or d.severity = ?)
       and (?::timestamptz is null or d.created_at >= ?) and (?::timestamptz is null or d.created_at < ?)
       and (?::text is null or position(lower(?) in lower(d.reason)) > 0)
      """;

  private static final String WRITE =
      """
      update deliveries set status = ?, attempts = ?, next_attempt_at = ?::timestamptz, hold = ?::text,
        bundled_into = ?::uuid, reason = ?::text, resent_by = ?::text, lapsed = lapsed or ?, released = released + ?,
        sent_at = coalesce(?::timestamptz, sent_at), delivered_at = coalesce(?::timestamptz, delivered_at),
        version = version + 1, updated_at = ?
      where id = ?
      """;

  /** A state to be written. */
  record Written(UUID id, Delivery state, Remarks remarks) {}

  /** What is written beside a state. */
  record Remarks(
      @Nullable String reason, @Nullable String resentBy, boolean lapsed, int released) {}

  /**
   * How something leaves.
   *
   * @param mailboxId null in the stream
   */
  record Way(String lane, @Nullable UUID mailboxId) {}

  private final Sql sql;
  private final NoticeStore notices;
  private final SealedParts sealed;

  DeliveryStore(Sql sql, NoticeStore notices, SealedParts sealed) {
    this.sql = sql;
    this.notices = notices;
    this.sealed = sealed;
  }

  /** Nothing happens where this notice is on its way to this address already. */
  boolean insert(UUID id, Tell tell, Recipient recipient, Way way, Instant now) {
    boolean read = recipient.channel() == ChannelKind.STREAM;
    return sql.update(
            """
            insert into deliveries (id, notice_id, kind, alert_id, clock_id, severity, recipient, person_id, method_id,
              channel, address, lane, mailbox_id, status, attempts, next_attempt_at, sent_at, version, created_at,
              updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 1, ?, ?)
            on conflict do nothing
            """,
            id,
            tell.noticeId(),
            NoticeKind.of(tell.content()),
            tell.alertId(),
            tell.clockId(),
            tell.severity(),
            recipient.name(),
            recipient.personId(),
            recipient.methodId(),
            recipient.channel(),
            recipient.address(),
            way.lane(),
            way.mailboxId(),
            read ? DeliveryState.Status.SENT : DeliveryState.Status.PENDING,
            read ? null : now,
            read ? now : null,
            now,
            now)
        == 1;
  }

  /**
   * Locks what is due in mailboxes, of each so many at most, the worst and oldest first. What
   * somebody else is changing just now is left out: there is a next time.
   */
  List<UUID> lockDue(Collection<UUID> mailboxes, List<String> fullLanes, int ofEach, Instant now) {
    return sql.list(
        """
        select due.id from unnest(?::uuid[]) as box (id)
        cross join lateral (
          select d.id from deliveries d
          where d.mailbox_id = box.id and d.next_attempt_at <= ? and d.lane <> all (?)
          order by d.severity, d.next_attempt_at, d.id limit ?
          for update skip locked
        ) due
        """,
        row -> row.uuid("id"),
        mailboxes,
        now,
        fullLanes,
        ofEach);
  }

  /**
   * Locks what waits for a place and can be told in a digest.
   *
   * @param but those that are sent on their own
   */
  List<UUID> lockBundleable(UUID mailbox, Place place, Collection<UUID> but, Instant now) {
    return sql.list(
        """
        select d.id from deliveries d
        where d.mailbox_id = ? and d.next_attempt_at is not null and d.channel = ? and d.address = ?
          and d.status = 'PENDING' and d.attempts = 0 and d.kind = 'MILESTONE' and d.resent_by is null
          and (d.hold in ('QUIET_HOURS', 'THROTTLE', 'DIGEST') or d.next_attempt_at <= ?) and d.id <> all (?)
        order by d.id
        for update skip locked
        """,
        row -> row.uuid("id"),
        mailbox,
        place.channel(),
        place.address(),
        now,
        but);
  }

  /** Locks what a digest tells, in id order. */
  List<UUID> lockBundled(UUID digest) {
    return sql.list(
        "select id from deliveries where bundled_into = ? and status = 'BUNDLED' order by id for"
            + " update",
        row -> row.uuid("id"),
        digest);
  }

  /** As the latest commit says, with what makes each pointless; the worst and oldest first. */
  List<DueDelivery> judged(Collection<UUID> ids) {
    return ids.isEmpty() ? List.of() : sql.list(JUDGED, this::due, ids);
  }

  /** What is handed to the channels; of a clock that runs, with the instant it is due now. */
  Map<UUID, Message> messages(Collection<UUID> ids, Instant now) {
    return sql
        .list(
            "select "
                + COLUMNS
                + """
                , m.secret, case when m.old_secret_until > ? then m.old_secret end as old_secret, n.content, n.event,
                c.due_at, c.clock_id is not null and c.ending is null and d.resent_by is null as runs,
                d.channel = 'PAGER' and d.kind = 'MILESTONE' and coalesce((
                  select max(a.number) from notices a
                  where a.alert_id = d.alert_id and a.kind = 'ALERT_MOVED' and a.number < n.number
                    and a.content ->> 'move' = 'ACKNOWLEDGED'
                ) > (
                  select max(told.number) from deliveries o join notices told on told.id = o.notice_id
                  where o.alert_id = d.alert_id and o.kind = 'MILESTONE' and o.channel = d.channel
                    and o.address = d.address and o.id <> d.id and (o.sent_at is not null or o.lapsed)
                ), false) as rings_again
                from deliveries d join notices n on n.id = d.notice_id
                left join contact_methods m on m.id = d.method_id
                left join alert_clocks c on c.alert_id = d.alert_id and c.clock_id = d.clock_id
                where d.id = any (?)
                """,
            this::message,
            now,
            ids)
        .stream()
        .collect(Collectors.toMap(Message::deliveryId, message -> message));
  }

  /** From now on it counts as told on its own. */
  void passed(Collection<UUID> ids, Instant now) {
    sql.update("update deliveries set passed_at = ? where id = any (?)", now, ids);
  }

  /**
   * What is on its way to the new address already stays behind, and is cancelled. What is being
   * sent just now goes to the new address if it is tried again.
   */
  void redirect(UUID methodId, Recipient to, Way way, Instant now) {
    sql.update(
        """
        update deliveries d set method_id = ?, address = ?, lane = ?, mailbox_id = ?, version = version + 1, updated_at = ?
        where d.method_id = ? and d.status in ('PENDING', 'SENDING') and not exists (
          select 1 from deliveries o where o.notice_id = d.notice_id and o.channel = d.channel and o.address = ?)
        """,
        to.methodId(),
        to.address(),
        way.lane(),
        way.mailboxId(),
        now,
        methodId,
        to.address());
  }

  Optional<KnownDelivery> lock(UUID id) {
    return sql.one(
        "select " + COLUMNS + " from deliveries d where d.id = ? for update", this::delivery, id);
  }

  Optional<KnownDelivery> find(UUID id) {
    return sql.one("select " + COLUMNS + " from deliveries d where d.id = ?", this::delivery, id);
  }

  /** What waits to be sent for an alert and was not asked for by a person, in id order. */
  List<KnownDelivery> lockPending(UUID alertId) {
    return sql.list(
        "select "
            + COLUMNS
            + """
            from deliveries d
            where d.alert_id = ? and d.status = 'PENDING' and d.resent_by is null and d.kind <> 'ALERT_MOVED'
            order by d.id for update
            """,
        this::delivery,
        alertId);
  }

  /** What the other end has taken of what a person was told about an alert, digests included. */
  List<KnownDelivery> lockSent(UUID alertId, String personId) {
    return sql.list(
        "select "
            + COLUMNS
            + """
            from deliveries d
            where d.status = 'SENT' and d.person_id = ?
              and (d.alert_id = ? or d.id in (
                select b.bundled_into from deliveries b where b.alert_id = ? and b.status = 'BUNDLED'))
            order by d.id for update
            """,
        this::delivery,
        personId,
        alertId,
        alertId);
  }

  /**
   * The latest milestone each machine was or may have been told of an alert, and each reader of the
   * stream, unless they were told since that it moved so. Where an attempt was made and not refused
   * for good nobody knows whether it arrived: the answer may have been lost.
   */
  List<KnownDelivery> triggers(UUID alertId, Content.Move move) {
    return sql.list(
        "select distinct on (d.channel, d.address) "
            + COLUMNS
            + """
            from deliveries d join notices n on n.id = d.notice_id
            where d.alert_id = ? and d.kind = 'MILESTONE'
              and (d.channel = 'STREAM' or d.channel in ('PAGER', 'ALERTMANAGER') and (
                d.sent_at is not null or d.lapsed or d.attempts > 0 and d.status <> 'FAILED'))
              and not exists (
                select 1 from deliveries f join notices fn on fn.id = f.notice_id
                where f.alert_id = d.alert_id and f.kind = 'ALERT_MOVED' and f.channel = d.channel
                  and f.address = d.address and fn.number > n.number and fn.content ->> 'move' = ?)
            order by d.channel, d.address, n.number desc
            """,
        this::delivery,
        alertId,
        move);
  }

  /** What was to follow the messages about an alert and has not left yet. */
  List<KnownDelivery> lockFollowers(UUID alertId) {
    return sql.list(
        "select "
            + COLUMNS
            + """
            from deliveries d
            where d.alert_id = ? and d.status = 'PENDING' and d.kind = 'ALERT_MOVED' and d.resent_by is null
            order by d.id for update
            """,
        this::delivery,
        alertId);
  }

  /** What waits for this one to have left is looked at again at once. */
  void wakeFollowers(KnownDelivery trigger, Instant now) {
    if (trigger.kind() == NoticeKind.MILESTONE && trigger.alertId() != null) {
      sql.update(
          """
          update deliveries set next_attempt_at = ?
          where alert_id = ? and channel = ? and address = ? and hold = 'TRIGGER' and next_attempt_at > ?
          """,
          now,
          trigger.alertId(),
          trigger.channel(),
          trigger.address(),
          now);
    }
  }

  /** What waits for clocks to run on is looked at again at once. */
  void wakePaused(UUID alertId, Instant now) {
    sql.update(
        """
        update deliveries set next_attempt_at = ?
        where alert_id = ? and hold = 'PAUSED' and next_attempt_at > ?
        """,
        now,
        alertId,
        now);
  }

  /** What of somebody's stream is not known to have arrived, up to a place, in id order. */
  List<KnownDelivery> lockUnread(String personId, @Nullable String email, long place) {
    return sql.list(
        "select "
            + COLUMNS
            + """
            from deliveries d
            where d.channel = 'STREAM' and d.status = 'SENT' and d.stream_number <= ?
              and ((d.address = ? and d.person_id = ?) or (d.address = ?::text and d.person_id is null))
            order by d.id for update
            """,
        this::delivery,
        place,
        personId,
        personId,
        email);
  }

  /**
   * What lies in the stream is there whether or not anybody looks, so it counts once it was read.
   */
  boolean hasAChance(UUID noticeId) {
    return sql.one(
            """
            select exists (
              select 1 from deliveries
              where notice_id = ? and (status in ('PENDING', 'SENDING', 'DELIVERED', 'BUNDLED')
                or status = 'SENT' and channel <> 'STREAM')) as chance
            """,
            row -> row.flag("chance"),
            noticeId)
        .orElseThrow();
  }

  /** Where a notice went or is to go. */
  Set<Place> places(UUID noticeId) {
    return Set.copyOf(
        sql.list(
            "select channel, address from deliveries where notice_id = ?",
            row -> new Place(row.constant("channel", ChannelKind.class), row.text("address")),
            noticeId));
  }

  void insertUntold(UUID alertId, Instant now) {
    sql.update("insert into untold (alert_id, at) values (?, ?)", alertId, now);
  }

  List<UUID> untold(int limit) {
    return sql.list(
        "select alert_id from untold group by alert_id order by min(id) limit ?",
        row -> row.uuid("alert_id"),
        limit);
  }

  void forgetUntold(UUID alertId) {
    sql.update("delete from untold where alert_id = ?", alertId);
  }

  /** What is held for a reader's sake is due at once. */
  void wake(String personId, Instant now) {
    sql.update(
        """
        update deliveries d set next_attempt_at = ? from mailboxes m
        where m.person_id = ? and d.mailbox_id = m.id and d.next_attempt_at > ?
          and d.hold in ('QUIET_HOURS', 'THROTTLE', 'DIGEST')
        """,
        now,
        personId,
        now);
  }

  /** One after the other, in one go. */
  void write(List<Written> all, Instant now) {
    sql.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            for (Written each : all) {
              DeliveryState columns = DeliveryState.of(each.state());
              Remarks remarks = each.remarks();
              @Nullable Object[] values = {
                columns.status(),
                columns.attempts(),
                columns.nextAttemptAt(),
                columns.hold(),
                columns.bundledInto(),
                remarks.reason(),
                remarks.resentBy(),
                remarks.lapsed(),
                remarks.released(),
                columns.status() == DeliveryState.Status.SENT ? columns.at() : null,
                columns.status() == DeliveryState.Status.DELIVERED ? columns.at() : null,
                now,
                each.id()
              };
              for (int i = 0; i < values.length; i++) {
                Sql.bind(connection, statement, i + 1, values[i]);
              }
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  Optional<Instant> earliest() {
    return sql.one(
            """
            select least(
              (select min(next_attempt_at) from deliveries where severity = 'CRITICAL' and next_attempt_at is not null),
              (select min(next_attempt_at) from deliveries where severity = 'WARNING' and next_attempt_at is not null)
            ) as at
            """,
            row -> Optional.ofNullable(row.nullableInstant("at")))
        .orElseGet(Optional::empty);
  }

  /** Whose machines methods lead to; those of people, or of no department, are not in it. */
  private Map<UUID, String> departmentsOf(Collection<UUID> methods) {
    return sql
        .list(
            """
            select m.id, i.department from contact_methods m join integrations i on i.id = m.integration
            where m.id = any (?) and i.department is not null
            """,
            row -> Map.entry(row.uuid("id"), row.text("department")),
            methods)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  List<KnownDelivery> page(DeliveryAccess.Sight sight, DeliveryFilter filter, PageRequest request) {
    UUID before = request.isFirst() ? null : id(request.key(0));
    List<@Nullable Object> arguments = new ArrayList<>(narrowed(filter));
    arguments.addAll(
        0, Arrays.asList(sight.person(), sight.all(), sight.obligors(), sight.obligors()));
    arguments.addAll(Arrays.asList(before, before, request.size() + 1));
    return sql.list(
        "select "
            + COLUMNS
            + """
            from deliveries d
            where (d.person_id = ? or
            """
            + LED
            + ")"
            + NARROWED
            + " and (?::uuid is null or d.id < ?) order by d.id desc limit ?",
        this::delivery,
        arguments.toArray());
  }

  /** Those that are there, in id order. */
  List<KnownDelivery> lockAll(Collection<UUID> ids) {
    return sql.list(
        "select " + COLUMNS + " from deliveries d where d.id = any (?) order by d.id for update",
        this::delivery,
        ids);
  }

  /** Of what somebody may have sent again, the oldest; what is in the stream is not sent. */
  List<KnownDelivery> lockRange(DeliveryAccess.Sight sight, DeliveryFilter range, int most) {
    List<@Nullable Object> arguments = new ArrayList<>(narrowed(range));
    arguments.addAll(0, Arrays.asList(sight.all(), sight.obligors(), sight.obligors()));
    arguments.add(most);
    return sql.list(
        "select "
            + COLUMNS
            + """
            from deliveries d
            where d.channel <> 'STREAM' and
            """
            + LED
            + NARROWED
            + " order by d.id limit ? for update",
        this::delivery,
        arguments.toArray());
  }

  /**
   * Who answers for deliveries, by their ids: the department that owes what it is about; of what is
   * about no alert, the one whose machine is told. Where that is nobody there is no entry.
   */
  Map<UUID, String> responsible(Collection<KnownDelivery> deliveries) {
    Map<UUID, String> obligors =
        obligors(deliveries.stream().map(KnownDelivery::alertId).filter(Objects::nonNull).toList());
    Map<UUID, String> departments =
        departmentsOf(
            deliveries.stream()
                .filter(each -> each.alertId() == null)
                .map(KnownDelivery::methodId)
                .filter(Objects::nonNull)
                .toList());
    Map<UUID, String> responsible = new HashMap<>();
    for (KnownDelivery each : deliveries) {
      String department =
          each.alertId() == null ? departments.get(each.methodId()) : obligors.get(each.alertId());
      if (department != null) {
        responsible.put(each.id(), department);
      }
    }
    return responsible;
  }

  /** The departments that owe what alerts are about. */
  private Map<UUID, String> obligors(Collection<UUID> alerts) {
    return sql
        .list(
            "select id, obligor from alerts where id = any (?)",
            row -> Map.entry(row.uuid("id"), row.text("obligor")),
            alerts)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<@Nullable Object> narrowed(DeliveryFilter filter) {
    return Arrays.asList(
        filter.status(),
        filter.status(),
        filter.channel(),
        filter.channel(),
        filter.person(),
        filter.person(),
        filter.alertId(),
        filter.alertId(),
        filter.severity(),
        filter.severity(),
        filter.from(),
        filter.from(),
        filter.until(),
        filter.until(),
        filter.reason(),
        filter.reason());
  }

  private static UUID id(String key) {
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw PageRequest.unusable("pageToken is not one this list gave out");
    }
  }

  private DueDelivery due(Row row) throws SQLException {
    KnownDelivery delivery = delivery(row);
    String topic = row.nullableText("topic");
    boolean free =
        delivery.resentBy() != null
            || delivery.kind() == NoticeKind.ALERT_MOVED
            || delivery.personId() == null && delivery.methodId() != null
            || topic != null && Readers.isForOneMethod(Content.Topic.valueOf(topic));
    return new DueDelivery(
        delivery,
        relevance(delivery, topic, row),
        row.nullableText("priority"),
        free,
        row.flag("paused"),
        row.nullableInstant("waiting_until"));
  }

  private Message message(Row row) throws SQLException {
    KnownDelivery delivery = delivery(row);
    return new Message(
        delivery.id(),
        delivery.alertId(),
        delivery.recipient(),
        delivery.address(),
        sealed.secrets(
            delivery.methodId(), row.nullableText("secret"), row.nullableText("old_secret")),
        delivery.severity(),
        content(row, delivery),
        row.flag("rings_again"),
        row.nullableText("event"));
  }

  private Content content(Row row, KnownDelivery delivery) throws SQLException {
    Content kept = sealed.opened(notices.content(row), delivery.methodId());
    return kept instanceof Content.Milestone(Notice notice) && row.flag("runs")
        ? new Content.Milestone(notice.due(row.nullableInstant("due_at")))
        : kept;
  }

  private static Relevance relevance(KnownDelivery delivery, @Nullable String topic, Row row)
      throws SQLException {
    Relevance wanted = wanted(delivery, row);
    String method = row.nullableText("method_status");
    return wanted instanceof Relevance.Wanted && method != null && !isUsed(method, topic)
        ? new Relevance.Unreachable(
            "the method is not used: "
                + Objects.requireNonNullElse(row.nullableText("method_reason"), "not verified"))
        : wanted;
  }

  private static Relevance wanted(KnownDelivery delivery, Row row) throws SQLException {
    if (delivery.resentBy() != null || delivery.alertId() == null) {
      return new Relevance.Wanted();
    }
    if (delivery.kind() == NoticeKind.ALERT_MOVED) {
      return following(row);
    }
    String ending = row.nullableText("ending");
    return switch (row.text("alert_status")) {
      case "RESOLVED" -> new Relevance.Unwanted("the alert is over: " + row.text("resolution"));
      case "ACKNOWLEDGED" ->
          new Relevance.Unwanted("acknowledged by " + row.text("acknowledged_by"));
      case "SNOOZED" -> new Relevance.Unwanted("the alert is snoozed");
      default -> {
        if (ending != null) {
          yield new Relevance.Unwanted(
              "the clock has ended: " + ending.toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        yield row.flag("outdated")
            ? new Relevance.Outdated("later news is on its way")
            : new Relevance.Wanted();
      }
    };
  }

  /** That an alert moved is told to who was told of it, whatever became of it meanwhile. */
  private static Relevance following(Row row) throws SQLException {
    if (row.flag("followed_anew")) {
      return new Relevance.Outdated("told of a later milestone");
    }
    return row.flag("taken")
        ? new Relevance.Wanted()
        : new Relevance.Pointless("what it follows was never taken");
  }

  /** What is to prove a method comes before it is used. */
  private static boolean isUsed(String methodStatus, @Nullable String topic) {
    return switch (MethodStatus.valueOf(methodStatus)) {
      case ACTIVE -> true;
      case UNVERIFIED, DISABLED -> Content.Topic.VERIFICATION.name().equals(topic);
      case REMOVED -> false;
    };
  }

  private KnownDelivery delivery(Row row) throws SQLException {
    String reason = row.nullableText("reason");
    String hold = row.nullableText("hold");
    DeliveryState.Status status = row.constant("status", DeliveryState.Status.class);
    Instant sentAt = row.nullableInstant("sent_at");
    DeliveryState state =
        new DeliveryState(
            status,
            row.integer("attempts"),
            row.nullableInstant("next_attempt_at"),
            hold == null ? null : Hold.valueOf(hold),
            row.nullableUuid("bundled_into"),
            reason,
            status == DeliveryState.Status.DELIVERED
                ? row.nullableInstant("delivered_at")
                : sentAt);
    return new KnownDelivery(
        row.uuid("id"),
        row.uuid("notice_id"),
        row.constant("kind", NoticeKind.class),
        row.nullableUuid("alert_id"),
        row.nullableUuid("clock_id"),
        row.constant("severity", Severity.class),
        row.text("recipient"),
        row.nullableText("person_id"),
        row.nullableUuid("method_id"),
        row.constant("channel", ChannelKind.class),
        row.text("address"),
        row.text("lane"),
        row.nullableUuid("mailbox_id"),
        state.delivery(),
        reason,
        row.nullableText("resent_by"),
        sentAt,
        row.integer("released"),
        row.number("version"),
        row.instant("created_at"));
  }
}
