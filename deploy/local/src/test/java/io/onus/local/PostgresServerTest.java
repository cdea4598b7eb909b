package io.onus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  @TempDir Path folder;

  private PostgresServer server;

  @BeforeEach
  void start() {
    server = PostgresServer.start(folder, Ports.free(), PostgresServer.Options.defaults());
  }

  @AfterEach
  void stop() {
    server.kill();
  }

  @Test
  void whatAKilledRunLeftBehindIsEndedAndItsDataStays() throws Exception {
    // Given a server whose guard is gone, as after a crash of the whole stack
    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement()) {
      sql.execute("create table kept (id int)");
    }
    Path pidFile = folder.resolve("data/postmaster.pid");
    long stale = Long.parseLong(Files.readString(pidFile).lines().findFirst().orElseThrow());
    new ChildProcess(folder.resolve("postgres.pid")).find().orElseThrow().destroyForcibly();
    Files.delete(folder.resolve("postgres.pid"));
    assertThat(ProcessHandle.of(stale)).isPresent();

    // When
    server = PostgresServer.start(folder, server.port(), PostgresServer.Options.defaults());

    // Then
    assertThat(ProcessHandle.of(stale).filter(ChildProcess::lives)).isEmpty();
    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement()) {
      sql.execute("select * from kept");
    }
  }

  @Test
  void aPidThatNowBelongsToSomethingElseIsLeftAlone() throws Exception {
    // Given a pid file that names this very JVM
    server.stop();
    Files.writeString(
        folder.resolve("data/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n");

    // When
    server.start();

    // Then we are still here, and so is the server
    assertThat(server.isRunning()).isTrue();
  }

  @Test
  void itSurvivesAKill() throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement()) {
      sql.execute("create table kept (id int)");
    }

    server.kill();
    assertThat(server.isRunning()).isFalse();
    server.start();

    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement()) {
      sql.execute("select * from kept");
    }
  }
}
