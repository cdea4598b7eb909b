package io.onus.request.person;

import io.onus.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
class PersonStore {

  private final Sql sql;

  PersonStore(Sql sql) {
    this.sql = sql;
  }

  byte[] key() {
    return sql.one("select key from pseudonym_key", row -> row.bytes("key")).orElseThrow();
  }

  boolean isKnown(String pseudonym) {
    return sql.one("select 1 from pseudonyms where pseudonym = ?", row -> true, pseudonym)
        .isPresent();
  }

  /** How often it was said, this time included. The row is locked until the transaction ends. */
  int count(String pseudonym, Instant now) {
    return sql.one(
            """
            insert into pseudonyms as p (pseudonym, calls, first_at, last_at) values (?, 1, ?, ?)
            on conflict (pseudonym) do update set calls = p.calls + 1, last_at = excluded.last_at
            returning calls
            """,
            row -> row.integer("calls"),
            pseudonym,
            now,
            now)
        .orElseThrow();
  }

  void replace(String personId, String pseudonym) {
    sql.list("select pseudonymise_person(?, ?)", row -> true, personId, pseudonym);
  }
}
