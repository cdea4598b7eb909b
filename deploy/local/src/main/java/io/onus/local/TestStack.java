package io.onus.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Kafka for the tests of one JVM: started by the first {@link #get()}, shared by all
 * that follow, ended with the JVM.
 *
 * <p>Quarkus loads a test's classes more than once. The stack is therefore found through a system
 * property and its folder, never through a static field.
 */
public final class TestStack {

  private static final String PROPERTY = "onus.test-stack";
  private static final String PREFIX = "onus-test-";

  /** One object for every class loader of the JVM. */
  private static final Object LOCK = (PROPERTY + ".lock").intern();

  private final Path folder;
  private final PostgresServer postgres;
  private final KafkaBroker kafka;

  private TestStack(Path folder, List<Integer> ports) {
    this.folder = folder;
    this.postgres =
        new PostgresServer(
            folder.resolve("postgres"), ports.get(0), PostgresServer.Options.defaults());
    this.kafka = new KafkaBroker(folder.resolve("kafka"), ports.get(1), ports.get(2), "512m");
  }

  /** The stack of this JVM, with the suite's databases, roles and topics. */
  public static TestStack get() {
    synchronized (LOCK) {
      String known = System.getProperty(PROPERTY);
      return known == null ? startNew() : attach(known);
    }
  }

  public PostgresServer postgres() {
    return postgres;
  }

  /** For tests that stop, kill and start the broker; its port and data stay. */
  public KafkaBroker kafka() {
    return kafka;
  }

  public String kafkaBootstrap() {
    return kafka.bootstrap();
  }

  /** The database of a service, as {@code onus_sla}. */
  public Database database(String name) {
    return Database.of(postgres, name);
  }

  /**
   * A broker of its own with the suite's topics, for a test that must hear of nothing another one
   * left. Who asks for it stops it.
   */
  public KafkaBroker newBroker() {
    List<Integer> ports = Ports.free(2);
    KafkaBroker broker =
        new KafkaBroker(
            folder.resolve("kafka-" + ports.getFirst()), ports.get(0), ports.get(1), "256m");
    broker.start();
    KafkaTopics.create(broker);
    return broker;
  }

  /** A new empty database with its own two roles, for a test that must be alone. */
  public Database newDatabase(String prefix) {
    String name = prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    OnusDatabases.create(postgres, name);
    return database(name);
  }

  public String jdbcUrl(String database) {
    return postgres.jdbcUrl(database);
  }

  /** The environment a service would be started with, by the names its configuration reads. */
  public java.util.Map<String, String> environment(Database database) {
    return environment(database, kafka);
  }

  /** As {@link #environment(Database)}, with another broker. */
  public java.util.Map<String, String> environment(Database database, KafkaBroker broker) {
    java.util.Map<String, String> environment = StackEnvironment.of(database, broker.bootstrap());
    environment.putAll(StackEnvironment.sealing(folder));
    return environment;
  }

  private static TestStack startNew() {
    Path folder = newFolder();
    List<Integer> ports = Ports.free(3);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder), "onus-test-stack-end"));
    TestStack stack = new TestStack(folder, ports);
    CompletableFuture<@Nullable Void> kafka =
        CompletableFuture.runAsync(
            () -> {
              stack.kafka.start();
              KafkaTopics.create(stack.kafka);
            });
    stack.postgres.start();
    OnusDatabases.create(stack.postgres);
    try {
      kafka.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    System.setProperty(
        PROPERTY, ports.get(0) + "," + ports.get(1) + "," + ports.get(2) + "," + folder);
    return stack;
  }

  private static TestStack attach(String known) {
    String[] parts = known.split(",", 4);
    return new TestStack(
        Path.of(parts[3]),
        List.of(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]), Integer.valueOf(parts[2])));
  }

  private static Path newFolder() {
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    removeLeftovers(temp);
    try {
      return Files.createTempDirectory(temp, PREFIX + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw Folders.unusable(temp, e);
    }
  }

  /** A killed JVM could not remove its folder; its name tells whose it was. */
  private static void removeLeftovers(Path temp) {
    try (Stream<Path> folders = Files.list(temp)) {
      folders
          .filter(folder -> folder.getFileName().toString().matches(PREFIX + "\\d+-\\d+"))
          .filter(
              folder -> {
                String pid = folder.getFileName().toString().split("-")[2];
                return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
              })
          .forEach(TestStack::deleteQuietly);
    } catch (IOException | RuntimeException e) {
      // Another build may be removing the same folders.
    }
  }

  /** Uses the JDK alone: the class loader that brought this class may be closed by now. */
  private static void end(Path folder) {
    for (Path file : pidFiles(folder)) {
      try {
        String pid = Files.readString(file).split(" ")[0];
        ProcessHandle.of(Long.parseLong(pid))
            .ifPresent(
                process -> {
                  if (file.endsWith("kafka.pid")) {
                    process.destroyForcibly();
                  } else {
                    process.destroy();
                  }
                  process.onExit().join();
                });
      } catch (IOException | RuntimeException e) {
        // It ended meanwhile.
      }
    }
    deleteQuietly(folder);
  }

  /** Of what runs; brokers first. */
  private static List<Path> pidFiles(Path folder) {
    try (Stream<Path> files =
        Files.find(folder, 2, (file, of) -> file.toString().endsWith(".pid"))) {
      return files.sorted().toList();
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  private static void deleteQuietly(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | RuntimeException e) {
      // Whatever stays is found by the next run.
    }
  }

  /**
   * A database with its two roles.
   *
   * @param owner the role that migrates
   * @param app the role that works
   */
  public record Database(
      String name,
      String jdbcUrl,
      String owner,
      String ownerPassword,
      String app,
      String appPassword) {

    static Database of(PostgresServer server, String name) {
      String owner = OnusDatabases.owner(name);
      String app = OnusDatabases.app(name);
      return new Database(
          name,
          server.jdbcUrl(name),
          owner,
          server.passwords().of(owner),
          app,
          server.passwords().of(app));
    }

    public Connection connectAsOwner() throws SQLException {
      return connect(owner, ownerPassword);
    }

    public Connection connectAsApp() throws SQLException {
      return connect(app, appPassword);
    }

    /** Runs statements as the owner, for a test that needs a table and no migrations. */
    public void execute(String statements) throws SQLException {
      try (Connection connection = connectAsOwner();
          Statement sql = connection.createStatement()) {
        sql.execute(statements);
      }
    }

    private Connection connect(String role, String password) throws SQLException {
      org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
      source.setURL(jdbcUrl);
      source.setUser(role);
      source.setPassword(password);
      return source.getConnection();
    }
  }
}
