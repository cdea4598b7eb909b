package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.local.SuiteService;
import io.onus.local.TestStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a service's database role may do once every migration has run: work with its own rows, and
 * nothing else. Read from the catalogue, so that a table made tomorrow is held to it too.
 */
@Order(2)
class DatabaseRightsJourney {

  private final Suite suite = Suite.running();

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void neitherRoleIsMoreThanARole(SuiteService service) throws SQLException {
    TestStack.Database database = suite.stack().database(service);

    assertThat(
            rows(
                service,
                """
                select rolname from pg_roles
                 where rolname in (?, ?)
                   and not (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)
                 order by rolname
                """,
                database.app(),
                database.owner()))
        .containsExactly(database.app(), database.owner());
    assertThat(
            rows(
                service,
                """
                select m.rolname || ' is a ' || r.rolname from pg_auth_members a
                  join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
                 where m.rolname in (?, ?)
                """,
                database.app(),
                database.owner()))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void theAppRoleOwnsNothing(SuiteService service) throws SQLException {
    TestStack.Database database = suite.stack().database(service);

    assertThat(
            rows(
                service,
                """
                select classid::regclass || ' ' || objid from pg_shdepend
                 where refobjid = (select oid from pg_roles where rolname = ?) and deptype = 'o'
                """,
                database.app()))
        .isEmpty();
    assertThat(
            rows(
                service,
                """
                select distinct pg_get_userbyid(relowner) from pg_class
                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
                """))
        .containsExactly(database.owner());
  }

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void theAppRoleCreatesNothing(SuiteService service) throws SQLException {
    TestStack.Database database = suite.stack().database(service);

    assertThat(
            rows(
                service,
                """
                select nspname from pg_namespace
                 where has_schema_privilege(?, oid, 'CREATE') and nspname !~ '^pg_(toast_)?temp'
                """,
                database.app()))
        .isEmpty();
    assertThat(
            rows(
                service,
                """
                select p from unnest(array['CREATE', 'TEMPORARY']) p
                 where has_database_privilege(?, current_database(), p)
                """,
                database.app()))
        .isEmpty();
    try (Connection app = database.connectAsApp();
        var sql = app.createStatement()) {
      for (String refused :
          List.of(
              "create table mine (id int)",
              "create temporary table mine (id int)",
              "create schema mine",
              "create role mine",
              "create database mine",
              "alter table outbox add column mine int",
              "drop table outbox",
              "truncate outbox",
              "update flyway_schema_history set success = false",
              "insert into flyway_schema_history select * from flyway_schema_history",
              "delete from flyway_schema_history",
              "set role " + database.owner(),
              "copy outbox to '/tmp/outbox'")) {
        assertThatThrownBy(() -> sql.execute(refused))
            .as(refused)
            .isInstanceOf(SQLException.class)
            .satisfies(
                e -> assertThat(((SQLException) e).getSQLState()).as(refused).isEqualTo("42501"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void theAppRoleHasRowsAndNoMore(SuiteService service) throws SQLException {
    TestStack.Database database = suite.stack().database(service);

    assertThat(
            rows(
                service,
                """
                select c.relname || ': ' || p
                  from pg_class c, unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
                   and has_table_privilege(?, c.oid, p)
                """,
                database.app()))
        .isEmpty();
    assertThat(
            rows(
                service,
                """
                select p from unnest(array['INSERT', 'UPDATE', 'DELETE']) p
                 where has_table_privilege(?, 'flyway_schema_history', p)
                """,
                database.app()))
        .isEmpty();
    assertThat(
            rows(
                service,
                """
                select c.relname || ': ' || a.privilege_type
                  from pg_class c, aclexplode(c.relacl) a
                 where c.relnamespace = 'public'::regnamespace
                   and a.grantee = (select oid from pg_roles where rolname = ?) and a.is_grantable
                """,
                database.app()))
        .isEmpty();
    assertThat(
            rows(
                service,
                """
                select p.proname::text from pg_proc p
                 where p.pronamespace = 'public'::regnamespace and p.prosecdef
                   and has_function_privilege(?, p.oid, 'EXECUTE') and p.prorettype <> 'trigger'::regtype
                """,
                database.app()))
        .as("but the one that puts pseudonyms where the service itself only adds")
        .containsExactly("pseudonymise_person");
  }

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void theAppRoleConnectsToItsOwnDatabaseAlone(SuiteService service) throws SQLException {
    TestStack.Database database = suite.stack().database(service);

    assertThat(
            rows(
                service,
                "select datname from pg_database where has_database_privilege(?, datname,"
                    + " 'CONNECT') and datallowconn",
                database.app()))
        .containsExactly(service.database());
    for (SuiteService other : SuiteService.values()) {
      if (other != service) {
        assertThatThrownBy(
                () ->
                    suite
                        .stack()
                        .postgres()
                        .connect(other.database(), database.app(), database.appPassword()))
            .hasMessageContaining("permission denied for database");
      }
    }
  }

  @Test
  void thePublicMayNothing() throws SQLException {
    assertThat(
            rows(
                SuiteService.REQUEST,
                """
                select d.datname || ': ' || a.privilege_type
                  from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
                 where a.grantee = 0 and d.datallowconn
                """))
        .isEmpty();
    for (SuiteService service : SuiteService.values()) {
      assertThat(
              rows(
                  service,
                  """
                  select n.nspname || ': ' || a.privilege_type
                    from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
                   where a.grantee = 0 and n.nspname = 'public'
                  """))
          .isEmpty();
      assertThat(
              rows(
                  service,
                  """
                  select c.relname || ': ' || a.privilege_type from pg_class c, aclexplode(c.relacl) a
                   where a.grantee = 0 and c.relnamespace = 'public'::regnamespace
                  """))
          .isEmpty();
    }
  }

  /** The first column of what the superuser finds in a service's database. */
  private List<String> rows(SuiteService service, String query, String... parameters)
      throws SQLException {
    try (Connection connection = suite.stack().postgres().connect(service.database());
        PreparedStatement sql = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        sql.setString(i + 1, parameters[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }
}
