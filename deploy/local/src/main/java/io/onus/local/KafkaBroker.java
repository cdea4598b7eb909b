package io.onus.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable KafkaSecurity security;
  private final ChildProcess process;

  /**
   * A handle on the broker of this folder; starts nothing.
   *
   * @param controllerPort where the broker talks to itself
   * @param heap the broker's memory, as {@code 512m}
   */
  public KafkaBroker(Path folder, int port, int controllerPort, String heap) {
    this(folder, port, controllerPort, heap, null);
  }

  /**
   * A handle on the broker of this folder; starts nothing.
   *
   * @param security or null for a broker that talks to everybody
   */
  public KafkaBroker(
      Path folder, int port, int controllerPort, String heap, @Nullable KafkaSecurity security) {
    this.folder = folder.toAbsolutePath().normalize();
    this.port = port;
    this.controllerPort = controllerPort;
    this.heap = heap;
    this.security = security;
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
    Path users = folder.resolve("users");
    Folders.writePrivate(users, security == null ? "" : security.scram());
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
                users.toString(),
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

  /** Settings for a client that signs in as this user, where the broker asks who it is. */
  public Map<String, String> clientSettings(String user) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", bootstrap());
    if (security != null) {
      settings.putAll(security.client(user));
    }
    return settings;
  }

  /** A client that belongs to the stack itself: it may do all, gives up soon and says so. */
  public Admin admin() {
    Map<String, Object> settings = new HashMap<>(clientSettings(KafkaSecurity.ADMIN));
    settings.put("request.timeout.ms", 5_000);
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("reconnect.backoff.max.ms", 200);
    settings.put("client.id", "onus-local-stack");
    // The client looks its parts up by name, and the thread may know another class loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaBroker.class.getClassLoader());
    try {
      return Admin.create(settings);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  boolean isSecured() {
    return security != null;
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
    try (Admin admin = admin()) {
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
    StringBuilder own = new StringBuilder();
    if (security != null) {
      security
          .broker()
          .forEach(
              (name, value) ->
                  own.append(name).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    }
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@%1$s:%3$d
    controller.listener.names=CONTROLLER
    listeners=%5$s://%1$s:%2$d,CONTROLLER://%1$s:%3$d
    advertised.listeners=%5$s://%1$s:%2$d
    listener.security.protocol.map=%5$s:%5$s,CONTROLLER:%6$s
    inter.broker.listener.name=%5$s
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
    %7$s\
    """
        .formatted(
            Ports.LOOPBACK,
            port,
            controllerPort,
            data.toString().replace("\\", "\\\\"),
            security == null ? "PLAINTEXT" : "SASL_SSL",
            security == null ? "PLAINTEXT" : "SSL",
            own);
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
