package io.onus.sla.promise;

import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.promise.domain.Answer;
import io.onus.sla.promise.domain.Proposal;
import io.onus.sla.promise.domain.ProposedDue;
import io.onus.sla.promise.domain.Speaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rounds of renegotiation. Whoever writes holds the request's lock. */
@ApplicationScoped
public class ProposalStore {

  /** A round as it is kept; whether it lapsed meanwhile, the clock tells. */
  record StoredProposal(UUID clockId, Proposal kept, int version) {

    int number() {
      return kept.due().number();
    }
  }

  enum Status {
    OPEN,
    ACCEPTED,
    DECLINED,
    COUNTERED,
    WITHDRAWN,
    LAPSED
  }

  private static final String SELECT =
      """
      select clock_id, number, version, status, due_at, due_before, reason, side, department,
        proposed_by, proposed_at, counters, countered_by, answered_at, answered_by, answered_side,
        answered_department, answer_reason, lapsed_because, lapsed_at
      from clock_proposals
      """;

  private final Sql sql;

  public ProposalStore(Sql sql) {
    this.sql = sql;
  }

  Optional<StoredProposal> find(UUID clockId, int number) {
    return sql.one(SELECT + " where clock_id = ? and number = ?", this::read, clockId, number);
  }

  Optional<StoredProposal> open(UUID clockId) {
    return sql.one(SELECT + " where clock_id = ? and status = 'OPEN'", this::read, clockId);
  }

  Page<StoredProposal> list(UUID clockId, PageRequest page) {
    long after = page.isFirst() ? 0 : page.numberKey(0);
    List<StoredProposal> rows =
        sql.list(
            SELECT + " where clock_id = ? and number > ? order by number limit ?",
            this::read,
            clockId,
            after,
            page.size() + 1);
    return Page.of(rows, page, row -> List.of(String.valueOf(row.number())));
  }

  int nextNumber(UUID clockId) {
    return sql.one(
            "select coalesce(max(number), 0) + 1 as next from clock_proposals where clock_id = ?",
            row -> row.integer("next"),
            clockId)
        .orElseThrow();
  }

  void insert(UUID clockId, UUID requestId, ProposedDue due) {
    sql.update(
        """
        insert into clock_proposals
          (clock_id, number, request_id, status, due_at, due_before, reason, side, department,
           proposed_by, proposed_at, counters)
        values (?, ?, ?, 'OPEN', ?, ?::timestamptz, ?, ?, ?, ?::text, ?, ?::integer)
        """,
        clockId,
        due.number(),
        requestId,
        due.dueAt(),
        due.dueBefore(),
        due.reason(),
        due.by().side(),
        due.by().department(),
        due.by().person(),
        due.at(),
        due.counters());
  }

  /** Writes what an open one has become. */
  void settle(UUID clockId, Proposal settled) {
    int number = settled.due().number();
    switch (settled) {
      case Proposal.Open open -> throw new IllegalStateException("an open one is not settled");
      case Proposal.Accepted done ->
          answered(clockId, number, Status.ACCEPTED, done.answer(), null);
      case Proposal.Declined done ->
          answered(clockId, number, Status.DECLINED, done.answer(), null);
      case Proposal.Countered done ->
          answered(clockId, number, Status.COUNTERED, done.answer(), done.next());
      case Proposal.Withdrawn done ->
          answered(clockId, number, Status.WITHDRAWN, done.answer(), null);
      case Proposal.Lapsed lapsed ->
          sql.update(
              """
              update clock_proposals set status = 'LAPSED', version = version + 1,
                lapsed_because = ?, lapsed_at = ?::timestamptz
              where clock_id = ? and number = ?
              """,
              lapsed.because(),
              lapsed.at(),
              clockId,
              number);
    }
  }

  private void answered(
      UUID clockId, int number, Status status, Answer answer, @Nullable Integer counteredBy) {
    sql.update(
        """
        update clock_proposals set status = ?, version = version + 1, answered_at = ?,
          answered_by = ?::text, answered_side = ?, answered_department = ?,
          answer_reason = ?::text, countered_by = ?::integer
        where clock_id = ? and number = ?
        """,
        status,
        answer.at(),
        answer.by().person(),
        answer.by().side(),
        answer.by().department(),
        answer.reason(),
        counteredBy,
        clockId,
        number);
  }

  private StoredProposal read(Row row) throws SQLException {
    ProposedDue due =
        new ProposedDue(
            row.integer("number"),
            row.instant("due_at"),
            row.nullableInstant("due_before"),
            row.text("reason"),
            new Speaker(
                row.constant("side", Side.class),
                row.text("department"),
                row.nullableText("proposed_by")),
            row.instant("proposed_at"),
            row.nullableInteger("counters"));
    return new StoredProposal(row.uuid("clock_id"), state(row, due), row.integer("version"));
  }

  private static Proposal state(Row row, ProposedDue due) throws SQLException {
    return switch (row.constant("status", Status.class)) {
      case OPEN -> new Proposal.Open(due);
      case ACCEPTED -> new Proposal.Accepted(due, answer(row));
      case DECLINED -> new Proposal.Declined(due, answer(row));
      case COUNTERED ->
          new Proposal.Countered(
              due, answer(row), Objects.requireNonNull(row.nullableInteger("countered_by")));
      case WITHDRAWN -> new Proposal.Withdrawn(due, answer(row));
      case LAPSED ->
          new Proposal.Lapsed(
              due,
              row.constant("lapsed_because", Proposal.Because.class),
              row.nullableInstant("lapsed_at"));
    };
  }

  static Answer answer(Row row) throws SQLException {
    return new Answer(
        new Speaker(
            row.constant("answered_side", Side.class),
            row.text("answered_department"),
            row.nullableText("answered_by")),
        row.instant("answered_at"),
        row.nullableText("answer_reason"));
  }
}
