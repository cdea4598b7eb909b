package io.onus.kit.outbox;

import static io.onus.kit.stage.Events.append;
import static io.onus.kit.stage.Events.event;
import static io.onus.kit.stage.Events.firstOccurrences;
import static io.onus.kit.stage.Events.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.outbox.RelayProcess.Point;
import io.onus.kit.stage.ChildJvm;
import io.onus.kit.stage.Stage;
import io.onus.kit.test.Await;
import io.onus.kit.test.TopicReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** kill -9 of a real process at each point where a fact could be lost or doubled. */
class RelayKilledTest {

  private final Stage stage = Stage.empty();
  private final String topic = stage.newTopic(3);
  private final TopicReader reader = new TopicReader(stage.bootstrap(), topic);
  private final OutboxRelay survivor =
      new OutboxRelay(
          stage.dataSource(), new OutboxSignal(), new SimpleMeterRegistry(), stage.kafka(), true);

  @AfterEach
  void end() {
    survivor.close();
    reader.close();
  }

  @Test
  void aWriterKilledBeforeItsCommitHasSaidNothing() throws SQLException {
    try (ChildJvm writer = process(Point.WRITER_BEFORE_COMMIT)) {
      writer.awaitLine("AT WRITER_BEFORE_COMMIT");
      writer.kill();
    }
    commit(event("other", 1));

    drain();

    assertThat(firstOccurrences(reader.all())).isEqualTo(Map.of("other", upTo(1)));
  }

  @Test
  void aWriterKilledAfterItsCommitHasSaidAll() throws SQLException {
    try (ChildJvm writer = process(Point.WRITER_AFTER_COMMIT)) {
      writer.awaitLine("AT WRITER_AFTER_COMMIT");
      writer.kill();
    }

    drain();

    assertThat(firstOccurrences(reader.all())).isEqualTo(Map.of("k", upTo(2)));
  }

  @Test
  void aRelayKilledAfterItSentLosesNothing() throws SQLException {
    killedAt(Point.AFTER_SEND);
  }

  @Test
  void aRelayKilledAfterTheAcknowledgementRepeatsWithTheSameIds() throws SQLException {
    int records = killedAt(Point.AFTER_ACKNOWLEDGEMENT);

    // All of the first round was in the topic, so all of it is there twice.
    assertThat(records).isEqualTo(2 * 30 + 3);
  }

  @Test
  void aRelayKilledBeforeItsCommitRepeatsWithTheSameIds() throws SQLException {
    int records = killedAt(Point.BEFORE_COMMIT);

    assertThat(records).isEqualTo(2 * 30 + 3);
  }

  @Test
  void whileARelayHoldsTheLeaseAnotherWaitsAndThenTakesOver() throws SQLException {
    // Given: a relay that has published, not deleted, and does not go on
    commit(event("k", 1), event("k", 2));
    try (ChildJvm holder = process(Point.AFTER_ACKNOWLEDGEMENT)) {
      holder.awaitLine("AT AFTER_ACKNOWLEDGEMENT");
      commit(event("k", 3));
      assertThat(survivor.relayOnce()).isZero();
      assertThat(firstOccurrences(reader.all())).isEqualTo(Map.of("k", upTo(2)));

      // When
      holder.kill();
    }

    // Then
    drain();
    assertThat(firstOccurrences(reader.all())).isEqualTo(Map.of("k", upTo(3)));
  }

  /**
   * Thirty events of three keys, a relay killed over them, three more events, and another relay.
   */
  private int killedAt(Point point) throws SQLException {
    // Given
    List<CloudEvent> events = new ArrayList<>();
    for (int sequence = 1; sequence <= 10; sequence++) {
      for (String key : List.of("a", "b", "c")) {
        events.add(event(key, sequence));
      }
    }
    commit(events.toArray(CloudEvent[]::new));

    // When
    try (ChildJvm relay = process(point)) {
      relay.awaitLine("AT " + point);
      relay.kill();
    }
    commit(event("a", 11), event("b", 11), event("c", 11));
    drain();

    // Then
    List<TopicReader.Read> records = reader.all();
    assertThat(firstOccurrences(records))
        .isEqualTo(Map.of("a", upTo(11), "b", upTo(11), "c", upTo(11)));
    assertThat(records.stream().map(TopicReader.Read::event).distinct()).hasSize(33);
    assertThat(records.stream().<UUID>map(record -> record.event().id()).distinct()).hasSize(33);
    return records.size();
  }

  private ChildJvm process(Point point) {
    return ChildJvm.start(RelayProcess.class, stage.environment(), point.name(), topic);
  }

  private void commit(CloudEvent... events) throws SQLException {
    try (Connection connection = stage.begin()) {
      append(connection, topic, events);
      connection.commit();
    }
  }

  /** The database frees a dead relay's locks when it notices that its connection is gone. */
  private void drain() {
    Await.until(
        "the outbox is empty",
        () -> {
          survivor.relayOnce();
          try {
            return stage.count("outbox") == 0;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
