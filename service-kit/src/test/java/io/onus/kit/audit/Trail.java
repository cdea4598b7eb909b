package io.onus.kit.audit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onus.kit.sql.Sql;
import io.onus.kit.stage.Stage;
import io.onus.kit.test.Await;
import io.onus.kit.time.WallClock;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** A trail of its own: entries as a service writes them, sealed and verified as a service does. */
final class Trail {

  static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
  static final UUID ADA = AuditPeople.fingerprint(new byte[16], "HUMAN", "ada");

  final Stage stage = Stage.empty();
  final Sql sql = new Sql(stage.dataSource());
  private final WallClock clock = new WallClock();
  private final AuditSealer sealer = sealer();

  Trail() {
    sql.update(
        "insert into audit_people (ref, salt, kind, person_id) values (?, ?, 'HUMAN', 'ada')",
        ADA,
        new byte[16]);
    clock.readFrom(() -> AT.plusSeconds(1));
  }

  AuditSealer sealer() {
    return new AuditSealer(stage.dataSource(), new SimpleMeterRegistry(), true);
  }

  /** Commits entries, a transaction each. */
  void write(int count) throws SQLException {
    try (Connection connection = stage.begin()) {
      for (int i = 0; i < count; i++) {
        write(connection);
        connection.commit();
      }
    }
  }

  static long write(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            Sql.prepared(
                connection,
                """
                with written as (
                  insert into audit_entries (at, actor, address, call_id, action, subject_type,
                    subject_id, departments, changes)
                  values (?, ?, '127.0.0.1', 'call-1', 'request.accepted', 'request', 'R-1', ?, ?)
                  returning id)
                insert into audit_unsealed (entry_id) select id from written returning entry_id
                """,
                AT,
                ADA,
                new String[] {"CS", "ENG"},
                new Sql.Json(
                    "{\"status\": [\"SUBMITTED\", \"ACCEPTED\"], \"amount\": [1.50, null],"
                        + " \"subject\": \"changed\"}"));
        ResultSet results = statement.executeQuery()) {
      results.next();
      return results.getLong(1);
    }
  }

  void seal() {
    Await.until(
        "all is sealed",
        () -> {
          sealer.sealOnce();
          return unsealed() == 0;
        });
  }

  long unsealed() {
    return sql.one("select count(*) as n from audit_unsealed", row -> row.number("n"))
        .orElseThrow();
  }

  void timeIs(Instant now) {
    clock.readFrom(() -> now);
  }

  Verification verify() {
    return verifier(1_000_000).verify(1, null);
  }

  AuditVerifier verifier(long most) {
    return new AuditVerifier(sql, clock, "kit-test", most);
  }

  /** Does what only the owner of the tables can. */
  void tamper(String statement) {
    stage.asOwner(statement);
  }

  /** All seals from this one on, computed anew over what the entries say now. */
  void sealAnewFrom(long seq) {
    byte[] hash =
        seq == 1
            ? AuditChain.start()
            : sql.one("select hash from audit_seals where seq = ?", r -> r.bytes("hash"), seq - 1)
                .orElseThrow();
    for (String canonical :
        sql.list(
            "select "
                + AuditChain.CANONICAL
                + " as canonical from audit_seals s join audit_entries e on e.id = s.entry_id"
                + " where s.seq >= ? order by s.seq",
            row -> row.text("canonical"),
            seq)) {
      hash = AuditChain.sha256(hash, canonical.getBytes(StandardCharsets.UTF_8));
      tamper(
          "update audit_seals set hash = '\\x%s' where seq = %d"
              .formatted(java.util.HexFormat.of().formatHex(hash), seq++));
    }
  }
}
