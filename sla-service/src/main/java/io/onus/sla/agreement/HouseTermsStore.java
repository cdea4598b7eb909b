package io.onus.sla.agreement;

import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The house terms, version by version. */
@ApplicationScoped
public class HouseTermsStore {

  private final Sql sql;
  private final JsonColumns json;

  public HouseTermsStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  /** Those in force at an instant; before the first, the first. */
  public BoundTerms at(Instant at) {
    return sql.one(
            """
            select version, terms from house_terms
            order by (in_force_from <= ?) desc,
              case when in_force_from <= ? then in_force_from end desc, in_force_from
            limit 1
            """,
            row -> new BoundTerms(null, row.integer("version"), terms(row.text("terms"))),
            at,
            at)
        .orElseThrow(() -> new IllegalStateException("house terms exist from the install on"));
  }

  public Terms version(int version) {
    return sql.one(
            "select terms from house_terms where version = ?",
            row -> terms(row.text("terms")),
            version)
        .orElseThrow(() -> new IllegalStateException("no house terms " + version));
  }

  /** Serialises changes. */
  public BoundTerms lock() {
    sql.list("select pg_advisory_xact_lock(7103)", row -> 1);
    return sql.one(
            "select version, terms from house_terms order by version desc limit 1",
            row -> new BoundTerms(null, row.integer("version"), terms(row.text("terms"))))
        .orElseThrow();
  }

  public void insert(int version, Terms terms, String by, Instant now) {
    sql.update(
        "insert into house_terms (version, terms, in_force_from, set_by) values (?, ?, ?, ?)",
        version,
        json.write(terms),
        now,
        by);
  }

  private Terms terms(String column) {
    return json.read(column, Terms.class);
  }
}
