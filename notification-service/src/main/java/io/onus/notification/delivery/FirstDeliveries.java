package io.onus.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** How long it took from when something was recorded until the first message of it was taken. */
@ApplicationScoped
class FirstDeliveries {

  private final Sql sql;
  private final WallClock clock;
  private final MeterRegistry meters;

  FirstDeliveries(Sql sql, WallClock clock, MeterRegistry meters) {
    this.sql = sql;
    this.clock = clock;
    this.meters = meters;
  }

  /** What lies in the stream does not count: it is there before anybody is told. */
  void taken(Collection<UUID> deliveries) {
    Instant now = clock.now();
    sql.list(
            """
            select coalesce((n.event::jsonb ->> 'recordedtime')::timestamptz, n.created_at) as recorded
            from notices n
            where n.event is not null
              and n.id in (select notice_id from deliveries where id = any (?) and kind = 'MILESTONE')
              and not exists (
                select 1 from deliveries d left join deliveries digest on digest.id = d.bundled_into
                where d.notice_id = n.id and d.id <> all (?) and d.channel <> 'STREAM'
                  and (d.sent_at is not null or digest.sent_at is not null))
            """,
            row -> row.instant("recorded"),
            deliveries,
            deliveries)
        .forEach(
            recorded ->
                meters
                    .timer("onus.alerts.first.delivery")
                    .record(positive(Duration.between(recorded, now))));
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
