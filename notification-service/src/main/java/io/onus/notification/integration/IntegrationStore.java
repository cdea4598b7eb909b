package io.onus.notification.integration;

import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.integration.domain.EventPattern;
import io.onus.notification.integration.domain.Integration;
import io.onus.notification.integration.domain.IntegrationRight.Sight;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code integrations}. */
@ApplicationScoped
class IntegrationStore {

  private static final String COLUMNS = "id, name, department, events, version, created_at";

  /** A row, without the method that belongs to it. */
  record Kept(Integration integration, long version, Instant createdAt) {}

  private final Sql sql;

  IntegrationStore(Sql sql) {
    this.sql = sql;
  }

  Optional<Kept> find(String id) {
    return sql.one(
        "select " + COLUMNS + " from integrations where id = ?", IntegrationStore::kept, id);
  }

  Optional<Kept> lock(String id) {
    return sql.one(
        "select " + COLUMNS + " from integrations where id = ? for update",
        IntegrationStore::kept,
        id);
  }

  List<Kept> page(Sight sight, PageRequest request) {
    return sql.list(
        "select "
            + COLUMNS
            + """
             from integrations
            where id > ? and (? or department = any (?) or department is null and ?)
            order by id limit ?
            """,
        IntegrationStore::kept,
        request.isFirst() ? "" : request.key(0),
        sight.all(),
        sight.departments(),
        sight.shared(),
        request.size() + 1);
  }

  /** Those that are sent events whether or not there is an alert. */
  List<Integration> subscribed() {
    return sql.list(
        "select " + COLUMNS + " from integrations where events <> '{}' order by id",
        row -> kept(row).integration());
  }

  int count(@Nullable String department) {
    return sql.one(
            "select count(*)::int as n from integrations where department is not distinct from"
                + " ?::text",
            row -> row.integer("n"),
            department)
        .orElse(0);
  }

  void insert(Integration integration, Instant now) {
    sql.update(
        """
        insert into integrations (id, name, department, events, version, created_at, updated_at)
        values (?, ?, ?, ?::text[], 1, ?, ?)
        """,
        integration.id(),
        integration.name(),
        integration.department(),
        texts(integration),
        now,
        now);
  }

  void update(Integration integration, Instant now) {
    sql.update(
        """
        update integrations set name = ?, department = ?, events = ?::text[], version = version + 1, updated_at = ?
        where id = ?
        """,
        integration.name(),
        integration.department(),
        texts(integration),
        now,
        integration.id());
  }

  /** Its method has changed, and with it what is seen of it. */
  void touch(String id, Instant now) {
    sql.update(
        "update integrations set version = version + 1, updated_at = ? where id = ?", now, id);
  }

  void delete(String id) {
    sql.update("delete from integrations where id = ?", id);
  }

  private static List<String> texts(Integration integration) {
    return integration.events().stream().map(EventPattern::text).toList();
  }

  private static Kept kept(Row row) throws SQLException {
    return new Kept(
        new Integration(
            row.text("id"),
            row.text("name"),
            row.nullableText("department"),
            row.texts("events").stream().map(EventPattern::new).toList()),
        row.number("version"),
        row.instant("created_at"));
  }
}
