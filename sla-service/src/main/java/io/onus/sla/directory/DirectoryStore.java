package io.onus.sla.directory;

import io.onus.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
public class DirectoryStore {

  private final Sql sql;

  public DirectoryStore(Sql sql) {
    this.sql = sql;
  }

  public Optional<Department> find(String code) {
    return sql.one(
        "select code, name, zone, calendar, version from departments where code = ?",
        row ->
            new Department(
                row.text("code"),
                row.text("name"),
                ZoneId.of(row.text("zone")),
                row.text("calendar"),
                row.number("version")),
        code);
  }

  public Set<String> codes() {
    return Set.copyOf(sql.list("select code from departments", row -> row.text("code")));
  }

  public Set<String> withCalendar(String calendar) {
    return Set.copyOf(
        sql.list(
            "select code from departments where calendar = ?", row -> row.text("code"), calendar));
  }

  /** Keeps the highest version, so that a repeated or overtaken event changes nothing. */
  public void keep(Department department) {
    sql.update(
        """
        insert into departments (code, name, zone, calendar, version) values (?, ?, ?, ?, ?)
        on conflict (code) do update set
          name = excluded.name, zone = excluded.zone, calendar = excluded.calendar,
          version = excluded.version
        where departments.version < excluded.version
        """,
        department.code(),
        department.name(),
        department.zone().getId(),
        department.calendar(),
        department.version());
  }

  public Optional<Service> findService(String code) {
    return sql.one(
        "select code, provider, version from services where code = ?",
        row -> new Service(row.text("code"), row.text("provider"), row.number("version")),
        code);
  }

  /** Keeps the highest version, so that a repeated or overtaken event changes nothing. */
  public void keep(Service service) {
    sql.update(
        """
        insert into services (code, provider, version) values (?, ?, ?)
        on conflict (code) do update set
          provider = excluded.provider, version = excluded.version
        where services.version < excluded.version
        """,
        service.code(),
        service.provider(),
        service.version());
  }
}
