package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.ada;
import static io.onus.kit.sample.Calls.assertProblem;
import static io.onus.kit.sample.Calls.sending;
import static io.onus.kit.sample.Calls.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.inbox.ConsumerLoop;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.Inbox;
import io.onus.kit.inbox.IncomingEvent;
import io.onus.kit.sql.Sql;
import io.onus.kit.stage.Events;
import io.onus.kit.stage.Stage;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.TopicReader;
import io.onus.kit.tx.Transactions;
import io.onus.local.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** The database dies under a running service, and comes back. */
@QuarkusTest
@QuarkusTestResource(OnusStack.class)
class DatabaseAwayTest {

  @Inject ConsumerLoops loops;
  @Inject Inbox inbox;
  @Inject Transactions transactions;
  @Inject Sql sql;

  @Test
  void callersAreToldToComeAgainAndConsumersWaitAndNothingIsLostOrDoubled() {
    // Given: a consumer whose effect is one row an event
    Stage stage = Stage.empty();
    String topic = stage.newTopic(3);
    AtomicInteger attempts = new AtomicInteger();
    ConsumerLoop loop =
        loops.start(
            topic,
            topic,
            (key, events) -> {
              attempts.incrementAndGet();
              transactions.run(() -> events.forEach(event -> effect(topic, event)));
            });
    String published = sending(title("away")).post(NOTES).then().extract().path("id");
    try (Producer<String, byte[]> producer = stage.producer()) {
      send(producer, topic, 1);
      Await.until("the first are in", () -> effects(topic) == 20);

      // When
      TestStack.get().postgres().kill();
      int before = attempts.get();
      send(producer, topic, 2);
      assertProblem(sending(title("away")).post(NOTES).then(), 503, "unavailable")
          .header("Retry-After", "2");
      assertProblem(ada().get(NOTES).then(), 503, "unavailable");
      Await.until("the consumer tries", () -> attempts.get() > before + 2);
      TestStack.get().postgres().start();

      // Then
      Await.until(
          "callers are served again",
          () -> sending(title("back")).post(NOTES).statusCode(),
          status -> status == 201);
      Await.until("all are in", () -> effects(topic), count -> count == 40);
      try (TopicReader letters = new TopicReader(stage.bootstrap(), topic + ".dlt");
          TopicReader requests = new TopicReader(stage.bootstrap(), "onus.request.v1")) {
        assertThat(letters.all()).isEmpty();
        requests.awaitOf(published, 1);
      }
    } finally {
      loop.close();
    }
  }

  @Test
  void anEffectThatIsRepeatedAfterItsCommitHappensOnce() {
    // Given: a handler that fails after its commit, as one that is killed before the offset is
    // stored
    Stage stage = Stage.empty();
    String topic = stage.newTopic(1);
    AtomicInteger attempts = new AtomicInteger();
    ConsumerLoop loop =
        loops.start(
            topic,
            topic,
            (key, events) -> {
              transactions.run(() -> events.forEach(event -> effect(topic, event)));
              if (attempts.incrementAndGet() == 1) {
                throw new java.sql.SQLTransientException("killed");
              }
            });

    // When
    try (Producer<String, byte[]> producer = stage.producer()) {
      send(producer, topic, 1);
      Await.until("caught up", () -> attempts.get() > 1 && effects(topic) == 20);
    } finally {
      loop.close();
    }

    // Then
    assertThat(effects(topic)).isEqualTo(20);
  }

  private void effect(String topic, IncomingEvent event) {
    if (inbox.isNew(topic, event.event().id())) {
      sql.update(
          "insert into notes (id, version, title) values (?, 1, ?)", UUID.randomUUID(), topic);
    }
  }

  /** An answer of less than all while the database is away is as good as none. */
  private long effects(String topic) {
    try {
      return sql.one(
              "select count(*) as n from notes where title = ?", row -> row.number("n"), topic)
          .orElse(0L);
    } catch (io.onus.kit.sql.SqlFailure away) {
      return -1;
    }
  }

  private static void send(Producer<String, byte[]> producer, String topic, int sequence) {
    for (int key = 0; key < 20; key++) {
      producer.send(Events.record(topic, "key-" + key, sequence));
    }
    producer.flush();
  }
}
