package io.onus.kit.sql;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, read by column name. A method whose name starts with {@code nullable} may
 * answer null.
 */
public final class Row {

  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  public String text(String column) throws SQLException {
    return results.getString(column);
  }

  public @Nullable String nullableText(String column) throws SQLException {
    return results.getString(column);
  }

  public UUID uuid(String column) throws SQLException {
    return results.getObject(column, UUID.class);
  }

  public @Nullable UUID nullableUuid(String column) throws SQLException {
    return results.getObject(column, UUID.class);
  }

  public Instant instant(String column) throws SQLException {
    return results.getObject(column, OffsetDateTime.class).toInstant();
  }

  public @Nullable Instant nullableInstant(String column) throws SQLException {
    OffsetDateTime at = results.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  public @Nullable LocalDate nullableDate(String column) throws SQLException {
    return results.getObject(column, LocalDate.class);
  }

  public int integer(String column) throws SQLException {
    return results.getInt(column);
  }

  public @Nullable Integer nullableInteger(String column) throws SQLException {
    int value = results.getInt(column);
    return results.wasNull() ? null : value;
  }

  public long number(String column) throws SQLException {
    return results.getLong(column);
  }

  public @Nullable Long nullableNumber(String column) throws SQLException {
    long value = results.getLong(column);
    return results.wasNull() ? null : value;
  }

  public @Nullable BigDecimal nullableDecimal(String column) throws SQLException {
    return results.getBigDecimal(column);
  }

  public boolean flag(String column) throws SQLException {
    return results.getBoolean(column);
  }

  public byte[] bytes(String column) throws SQLException {
    return results.getBytes(column);
  }

  public byte @Nullable [] nullableBytes(String column) throws SQLException {
    return results.getBytes(column);
  }

  public List<String> texts(String column) throws SQLException {
    Array array = results.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  public <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, results.getString(column));
  }
}
