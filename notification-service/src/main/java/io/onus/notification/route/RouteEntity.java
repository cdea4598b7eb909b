package io.onus.notification.route;

import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
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
  List<String> standings;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> services;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> priorities;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> metrics;

  @Column(name = "obligor_side")
  @Enumerated(EnumType.STRING)
  Route.@Nullable ObligorSide obligorSide;

  @Nullable String customer;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> people;

  @Nullable String policy;
  boolean mute;
  long version;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  KnownRoute route() {
    Route.Match match =
        new Route.Match(
            department,
            side,
            severity,
            standings.stream().map(Standing::valueOf).toList(),
            services,
            priorities,
            metrics,
            obligorSide,
            customer);
    return new KnownRoute(new Route(id, position, match, action()), version);
  }

  private Route.Action action() {
    if (mute) {
      return new Route.Mute();
    }
    return policy == null ? new Route.TellPeople(people) : new Route.UsePolicy(policy);
  }

  void write(Route route, long next, Instant now) {
    Route.Match match = route.match();
    position = route.position();
    department = match.department();
    side = match.side();
    severity = match.severity();
    standings = match.standings().stream().map(Standing::name).toList();
    services = match.services();
    priorities = match.priorities();
    metrics = match.metrics();
    obligorSide = match.obligorSide();
    customer = match.customer();
    people = route.people();
    policy = route.policy();
    mute = route.mutes();
    version = next;
    updatedAt = now;
  }
}
