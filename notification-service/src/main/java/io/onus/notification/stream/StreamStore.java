package io.onus.notification.stream;

import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.domain.Severity;
import io.onus.notification.stream.domain.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The deliveries of the stream, in the order of their numbers. */
@ApplicationScoped
class StreamStore {

  /** Apart from other users of the same key space. */
  private static final long NUMBERING = 7_201_001L;

  private static final String OF_READER =
      """
      d.channel = 'STREAM' and ((d.address = ? and d.person_id = ?) or (d.address = ?::text and d.person_id is null))
      """;

  private final Sql sql;
  private final JsonColumns json;

  StreamStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  /**
   * Gives what was committed its place; answers how many got one. One at a time does it, and keeps
   * others out until its own places are committed: so no place ever appears before one that
   * somebody has read already. A number taken by whoever tells would be there before its
   * transaction is.
   */
  int number(int most) {
    sql.one("select pg_advisory_xact_lock(?)", row -> true, NUMBERING);
    return sql.update(
        """
        update deliveries d set stream_number = fresh.number
        from (
          select o.id, nextval('stream_numbers') as number from (
            select u.id from deliveries u join notices n on n.id = u.notice_id
            where u.channel = 'STREAM' and u.stream_number is null
            order by n.number, u.id limit ?) o
        ) fresh
        where d.id = fresh.id
        """,
        most);
  }

  /** The highest place that is taken; 0 where none is. */
  long last() {
    return sql.one(
            "select coalesce(max(stream_number), 0) as last from deliveries where stream_number is"
                + " not null",
            row -> row.number("last"))
        .orElseThrow();
  }

  /** Whose streams have something behind a place. */
  List<String> changed(long after) {
    return sql.list(
        "select distinct address from deliveries where stream_number > ?",
        row -> row.text("address"),
        after);
  }

  /** The place before the first that is not known to have arrived. */
  Optional<Long> beforeFirstUnread(Reader reader, Instant since) {
    return sql.one(
            "select min(d.stream_number) - 1 as place from deliveries d where d.status = 'SENT' and"
                + " d.created_at >= ? and "
                + OF_READER,
            row -> Optional.ofNullable(row.nullableNumber("place")),
            since,
            reader.personId(),
            reader.personId(),
            reader.email())
        .orElseGet(Optional::empty);
  }

  List<StreamItem> after(Reader reader, long place, int most) {
    return sql.list(
        """
        select d.stream_number, d.id, d.alert_id, d.severity, d.created_at, n.kind, n.content, a.status
        from deliveries d
        join notices n on n.id = d.notice_id
        left join alerts a on a.id = d.alert_id
        where d.stream_number > ? and\
        """
            + " "
            + OF_READER
            + " order by d.stream_number limit ?",
        this::item,
        place,
        reader.personId(),
        reader.personId(),
        reader.email(),
        most);
  }

  private StreamItem item(Row row) throws SQLException {
    String kind = row.text("kind");
    return new StreamItem(
        row.number("stream_number"),
        row.uuid("id"),
        row.nullableUuid("alert_id"),
        row.nullableText("status"),
        kind,
        row.constant("severity", Severity.class),
        content(kind, row.text("content")),
        row.instant("created_at"));
  }

  private Content content(String kind, String text) {
    return switch (kind) {
      case "MILESTONE" -> json.read(text, Content.Milestone.class);
      case "ALERT_MOVED" -> json.read(text, Content.AlertMoved.class);
      case "NEWS" -> json.read(text, Content.News.class);
      default -> throw new IllegalStateException("nothing in the stream is a " + kind);
    };
  }
}
