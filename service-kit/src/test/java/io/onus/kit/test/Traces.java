package io.onus.kit.test;

import io.onus.kit.sql.Sql;
import java.util.List;

/** Where a word still stands in the database, after its person was forgotten. */
public final class Traces {

  private Traces() {}

  /** Tables with a row that says it anywhere; the outbox empties itself. */
  public static List<String> of(String word, Sql sql) {
    return sql
        .list(
            """
            select relname from pg_class
            where relnamespace = current_schema()::regnamespace and relkind = 'r'
              and relname <> 'outbox' and has_table_privilege(oid, 'select')
            order by relname
            """,
            row -> row.text("relname"))
        .stream()
        .filter(table -> says(table, word, sql))
        .toList();
  }

  private static boolean says(String table, String word, Sql sql) {
    return sql.one(
            "select exists (select 1 from %s t where position(lower(?) in lower(t::text)) > 0) as said"
                .formatted(table),
            row -> row.flag("said"),
            word)
        .orElseThrow();
  }

  /** Waits until the audit trail is sealed to its end. */
  public static void awaitSealed(Sql sql) {
    Await.until(
        "all is sealed",
        () ->
            sql.one("select count(*) as n from audit_unsealed", row -> row.number("n"))
                .orElseThrow(),
        unsealed -> unsealed == 0);
  }
}
