package io.onus.kit.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Plain SQL on the current transaction's connection. Arguments are bound by type: {@link Instant}
 * as timestamptz, {@link Json} as jsonb, collections and arrays of strings, ids, numbers and
 * instants as SQL arrays, enums by name.
 */
@ApplicationScoped
public class Sql {

  /** A jsonb argument. */
  public record Json(@Nullable String text) {}

  @FunctionalInterface
  public interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private final DataSource dataSource;

  public Sql(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  public int update(String sql, @Nullable Object... arguments) {
    return with(
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, arguments)) {
            return statement.executeUpdate();
          }
        });
  }

  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    return with(
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, arguments);
              ResultSet results = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(results);
            while (results.next()) {
              rows.add(reader.read(row));
            }
            return rows;
          }
        });
  }

  /** The only row, or nothing; a second row is a bug in the statement. */
  public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    List<T> rows = list(sql, reader, arguments);
    if (rows.size() > 1) {
      throw new IllegalStateException("one row wanted, found " + rows.size() + ": " + sql);
    }
    return rows.stream().findFirst();
  }

  /** For statements with batches or cursors; failures come out as {@link SqlFailure}. */
  public <T> T with(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  public static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      bind(connection, statement, i + 1, arguments[i]);
    }
    return statement;
  }

  public static void bind(
      Connection connection, PreparedStatement statement, int at, @Nullable Object argument)
      throws SQLException {
    switch (argument) {
      case null -> statement.setNull(at, Types.NULL);
      case Instant instant -> statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
      case Json json -> {
        PGobject jsonb = new PGobject();
        jsonb.setType("jsonb");
        jsonb.setValue(json.text());
        statement.setObject(at, jsonb);
      }
      case Enum<?> constant -> statement.setString(at, constant.name());
      // Without elements the server must say of what type the array is.
      case Collection<?> none when none.isEmpty() -> statement.setObject(at, "{}", Types.OTHER);
      case Object[] none when none.length == 0 -> statement.setObject(at, "{}", Types.OTHER);
      case Collection<?> many -> statement.setArray(at, array(connection, many.toArray()));
      case Object[] many -> statement.setArray(at, array(connection, many));
      default -> statement.setObject(at, argument);
    }
  }

  private static java.sql.Array array(Connection connection, Object[] elements)
      throws SQLException {
    String type = "text";
    Object[] values = new Object[elements.length];
    for (int i = 0; i < elements.length; i++) {
      Object element = elements[i];
      values[i] =
          switch (element) {
            case Instant instant -> instant.toString();
            case Enum<?> constant -> constant.name();
            case null -> null;
            default -> element;
          };
      type =
          switch (element) {
            case UUID id -> "uuid";
            case Long number -> "bigint";
            case Integer number -> "integer";
            case Short number -> "smallint";
            case Boolean flag -> "boolean";
            case BigDecimal number -> "numeric";
            case LocalDate date -> "date";
            case Instant instant -> "timestamptz";
            case null, default -> type;
          };
    }
    return connection.createArrayOf(type, values);
  }
}
