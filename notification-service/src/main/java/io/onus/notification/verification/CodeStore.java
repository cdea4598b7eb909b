package io.onus.notification.verification;

import io.onus.kit.sql.Sql;
import io.onus.notification.method.KnownMethod;
import io.onus.notification.verification.domain.Code;
import io.onus.notification.verification.domain.SentCodes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code method_codes}. */
@ApplicationScoped
class CodeStore {

  /**
   * @param sealed the code itself, for the eyes of its method alone
   */
  record KnownCode(UUID id, Code code, String sealed) {}

  private final Sql sql;

  CodeStore(Sql sql) {
    this.sql = sql;
  }

  void insert(UUID id, UUID methodId, String sealed, Instant now) {
    sql.update(
        "insert into method_codes (id, method_id, code, sent_at, wrong_tries) values (?, ?, ?, ?,"
            + " 0)",
        id,
        methodId,
        sealed,
        now);
  }

  /** The latest of a method, which is the one that counts. */
  Optional<KnownCode> lockLatest(UUID methodId) {
    return sql.one(
        """
        select id, code, sent_at, wrong_tries from method_codes where method_id = ?
        order by id desc limit 1 for update
        """,
        row ->
            new KnownCode(
                row.uuid("id"),
                new Code(row.instant("sent_at"), row.integer("wrong_tries")),
                row.text("code")),
        methodId);
  }

  void countWrongTry(UUID id) {
    sql.update("update method_codes set wrong_tries = wrong_tries + 1 where id = ?", id);
  }

  /** Those of methods that were removed count too, or removing one would start anew. */
  SentCodes sent(String personId, KnownMethod method, Instant now) {
    record Sent(boolean toAddress, Instant at) {}
    var sent =
        sql.list(
            """
            select m.kind = ? and lower(m.address) = lower(?) as to_address, c.sent_at
            from method_codes c join contact_methods m on m.id = c.method_id
            where m.person_id = ? and c.sent_at > ?
            """,
            row -> new Sent(row.flag("to_address"), row.instant("sent_at")),
            method.kind(),
            method.address(),
            personId,
            now.minus(SentCodes.LOOKED_BACK));
    return new SentCodes(
        sent.stream().filter(Sent::toAddress).map(Sent::at).toList(),
        sent.stream().map(Sent::at).toList());
  }

  /** What bears on nothing any more. */
  void deleteOlder(String personId, Instant than) {
    sql.update(
        """
        delete from method_codes c using contact_methods m
        where m.id = c.method_id and m.person_id = ? and c.sent_at < ?
        """,
        personId,
        than);
  }
}
