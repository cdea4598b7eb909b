package io.onus.request.directory;

import io.onus.kit.sql.Sql;
import io.onus.request.directory.domain.Department;
import io.onus.request.directory.domain.Lineage;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DepartmentStore {

  /** One key for the whole tree: two moves that are harmless alone can make a cycle together. */
  private static final String LOCK_TREE =
      "select pg_advisory_xact_lock(hashtext('onus.departments.parent'))";

  private static final String LINEAGE =
      """
      with recursive up (code, parent, depth) as (
        select code, parent, 1 from departments where code = ?
        union all
        select d.code, d.parent, up.depth + 1 from departments d join up on d.code = up.parent
      )
      select code from up order by depth
      """;

  private static final String PAGE =
      """
      (:parent is null or parent = :parent)
      and (:q is null or lower(code) like :q escape '\\' or lower(name) like :q escape '\\')
      and code > :after
      order by code
      """;

  private final Sql sql;

  DepartmentStore(Sql sql) {
    this.sql = sql;
  }

  Optional<Department> find(String code) {
    return DepartmentEntity.<DepartmentEntity>findByIdOptional(code)
        .map(DepartmentEntity::department);
  }

  Optional<Department> lock(String code) {
    return DepartmentEntity.<DepartmentEntity>findByIdOptional(code, LockModeType.PESSIMISTIC_WRITE)
        .map(DepartmentEntity::department);
  }

  /** In one order, as every other who locks several. */
  List<String> naming(Set<String> emails) {
    return sql.list(
        """
        select code from departments d
        where exists (
          select 1 from jsonb_array_elements(d.leads || d.deputies) as c
          where lower(c ->> 'email') = any (?))
        order by code
        """,
        row -> row.text("code"),
        emails);
  }

  void lockTree() {
    sql.list(LOCK_TREE, row -> true);
  }

  /** Empty where there is no such department. */
  Lineage lineage(String code) {
    return new Lineage(sql.list(LINEAGE, row -> row.text("code"), code));
  }

  /** Written at once, so that a second writer of the same new code fails here. */
  void insert(Department department, Instant now) {
    DepartmentEntity entity = new DepartmentEntity();
    entity.code = department.code();
    entity.createdAt = now;
    entity.write(department, now);
    entity.persistAndFlush();
  }

  /** Of a department locked in this transaction. */
  void update(Department department, Instant now) {
    DepartmentEntity entity = DepartmentEntity.findById(department.code());
    entity.write(department, now);
    entity.flush();
  }

  List<Department> page(
      @Nullable String parent, @Nullable String pattern, String after, int limit) {
    Parameters parameters = Parameters.with("parent", parent).and("q", pattern).and("after", after);
    return DepartmentEntity.<DepartmentEntity>find(PAGE, parameters).range(0, limit - 1).stream()
        .map(DepartmentEntity::department)
        .toList();
  }
}
