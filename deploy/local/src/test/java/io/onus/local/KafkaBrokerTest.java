package io.onus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

  @TempDir Path folder;

  @Test
  void aKilledBrokerComesBackWithItsTopics() throws Exception {
    List<Integer> ports = Ports.free(2);
    try (KafkaBroker broker = KafkaBroker.start(folder, ports.get(0), ports.get(1), "256m")) {
      // Given
      KafkaTopics.create(broker);
      Set<String> listed =
          KafkaTopics.listed().stream().map(KafkaTopics.Topic::name).collect(Collectors.toSet());

      // When
      broker.kill();
      assertThat(broker.isRunning()).isFalse();
      broker.start();
      KafkaTopics.create(broker);

      // Then
      try (Admin admin = broker.admin()) {
        assertThat(admin.listTopics().names().get()).isEqualTo(listed);
        TopicDescription requests =
            admin
                .describeTopics(List.of("onus.request.v1"))
                .allTopicNames()
                .get()
                .get("onus.request.v1");
        assertThat(requests.partitions()).hasSize(12);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "onus.request.v1");
        var config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
        assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        assertThat(config.get("retention.ms").value()).isEqualTo("-1");
      }
    }
  }

  @Test
  void aKilledParentLeavesNothingBehind() throws Exception {
    // Given a JVM that started both servers
    Process parent =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                StartsBoth.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = new BufferedReader(new InputStreamReader(parent.getInputStream()))) {
      String line = out.readLine();
      assertThat(line).matches("\\d+ \\d+");
      ProcessHandle broker = ProcessHandle.of(Long.parseLong(line.split(" ")[0])).orElseThrow();
      ProcessHandle guard = ProcessHandle.of(Long.parseLong(line.split(" ")[1])).orElseThrow();
      List<ProcessHandle> server = guard.descendants().toList();
      assertThat(server).isNotEmpty();

      // When
      parent.destroyForcibly().waitFor();

      // Then
      assertThat(ChildProcess.ended(broker, Duration.ofSeconds(30))).isTrue();
      assertThat(ChildProcess.ended(guard, Duration.ofSeconds(30))).isTrue();
      assertThat(server)
          .allSatisfy(
              process -> assertThat(ChildProcess.ended(process, Duration.ofSeconds(30))).isTrue());
    }
  }

  /** The parent that is killed: prints the pids of its children and lives until then. */
  static final class StartsBoth {
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      List<Integer> ports = Ports.free(3);
      KafkaBroker.start(folder.resolve("kafka"), ports.get(0), ports.get(1), "256m");
      PostgresServer.start(
          folder.resolve("postgres"), ports.get(2), PostgresServer.Options.defaults());
      long broker = new ChildProcess(folder.resolve("kafka/kafka.pid")).find().orElseThrow().pid();
      long guard =
          new ChildProcess(folder.resolve("postgres/postgres.pid")).find().orElseThrow().pid();
      System.out.println(broker + " " + guard);
      Thread.currentThread().join();
    }
  }
}
