package io.onus.sla.agreement;

import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people of either side said would be better. */
@ApplicationScoped
public class SuggestionStore {

  /** A suggestion as it was made. */
  @Schema(name = "AgreementSuggestion")
  public record Suggestion(UUID id, String text, Side side, String by, Instant at) {}

  private final Sql sql;

  public SuggestionStore(Sql sql) {
    this.sql = sql;
  }

  public void insert(UUID agreementId, Suggestion suggestion) {
    sql.update(
        """
        insert into agreement_suggestions (id, agreement_id, text, side, said_by, said_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        suggestion.id(),
        agreementId,
        suggestion.text(),
        suggestion.side(),
        suggestion.by(),
        suggestion.at());
  }

  public Page<Suggestion> list(UUID agreementId, PageRequest page) {
    UUID after = page.isFirst() ? null : page.idKey(0);
    List<Suggestion> rows =
        sql.list(
            """
            select id, text, side, said_by, said_at from agreement_suggestions
            where agreement_id = ? and (?::uuid is null or id > ?::uuid) order by id limit ?
            """,
            SuggestionStore::read,
            agreementId,
            after,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(row.id().toString()));
  }

  private static Suggestion read(Row row) throws SQLException {
    return new Suggestion(
        row.uuid("id"),
        row.text("text"),
        row.constant("side", Side.class),
        row.text("said_by"),
        row.instant("said_at"));
  }
}
