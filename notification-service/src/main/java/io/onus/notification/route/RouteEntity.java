package io.onus.notification.route;

import io.onus.notification.domain.Severity;
import io.onus.notification.route.domain.Route;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code routes}; known to {@link RouteStore} alone. */
@Entity
@Table(name = "routes")
class RouteEntity extends PanacheEntityBase {

  @Id UUID id;
  int position;
  @Nullable String department;

  @Enumerated(EnumType.STRING)
  Route.Side side;

  @Enumerated(EnumType.STRING)
  @Nullable Severity severity;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> people;

  long version;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  KnownRoute route() {
    return new KnownRoute(new Route(id, position, department, side, severity, people), version);
  }

  void write(Route route, long next, Instant now) {
    position = route.position();
    department = route.department();
    side = route.side();
    severity = route.severity();
    people = route.people();
    version = next;
    updatedAt = now;
  }
}
