package io.onus.notification.test;

import io.onus.kit.sql.Sql;
import io.onus.kit.tx.Transactions;
import io.onus.notification.secret.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The codes that methods are proved by, for tests in which they do not arrive. */
@ApplicationScoped
public class Codes {

  private final Sql sql;
  private final SecretBox box;
  private final Transactions transactions;

  Codes(Sql sql, SecretBox box, Transactions transactions) {
    this.sql = sql;
    this.box = box;
    this.transactions = transactions;
  }

  /** The one that counts. */
  public String of(String method) {
    UUID id = UUID.fromString(method);
    return transactions.call(
        () ->
            sql.one(
                    "select code from method_codes where method_id = ? order by id desc limit 1",
                    row -> box.open(row.text("code"), id).value(),
                    id)
                .orElseThrow());
  }

  /** Six digits that are not those. */
  public String notOf(String method) {
    return of(method).equals("000000") ? "000001" : "000000";
  }

  /** As if none had been sent. */
  public void forget(String method) {
    transactions.run(
        () -> sql.update("delete from method_codes where method_id = ?", UUID.fromString(method)));
  }
}
