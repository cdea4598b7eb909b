package io.onus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
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
  void whatIsCommittedIsOnDisk() throws SQLException {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
    assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    OnusDatabases.create(server);

    assertThatThrownBy(() -> server.connect("onus_sla", "onus_sla_app", "wrong"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    assertThatThrownBy(() -> server.connect("postgres", PostgresServer.SUPERUSER, "wrong"))
        .isInstanceOf(SQLException.class);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("passwords"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aServiceCannotEnterTheDatabaseOfAnother() {
    OnusDatabases.create(server);
    String password = server.passwords().of("onus_sla_app");

    assertThatThrownBy(() -> server.connect("onus_request", "onus_sla_app", password))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void theOwnerMigratesAndTheApplicationHasOnlyWhatItIsGranted() throws SQLException {
    OnusDatabases.create(server);

    try (Connection owner = connect("onus_sla_owner");
        Connection app = connect("onus_sla_app");
        Statement migrate = owner.createStatement();
        Statement work = app.createStatement()) {
      migrate.execute("create table clocks (id int)");

      assertThatThrownBy(() -> work.execute("select * from clocks"))
          .hasMessageContaining("permission denied for table");
      migrate.execute("grant select on clocks to onus_sla_app");
      work.execute("select * from clocks");
      assertThatThrownBy(() -> work.execute("create table mine (id int)"))
          .hasMessageContaining("permission denied for schema");
    }
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
    assertThat(ProcessHandle.of(stale).filter(ProcessHandle::isAlive)).isEmpty();
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

  private Connection connect(String role) throws SQLException {
    return server.connect("onus_sla", role, server.passwords().of(role));
  }

  private String setting(String name) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
