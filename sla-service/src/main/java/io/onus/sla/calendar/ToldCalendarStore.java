package io.onus.sla.calendar;

import io.onus.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was told last of each calendar. Its rows number the events. */
@ApplicationScoped
class ToldCalendarStore {

  private final Sql sql;

  ToldCalendarStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Locks the calendar's row until the transaction ends and gives the number of the next event,
   * unless as much or more was told already: another version, or the same from a later day on.
   */
  Optional<Long> number(String code, long version, Instant horizonFrom) {
    return sql.one(
        """
        insert into told_calendars (code, version, horizon_from, sequence) values (?, ?, ?, 1)
        on conflict (code) do update set
          version = excluded.version, horizon_from = excluded.horizon_from,
          sequence = told_calendars.sequence + 1
        where told_calendars.version < excluded.version
          or (told_calendars.version = excluded.version
            and told_calendars.horizon_from < excluded.horizon_from)
        returning sequence
        """,
        row -> row.number("sequence"),
        code,
        version,
        horizonFrom);
  }

  /** Calendars nothing was told of, or only from before an instant on. */
  List<String> toldBefore(Instant horizonFrom) {
    return sql.list(
        """
        select c.code from (select distinct code from calendars) as c
        left join told_calendars t on t.code = c.code
        where t.code is null or t.horizon_from < ?
        order by c.code
        """,
        row -> row.text("code"),
        horizonFrom);
  }
}
