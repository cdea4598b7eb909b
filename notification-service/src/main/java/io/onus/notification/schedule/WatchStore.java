package io.onus.notification.schedule;

import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Sql;
import io.onus.notification.schedule.domain.ToldGaps;
import io.onus.notification.schedule.domain.ToldPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class WatchStore {

  /**
   * What was told of a schedule, and when to look again.
   *
   * @param told null while people are told of no hand-over
   * @param lookAt null while people are told of no hand-over
   */
  record Watch(
      @Nullable ToldPlan told, @Nullable Instant lookAt, ToldGaps gapsTold, Instant gapsAt) {}

  private final Sql sql;
  private final JsonColumns json;

  WatchStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  /** Schedules with something to tell, or that must be looked at to know. */
  List<String> due(Instant now) {
    return sql.list(
        """
        select schedule from schedule_watches where look_at <= ? or gaps_at <= ?
        union select schedule from schedule_swaps where status = 'PROPOSED' and expires_at <= ?
        """,
        row -> row.text("schedule"),
        now,
        now,
        now);
  }

  Optional<Watch> find(String schedule) {
    return sql.one(
        "select told, look_at, gaps_told, gaps_at from schedule_watches where schedule = ?",
        row -> {
          String told = row.nullableText("told");
          return new Watch(
              told == null ? null : json.read(told, ToldPlan.class),
              row.nullableInstant("look_at"),
              json.read(row.text("gaps_told"), ToldGaps.class),
              row.instant("gaps_at"));
        },
        schedule);
  }

  void write(String schedule, Watch watch) {
    ToldPlan told = watch.told();
    sql.update(
        """
        insert into schedule_watches (schedule, told, look_at, gaps_told, gaps_at) values (?, ?, ?, ?, ?)
        on conflict (schedule) do update set
          told = excluded.told, look_at = excluded.look_at, gaps_told = excluded.gaps_told,
          gaps_at = excluded.gaps_at
        """,
        schedule,
        told == null ? new Sql.Json(null) : json.write(told),
        watch.lookAt(),
        json.write(watch.gapsTold()),
        watch.gapsAt());
  }
}
