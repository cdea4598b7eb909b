package io.onus.notification.schedule;

import io.onus.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class FeedStore {

  private final Sql sql;

  FeedStore(Sql sql) {
    this.sql = sql;
  }

  /** The token before, if there was one, opens nothing any more. */
  void put(KnownFeed feed, byte[] tokenHash, Instant now) {
    sql.update(
        """
        insert into schedule_feeds (schedule, person, token_hash, made_at) values (?, ?, ?, ?)
        on conflict (schedule, person) do update set
          token_hash = excluded.token_hash, made_at = excluded.made_at
        """,
        feed.schedule(),
        feed.person(),
        tokenHash,
        now);
  }

  Optional<KnownFeed> find(String schedule, byte[] tokenHash) {
    return sql.one(
        "select schedule, person from schedule_feeds where schedule = ? and token_hash = ?",
        row -> new KnownFeed(row.text("schedule"), row.text("person")),
        schedule,
        tokenHash);
  }

  boolean delete(KnownFeed feed) {
    return sql.update(
            "delete from schedule_feeds where schedule = ? and person = ?",
            feed.schedule(),
            feed.person())
        == 1;
  }
}
