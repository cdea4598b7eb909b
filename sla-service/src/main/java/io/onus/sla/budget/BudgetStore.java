package io.onus.sla.budget;

import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.budget.domain.Level;
import io.onus.sla.budget.domain.Settlement;
import io.onus.sla.budget.domain.Standing;
import io.onus.sla.budget.domain.Tally;
import io.onus.sla.budget.domain.Windows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Outcomes of clocks, and what was said of the budgets they make. */
@ApplicationScoped
public class BudgetStore {

  /** What the three windows of one side hold. */
  record Counted(Tally whole, Tally longer, Tally shorter, long waived, Windows.Eldest eldest) {

    static final Counted NOTHING =
        new Counted(Tally.NONE, Tally.NONE, Tally.NONE, 0, new Windows.Eldest(null, null, null));
  }

  /** A standing, with when it was said. */
  record Kept(Standing standing, @Nullable Instant warnedAt, @Nullable Instant spentAt) {

    static final Kept FIRST = new Kept(Standing.FIRST, null, null);
  }

  /** The breach that was settled last. */
  record LastBreach(UUID clockId, @Nullable UUID eventId, Instant at) {}

  private final Sql sql;

  public BudgetStore(Sql sql) {
    this.sql = sql;
  }

  /** Writes how clocks ended, in as many statements for one clock as for five hundred. */
  void settle(List<Settlement> settled) {
    if (settled.isEmpty()) {
      return;
    }
    sql.update(
        """
        insert into clock_outcomes
          (clock_id, request_id, agreement_id, version, side, metric, priority, settled_at, verdict,
           cost, currency, event_id)
        select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::integer[], ?::text[], ?::text[],
          ?::text[], ?::timestamptz[], ?::text[], ?::text[]::numeric[], ?::text[], ?::text[]::uuid[])
        on conflict (clock_id) do update set
          agreement_id = excluded.agreement_id, version = excluded.version, side = excluded.side,
          priority = excluded.priority, settled_at = excluded.settled_at,
          verdict = excluded.verdict, cost = excluded.cost, currency = excluded.currency,
          event_id = coalesce(excluded.event_id, clock_outcomes.event_id)
        """,
        column(settled, Settlement::clockId),
        column(settled, Settlement::requestId),
        column(settled, Settlement::agreementId),
        column(settled, Settlement::version),
        column(settled, Settlement::side),
        column(settled, Settlement::metric),
        column(settled, Settlement::priority),
        column(settled, Settlement::at),
        column(settled, Settlement::verdict),
        column(settled, one -> one.cost() == null ? null : one.cost().amount().toPlainString()),
        column(settled, one -> one.cost() == null ? null : one.cost().currency()),
        column(settled, one -> one.eventId() == null ? null : one.eventId().toString()));
  }

  private static <T> Object[] column(
      List<Settlement> settled, java.util.function.Function<Settlement, @Nullable T> value) {
    return settled.stream().map(value).toArray();
  }

  /** Takes back how clocks ended; answers the agreements it had counted for. */
  List<UUID> unsettle(List<UUID> clockIds) {
    return clockIds.isEmpty()
        ? List.of()
        : sql
            .list(
                "delete from clock_outcomes where clock_id = any (?) returning agreement_id",
                row -> row.uuid("agreement_id"),
                clockIds)
            .stream()
            .distinct()
            .toList();
  }

  void check(List<UUID> agreementIds) {
    if (!agreementIds.isEmpty()) {
      sql.update(
          "insert into budget_checks (agreement_id) select * from unnest(?::uuid[])", agreementIds);
    }
  }

  /** Agreements with news, and those whose window has moved on. */
  List<UUID> toLookAt(Instant now, int limit) {
    return sql.list(
        """
        select agreement_id from (
          (select distinct agreement_id from budget_checks limit ?)
          union
          (select agreement_id from budgets where look_at <= ? order by look_at limit ?)) due
        """,
        row -> row.uuid("agreement_id"),
        limit,
        now,
        limit);
  }

  /**
   * Takes the budgets of an agreement, and its news with them; nothing where another replica has
   * them.
   */
  Optional<Map<Side, Kept>> take(UUID agreementId) {
    sql.update(
        """
        insert into budgets (agreement_id, side, level)
        values (?, 'REQUESTER', 'OK'), (?, 'PROVIDER', 'OK') on conflict do nothing
        """,
        agreementId,
        agreementId);
    List<Map.Entry<Side, Kept>> rows =
        sql.list(
            """
            select side, level, warned_by, warned_at, spent_by, spent_at from budgets
            where agreement_id = ? order by side for update skip locked
            """,
            row -> Map.entry(row.constant("side", Side.class), kept(row)),
            agreementId);
    if (rows.size() < Side.values().length) {
      return Optional.empty();
    }
    sql.update("delete from budget_checks where agreement_id = ?", agreementId);
    Map<Side, Kept> bySide = new EnumMap<>(Side.class);
    rows.forEach(row -> bySide.put(row.getKey(), row.getValue()));
    return Optional.of(bySide);
  }

  Map<Side, Kept> read(UUID agreementId) {
    Map<Side, Kept> bySide = new EnumMap<>(Side.class);
    sql.list(
            """
            select side, level, warned_by, warned_at, spent_by, spent_at from budgets
            where agreement_id = ?
            """,
            row -> Map.entry(row.constant("side", Side.class), kept(row)),
            agreementId)
        .forEach(row -> bySide.put(row.getKey(), row.getValue()));
    return bySide;
  }

  private static Kept kept(Row row) throws SQLException {
    return new Kept(
        new Standing(
            row.constant("level", Level.class),
            row.nullableUuid("warned_by"),
            row.nullableUuid("spent_by")),
        row.nullableInstant("warned_at"),
        row.nullableInstant("spent_at"));
  }

  void keep(UUID agreementId, Side side, Kept kept, @Nullable Instant lookAt) {
    sql.update(
        """
        update budgets set level = ?, warned_by = ?::uuid, warned_at = ?::timestamptz,
          spent_by = ?::uuid, spent_at = ?::timestamptz, look_at = ?::timestamptz
        where agreement_id = ? and side = ?
        """,
        kept.standing().level(),
        kept.standing().warnedBy(),
        kept.warnedAt(),
        kept.standing().spentBy(),
        kept.spentAt(),
        lookAt,
        agreementId,
        side);
  }

  /** What the windows hold, by side; a side without outcomes has no entry. */
  Map<Side, Counted> count(UUID agreementId, Windows windows) {
    Map<Side, Counted> bySide = new EnumMap<>(Side.class);
    sql.list(
            """
            select side,
              count(*) filter (where verdict = 'MET') as kept,
              count(*) filter (where verdict = 'BREACHED') as breached,
              count(*) filter (where verdict = 'WAIVED') as waived,
              count(*) filter (where verdict = 'MET' and settled_at > long_from) as long_kept,
              count(*) filter (where verdict = 'BREACHED' and settled_at > long_from) as long_breached,
              count(*) filter (where verdict = 'MET' and settled_at > short_from) as short_kept,
              count(*) filter (where verdict = 'BREACHED' and settled_at > short_from)
                as short_breached,
              min(settled_at) as eldest,
              min(settled_at) filter (where settled_at > long_from) as long_eldest,
              min(settled_at) filter (where settled_at > short_from) as short_eldest
            from clock_outcomes, (select ?::timestamptz as long_from, ?::timestamptz as short_from) w
            where agreement_id = ? and settled_at > ? and settled_at <= ?
            group by side
            """,
            row -> Map.entry(row.constant("side", Side.class), counted(row)),
            windows.longFrom(),
            windows.shortFrom(),
            agreementId,
            windows.wholeFrom(),
            windows.asOf())
        .forEach(row -> bySide.put(row.getKey(), row.getValue()));
    return bySide;
  }

  private static Counted counted(Row row) throws SQLException {
    return new Counted(
        new Tally(row.number("kept"), row.number("breached")),
        new Tally(row.number("long_kept"), row.number("long_breached")),
        new Tally(row.number("short_kept"), row.number("short_breached")),
        row.number("waived"),
        new Windows.Eldest(
            row.nullableInstant("eldest"),
            row.nullableInstant("long_eldest"),
            row.nullableInstant("short_eldest")));
  }

  Optional<LastBreach> lastBreach(UUID agreementId, Side side, Windows windows) {
    return sql.one(
        """
        select clock_id, event_id, settled_at from clock_outcomes
        where agreement_id = ? and side = ? and settled_at > ? and settled_at <= ?
          and verdict = 'BREACHED'
        order by settled_at desc, clock_id desc limit 1
        """,
        row ->
            new LastBreach(
                row.uuid("clock_id"), row.nullableUuid("event_id"), row.instant("settled_at")),
        agreementId,
        side,
        windows.wholeFrom(),
        windows.asOf());
  }

  /** What the breaches of the window cost, each currency by itself. */
  Map<Side, List<Money>> costs(UUID agreementId, Windows windows) {
    Map<Side, List<Money>> bySide = new HashMap<>();
    sql.list(
            """
            select side, currency, sum(cost) as amount from clock_outcomes
            where agreement_id = ? and settled_at > ? and settled_at <= ?
              and verdict = 'BREACHED' and currency is not null
            group by side, currency order by side, currency
            """,
            row ->
                Map.entry(
                    row.constant("side", Side.class),
                    new Money(
                        row.nullableDecimal("amount").stripTrailingZeros(), row.text("currency"))),
            agreementId,
            windows.wholeFrom(),
            windows.asOf())
        .forEach(
            row ->
                bySide
                    .computeIfAbsent(row.getKey(), side -> new ArrayList<>())
                    .add(row.getValue()));
    return bySide;
  }
}
