package io.onus.notification.hours;

import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.hours.KnownHours.Edition;
import io.onus.notification.hours.domain.OpenHours;
import io.onus.notification.hours.domain.OpenHours.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@ApplicationScoped
class HoursStore {

  private final Sql sql;

  HoursStore(Sql sql) {
    this.sql = sql;
  }

  Optional<Edition> edition(String calendar) {
    return sql.one(
        "select version, horizon_from from calendars where code = ?",
        row -> new Edition(row.number("version"), row.instant("horizon_from")),
        calendar);
  }

  /** False where this edition or a later one is stored already. */
  boolean keepLatest(KnownHours known, Instant now) {
    OpenHours hours = known.hours();
    return sql.update(
            """
            insert into calendars
              (code, version, zone, horizon_from, horizon_until, opens, closes, closed_dates, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (code) do update set
              version = excluded.version, zone = excluded.zone,
              horizon_from = excluded.horizon_from, horizon_until = excluded.horizon_until,
              opens = excluded.opens, closes = excluded.closes,
              closed_dates = excluded.closed_dates, updated_at = excluded.updated_at
            where calendars.version < excluded.version
              or (calendars.version = excluded.version
                and calendars.horizon_from < excluded.horizon_from)
            """,
            hours.code(),
            known.version(),
            hours.zone().getId(),
            hours.from(),
            hours.until(),
            hours.windows().stream().map(Window::start).toList(),
            hours.windows().stream().map(Window::end).toList(),
            hours.closedDates().stream().map(LocalDate::toString).sorted().toList(),
            now)
        == 1;
  }

  Optional<KnownHours> find(String calendar) {
    return sql.one(
        """
        select code, version, zone, horizon_from, horizon_until, closed_dates,
          array(select extract(epoch from o)::bigint::text from unnest(opens) with ordinality as x (o, n) order by n)
            as opens,
          array(select extract(epoch from o)::bigint::text from unnest(closes) with ordinality as x (o, n) order by n)
            as closes
        from calendars where code = ?
        """,
        HoursStore::hours,
        calendar);
  }

  private static KnownHours hours(Row row) throws SQLException {
    List<String> opens = row.texts("opens");
    List<String> closes = row.texts("closes");
    return new KnownHours(
        row.number("version"),
        new OpenHours(
            row.text("code"),
            ZoneId.of(row.text("zone")),
            row.instant("horizon_from"),
            row.instant("horizon_until"),
            IntStream.range(0, opens.size())
                .mapToObj(i -> new Window(second(opens.get(i)), second(closes.get(i))))
                .toList(),
            row.texts("closed_dates").stream().map(LocalDate::parse).collect(Collectors.toSet())));
  }

  private static Instant second(String epoch) {
    return Instant.ofEpochSecond(Long.parseLong(epoch));
  }
}
