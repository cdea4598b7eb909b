package io.onus.notification.weekly;

import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.weekly.domain.Promise;
import io.onus.notification.weekly.domain.Promise.Phase;
import io.onus.notification.weekly.domain.Promise.Side;
import io.onus.notification.weekly.domain.Promise.Verdict;
import io.onus.notification.weekly.domain.Review;
import io.onus.notification.weekly.domain.Week;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class WeeklyStore {

  private static final String COLUMNS =
      """
      clock_id, request_id, request_number, subject, side, owed_by, owed_to, metric, priority, expected, phase, verdict,
      promised, agreed, due_at, original_due_at, stopped_at, unanswered, cost, currency, said_at, sequence
      """;

  private final Sql sql;

  WeeklyStore(Sql sql) {
    this.sql = sql;
  }

  /** What is known of a request's clocks, locked until the transaction ends. */
  Map<UUID, Promise> lock(UUID requestId) {
    return sql
        .list(
            "select "
                + COLUMNS
                + " from weekly_clocks where request_id = ? order by clock_id for update",
            WeeklyStore::promise,
            requestId)
        .stream()
        .collect(Collectors.toMap(Promise::clockId, Function.identity()));
  }

  /** Nothing happens where a later word is kept already. */
  void keep(Promise promise) {
    Money cost = promise.cost();
    sql.update(
        """
        insert into weekly_clocks (clock_id, request_id, request_number, subject, side, owed_by, owed_to, metric,
          priority, expected, phase, verdict, promised, agreed, due_at, original_due_at, stopped_at, unanswered, cost,
          currency, said_at, sequence)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (clock_id) do update set
          request_number = excluded.request_number, subject = excluded.subject, side = excluded.side,
          owed_by = excluded.owed_by, owed_to = excluded.owed_to, metric = excluded.metric,
          priority = excluded.priority, expected = excluded.expected, phase = excluded.phase,
          verdict = excluded.verdict, promised = excluded.promised, agreed = excluded.agreed,
          due_at = excluded.due_at, original_due_at = excluded.original_due_at,
          stopped_at = excluded.stopped_at, unanswered = excluded.unanswered, cost = excluded.cost, currency = excluded.currency,
          said_at = excluded.said_at, sequence = excluded.sequence
        where weekly_clocks.sequence <= excluded.sequence
        """,
        promise.clockId(),
        promise.requestId(),
        promise.number(),
        promise.subject(),
        promise.side(),
        promise.owedBy(),
        promise.owedTo(),
        promise.metric(),
        promise.priority(),
        promise.expected(),
        promise.phase(),
        promise.verdict(),
        promise.promised(),
        promise.agreed(),
        promise.dueAt(),
        promise.originalDueAt(),
        promise.stoppedAt(),
        promise.unanswered(),
        cost == null ? null : cost.amount(),
        cost == null ? null : cost.currency(),
        promise.saidAt(),
        promise.sequence());
  }

  /** The promises a department owes or is owed, but for those that were over before an instant. */
  List<Promise> of(String department, Instant since) {
    return sql.list(
        "select "
            + COLUMNS
            + """
            from weekly_clocks
            where (owed_by = ? or owed_to = ?) and (stopped_at is null or stopped_at >= ?)
            """,
        WeeklyStore::promise,
        department,
        department,
        since);
  }

  int forgetClocks(Instant before) {
    return sql.update("delete from weekly_clocks where stopped_at < ?", before);
  }

  void keep(PlannedReview review) {
    sql.update(
        """
        insert into weekly_reviews (agreement_id, requester, provider, service, review_on, sequence)
        values (?, ?, ?, ?, ?, ?)
        on conflict (agreement_id) do update set review_on = excluded.review_on, sequence = excluded.sequence
        where weekly_reviews.sequence < excluded.sequence
        """,
        review.agreementId(),
        review.requester(),
        review.provider(),
        review.service(),
        review.on(),
        review.sequence());
  }

  /** Reviews of a department's agreements, up to and with a day. */
  List<Review> reviews(String department, LocalDate until) {
    return sql.list(
        """
        select agreement_id, case when provider = ? then requester else provider end as across, service, review_on
        from weekly_reviews where (requester = ? or provider = ?) and review_on <= ?
        """,
        row ->
            new Review(
                row.uuid("agreement_id"),
                row.text("across"),
                row.nullableText("service"),
                Objects.requireNonNull(row.nullableDate("review_on"))),
        department,
        department,
        department,
        until);
  }

  /** The last week each department was told of, or would have been. */
  Map<String, Week> lastWeeks() {
    return sql
        .list(
            "select department, max(week) as week from weekly_letters group by department",
            row ->
                Map.entry(
                    row.text("department"),
                    new Week(Objects.requireNonNull(row.nullableDate("week")))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** False where somebody tells that week already, or has. */
  boolean claim(String department, Week week, Instant now) {
    return sql.update(
            """
            insert into weekly_letters (department, week, told_at) values (?, ?, ?)
            on conflict (department, week) do nothing
            """,
            department,
            week.monday(),
            now)
        == 1;
  }

  void giveBack(String department, Week week) {
    sql.update(
        "delete from weekly_letters where department = ? and week = ?", department, week.monday());
  }

  void told(String department, Week week, UUID noticeId) {
    sql.update(
        "update weekly_letters set notice_id = ? where department = ? and week = ?",
        noticeId,
        department,
        week.monday());
  }

  int forgetLetters(LocalDate before) {
    return sql.update("delete from weekly_letters where week < ?", before);
  }

  /** The wishes of departments that have any, by department. */
  Map<String, LetterWish> wishes() {
    return sql
        .list("select department, enabled, moment, version from weekly_wishes", WeeklyStore::wish)
        .stream()
        .collect(Collectors.toMap(LetterWish::department, Function.identity()));
  }

  LetterWish wish(String department) {
    return sql.one(
            "select department, enabled, moment, version from weekly_wishes where department = ?",
            WeeklyStore::wish,
            department)
        .orElse(LetterWish.none(department));
  }

  /** False where another version was written meanwhile. */
  boolean keep(LetterWish wish, Instant now) {
    return sql.update(
            """
            insert into weekly_wishes (department, enabled, moment, version, updated_at) values (?, ?, ?, ?, ?)
            on conflict (department) do update set enabled = excluded.enabled, moment = excluded.moment,
              version = excluded.version, updated_at = excluded.updated_at
            where weekly_wishes.version = excluded.version - 1
            """,
            wish.department(),
            wish.on(),
            wish.moment() == null ? null : wish.moment().toString(),
            wish.version(),
            now)
        == 1;
  }

  private static LetterWish wish(Row row) throws SQLException {
    return LetterWish.stored(
        row.text("department"),
        row.flag("enabled"),
        row.nullableText("moment"),
        row.number("version"));
  }

  private static Promise promise(Row row) throws SQLException {
    return new Promise(
        row.uuid("clock_id"),
        row.uuid("request_id"),
        row.text("request_number"),
        row.nullableText("subject"),
        row.constant("side", Side.class),
        row.text("owed_by"),
        row.text("owed_to"),
        row.text("metric"),
        row.text("priority"),
        row.flag("expected"),
        row.constant("phase", Phase.class),
        row.constant("verdict", Verdict.class),
        row.flag("promised"),
        row.flag("agreed"),
        row.nullableInstant("due_at"),
        row.nullableInstant("original_due_at"),
        row.nullableInstant("stopped_at"),
        row.flag("unanswered"),
        money(row),
        row.instant("said_at"),
        row.number("sequence"));
  }

  private static @Nullable Money money(Row row) throws SQLException {
    BigDecimal amount = row.nullableDecimal("cost");
    return amount == null ? null : new Money(amount, row.text("currency"));
  }
}
