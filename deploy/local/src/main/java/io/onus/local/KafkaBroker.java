package io.onus.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A single Kafka broker (KRaft) on the loopback interface, in a JVM and on a class path of its own.
 *
 * <p>Everything lives in one folder: {@code data}, {@code kafka.log}, {@code kafka.pid}, {@code
 * server.properties}. Two objects over the same folder control the same broker. Closing the object
 * stops the broker and keeps the data.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LIBRARIES = "META-INF/onus/";

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private final String heap;
  private final ChildProcess process;

  /**
   * A handle on the broker of this folder; starts nothing.
   *
   * @param controllerPort where the broker talks to itself
   * @param heap the broker's memory, as {@code 512m}
   */
  public KafkaBroker(Path folder, int port, int controllerPort, String heap) {
    this.folder = folder.toAbsolutePath().normalize();
    this.port = port;
    this.controllerPort = controllerPort;
    this.heap = heap;
    this.process = new ChildProcess(this.folder.resolve("kafka.pid"));
  }

  public static KafkaBroker start(Path folder, int port, int controllerPort, String heap) {
    KafkaBroker broker = new KafkaBroker(folder, port, controllerPort, heap);
    broker.start();
    return broker;
  }

  /** Starts the broker on the data it has, or on new data, and waits until it answers. */
  public void start() {
    process.kill();
    Ports.requireFree(port, "Kafka");
    Ports.requireFree(controllerPort, "Kafka's controller");
    Path data = Folders.make(folder.resolve("data"));
    Path properties = folder.resolve("server.properties");
    Folders.writePrivate(properties, properties(data));
    List<String> command =
        Jvm.command(
            List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX",
                "--sun-misc-unsafe-memory-access=allow"),
            libraries() + "/*",
            List.of(
                "--format",
                data.resolve("meta.properties").toString(),
                clusterId(),
                "kafka.Kafka",
                properties.toString()));
    Process broker = process.start(withoutUnknown(command), Map.of(), folder, log());
    awaitReady(broker);
  }

  /** Stops the broker in good order. */
  public void stop() {
    process.stop(Duration.ofSeconds(10));
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    stop();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  public String bootstrap() {
    return Ports.LOOPBACK + ":" + port;
  }

  Optional<ProcessHandle> handle() {
    return process.find();
  }

  public Path log() {
    return folder.resolve("kafka.log");
  }

  /** Settings for a client that belongs to the stack itself: it gives up soon and says so. */
  static Map<String, Object> client(String bootstrap) {
    return Map.of(
        "bootstrap.servers", bootstrap,
        "request.timeout.ms", 5_000,
        "default.api.timeout.ms", 10_000,
        "reconnect.backoff.max.ms", 200,
        "client.id", "onus-local-stack");
  }

  /**
   * The client looks its parts up by name, and the thread may know another class loader than ours.
   */
  static Admin admin(String bootstrap) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaBroker.class.getClassLoader());
    try {
      return Admin.create(client(bootstrap));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void awaitReady(Process broker) {
    boolean listens =
        Wait.until(() -> !broker.isAlive() || Ports.accepts(port), PATIENCE) && broker.isAlive();
    if (!listens || !answers()) {
      boolean ended = !broker.isAlive();
      kill();
      throw new LocalStackException(
          "Kafka "
              + (ended ? "ended while it started: " : "did not become ready: ")
              + String.join(" | ", Folders.tail(log(), 3))
              + " ("
              + log()
              + ")");
    }
  }

  /** The port opens before the broker may lead partitions; the cluster has a node from then on. */
  private boolean answers() {
    try (Admin admin = admin(bootstrap())) {
      return Wait.until(() -> nodes(admin) == 1, PATIENCE);
    }
  }

  private static int nodes(Admin admin) {
    try {
      return admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size();
    } catch (ExecutionException | TimeoutException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while waiting for Kafka", e);
    }
  }

  private String properties(Path data) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@%1$s:%3$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
    advertised.listeners=PLAINTEXT://%1$s:%2$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=PLAINTEXT
    log.dirs=%4$s
    auto.create.topics.enable=false
    num.partitions=1
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.num.partitions=5
    offsets.topic.replication.factor=1
    transaction.state.log.num.partitions=5
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    log.message.timestamp.type=LogAppendTime
    log.cleaner.dedupe.buffer.size=16777216
    num.network.threads=2
    num.io.threads=4
    controlled.shutdown.enable=true
    """
        .formatted(Ports.LOOPBACK, port, controllerPort, data.toString().replace("\\", "\\\\"));
  }

  /** Kept beside the data, as the data knows which cluster it belongs to. */
  private String clusterId() {
    Path file = folder.resolve("cluster.id");
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      byte[] bytes = new byte[16];
      UUID uuid = UUID.randomUUID();
      java.nio.ByteBuffer.wrap(bytes)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits());
      // An id that began with a dash would read as an option.
      String id =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replaceFirst("^-", "O");
      Files.writeString(file, id + "\n");
      return id;
    } catch (IOException e) {
      throw Folders.unusable(file, e);
    }
  }

  private static List<String> withoutUnknown(List<String> command) {
    // The option that quiets a JDK 24+ warning does not exist before JDK 23.
    return Runtime.version().feature() >= 24
        ? command
        : command.stream().filter(word -> !word.startsWith("--sun-misc")).toList();
  }

  /** The broker's jars are packed inside this module's, and unpacked once per version. */
  private static Path libraries() {
    try (InputStream in = Cache.resource(LIBRARIES + "kafka.classpath")) {
      byte[] list = in.readAllBytes();
      List<String> jars = List.of(new String(list, StandardCharsets.UTF_8).strip().split(":"));
      return Cache.folder(
          "kafka-" + Cache.hash(new ByteArrayInputStream(list)), folder -> unpack(jars, folder));
    } catch (IOException e) {
      throw new LocalStackException("Cannot read the broker's libraries: " + e.getMessage(), e);
    }
  }

  private static void unpack(List<String> jars, Path folder) throws IOException {
    for (String jar : jars) {
      try (InputStream in = Cache.resource(LIBRARIES + jar)) {
        Files.copy(in, folder.resolve(Path.of(jar).getFileName().toString()));
      }
    }
  }
}
