package io.onus.sla.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.sla.calendar.domain.CalendarDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calendar versions: appended, never changed. */
@ApplicationScoped
class CalendarStore {

  record CalendarVersion(
      String code,
      long version,
      CalendarDefinition definition,
      @Nullable String tzdata,
      String createdBy,
      Instant createdAt) {}

  private static final String COLUMNS = "code, version, definition, tzdata, created_by, created_at";

  private final Sql sql;
  private final ObjectMapper mapper;

  CalendarStore(Sql sql, ObjectMapper mapper) {
    this.sql = sql;
    this.mapper = mapper;
  }

  Optional<CalendarVersion> current(String code) {
    return sql.one(
        "select " + COLUMNS + " from calendars where code = ? order by version desc limit 1",
        this::version,
        code);
  }

  Optional<Long> currentVersion(String code) {
    return sql.one(
        "select version from calendars where code = ? order by version desc limit 1",
        row -> row.number("version"),
        code);
  }

  Optional<CalendarVersion> version(String code, long version) {
    return sql.one(
        "select " + COLUMNS + " from calendars where code = ? and version = ?",
        this::version,
        code,
        version);
  }

  /** The current versions, by code. */
  List<CalendarVersion> page(String after, int limit) {
    return sql.list(
        "select distinct on (code) "
            + COLUMNS
            + " from calendars where code > ? order by code, version desc limit ?",
        this::version,
        after,
        limit);
  }

  void append(CalendarVersion calendar) {
    sql.update(
        "insert into calendars (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?)",
        calendar.code(),
        calendar.version(),
        json(calendar.definition()),
        calendar.tzdata(),
        calendar.createdBy(),
        calendar.createdAt());
  }

  private CalendarVersion version(Row row) throws SQLException {
    return new CalendarVersion(
        row.text("code"),
        row.number("version"),
        definition(row.text("definition")),
        row.nullableText("tzdata"),
        row.text("created_by"),
        row.instant("created_at"));
  }

  private Sql.Json json(CalendarDefinition definition) {
    try {
      return new Sql.Json(mapper.writeValueAsString(CalendarForm.of(definition)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a calendar is always JSON", e);
    }
  }

  private CalendarDefinition definition(String json) {
    try {
      return mapper.readValue(json, CalendarForm.class).definition("");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored calendar cannot be read: " + json, e);
    }
  }
}
