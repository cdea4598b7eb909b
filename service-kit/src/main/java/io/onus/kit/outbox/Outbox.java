package io.onus.kit.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.sql.Sql;
import io.onus.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.List;

/**
 * Events written in the transaction of the change they tell of, and published after it.
 *
 * <p>The writer must hold the lock of the subject's row and number the event under it: then, within
 * one subject, the order of outbox ids is the order of sequences.
 */
@ApplicationScoped
public class Outbox {

  /** Rows of one key are always in one shard, and one relay at a time publishes a shard. */
  public static final int SHARDS = 8;

  /** Columns of {@link #INSERT}, for stores that insert state and events in one statement. */
  public static final String INSERT =
      "insert into outbox (shard, topic, key, event_id, headers, value) values (?, ?, ?, ?, ?, ?)";

  /** An array has no rows of arrays, so the headers of one event travel as one text. */
  private static final String SEPARATOR = "\u001f";

  private static final String INSERT_MANY =
      """
      insert into outbox (shard, topic, key, event_id, headers, value)
      select shard, topic, key, event_id, string_to_array(headers, chr(31)), value
      from unnest(?::integer[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[])
        with ordinality as m (shard, topic, key, event_id, headers, value, place)
      order by place
      """;

  private final Sql sql;
  private final Transactions transactions;
  private final ObjectMapper mapper;
  private final OutboxSignal signal;

  public Outbox(Sql sql, Transactions transactions, ObjectMapper mapper, OutboxSignal signal) {
    this.sql = sql;
    this.transactions = transactions;
    this.mapper = mapper;
    this.signal = signal;
  }

  public void append(String topic, String key, CloudEvent event) {
    append(List.of(message(topic, key, event)));
  }

  public void append(String topic, String key, List<CloudEvent> events) {
    append(events.stream().map(event -> message(topic, key, event)).toList());
  }

  /** Appends in the order given, in the current transaction; the relay is woken when it commits. */
  public void append(List<OutboxMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    // First, because it refuses where there is no transaction: nothing may be appended without one.
    wakeAfterCommit();
    sql.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (OutboxMessage message : messages) {
              statement.setInt(1, message.shard());
              statement.setString(2, message.topic());
              statement.setString(3, message.key());
              statement.setObject(4, message.eventId());
              statement.setArray(5, connection.createArrayOf("text", message.headers().toArray()));
              statement.setString(6, message.value());
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  /** The same in one statement, for those who change much at once. */
  public void appendAll(List<OutboxMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    wakeAfterCommit();
    sql.update(
        INSERT_MANY,
        messages.stream().map(OutboxMessage::shard).toList(),
        messages.stream().map(OutboxMessage::topic).toList(),
        messages.stream().map(OutboxMessage::key).toList(),
        messages.stream().map(OutboxMessage::eventId).toList(),
        messages.stream().map(message -> String.join(SEPARATOR, message.headers())).toList(),
        messages.stream().map(OutboxMessage::value).toList());
  }

  /** The row to be, for stores that insert it themselves; they call {@link #wakeAfterCommit}. */
  public OutboxMessage message(String topic, String key, CloudEvent event) {
    return new OutboxMessage(
        shardOf(key),
        topic,
        key,
        event.id(),
        CloudEvents.headers(event),
        CloudEvents.write(event, mapper));
  }

  public void wakeAfterCommit() {
    transactions.afterCommit(signal::wake);
  }

  public static int shardOf(String key) {
    return Math.floorMod(key.hashCode(), SHARDS);
  }
}
