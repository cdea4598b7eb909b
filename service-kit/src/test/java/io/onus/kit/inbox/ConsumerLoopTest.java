package io.onus.kit.inbox;

import static io.onus.kit.stage.Events.record;
import static io.onus.kit.stage.Events.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.stage.Stage;
import io.onus.kit.test.Await;
import io.onus.kit.test.TopicReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a consumer does with good, bad and unlucky records, on a real broker. */
class ConsumerLoopTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  private final Stage stage = Stage.empty();
  private final String group = "kit-" + UUID.randomUUID();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Handled handled = new Handled();
  private final List<ConsumerLoop> loops = new ArrayList<>();
  private final Producer<String, byte[]> producer = stage.producer();

  /** Sequences per key, each at its first effect, as an inbox would see it. */
  private static final class Handled {
    private final Map<String, List<Long>> byKey = new ConcurrentHashMap<>();

    void add(String key, List<IncomingEvent> events) {
      List<Long> sequences =
          byKey.computeIfAbsent(
              key, k -> java.util.Collections.synchronizedList(new ArrayList<>()));
      for (IncomingEvent event : events) {
        if (!sequences.contains(event.event().sequence())) {
          sequences.add(event.event().sequence());
        }
      }
    }

    List<Long> of(String key) {
      return List.copyOf(byKey.getOrDefault(key, List.of()));
    }

    int count() {
      return byKey.values().stream().mapToInt(List::size).sum();
    }
  }

  @AfterEach
  void end() {
    loops.forEach(ConsumerLoop::close);
    producer.close();
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAtOnceAndTheRestOfItsPartitionGoesOn() {
    // Given
    String topic = stage.newTopic(1);
    send(record(topic, "k", 1), record(topic, "k", 2), record(topic, "k", 3));
    send(record(topic, "other", 1));
    AtomicInteger attempts = new AtomicInteger();

    // When
    start(
        topic,
        (key, events) -> {
          for (IncomingEvent event : events) {
            if (event.event().subject().equals("k") && event.event().sequence() == 2) {
              attempts.incrementAndGet();
              throw new PoisonRecord("this one can never be handled");
            }
          }
          handled.add(key, events);
        });

    // Then
    TopicReader.Read letter = deadLetter(topic);
    TopicReader.Read origin = readAll(topic).get(1);
    assertThat(letter.key()).isEqualTo("k");
    assertThat(letter.value()).isEqualTo(origin.value());
    assertThat(letter.headers()).containsAllEntriesOf(origin.headers());
    assertThat(letter.header("onus-origin-topic")).isEqualTo(topic);
    assertThat(letter.header("onus-origin-partition")).isEqualTo("0");
    assertThat(letter.header("onus-origin-offset")).isEqualTo("1");
    assertThat(letter.header("onus-group")).isEqualTo(group);
    assertThat(letter.header("onus-error")).contains("this one can never be handled");
    Await.until("all others are handled", () -> handled.count(), count -> count == 3);
    assertThat(handled.of("k")).containsExactly(1L, 3L);
    assertThat(handled.of("other")).containsExactly(1L);
    Await.until("all is committed", () -> committed(topic, 0), offset -> offset == 4);
    assertThat(attempts).as("once with its neighbours, once alone").hasValueLessThanOrEqualTo(2);
    assertThat(meters.counter("onus.consumer.dead_letters", "group", group).count()).isEqualTo(1);
  }

  @Test
  void recordsThatAreNoEventsGoToTheDeadLetters() {
    // Given
    String topic = stage.newTopic(1);
    byte[] withoutId =
        "{\"specversion\":\"1.0\",\"source\":\"/x\"}".getBytes(StandardCharsets.UTF_8);
    byte[] noJson = {(byte) 0xff, 0, 1};
    send(record(topic, "k", 1));
    send(new ProducerRecord<>(topic, "k", noJson));
    send(new ProducerRecord<>(topic, "k", withoutId));
    send(new ProducerRecord<>(topic, "gone", null));
    send(new ProducerRecord<>(topic, null, record(topic, "k", 9).value()));
    send(record(topic, "k", 2));

    // When
    start(topic, handled::add);

    // Then
    Await.until("both are handled", () -> handled.of("k"), seen -> seen.equals(upTo(2)));
    Await.until("all is committed", () -> committed(topic, 0), offset -> offset == 6);
    try (TopicReader letters = new TopicReader(stage.bootstrap(), topic + ".dlt")) {
      assertThat(letters.await("three letters", seen -> seen.size() >= 3))
          .extracting(letter -> letter.header("onus-origin-offset"))
          .containsExactly("1", "2", "4");
      assertThat(letters.all().get(0).value()).isEqualTo(noJson);
      assertThat(letters.all().get(1).header("onus-error")).contains("is missing");
    }
  }

  @Test
  void aRecordTooLargeForTheDeadLettersGoesThereWithoutItsValue() {
    // Given: a value as large as the broker takes
    String topic = stage.newTopic(1);
    send(new ProducerRecord<>(topic, "k", new byte[1_048_400]));
    send(record(topic, "k", 1));

    // When
    start(topic, handled::add);

    // Then
    TopicReader.Read letter = deadLetter(topic);
    assertThat(letter.value()).isNull();
    assertThat(letter.header("onus-value-omitted")).isNotEmpty();
    assertThat(letter.header("onus-origin-offset")).isEqualTo("0");
    Await.until("the next is handled", () -> handled.of("k"), seen -> seen.equals(upTo(1)));
  }

  @Test
  void aHandlerThatFailsForNoKnownReasonIsTriedAFewTimesAndThenGivenUp() {
    // Given
    String topic = stage.newTopic(1);
    send(record(topic, "bug", 1), record(topic, "deep", 1), record(topic, "k", 1));
    AtomicInteger attempts = new AtomicInteger();

    // When
    start(
        topic,
        (key, events) -> {
          switch (key) {
            case "bug" -> {
              attempts.incrementAndGet();
              throw new NullPointerException("a bug");
            }
            case "deep" -> throw new StackOverflowError();
            default -> handled.add(key, events);
          }
        });

    // Then
    Await.until("the good one is handled", () -> handled.of("k"), seen -> seen.equals(upTo(1)));
    assertThat(attempts).hasValue(5);
    try (TopicReader letters = new TopicReader(stage.bootstrap(), topic + ".dlt")) {
      assertThat(letters.await("two letters", seen -> seen.size() >= 2))
          .extracting(TopicReader.Read::key)
          .containsExactly("bug", "deep");
    }
  }

  @Test
  void aFailureThatPassesIsRepeatedInPlaceAndTheMembershipIsKept() throws Exception {
    // Given: a partition whose handler fails for longer than a member may stay away from poll
    String topic = stage.newTopic(8);
    CountDownLatch healed = new CountDownLatch(1);
    AtomicInteger failures = new AtomicInteger();
    ConsumerLoop loop =
        new ConsumerLoop(
            stage.kafka(),
            group,
            topic,
            (key, events) -> {
              if (key.startsWith("ill") && healed.getCount() > 0) {
                failures.incrementAndGet();
                throw new SQLTransientConnectionException("the database is away");
              }
              handled.add(key, events);
            },
            MAPPER,
            meters,
            Map.of("max.poll.interval.ms", 6000, "request.timeout.ms", 5000));
    loops.add(loop);
    loop.start();
    for (int partition = 0; partition < 6; partition++) {
      send(onPartition(partition, record(topic, "ill-" + partition, 1)));
    }
    Await.until("all six fail", () -> failures.get(), count -> count >= 12);
    Collection<MemberDescription> before = members();

    // When: more time passes than the member has
    long start = System.nanoTime();
    Await.until("time passes", () -> System.nanoTime() - start > Duration.ofSeconds(8).toNanos());
    send(onPartition(7, record(topic, "well", 1)));
    Await.until("a well partition goes on", () -> handled.of("well"), seen -> seen.size() == 1);
    Collection<MemberDescription> after = members();
    healed.countDown();

    // Then
    assertThat(after).extracting(MemberDescription::consumerId).hasSize(1);
    assertThat(after).isEqualTo(before);
    Await.until("the ill ones are handled", () -> handled.count(), count -> count == 7);
    assertThat(readAll(topic + ".dlt")).isEmpty();
  }

  @Test
  void aConsumerHasCaughtUpWhenAllThatWasThereIsHandled() throws Exception {
    // Given
    String topic = stage.newTopic(3);
    for (int sequence = 1; sequence <= 30; sequence++) {
      send(record(topic, "key-" + sequence % 5, sequence));
    }
    CountDownLatch mayFinish = new CountDownLatch(1);
    CountDownLatch listened = new CountDownLatch(1);
    ConsumerLoop loop =
        start(
            topic,
            (key, events) -> {
              if (key.equals("key-3")) {
                mayFinish.await();
              }
              handled.add(key, events);
            });
    loop.onCaughtUp(listened::countDown);
    Await.until("all other keys are handled", () -> handled.count() >= 6);
    boolean early = loop.caughtUp();

    // When
    mayFinish.countDown();

    // Then
    assertThat(early).isFalse();
    assertThat(listened.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(loop.caughtUp()).isTrue();
    assertThat(handled.count()).isEqualTo(30);
    CountDownLatch late = new CountDownLatch(1);
    loop.onCaughtUp(late::countDown);
    assertThat(late.getCount()).as("who asks late is told at once").isZero();
  }

  @Test
  void aConsumerOfAnEmptyTopicHasCaughtUp() {
    ConsumerLoop loop = start(stage.newTopic(3), handled::add);

    Await.until("caught up", loop::caughtUp);

    assertThat(handled.count()).isZero();
  }

  @Test
  void whenMembersComeAndGoNothingIsLostAndKeysKeepTheirOrder() {
    // Given
    String topic = stage.newTopic(12);
    int keys = 24;
    int events = 40;
    ConsumerLoop first = start(topic, handled::add);
    Await.until("the first has its partitions", first::caughtUp);

    // When: a second joins and the first leaves while records keep coming
    ConsumerLoop second = null;
    for (int sequence = 1; sequence <= events; sequence++) {
      for (int key = 0; key < keys; key++) {
        send(record(topic, "key-" + key, sequence));
      }
      if (sequence == events / 4) {
        second = start(topic, handled::add);
      }
      if (sequence == events / 2) {
        ConsumerLoop joined = second;
        Await.until("the second has partitions", joined::caughtUp);
      }
      if (sequence == events * 3 / 4) {
        first.close();
      }
    }

    // Then
    Await.until("all is handled", () -> handled.count(), count -> count == keys * events);
    for (int key = 0; key < keys; key++) {
      assertThat(handled.of("key-" + key)).isEqualTo(upTo(events));
    }
    assertThat(readAll(topic + ".dlt")).isEmpty();
    assertThat(first.caughtUp()).as("an ended loop knows nothing").isFalse();
  }

  @Test
  void aPartitionTakenAwayWhileItsWorkIsStuckIsHandledByItsNextOwner() throws Exception {
    // Given: a first member whose database is away, and only its own
    String topic = stage.newTopic(2);
    AtomicInteger failures = new AtomicInteger();
    send(onPartition(0, record(topic, "zero", 1)));
    send(onPartition(1, record(topic, "one", 1)));
    ConsumerLoop ill =
        start(
            topic,
            (key, events) -> {
              failures.incrementAndGet();
              throw new SQLTransientConnectionException("away");
            });
    Await.until("both are tried", () -> failures.get() >= 2);

    // When
    start(topic, handled::add);
    ill.close();

    // Then
    Await.until("the next owner has both", () -> handled.count(), count -> count == 2);
  }

  private ConsumerLoop start(String topic, RecordHandler handler) {
    ConsumerLoop loop = new ConsumerLoop(stage.kafka(), group, topic, handler, MAPPER, meters);
    loops.add(loop);
    loop.start();
    return loop;
  }

  @SafeVarargs
  private void send(ProducerRecord<String, byte[]>... records) {
    try {
      for (ProducerRecord<String, byte[]> record : records) {
        producer.send(record).get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ProducerRecord<String, byte[]> onPartition(
      int partition, ProducerRecord<String, byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), partition, record.key(), record.value(), record.headers());
  }

  private TopicReader.Read deadLetter(String topic) {
    try (TopicReader letters = new TopicReader(stage.bootstrap(), topic + ".dlt")) {
      return letters.awaitOne("a dead letter", letter -> true);
    }
  }

  private List<TopicReader.Read> readAll(String topic) {
    try (TopicReader reader = new TopicReader(stage.bootstrap(), topic)) {
      return reader.all();
    }
  }

  private long committed(String topic, int partition) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrap()))) {
      var offset =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(topic, partition));
      return offset == null ? -1 : offset.offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Collection<MemberDescription> members() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrap()))) {
      ConsumerGroupDescription description =
          admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
      assertThat(description.groupState()).isEqualTo(GroupState.STABLE);
      return description.members();
    }
  }
}
