package io.onus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class OnusDatabasesTest {

  private final PostgresServer server = TestStack.get().postgres();

  @Test
  void whatIsCommittedIsOnDisk() throws SQLException {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
    assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    assertThatThrownBy(() -> server.connect("onus_sla", "onus_sla_app", "wrong"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    assertThatThrownBy(() -> server.connect("postgres", PostgresServer.SUPERUSER, "wrong"))
        .isInstanceOf(SQLException.class);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(server.log().resolveSibling("passwords"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aServiceCannotEnterTheDatabaseOfAnother() {
    String password = server.passwords().of("onus_sla_app");

    assertThatThrownBy(() -> server.connect("onus_request", "onus_sla_app", password))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void theOwnerMigratesAndTheApplicationHasOnlyWhatItIsGranted() throws SQLException {
    try (Connection owner = connect("onus_sla_owner");
        Connection app = connect("onus_sla_app");
        Statement migrate = owner.createStatement();
        Statement work = app.createStatement()) {
      migrate.execute("create table if_granted (id int)");

      assertThatThrownBy(() -> work.execute("select * from if_granted"))
          .hasMessageContaining("permission denied for table");
      migrate.execute("grant select on if_granted to onus_sla_app");
      work.execute("select * from if_granted");
      assertThatThrownBy(() -> work.execute("create table mine (id int)"))
          .hasMessageContaining("permission denied for schema");
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
