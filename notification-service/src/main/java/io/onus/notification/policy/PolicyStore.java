package io.onus.notification.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.JsonColumns;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.policy.domain.Policy;
import io.onus.notification.policy.domain.PolicyAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PolicyStore {

  private static final TypeReference<List<StepPart>> STEPS = new TypeReference<>() {};
  private static final String COLUMNS = "code, name, department, steps, repeat, pause, version";

  private final Sql sql;
  private final JsonColumns json;

  PolicyStore(Sql sql, JsonColumns json) {
    this.sql = sql;
    this.json = json;
  }

  Optional<KnownPolicy> find(String code) {
    return sql.one("select " + COLUMNS + " from policies where code = ?", this::policy, code);
  }

  Optional<KnownPolicy> lock(String code) {
    return sql.one(
        "select " + COLUMNS + " from policies where code = ? for update", this::policy, code);
  }

  List<Policy> findAll(Collection<String> codes) {
    return codes.isEmpty()
        ? List.of()
        : sql.list(
            "select " + COLUMNS + " from policies where code = any(?)",
            row -> policy(row).policy(),
            codes);
  }

  List<KnownPolicy> page(PolicyAccess.Sight sight, PageRequest request) {
    return sql.list(
        "select "
            + COLUMNS
            + """
             from policies
            where code > ? and (? or department = any(?) or (department is null and ?))
            order by code limit ?
            """,
        this::policy,
        request.isFirst() ? "" : request.key(0),
        sight.all(),
        sight.departments(),
        !sight.departments().isEmpty(),
        request.size() + 1);
  }

  /** The codes of policies with a step that names something, in order. */
  List<String> naming(TargetPart target) {
    return sql.list(
        """
        select code from policies
        where exists (
          select 1 from jsonb_array_elements(steps) step, jsonb_array_elements(step -> 'targets') target
          where target ->> 'kind' = ? and target ->> 'id' = ?)
        order by code
        """,
        row -> row.text("code"),
        target.kind(),
        target.id());
  }

  List<Integer> routesUsing(String code) {
    return sql.list(
        "select position from routes where policy = ? order by position",
        row -> row.integer("position"),
        code);
  }

  void insert(Policy policy, Instant now) {
    sql.update(
        """
        insert into policies (code, name, department, steps, repeat, pause, version, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, 1, ?, ?)
        """,
        policy.code(),
        policy.name(),
        policy.department(),
        steps(policy),
        policy.repeat(),
        policy.pause().toString(),
        now,
        now);
  }

  void update(Policy policy, Instant now) {
    sql.update(
        """
        update policies set name = ?, department = ?, steps = ?, repeat = ?, pause = ?, version = version + 1,
          updated_at = ?
        where code = ?
        """,
        policy.name(),
        policy.department(),
        steps(policy),
        policy.repeat(),
        policy.pause().toString(),
        now,
        policy.code());
  }

  void delete(String code) {
    sql.update("delete from policies where code = ?", code);
  }

  private Sql.Json steps(Policy policy) {
    return json.write(policy.steps().stream().map(StepPart::of).toList());
  }

  private KnownPolicy policy(Row row) throws SQLException {
    return new KnownPolicy(
        new Policy(
            row.text("code"),
            row.text("name"),
            row.nullableText("department"),
            json.read(row.text("steps"), STEPS).stream().map(StepPart::step).toList(),
            row.integer("repeat"),
            Duration.parse(row.text("pause"))),
        row.number("version"));
  }
}
