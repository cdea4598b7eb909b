package io.onus.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One database per service, each with two roles: {@code <database>_owner} migrates, {@code
 * <database>_app} works with the grants the migrations give it. Nobody else can connect.
 */
public final class OnusDatabases {

  public static final List<String> NAMES = List.of("onus_request", "onus_sla", "onus_notification");

  private OnusDatabases() {}

  /** Makes what is missing of the suite's databases and roles. */
  public static void create(PostgresServer server) {
    closeToThePublic(server);
    NAMES.forEach(name -> create(server, name));
  }

  /** The databases every server has take anybody who can sign in, unless they are told not to. */
  private static void closeToThePublic(PostgresServer server) {
    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement()) {
      sql.execute("revoke all on database postgres, template1 from public");
    } catch (SQLException e) {
      throw failed("postgres", e);
    }
  }

  /** Makes one database with its two roles, where they do not exist. */
  public static void create(PostgresServer server, String database) {
    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement()) {
      String owner = owner(database);
      String app = app(database);
      createRole(server, connection, owner);
      createRole(server, connection, app);
      if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
        sql.execute("create database " + quoted(database) + " owner " + quoted(owner));
      }
      sql.execute("revoke all on database " + quoted(database) + " from public");
      sql.execute(
          "grant connect on database "
              + quoted(database)
              + " to "
              + quoted(owner)
              + ", "
              + quoted(app));
    } catch (SQLException e) {
      throw failed(database, e);
    }
    try (Connection connection = server.connect(database);
        Statement sql = connection.createStatement()) {
      sql.execute("alter schema public owner to " + quoted(owner(database)));
      sql.execute("revoke all on schema public from public");
      sql.execute("grant usage on schema public to " + quoted(app(database)));
    } catch (SQLException e) {
      throw failed(database, e);
    }
  }

  public static String owner(String database) {
    return database + "_owner";
  }

  public static String app(String database) {
    return database + "_app";
  }

  private static void createRole(PostgresServer server, Connection connection, String role)
      throws SQLException {
    if (exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
      return;
    }
    // The password is made of hexadecimal digits, so it needs no quoting.
    String password = server.passwords().of(role);
    try (Statement sql = connection.createStatement()) {
      sql.execute("create role " + quoted(role) + " login password '" + password + "'");
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(query)) {
      sql.setString(1, name);
      try (ResultSet rows = sql.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static LocalStackException failed(String database, SQLException e) {
    return new LocalStackException(
        "The database " + database + " could not be made: " + e.getMessage(), e);
  }
}
