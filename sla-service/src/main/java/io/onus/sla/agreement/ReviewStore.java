package io.onus.sla.agreement;

import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.AgreementStore.Opinions;
import io.onus.sla.agreement.domain.Review;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reviews, and when the next one is. The agreement's row is locked before anything is written. */
@ApplicationScoped
public class ReviewStore {

  private final Sql sql;
  private final JsonColumns json;

  public ReviewStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  /** The review that is open, or the next one. */
  public Review.Open open(UUID agreementId) {
    return sql.one(
            """
            select (select coalesce(max(number), 0) from agreement_reviews
                where agreement_id = ? and closed_at is not null) + 1 as number,
              (select opinions from agreement_reviews
                where agreement_id = ? and closed_at is null) as opinions
            """,
            row -> {
              String opinions = row.nullableText("opinions");
              return new Review.Open(
                  row.integer("number"),
                  opinions == null
                      ? java.util.Map.of()
                      : json.read(opinions, Opinions.class).bySide());
            },
            agreementId,
            agreementId)
        .orElseThrow();
  }

  public void save(UUID agreementId, Review review) {
    Review.@Nullable Closed closed =
        switch (review) {
          case Review.Open open -> null;
          case Review.Closed it -> it;
        };
    sql.update(
        """
        insert into agreement_reviews
          (agreement_id, number, opinions, outcome, closed_at, next_on)
        values (?, ?, ?, ?, ?, ?)
        on conflict (agreement_id, number) do update set opinions = excluded.opinions,
          outcome = excluded.outcome, closed_at = excluded.closed_at, next_on = excluded.next_on
        """,
        agreementId,
        review.number(),
        json.write(Opinions.of(review.opinions())),
        closed == null ? null : closed.outcome(),
        closed == null ? null : closed.at(),
        closed == null ? null : closed.nextOn());
  }

  /** When the next review is, and when to say so; null where none is planned. */
  public void plan(UUID agreementId, @Nullable LocalDate on, @Nullable Instant dueAt) {
    sql.update(
        "update agreements set review_on = ?, review_due_at = ?, review_told = false where id = ?",
        on,
        dueAt,
        agreementId);
  }

  /** The review's day has come. */
  public void told(UUID agreementId) {
    sql.update(
        "update agreements set review_due_at = null, review_told = true where id = ?", agreementId);
  }

  /** When a review is to be told, if it was not. */
  public Optional<Instant> dueAt(UUID agreementId) {
    return sql
        .list(
            "select review_due_at from agreements where id = ? and review_due_at is not null",
            row -> row.instant("review_due_at"),
            agreementId)
        .stream()
        .findFirst();
  }

  /** A change of the agreement that readers see. */
  public void touch(UUID agreementId, Instant now) {
    sql.update(
        "update agreements set version = version + 1, updated_at = ? where id = ?",
        now,
        agreementId);
  }

  public Page<Review> list(UUID agreementId, PageRequest page) {
    long after = page.isFirst() ? 0 : page.numberKey(0);
    List<Review> rows =
        sql.list(
            """
            select number, opinions, outcome, closed_at, next_on from agreement_reviews
            where agreement_id = ? and number > ? order by number limit ?
            """,
            this::read,
            agreementId,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(String.valueOf(row.number())));
  }

  private Review read(Row row) throws SQLException {
    var opinions = json.read(row.text("opinions"), Opinions.class).bySide();
    Instant closedAt = row.nullableInstant("closed_at");
    return closedAt == null
        ? new Review.Open(row.integer("number"), opinions)
        : new Review.Closed(
            row.integer("number"),
            opinions,
            row.constant("outcome", Review.Conclusion.class),
            closedAt,
            row.nullableDate("next_on"));
  }
}
