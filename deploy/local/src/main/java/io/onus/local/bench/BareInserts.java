package io.onus.local.bench;

import io.onus.local.TestStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rows a create writes (the request, its first fact, the outbox row), inserted by bare JDBC
 * into copies of the tables, indexes and constraints included, in one durable transaction on the
 * same server.
 */
final class BareInserts implements AutoCloseable {

  /** The column that must differ from row to row, by table. */
  private static final Map<String, List<String>> UNIQUE =
      new LinkedHashMap<>(
          Map.of(
              "requests", List.of("id", "number"),
              "request_facts", List.of("request_id", "event_id"),
              "outbox", List.of("event_id")));

  private record Insert(String sql, List<String> columns, List<String> values) {}

  private final TestStack.Database database;
  private final List<Insert> inserts = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final ThreadLocal<Connection> mine = ThreadLocal.withInitial(this::connect);

  BareInserts(TestStack.Database database) throws SQLException {
    this.database = database;
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      for (String table : List.of("requests", "request_facts")) {
        copy(statement, table, "select * from " + table + " limit 1");
      }
      copy(
          statement,
          "outbox",
          """
          select 1::smallint as shard, 'onus.request.v1'::text as topic, request_id::text as key, event_id,
            array_fill('0123456789012345678901234'::text, array[20]) as headers,
            repeat(content::text, 3) as value
          from request_facts limit 1
          """);
    }
  }

  private void copy(Statement statement, String table, String sample) throws SQLException {
    statement.execute("create table bench_" + table + " (like " + table + " including all)");
    statement.execute("grant insert on bench_" + table + " to \"" + database.app() + "\"");
    try (ResultSet row = statement.executeQuery(sample)) {
      row.next();
      List<String> columns = new ArrayList<>();
      List<String> marks = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        columns.add(row.getMetaData().getColumnName(i));
        String type = row.getMetaData().getColumnTypeName(i);
        marks.add("?::" + (type.startsWith("_") ? type.substring(1) + "[]" : type));
        values.add(row.getString(i));
      }
      inserts.add(
          new Insert(
              "insert into bench_%s (%s) values (%s)"
                  .formatted(table, String.join(", ", columns), String.join(", ", marks)),
              columns,
              values));
    }
  }

  void insert() throws SQLException {
    Connection connection = mine.get();
    String id = UUID.randomUUID().toString();
    int at = 0;
    for (String table : List.of("requests", "request_facts", "outbox")) {
      Insert insert = inserts.get(at++);
      try (PreparedStatement statement = connection.prepareStatement(insert.sql())) {
        for (int i = 0; i < insert.columns().size(); i++) {
          boolean unique = UNIQUE.get(table).contains(insert.columns().get(i));
          statement.setString(i + 1, unique ? id : insert.values().get(i));
        }
        statement.executeUpdate();
      }
    }
    connection.commit();
  }

  private Connection connect() {
    try {
      Connection connection = database.connectAsApp();
      connection.setAutoCommit(false);
      synchronized (connections) {
        connections.add(connection);
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException("no connection for the bare inserts", e);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
