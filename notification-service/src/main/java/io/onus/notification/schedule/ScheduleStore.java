package io.onus.notification.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.schedule.domain.Layer;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.ScheduleAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ScheduleStore {

  private static final TypeReference<List<StoredLayer>> LAYERS = new TypeReference<>() {};
  private static final TypeReference<List<List<List<String>>>> PEOPLE = new TypeReference<>() {};

  private static final String COLUMNS =
      "s.code, s.name, s.zone, s.department, s.combine, s.hand_over_notice, s.layers, s.people,"
          + " s.version, s.updated_at";

  /** Whether a layer names somebody, or an override that is not over. */
  private static final String NAMES =
      """
      (s.people @> jsonb_build_array(jsonb_build_array(jsonb_build_array(?::text)))
        or exists (select 1 from schedule_overrides o
          where o.schedule = s.code and o.ends_at > ? and ? = any(o.people)))
      """;

  /** Whether an open swap is theirs to answer, or theirs. */
  private static final String SWAPS =
      """
      exists (select 1 from schedule_swaps w
        where w.schedule = s.code and w.status = 'PROPOSED' and ? in (w.proposed_by, w.proposed_to))
      """;

  private final Sql sql;
  private final JsonColumns json;

  ScheduleStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  Optional<KnownSchedule> find(String code) {
    return sql.one("select " + COLUMNS + " from schedules s where s.code = ?", this::known, code);
  }

  /** Whoever changes a schedule or what belongs to it holds its row. */
  Optional<KnownSchedule> lock(String code) {
    return sql.one(
        "select " + COLUMNS + " from schedules s where s.code = ? for update", this::known, code);
  }

  /** Empty where somebody else holds it. */
  Optional<KnownSchedule> lockIfFree(String code) {
    return sql.one(
        "select " + COLUMNS + " from schedules s where s.code = ? for update skip locked",
        this::known,
        code);
  }

  boolean exists(String code) {
    return sql.one("select 1 as one from schedules where code = ?", row -> true, code).isPresent();
  }

  /** Whether a schedule is somebody's business because it names them. */
  boolean concerns(String code, String person, Instant now) {
    return sql.one(
            "select 1 as one from schedules s where s.code = ? and ("
                + NAMES
                + " or "
                + SWAPS
                + ")",
            row -> true,
            code,
            person,
            now,
            person,
            person)
        .isPresent();
  }

  /** Whether somebody is to be on call. */
  boolean names(String code, String person, Instant now) {
    return sql.one(
            "select 1 as one from schedules s where s.code = ? and " + NAMES,
            row -> true,
            code,
            person,
            now,
            person)
        .isPresent();
  }

  List<String> naming(String person, Instant now) {
    return sql.list(
        "select s.code from schedules s where " + NAMES + " order by s.code",
        row -> row.text("code"),
        person,
        now,
        person);
  }

  List<KnownSchedule> page(ScheduleAccess.Sight sight, Instant now, PageRequest request) {
    return sql.list(
        "select "
            + COLUMNS
            + " from schedules s where (? or s.department = any(?) or (? <> '' and ("
            + NAMES
            + " or "
            + SWAPS
            + "))) and s.code > ? order by s.code limit ?",
        this::known,
        sight.all(),
        sight.departments(),
        sight.person(),
        sight.person(),
        now,
        sight.person(),
        sight.person(),
        request.isFirst() ? "" : request.key(0),
        request.size() + 1);
  }

  /** False where there is one of that code already. */
  boolean insert(Schedule schedule, Instant now) {
    return sql.update(
            """
            insert into schedules (code, name, zone, department, combine, hand_over_notice, layers, people,
              version, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
            on conflict (code) do nothing
            """,
            schedule.code(),
            schedule.name(),
            schedule.zone().getId(),
            schedule.department(),
            schedule.combine(),
            notice(schedule),
            layers(schedule),
            people(schedule),
            now,
            now)
        == 1;
  }

  void update(Schedule schedule, long version, Instant now) {
    sql.update(
        """
        update schedules set name = ?, zone = ?, department = ?, combine = ?, hand_over_notice = ?, layers = ?,
          people = ?, version = ?, updated_at = ?
        where code = ?
        """,
        schedule.name(),
        schedule.zone().getId(),
        schedule.department(),
        schedule.combine(),
        notice(schedule),
        layers(schedule),
        people(schedule),
        version,
        now,
        schedule.code());
  }

  void delete(String code) {
    sql.update("delete from schedules where code = ?", code);
  }

  private static @Nullable String notice(Schedule schedule) {
    Duration notice = schedule.handOverNotice();
    return notice == null ? null : notice.toString();
  }

  private Sql.Json layers(Schedule schedule) {
    return json.write(schedule.layers().stream().map(StoredLayer::of).toList());
  }

  private Sql.Json people(Schedule schedule) {
    return json.write(schedule.layers().stream().map(Layer::people).toList());
  }

  private KnownSchedule known(Row row) throws SQLException {
    List<StoredLayer> layers = json.read(row.text("layers"), LAYERS);
    List<List<List<String>>> people = json.read(row.text("people"), PEOPLE);
    String notice = row.nullableText("hand_over_notice");
    return new KnownSchedule(
        new Schedule(
            row.text("code"),
            row.text("name"),
            ZoneId.of(row.text("zone")),
            row.nullableText("department"),
            row.constant("combine", Schedule.Combine.class),
            notice == null ? null : Duration.parse(notice),
            IntStream.range(0, layers.size())
                .mapToObj(i -> layers.get(i).layer(people.get(i)))
                .toList()),
        row.number("version"),
        row.instant("updated_at"));
  }
}
