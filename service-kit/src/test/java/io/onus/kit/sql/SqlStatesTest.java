package io.onus.kit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.stage.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatesTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001", "40001", "40P01", "53300", "57P01", "57P03", "55P03"})
  void whatPassesIsTransient(String state) {
    Throwable wrapped = new IllegalStateException(new SQLException("x", state));

    assertThat(SqlStates.isTransient(wrapped)).isTrue();
    assertThat(SqlStates.isLasting(wrapped)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "23503", "22001", "42P01", "55000"})
  void whatARepeatCannotMendIsLasting(String state) {
    Throwable wrapped = new IllegalStateException(new SQLException("x", state));

    assertThat(SqlStates.isTransient(wrapped)).isFalse();
    assertThat(SqlStates.isLasting(wrapped)).isTrue();
  }

  @Test
  void thePoolsComplaintsAreTransient() {
    assertThat(SqlStates.isTransient(new SQLException("Sorry, acquisition timeout!"))).isTrue();
    assertThat(SqlStates.isTransient(new SQLException("This pool is closed and …"))).isTrue();
    assertThat(SqlStates.isTransient(new SQLTransientConnectionException())).isTrue();
  }

  @Test
  void whatIsNoSqlIsNeither() {
    IllegalStateException other = new IllegalStateException("timeout");

    assertThat(SqlStates.isTransient(other)).isFalse();
    assertThat(SqlStates.isLasting(other)).isFalse();
    assertThat(SqlStates.uniqueConstraint(other)).isEmpty();
  }

  @Test
  void aUniqueViolationNamesItsConstraint() throws SQLException {
    Stage stage = Stage.empty();
    try (Connection connection = stage.begin()) {
      insert(connection);
      try {
        insert(connection);
      } catch (SQLException e) {
        assertThat(SqlStates.uniqueConstraint(new SqlFailure(e))).isEqualTo("inbox_pkey");
        assertThat(SqlStates.isLasting(new SqlFailure(e))).isTrue();
        return;
      }
    }
    throw new AssertionError("the second row was taken");
  }

  private static void insert(Connection connection) throws SQLException {
    try (var statement =
        Sql.prepared(
            connection,
            "insert into inbox (consumer, event_id) values ('c', ?)",
            new java.util.UUID(0, 1))) {
      statement.executeUpdate();
    }
  }
}
