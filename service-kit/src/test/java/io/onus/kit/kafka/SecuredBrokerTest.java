package io.onus.kit.kafka;

import static io.onus.kit.stage.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onus.kit.inbox.ConsumerLoop;
import io.onus.kit.inbox.ConsumerLoops;
import io.onus.kit.inbox.PoisonRecord;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.outbox.OutboxRelay;
import io.onus.kit.outbox.OutboxSignal;
import io.onus.kit.stage.Events;
import io.onus.kit.stage.Stage;
import io.onus.kit.test.Await;
import io.onus.local.KafkaBroker;
import io.onus.local.KafkaSecurity;
import io.onus.local.KafkaTopics;
import io.onus.local.Passwords;
import io.onus.local.Ports;
import io.onus.local.StackCertificates;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Kafka client of the kit, at a broker that takes signed-in users over TLS alone. */
class SecuredBrokerTest {

  private static final String REQUESTS = "onus.request.v1";
  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  @TempDir static Path folder;

  private static KafkaSecurity security;
  private static KafkaBroker broker;

  @BeforeAll
  static void start() {
    security =
        new KafkaSecurity(
            new StackCertificates(folder.resolve("certificates")),
            new Passwords(folder.resolve("passwords")));
    List<Integer> ports = Ports.free(2);
    broker = new KafkaBroker(folder.resolve("kafka"), ports.get(0), ports.get(1), "256m", security);
    broker.start();
    KafkaTopics.create(broker);
    // The broker takes rights over a moment after it has answered that they are kept.
    mayWrite("request-service", REQUESTS);
    mayWrite("sla-service", "onus.sla.v1");
  }

  private static void mayWrite(String user, String topic) {
    try (Admin admin = Admin.create(new HashMap<>(broker.clientSettings(user)))) {
      Await.until(
          user + " may write to " + topic,
          () -> {
            try {
              return !admin.describeTopics(List.of(topic)).allTopicNames().get().isEmpty();
            } catch (ExecutionException e) {
              return false;
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return false;
            }
          });
    }
  }

  @AfterAll
  static void stop() {
    broker.kill();
  }

  @AfterEach
  void setPasswordsBack() throws Exception {
    for (String user : List.of("request-service", "notification-service")) {
      setPassword(user, security.passwords().of(user));
    }
  }

  @Test
  void relayConsumerAndDeadLettersSignIn() throws SQLException {
    // Given
    Stage stage = Stage.empty();
    Set<String> handled = ConcurrentHashMap.newKeySet();
    ConsumerLoop loop =
        loops(broker.clientSettings("sla-service"))
            .start(
                "sla-service.facts",
                REQUESTS,
                (key, events) -> {
                  if (key.equals("poison")) {
                    throw new PoisonRecord("never");
                  }
                  handled.add(key);
                });
    OutboxRelay relay = relay(stage, broker.clientSettings("request-service"));
    commit(stage, "good", "poison");

    // When
    int left = relay.relayOnce();

    // Then
    assertThat(left).isEqualTo(2);
    Await.until("the good event to be handled", () -> handled.contains("good"));
    Await.until(
        "the poison to be a dead letter", () -> keysOf(REQUESTS + ".dlt").contains("poison"));
    Await.until("the loop to catch up", loop::caughtUp);
    loop.close();
    relay.close();
  }

  @Test
  void aRelayThatWasNotLetInWaitsAndPublishesWhenItIs() throws Exception {
    // Given
    Stage stage = Stage.empty();
    OutboxRelay relay = relay(stage, signedInAs("request-service", "chosen-later"));
    commit(stage, "patient");
    assertThat(relay.relayOnce()).isZero();
    assertThat(stage.count("outbox")).isEqualTo(1);
    assertThat(stage.count("outbox_parked")).isZero();

    // When
    setPassword("request-service", "chosen-later");

    // Then
    Await.until("the relay to be let in", () -> relay.relayOnce() == 1);
    assertThat(keysOf(REQUESTS)).contains("patient");
    relay.close();
  }

  @Test
  void aConsumerThatWasNotLetInWaitsAndReadsWhenItIs() throws Exception {
    // Given
    Set<String> handled = ConcurrentHashMap.newKeySet();
    ConsumerLoop loop =
        loops(signedInAs("notification-service", "chosen-later"))
            .start("notification-service.alerts", "onus.sla.v1", (key, events) -> handled.add(key));
    Stage stage = Stage.empty();
    commit("onus.sla.v1", stage, "waiting");
    OutboxRelay relay = relay(stage, broker.clientSettings("sla-service"));
    assertThat(relay.relayOnce()).isEqualTo(1);

    // When
    setPassword("notification-service", "chosen-later");

    // Then
    Await.until("the consumer to be let in", () -> handled.contains("waiting"));
    loop.close();
    relay.close();
  }

  private static Map<String, String> signedInAs(String user, String password) {
    Map<String, String> settings = new HashMap<>(security.client(user, password));
    settings.put("bootstrap.servers", broker.bootstrap());
    return settings;
  }

  private static void setPassword(String user, String password) throws Exception {
    try (Admin admin = broker.admin()) {
      ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(user, scram, password)))
          .all()
          .get();
    }
  }

  private static OutboxRelay relay(Stage stage, Map<String, String> settings) {
    return new OutboxRelay(
        stage.dataSource(),
        new OutboxSignal(),
        new SimpleMeterRegistry(),
        new KafkaSettings(Map.copyOf(settings)),
        false);
  }

  private static ConsumerLoops loops(Map<String, String> settings) {
    return new ConsumerLoops(
        new KafkaSettings(Map.copyOf(settings)), MAPPER, new SimpleMeterRegistry());
  }

  private static void commit(Stage stage, String... keys) throws SQLException {
    commit(REQUESTS, stage, keys);
  }

  private static void commit(String topic, Stage stage, String... keys) throws SQLException {
    try (Connection connection = stage.begin()) {
      for (String key : keys) {
        Events.append(connection, topic, event(key, 1));
      }
      connection.commit();
    }
  }

  private static Set<String> keysOf(String topic) {
    Map<String, Object> settings = new HashMap<>(broker.clientSettings(KafkaSecurity.ADMIN));
    try (KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          reader.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      Set<String> keys = new HashSet<>();
      while (partitions.stream().anyMatch(one -> reader.position(one) < ends.get(one))) {
        reader.poll(Duration.ofMillis(100)).forEach(record -> keys.add(record.key()));
      }
      return keys;
    }
  }
}
