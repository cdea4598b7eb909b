package io.onus.notification.auditor;

import com.fasterxml.jackson.core.type.TypeReference;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.auditor.domain.Finding;
import io.onus.notification.auditor.domain.Observed.SilentMilestone;
import io.onus.notification.auditor.domain.Observed.UnsentDelivery;
import io.onus.notification.auditor.domain.Observed.WaitingAlert;
import io.onus.notification.auditor.domain.Vigil;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AuditorStore {

  private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

  /** One replica audits at a time, apart from other users of advisory locks by this. */
  private static final int LOCK_CLASS = 7136;

  /** Looked at in one round; more is found in the next. */
  private static final int AT_ONCE = 500;

  private final Sql sql;
  private final JsonColumns json;

  AuditorStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  /** False while another replica audits; otherwise none does until the transaction ends. */
  boolean lock() {
    return sql.one(
            "select pg_try_advisory_xact_lock(?, 0) as locked",
            row -> row.flag("locked"),
            LOCK_CLASS)
        .orElseThrow();
  }

  Vigil vigil() {
    return sql.one(
            "select since, last_run_at, last_ok_at, rounds, findings, missed_since from vigil",
            this::vigil)
        .orElseThrow();
  }

  void write(Vigil vigil) {
    sql.update(
        """
        update vigil set last_run_at = ?, last_ok_at = ?, rounds = ?, findings = ?, missed_since = ?
        """,
        vigil.lastRunAt(),
        vigil.lastOkAt(),
        vigil.rounds(),
        json.write(vigil.findings()),
        vigil.missedSince());
  }

  /** True the first time only, until the auditor has looked again. */
  boolean miss(Instant since) {
    return sql.update("update vigil set missed_since = ? where missed_since is null", since) == 1;
  }

  void insertMilestone(UUID eventId, @Nullable UUID clockId, String event, Instant now) {
    sql.update(
        """
        insert into audited_milestones (event_id, clock_id, event, heard_at) values (?, ?::uuid, ?, ?)
        on conflict do nothing
        """,
        eventId,
        clockId,
        event,
        now);
  }

  void overtake(@Nullable UUID clockId) {
    sql.update("update audited_milestones set overtaken = true where clock_id = ?::uuid", clockId);
  }

  /** Nothing is asked of these any more. */
  void prune(Instant milestonesBefore, Instant suppressionsBefore) {
    sql.update("delete from audited_milestones where heard_at < ?", milestonesBefore);
    sql.update("delete from suppressions where at < ?", suppressionsBefore);
  }

  /** Forgets milestones of which it is known what came of them. */
  void forgetAnswered() {
    sql.update(
        """
        delete from audited_milestones m
        where exists (select 1 from notices n where n.event_id = m.event_id)
          or exists (select 1 from suppressions s where s.event_id = m.event_id)
        """);
  }

  void forget(Collection<UUID> eventIds) {
    sql.update("delete from audited_milestones where event_id = any(?)", eventIds);
  }

  List<SilentMilestone> silentMilestones() {
    return sql.list(
        """
        select event_id, heard_at, overtaken from audited_milestones order by heard_at, event_id limit ?
        """,
        row ->
            new SilentMilestone(
                row.uuid("event_id"), row.instant("heard_at"), row.flag("overtaken")),
        AT_ONCE);
  }

  /** The event of a milestone, as it is in Kafka. */
  String event(UUID eventId) {
    return sql.one(
            "select event from audited_milestones where event_id = ?",
            row -> row.text("event"),
            eventId)
        .orElseThrow();
  }

  /**
   * Those of which somebody has heard and that say why they wait are well; of an earlier milestone
   * is not enough. A message that is in the stream has come to somebody only once it was confirmed:
   * nobody may be looking.
   */
  List<WaitingAlert> waitingAlerts(Instant now) {
    return sql.list(
        """
        select a.id, a.next_step_at, a.waits_because, a.undeliverable, a.updated_at,
          coalesce(e.turn, 'NONE') = 'NONE' as over,
          coalesce(d.under_way, false) as under_way, coalesce(d.reached, false) as reached,
          coalesce(d.failed, false) as failed
        from alerts a
        left join escalations e on e.alert_id = a.id
        left join lateral (
          select bool_or(status in ('PENDING', 'SENDING')) as under_way,
            bool_or(status in ('DELIVERED', 'BUNDLED') or status = 'SENT' and channel <> 'STREAM') as reached,
            bool_or(status in ('FAILED', 'EXPIRED')) as failed
          from deliveries
          where alert_id = a.id and kind <> 'ALERT_MOVED' and notice_id = coalesce(e.notice_id, notice_id)
        ) as d on true
        where a.status in ('OPEN', 'SNOOZED') and (a.next_step_at is null or a.next_step_at < ?)
          and (a.next_step_at is not null or not coalesce(d.under_way, false)
            and not (coalesce(d.reached, false) and a.waits_because is not null and a.undeliverable is null))
        order by a.updated_at, a.id limit ?
        """,
        row ->
            new WaitingAlert(
                row.uuid("id"),
                row.nullableInstant("next_step_at"),
                row.nullableText("waits_because"),
                row.nullableText("undeliverable"),
                row.flag("over"),
                row.flag("under_way"),
                row.flag("reached"),
                row.flag("failed"),
                row.instant("updated_at")),
        now,
        AT_ONCE);
  }

  List<UnsentDelivery> unsentDeliveries(Instant now) {
    return sql.list(
        """
        select id, status = 'SENDING' as being_sent, next_attempt_at from deliveries
        where next_attempt_at < ? order by next_attempt_at limit ?
        """,
        row ->
            new UnsentDelivery(
                row.uuid("id"), row.flag("being_sent"), row.instant("next_attempt_at")),
        now,
        AT_ONCE);
  }

  private Vigil vigil(Row row) throws SQLException {
    return new Vigil(
        row.instant("since"),
        row.nullableInstant("last_run_at"),
        row.nullableInstant("last_ok_at"),
        row.number("rounds"),
        json.read(row.text("findings"), FINDINGS),
        row.nullableInstant("missed_since"));
  }
}
