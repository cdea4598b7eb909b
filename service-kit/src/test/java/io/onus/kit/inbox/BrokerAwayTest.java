package io.onus.kit.inbox;

import static io.onus.kit.stage.Events.append;
import static io.onus.kit.stage.Events.event;
import static io.onus.kit.stage.Events.firstOccurrences;
import static io.onus.kit.stage.Events.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.outbox.OutboxRelay;
import io.onus.kit.outbox.OutboxSignal;
import io.onus.kit.stage.Stage;
import io.onus.kit.test.Await;
import io.onus.kit.test.TopicReader;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** From outbox to handler, with a broker that is killed in between. */
class BrokerAwayTest {

  private final Stage stage = Stage.empty();
  private final String topic = stage.newTopic(4);
  private final Set<String> handled = ConcurrentHashMap.newKeySet();

  @Test
  void aBrokerThatIsKilledAndComesBackLosesNothingAndReordersNothing() throws Exception {
    // Given: a relay, a consumer, and a writer that never rests
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    ConsumerLoop consumer =
        new ConsumerLoop(
            stage.kafka(),
            topic,
            topic,
            (key, events) -> events.forEach(e -> handled.add(key + e.event().sequence())),
            JsonSettings.mapper(),
            new SimpleMeterRegistry());
    try (BackgroundLoop relay = relay().start();
        TopicReader reader = new TopicReader(stage.bootstrap(), topic)) {
      consumer.start();
      Future<Integer> written = writer.submit(() -> writeUntil(enough));
      Await.until("the path is open", () -> handled.size() > 20);

      // When: the broker dies, and a second relay that never saw it starts before it is back
      stage.stack().kafka().kill();
      try (BackgroundLoop second = relay().start()) {
        stage.stack().kafka().start();
        enough.set(true);
        int last = written.get();

        // Then
        Await.until("all is handled", handled::size, size -> size == 2 * last);
        assertThat(firstOccurrences(reader.all()))
            .isEqualTo(Map.of("k", upTo(last), "l", upTo(last)));
      }
    } finally {
      enough.set(true);
      writer.shutdown();
      consumer.close();
    }
  }

  private int writeUntil(AtomicBoolean enough) throws Exception {
    int sequence = 0;
    try (Connection connection = stage.begin()) {
      while (!enough.get()) {
        sequence++;
        for (String key : List.of("k", "l")) {
          append(connection, topic, event(key, sequence));
        }
        connection.commit();
      }
    }
    return sequence;
  }

  private BackgroundLoop relay() {
    OutboxRelay relay =
        new OutboxRelay(
            stage.dataSource(), new OutboxSignal(), new SimpleMeterRegistry(), stage.kafka(), true);
    return new BackgroundLoop(
        "relay", () -> relay.relayOnce() == 0 ? Duration.ofMillis(50) : Duration.ZERO);
  }
}
