package io.onus.notification.hours;

import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
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

  Optional<OpenHours> find(String calendar) {
    return sql.one(
        """
        select code, zone, horizon_from, horizon_until, closed_dates,
          array(select extract(epoch from o)::bigint::text from unnest(opens) with ordinality as x (o, n) order by n)
            as opens,
          array(select extract(epoch from o)::bigint::text from unnest(closes) with ordinality as x (o, n) order by n)
            as closes
        from calendars where code = ?
        """,
        HoursStore::hours,
        calendar);
  }

  private static OpenHours hours(Row row) throws SQLException {
    List<String> opens = row.texts("opens");
    List<String> closes = row.texts("closes");
    return new OpenHours(
        row.text("code"),
        ZoneId.of(row.text("zone")),
        row.instant("horizon_from"),
        row.instant("horizon_until"),
        IntStream.range(0, opens.size())
            .mapToObj(i -> new Window(second(opens.get(i)), second(closes.get(i))))
            .toList(),
        row.texts("closed_dates").stream().map(LocalDate::parse).collect(Collectors.toSet()));
  }

  private static Instant second(String epoch) {
    return Instant.ofEpochSecond(Long.parseLong(epoch));
  }
}
