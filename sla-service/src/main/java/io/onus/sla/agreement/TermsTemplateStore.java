package io.onus.sla.agreement;

import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Terms by a code. */
@ApplicationScoped
public class TermsTemplateStore {

  /** Terms kept ready. */
  public record StoredTemplate(
      String code, @Nullable String name, Terms terms, int version, String setBy, Instant setAt) {}

  private static final String SELECT =
      "select code, name, terms, version, set_by, set_at from terms_templates ";

  private final Sql sql;
  private final JsonColumns json;

  public TermsTemplateStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  public Optional<StoredTemplate> find(String code) {
    return sql.one(SELECT + "where code = ?", this::read, code);
  }

  /** Until the current transaction ends, nobody else sets it, there or not. */
  public Optional<StoredTemplate> lock(String code) {
    sql.list("select pg_advisory_xact_lock(hashtextextended(?::text, 7106))", row -> 1, code);
    return find(code);
  }

  public void put(StoredTemplate template) {
    sql.update(
        """
        insert into terms_templates (code, name, terms, version, set_by, set_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (code) do update set name = excluded.name, terms = excluded.terms,
          version = excluded.version, set_by = excluded.set_by, set_at = excluded.set_at
        """,
        template.code(),
        template.name(),
        json.write(template.terms()),
        template.version(),
        template.setBy(),
        template.setAt());
  }

  public Page<StoredTemplate> list(PageRequest page) {
    String after = page.isFirst() ? "" : page.key(0);
    List<StoredTemplate> rows =
        sql.list(
            SELECT + "where code > ? order by code limit ?", this::read, after, page.size() + 1);
    return Page.of(rows, page, row -> List.of(row.code()));
  }

  private StoredTemplate read(Row row) throws SQLException {
    return new StoredTemplate(
        row.text("code"),
        row.nullableText("name"),
        json.read(row.text("terms"), Terms.class),
        row.integer("version"),
        row.text("set_by"),
        row.instant("set_at"));
  }
}
