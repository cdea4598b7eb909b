package io.onus.sla.promise;

import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.promise.domain.Answer;
import io.onus.sla.promise.domain.Speaker;
import io.onus.sla.promise.domain.Waiver;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Waivers asked and answered. Whoever writes holds the request's lock. */
@ApplicationScoped
public class WaiverStore {

  /** A waiver as it is kept; whether there is still something to excuse, the clock tells. */
  record StoredWaiver(UUID clockId, Waiver kept, int version) {}

  enum Status {
    ASKED,
    APPROVED,
    DECLINED,
    LAPSED
  }

  private static final String SELECT =
      """
      select clock_id, number, version, status, reason, side, department, asked_by, asked_at,
        answered_at, answered_by, answered_side, answered_department, answer_reason,
        lapsed_because, lapsed_at
      from clock_waivers
      """;

  private final Sql sql;

  public WaiverStore(Sql sql) {
    this.sql = sql;
  }

  /** The last one asked for. */
  Optional<StoredWaiver> latest(UUID clockId) {
    return sql.one(
        SELECT + " where clock_id = ? order by number desc limit 1", this::read, clockId);
  }

  Page<StoredWaiver> list(UUID clockId, PageRequest page) {
    long after = page.isFirst() ? 0 : page.numberKey(0);
    List<StoredWaiver> rows =
        sql.list(
            SELECT + " where clock_id = ? and number > ? order by number limit ?",
            this::read,
            clockId,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(String.valueOf(row.kept().asking().number())));
  }

  /**
   * @param latest the one before it; null for the first
   */
  void insert(UUID clockId, UUID requestId, Waiver.Asking asking, @Nullable StoredWaiver latest) {
    sql.update(
        """
        insert into clock_waivers
          (clock_id, number, request_id, version, status, reason, side, department, asked_by,
           asked_at)
        values (?, ?, ?, ?, 'ASKED', ?, ?, ?, ?, ?)
        """,
        clockId,
        asking.number(),
        requestId,
        latest == null ? 1 : latest.version() + 1,
        asking.reason(),
        asking.by().side(),
        asking.by().department(),
        asking.by().person(),
        asking.at());
  }

  /** Writes what one that was asked for has become. */
  void settle(UUID clockId, Waiver settled) {
    switch (settled) {
      case Waiver.Asked asked -> throw new IllegalStateException("it is still asked for");
      case Waiver.Approved done -> answered(clockId, settled, Status.APPROVED, done.answer());
      case Waiver.Declined done -> answered(clockId, settled, Status.DECLINED, done.answer());
      case Waiver.Lapsed lapsed ->
          sql.update(
              """
              update clock_waivers set status = 'LAPSED', version = version + 1,
                lapsed_because = ?, lapsed_at = ?
              where clock_id = ? and number = ?
              """,
              lapsed.because(),
              lapsed.at(),
              clockId,
              lapsed.asking().number());
    }
  }

  private void answered(UUID clockId, Waiver settled, Status status, Answer answer) {
    sql.update(
        """
        update clock_waivers set status = ?, version = version + 1, answered_at = ?,
          answered_by = ?, answered_side = ?, answered_department = ?, answer_reason = ?::text
        where clock_id = ? and number = ?
        """,
        status,
        answer.at(),
        answer.by().person(),
        answer.by().side(),
        answer.by().department(),
        answer.reason(),
        clockId,
        settled.asking().number());
  }

  private StoredWaiver read(Row row) throws SQLException {
    Waiver.Asking asking =
        new Waiver.Asking(
            row.integer("number"),
            row.text("reason"),
            new Speaker(
                row.constant("side", Side.class), row.text("department"), row.text("asked_by")),
            row.instant("asked_at"));
    Waiver kept =
        switch (row.constant("status", Status.class)) {
          case ASKED -> new Waiver.Asked(asking);
          case APPROVED -> new Waiver.Approved(asking, ProposalStore.answer(row));
          case DECLINED -> new Waiver.Declined(asking, ProposalStore.answer(row));
          case LAPSED ->
              new Waiver.Lapsed(
                  asking,
                  row.constant("lapsed_because", Waiver.Because.class),
                  row.instant("lapsed_at"));
        };
    return new StoredWaiver(row.uuid("clock_id"), kept, row.integer("version"));
  }
}
