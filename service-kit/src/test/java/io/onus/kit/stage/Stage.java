package io.onus.kit.stage;

import io.onus.kit.kafka.KafkaSettings;
import io.onus.local.TestStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own with the kit's tables, and topics of its own with their dead letters. */
public final class Stage {

  private final TestStack stack = TestStack.get();
  private final TestStack.Database database;

  private Stage(TestStack.Database database) {
    this.database = database;
  }

  public static Stage empty() {
    TestStack.Database database = TestStack.get().newDatabase("kit");
    for (String name : List.of("V0_1__kit.sql", "V0_2__audit.sql")) {
      try (InputStream in = Stage.class.getResourceAsStream("/db/kit/" + name)) {
        String migration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        database.execute(migration.replace("${app}", database.app()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return new Stage(database);
  }

  public TestStack stack() {
    return stack;
  }

  public String bootstrap() {
    return stack.kafkaBootstrap();
  }

  public KafkaSettings kafka() {
    return KafkaSettings.of(bootstrap());
  }

  /** What a process of this stage finds in its environment. */
  public Map<String, String> environment() {
    return stack.environment(database);
  }

  public DataSource dataSource() {
    return dataSource(environment());
  }

  public static DataSource dataSource(Map<String, String> environment) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(environment.get("ONUS_DB_URL"));
    source.setUser(environment.get("ONUS_DB_APP"));
    source.setPassword(environment.get("ONUS_DB_APP_PASSWORD"));
    return source;
  }

  /** Runs statements as the role that owns the tables, and may do anything to them. */
  public void asOwner(String statements) {
    try {
      database.execute(statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection with a transaction open. */
  public Connection begin() throws SQLException {
    Connection connection = database.connectAsApp();
    connection.setAutoCommit(false);
    return connection;
  }

  public long count(String table) throws SQLException {
    try (Connection connection = database.connectAsApp();
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery("select count(*) from " + table)) {
      results.next();
      return results.getLong(1);
    }
  }

  /** A new topic with its dead-letter topic. */
  public String newTopic(int partitions) {
    String topic = "kit." + UUID.randomUUID();
    create(topic, partitions);
    create(topic + ".dlt", 1);
    return topic;
  }

  public void create(String topic, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      NewTopic wished = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(wished)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Producer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap(),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            4_000_000),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
