package io.onus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedServersTest {

  private static final String REQUESTS = "onus.request.v1";

  @TempDir static Path folder;

  private static StackCertificates certificates;
  private static PostgresServer postgres;
  private static KafkaSecurity security;
  private static KafkaBroker kafka;

  @BeforeAll
  static void start() {
    certificates = new StackCertificates(folder.resolve("certificates"));
    postgres =
        PostgresServer.start(
            folder.resolve("postgres"),
            Ports.free(),
            PostgresServer.Options.defaults().encrypted(certificates));
    security = new KafkaSecurity(certificates, new Passwords(folder.resolve("kafka/passwords")));
    List<Integer> ports = Ports.free(2);
    kafka = new KafkaBroker(folder.resolve("kafka"), ports.get(0), ports.get(1), "256m", security);
    kafka.start();
    KafkaTopics.create(kafka);
  }

  @AfterAll
  static void stop() {
    kafka.kill();
    postgres.kill();
  }

  @Test
  void aConnectionToPostgresIsEncrypted() throws SQLException {
    try (Connection connection = postgres.connect("postgres");
        Statement sql = connection.createStatement();
        ResultSet rows =
            sql.executeQuery("select version from pg_stat_ssl where pid = pg_backend_pid()")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isIn("TLSv1.2", "TLSv1.3");
    }
  }

  @Test
  void aConnectionToPostgresThatIsNotEncryptedIsRefused() {
    assertThatThrownBy(() -> connect(Ports.LOOPBACK, "sslmode=disable"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no encryption");
  }

  @Test
  void aPostgresThatShowsAnotherNameIsNotTrusted() {
    assertThatThrownBy(
            () ->
                connect("localhost", "sslmode=verify-full&sslrootcert=" + certificates.authority()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("localhost");
  }

  @Test
  void aPostgresOfAnotherAuthorityIsNotTrusted() {
    StackCertificates others = new StackCertificates(folder.resolve("others"));

    assertThatThrownBy(
            () -> connect(Ports.LOOPBACK, "sslmode=verify-full&sslrootcert=" + others.authority()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("SSL error");
  }

  @Test
  void aServiceWritesWhatItsTopicsSayAndNothingElse() throws Exception {
    send("request-service", security.client("request-service"), REQUESTS);

    assertThatThrownBy(() -> send("sla-service", security.client("sla-service"), REQUESTS))
        .isInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void aServiceReadsWhatItsTopicsSayAndNothingElse() {
    TopicPartition requests = new TopicPartition(REQUESTS, 0);
    try (KafkaConsumer<String, String> sla = consumer("sla-service", "sla-service.facts")) {
      assertThat(sla.endOffsets(List.of(requests))).containsKey(requests);
      assertThat(sla.committed(Set.of(requests))).containsEntry(requests, null);
    }
    try (KafkaConsumer<String, String> notification =
        consumer("notification-service", "notification-service.alerts")) {
      assertThatThrownBy(() -> notification.endOffsets(List.of(requests)))
          .isInstanceOf(TopicAuthorizationException.class);
    }
    try (KafkaConsumer<String, String> thief =
        consumer("sla-service", "notification-service.alerts")) {
      assertThatThrownBy(() -> thief.committed(Set.of(requests)))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  @Test
  void aWrongPasswordOpensNoTopic() {
    assertThatThrownBy(
            () -> send("request-service", security.client("request-service", "wrong"), REQUESTS))
        .isInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void aClientThatDoesNotEncryptGetsNoAnswer() {
    assertThatThrownBy(() -> send("nobody", Map.of(), REQUESTS))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void aBrokerOfAnotherAuthorityIsNotTrusted() {
    Map<String, String> settings = new HashMap<>(security.client("request-service"));
    settings.put(
        "ssl.truststore.location",
        new StackCertificates(folder.resolve("others")).authority().toString());

    assertThatThrownBy(() -> send("request-service", settings, REQUESTS))
        .isInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void theGrantsAreMadeOnce() throws Exception {
    try (Admin admin = kafka.admin()) {
      int before = admin.describeAcls(AclBindingFilter.ANY).values().get().size();

      KafkaTopics.create(kafka);

      assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
          .hasSize(before)
          .isNotEmpty();
    }
  }

  private static Connection connect(String host, String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host + ":" + postgres.port() + "/postgres?" + options,
        PostgresServer.SUPERUSER,
        postgres.passwords().of(PostgresServer.SUPERUSER));
  }

  private static void send(String user, Map<String, String> settings, String topic)
      throws Exception {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", kafka.bootstrap());
    all.put("client.id", user);
    all.put("max.block.ms", settings.isEmpty() ? 3_000 : 30_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(all, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, "key", "value")).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static KafkaConsumer<String, String> consumer(String user, String group) {
    Map<String, Object> all = new HashMap<>(kafka.clientSettings(user));
    all.put("group.id", group);
    return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
  }
}
