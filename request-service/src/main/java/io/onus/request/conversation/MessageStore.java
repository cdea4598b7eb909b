package io.onus.request.conversation;

import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.request.request.domain.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Messages, read from the history they are part of. */
@ApplicationScoped
class MessageStore {

  /** A message with its place in the history. */
  record Placed(int position, MessageView message) {}

  private final Sql sql;

  MessageStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param ownSides the reader's sides: internal messages of others are not there for them
   */
  List<Placed> page(UUID requestId, int after, int limit, Collection<Side> ownSides) {
    return sql.list(
        """
        select position, content ->> 'messageId' as message_id, content ->> 'text' as text,
          content ->> 'visibility' as visibility, actor, department, side, kind, on_behalf_of,
          happened_at
        from request_facts
        where request_id = ? and type = 'message-posted' and position > ?
          and (content ->> 'visibility' = 'BOTH' or side = any(?))
        order by position limit ?
        """,
        MessageStore::placed,
        requestId,
        after,
        ownSides,
        limit);
  }

  private static Placed placed(Row row) throws SQLException {
    return new Placed(
        row.integer("position"),
        new MessageView(
            UUID.fromString(row.text("message_id")),
            row.text("text"),
            row.text("visibility"),
            new MessageView.AuthorView(
                row.text("actor"),
                row.text("department"),
                row.nullableText("side"),
                row.text("kind"),
                row.nullableText("on_behalf_of")),
            row.instant("happened_at")));
  }
}
