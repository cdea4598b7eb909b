package io.onus.notification.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.directory.domain.Contact;
import io.onus.notification.directory.domain.Department;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class DirectoryStore {

  private static final String COLUMNS = "code, name, zone, calendar, leads, deputies, version";

  private static final TypeReference<List<Contact>> CONTACTS = new TypeReference<>() {};

  private final Sql sql;
  private final ObjectMapper mapper;

  DirectoryStore(Sql sql, ObjectMapper mapper) {
    this.sql = sql;
    this.mapper = mapper;
  }

  /** False where this version or a later one is stored already. */
  boolean keepLatest(Department department, Instant now) {
    return sql.update(
            """
            insert into departments (code, name, zone, calendar, leads, deputies, version, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (code) do update set
              name = excluded.name, zone = excluded.zone, calendar = excluded.calendar,
              leads = excluded.leads, deputies = excluded.deputies,
              version = excluded.version, updated_at = excluded.updated_at
            where departments.version < excluded.version
            """,
            department.code(),
            department.name(),
            department.zone(),
            department.calendar(),
            json(department.leads()),
            json(department.deputies()),
            department.version(),
            now)
        == 1;
  }

  Optional<Department> find(String code) {
    return sql.one(
        "select " + COLUMNS + " from departments where code = ?", this::department, code);
  }

  List<Department> all() {
    return sql.list("select " + COLUMNS + " from departments order by code", this::department);
  }

  private Department department(Row row) throws SQLException {
    return new Department(
        row.text("code"),
        row.text("name"),
        row.text("zone"),
        row.text("calendar"),
        contacts(row.text("leads")),
        contacts(row.text("deputies")),
        row.number("version"));
  }

  private Sql.Json json(List<Contact> contacts) {
    try {
      return new Sql.Json(mapper.writeValueAsString(contacts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("contacts must be JSON", e);
    }
  }

  private List<Contact> contacts(String json) {
    try {
      return mapper.readValue(json, CONTACTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("contacts in the database must be readable", e);
    }
  }
}
