package io.onus.request.directory;

import io.onus.request.directory.domain.Contact;
import io.onus.request.directory.domain.Department;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code departments}; known to {@link DepartmentStore} alone. */
@Entity
@Table(name = "departments")
class DepartmentEntity extends PanacheEntityBase {

  @Id String code;
  String name;
  String zone;
  String calendar;
  @Nullable String parent;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Contact> leads;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Contact> deputies;

  long version;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  Department department() {
    return new Department(code, name, ZoneId.of(zone), calendar, parent, leads, deputies, version);
  }

  void write(Department department, Instant now) {
    name = department.name();
    zone = department.zone().getId();
    calendar = department.calendar();
    parent = department.parent();
    leads = department.leads();
    deputies = department.deputies();
    version = department.version();
    updatedAt = now;
  }
}
