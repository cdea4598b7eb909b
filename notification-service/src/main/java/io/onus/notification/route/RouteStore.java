package io.onus.notification.route;

import io.onus.kit.page.PageRequest;
import io.onus.kit.sql.Row;
import io.onus.kit.sql.Sql;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.RouteAccess;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class RouteStore {

  private final Sql sql;

  RouteStore(Sql sql) {
    this.sql = sql;
  }

  Optional<KnownRoute> find(UUID id) {
    return RouteEntity.<RouteEntity>findByIdOptional(id).map(RouteEntity::route);
  }

  Optional<KnownRoute> lock(UUID id) {
    return RouteEntity.<RouteEntity>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .map(RouteEntity::route);
  }

  List<KnownRoute> page(RouteAccess.Sight sight, PageRequest request) {
    int after = request.isFirst() ? 0 : position(request.key(0));
    return RouteEntity.<RouteEntity>find(
            """
            position > ?1 and (?2 = true or department in ?3 or (department is null and ?4 = true))
            """,
            Sort.by("position"),
            after,
            sight.all(),
            sight.departments(),
            !sight.departments().isEmpty())
        .page(0, request.size() + 1)
        .stream()
        .map(RouteEntity::route)
        .toList();
  }

  /** Every route that could match; read for each notice, so by one plain statement. */
  List<Route> matching(Severity severity, List<String> departments) {
    return sql.list(
        """
        select id, position, department, side, severity, standings, services, priorities, metrics, obligor_side,
          customer, people, policy, mute
        from routes
        where (severity is null or severity = ?) and (department is null or department = any(?))
        order by position
        """,
        RouteStore::route,
        severity,
        departments);
  }

  private static Route route(Row row) throws SQLException {
    Route.Match match =
        new Route.Match(
            row.nullableText("department"),
            row.constant("side", Route.Side.class),
            row.nullableText("severity") == null ? null : row.constant("severity", Severity.class),
            row.texts("standings").stream().map(Standing::valueOf).toList(),
            row.texts("services"),
            row.texts("priorities"),
            row.texts("metrics"),
            row.nullableText("obligor_side") == null
                ? null
                : row.constant("obligor_side", Route.ObligorSide.class),
            row.nullableText("customer"));
    String policy = row.nullableText("policy");
    Route.Action action =
        row.flag("mute")
            ? new Route.Mute()
            : policy == null
                ? new Route.TellPeople(row.texts("people"))
                : new Route.UsePolicy(policy);
    return new Route(row.uuid("id"), row.integer("position"), match, action);
  }

  List<Integer> positionsNaming(String personId) {
    return sql.list(
        "select position from routes where ? = any(people) order by position",
        row -> row.integer("position"),
        personId);
  }

  int lastPosition() {
    return sql.one("select coalesce(max(position), 0) as last from routes", r -> r.integer("last"))
        .orElse(0);
  }

  void insert(Route route, Instant now) {
    RouteEntity entity = new RouteEntity();
    entity.id = route.id();
    entity.createdAt = now;
    entity.write(route, 1, now);
    entity.persistAndFlush();
  }

  void update(Route route, long version, Instant now) {
    RouteEntity entity = RouteEntity.findById(route.id());
    entity.write(route, version, now);
    entity.flush();
  }

  void delete(UUID id) {
    RouteEntity.deleteById(id);
  }

  private static int position(String key) {
    try {
      return Integer.parseInt(key);
    } catch (NumberFormatException e) {
      throw PageRequest.unusable("pageToken is not one this list gave out");
    }
  }
}
