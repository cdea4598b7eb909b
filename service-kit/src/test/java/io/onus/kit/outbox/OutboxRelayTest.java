package io.onus.kit.outbox;

import static io.onus.kit.stage.Events.append;
import static io.onus.kit.stage.Events.event;
import static io.onus.kit.stage.Events.firstOccurrences;
import static io.onus.kit.stage.Events.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.stage.Stage;
import io.onus.kit.test.Await;
import io.onus.kit.test.TopicReader;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of the outbox on a real database and broker: nothing lost, order within a key. */
class OutboxRelayTest {

  private final Stage stage = Stage.empty();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<OutboxRelay> relays = new ArrayList<>();
  private String topic;
  private TopicReader reader;

  @BeforeEach
  void newTopic() {
    topic = stage.newTopic(4);
    reader = new TopicReader(stage.bootstrap(), topic);
  }

  @AfterEach
  void endRelays() {
    relays.forEach(OutboxRelay::close);
    reader.close();
  }

  @Test
  void aTransactionThatCommitsLateIsPublishedToo() throws SQLException {
    OutboxRelay relay = relay(new OutboxRelay.Stops() {});
    try (Connection early = stage.begin();
        Connection late = stage.begin()) {
      // Given: the earlier id commits after the later one was published
      append(early, topic, event("early", 1));
      append(late, topic, event("late", 1));
      late.commit();
      assertThat(relay.relayOnce()).isEqualTo(1);
      reader.awaitOf("late", 1);
      assertThat(reader.of("early")).isEmpty();

      // When
      early.commit();
      int published = relay.relayOnce();

      // Then
      assertThat(published).isEqualTo(1);
      reader.awaitOf("early", 1);
      assertThat(reader.all()).hasSize(2);
      assertThat(stage.count("outbox")).isZero();
    }
  }

  @Test
  void whatIsRolledBackIsNeverPublishedAndAllElseIs() throws Exception {
    // Given: many writers whose transactions end in any order, some of them rolled back
    started(new OutboxRelay.Stops() {});
    Map<String, List<Long>> committed = new HashMap<>();
    ExecutorService writers = Executors.newFixedThreadPool(6);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int writer = 0; writer < 6; writer++) {
        String key = "writer-" + writer;
        Random random = new Random(writer);
        counts.add(writers.submit(() -> write(key, 40, random)));
      }
      for (int writer = 0; writer < 6; writer++) {
        committed.put("writer-" + writer, upTo(counts.get(writer).get()));
      }
    } finally {
      writers.shutdown();
    }

    // When
    Await.until("the outbox is empty", () -> outboxIsEmpty());

    // Then
    assertThat(firstOccurrences(reader.all())).isEqualTo(committed);
  }

  @Test
  void twoRelaysNeverReorderAKey() throws Exception {
    // Given: two relays at work while twelve keys are written to, one event a transaction
    started(new OutboxRelay.Stops() {});
    started(new OutboxRelay.Stops() {});
    int keys = 12;
    int events = 60;
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int key = 0; key < keys; key++) {
        String name = "key-" + key;
        all.add(writers.submit(() -> write(name, events, null)));
      }
      for (Future<Integer> one : all) {
        one.get();
      }
    } finally {
      writers.shutdown();
    }

    // When
    Await.until("the outbox is empty", () -> outboxIsEmpty());

    // Then
    Map<String, List<Long>> order = firstOccurrences(reader.all());
    assertThat(order).hasSize(keys);
    assertThat(order.values())
        .allSatisfy(sequences -> assertThat(sequences).isEqualTo(upTo(events)));
  }

  @Test
  void aRelayLeavesTheShardsOfAnotherAlone() throws Exception {
    // Given: the first relay has sent and holds its locks
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    OutboxRelay first =
        relay(
            new OutboxRelay.Stops() {
              @Override
              public void afterSend() {
                sent.countDown();
                awaitQuietly(goOn);
              }
            });
    OutboxRelay second = relay(new OutboxRelay.Stops() {});
    commit(event("k", 1));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> atWork = thread.submit(first::relayOnce);
      assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
      commit(event("k", 2));

      // When
      int ofSecond = second.relayOnce();

      // Then
      assertThat(ofSecond).isZero();
      goOn.countDown();
      assertThat(atWork.get()).isEqualTo(1);
      assertThat(second.relayOnce()).isEqualTo(1);
      assertThat(reader.awaitOf("k", 2))
          .extracting(record -> record.event().sequence())
          .containsExactly(1L, 2L);
    } finally {
      goOn.countDown();
      thread.shutdown();
    }
  }

  @Test
  void theBytesInTheTopicAreTheBytesOfTheOutbox() throws SQLException {
    // Given
    var event = event("k", 7, "Grüße, 東京 \\ \" \u2028");
    commit(event);

    // When
    relay(new OutboxRelay.Stops() {}).relayOnce();

    // Then
    TopicReader.Read read = reader.awaitOf("k", 1).getFirst();
    assertThat(read.text()).isEqualTo(CloudEvents.write(event, JsonSettings.mapper()));
    assertThat(read.event()).isEqualTo(event);
    assertThat(read.header("content-type")).isEqualTo("application/cloudevents+json");
    assertThat(read.header("ce_id")).isEqualTo(event.id().toString());
    assertThat(read.header("ce_sequence")).isEqualTo("000000000007");
    assertThat(read.header("ce_recordedtime")).isEqualTo("2026-01-05T09:00:01Z");
    assertThat(read.headers()).doesNotContainKey("ce_causationid");
  }

  @Test
  void aRecordThatIsTooLargeIsParkedAlarmedAndInNobodysWay() throws SQLException {
    // Given
    commit(event("k", 1), event("k", 2, "x".repeat(1_100_000)), event("k", 3), event("other", 1));
    OutboxRelay relay = relay(new OutboxRelay.Stops() {});

    // When
    relay.relayOnce();

    // Then
    assertThat(reader.awaitOf("k", 2))
        .extracting(record -> record.event().sequence())
        .containsExactly(1L, 3L);
    reader.awaitOf("other", 1);
    assertThat(stage.count("outbox")).isZero();
    assertThat(stage.count("outbox_parked")).isEqualTo(1);
    assertThat(meters.counter("onus.outbox.parked").count()).isEqualTo(1);
    assertThat(meters.get("onus.outbox.parked.rows").gauge().value()).isEqualTo(1);
  }

  @Test
  void theAlarmOfAParkedRowOutlivesARestart() throws SQLException {
    // Given
    commit(event("k", 1, "x".repeat(1_100_000)));
    relay(new OutboxRelay.Stops() {}).relayOnce();

    // When
    SimpleMeterRegistry metersAfterRestart = new SimpleMeterRegistry();
    OutboxRelay restarted =
        new OutboxRelay(
            stage.dataSource(), new OutboxSignal(), metersAfterRestart, stage.kafka(), true);
    relays.add(restarted);
    restarted.relayOnce();

    // Then
    assertThat(metersAfterRestart.get("onus.outbox.parked.rows").gauge().value()).isEqualTo(1);
  }

  @Test
  void aRecordThatCouldNotBeSentIsNotOvertakenByItsSuccessor() throws SQLException {
    // Given: a topic that appears just after the first record found none
    String late = "kit.late-" + java.util.UUID.randomUUID();
    try (Connection connection = stage.begin()) {
      append(connection, late, event("k", 1), event("k", 2), event("k", 3));
      connection.commit();
    }
    OutboxRelay relay =
        relay(
            new OutboxRelay.Stops() {
              @Override
              public void whenNotSent() {
                stage.create(late, 1);
              }
            });

    // When
    Await.until("all went", relay::relayOnce, published -> outboxIsEmpty());

    // Then
    try (TopicReader ofLate = new TopicReader(stage.bootstrap(), late)) {
      assertThat(firstOccurrences(ofLate.all())).isEqualTo(Map.of("k", upTo(3)));
    }
  }

  @Test
  void aTopicThatIsMissingHoldsUpItsOwnRecordsOnly() throws SQLException {
    // Given
    try (Connection connection = stage.begin()) {
      append(connection, "kit.no-such-topic", event("lost", 1), event("lost", 2));
      append(connection, topic, event("k", 1));
      connection.commit();
    }

    // When
    relay(new OutboxRelay.Stops() {}).relayOnce();

    // Then
    reader.awaitOf("k", 1);
    assertThat(stage.count("outbox")).isEqualTo(2);
  }

  private OutboxRelay relay(OutboxRelay.Stops stops) {
    OutboxRelay relay =
        new OutboxRelay(stage.dataSource(), new OutboxSignal(), meters, stage.kafka(), true, stops);
    relays.add(relay);
    return relay;
  }

  private void started(OutboxRelay.Stops stops) {
    relay(stops).start(new StartupEvent());
  }

  private void commit(io.onus.kit.event.CloudEvent... events) throws SQLException {
    try (Connection connection = stage.begin()) {
      append(connection, topic, events);
      connection.commit();
    }
  }

  /**
   * Each event in a transaction of its own; where a chance is given, a third of them is rolled
   * back.
   */
  private int write(String key, int transactions, Random chance) throws SQLException {
    int sequence = 1;
    try (Connection connection = stage.begin()) {
      for (int i = 0; i < transactions; i++) {
        append(connection, topic, event(key, sequence));
        if (chance != null && chance.nextInt(3) == 0) {
          connection.rollback();
        } else {
          connection.commit();
          sequence++;
        }
      }
    }
    return sequence - 1;
  }

  private boolean outboxIsEmpty() {
    return unchecked(() -> stage.count("outbox") == 0);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    unchecked(() -> latch.await(60, TimeUnit.SECONDS));
  }

  private static <T> T unchecked(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
