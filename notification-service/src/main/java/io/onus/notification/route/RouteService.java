package io.onus.notification.route;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.sql.SqlStates;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.onus.notification.domain.Right;
import io.onus.notification.domain.Severity;
import io.onus.notification.person.LastMethodLeaves;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.route.domain.Plan;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.RouteAccess;
import io.onus.notification.route.domain.RouteRefusal;
import io.onus.notification.route.domain.RouteRefusal.LastWayToRoutedPerson;
import io.onus.notification.route.domain.Routing;
import io.onus.notification.route.domain.Situation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class RouteService {

  /** Between routes, so that one can be put between two others. */
  private static final int GAP = 10;

  private final RouteStore store;
  private final PersonService people;
  private final DirectoryService directory;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  RouteService(
      RouteStore store,
      PersonService people,
      DirectoryService directory,
      Event<ReachMayHaveChanged> changes,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.people = people;
    this.directory = directory;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** Whom to tell now; belongs in the transaction that tells them. */
  public Plan plan(Situation situation) {
    List<Route> routes =
        store.matching(
            situation.severity(),
            List.of(situation.obligor(), situation.requester(), situation.provider()));
    Set<String> named =
        routes.stream().flatMap(route -> route.people().stream()).collect(Collectors.toSet());
    @Nullable Department obligor = directory.find(situation.obligor()).orElse(null);
    return new Routing(routes, people.reach(named)).plan(situation, obligor);
  }

  KnownRoute add(Asker asker, Wish wish) {
    int position = wish.position() == null ? store.lastPosition() + GAP : wish.position();
    Route route = wish.route(Ids.newId(clock.now()), position);
    requireChange(asker, route);
    return placed(
        position,
        () -> {
          checkPeople(route);
          store.insert(route, clock.now());
          audit.record(changes("route.created", null, route));
          changes.fire(new ReachMayHaveChanged());
          return new KnownRoute(route, 1);
        });
  }

  KnownRoute replace(Asker asker, UUID id, Wish wish, @Nullable String ifMatch) {
    KnownRoute known = seen(asker, id, store.lock(id));
    requireChange(asker, known.route());
    ETags.require(ifMatch, known.version());
    int position = wish.position() == null ? known.route().position() : wish.position();
    Route route = wish.route(id, position);
    requireChange(asker, route);
    return placed(
        position,
        () -> {
          checkPeople(route);
          store.update(route, known.version() + 1, clock.now());
          audit.record(changes("route.changed", known.route(), route));
          changes.fire(new ReachMayHaveChanged());
          return new KnownRoute(route, known.version() + 1);
        });
  }

  void remove(Asker asker, UUID id, @Nullable String ifMatch) {
    transactions.run(
        () -> {
          KnownRoute known = seen(asker, id, store.lock(id));
          requireChange(asker, known.route());
          ETags.check(ifMatch, known.version());
          store.delete(id);
          audit.record(
              AuditEntry.of("route.removed", "route", id)
                  .concerning(known.route().department())
                  .changed("position", known.route().position(), null));
        });
  }

  KnownRoute get(Asker asker, UUID id) {
    return transactions.call(() -> seen(asker, id, store.find(id)));
  }

  Page<KnownRoute> page(Asker asker, PageRequest request) {
    return transactions.call(
        () ->
            Page.of(
                store.page(RouteAccess.sight(asker), request),
                request,
                known -> List.of(String.valueOf(known.route().position()))));
  }

  void onLastMethod(@Observes LastMethodLeaves leaves) {
    List<Integer> routes = store.positionsNaming(leaves.personId());
    if (!routes.isEmpty()) {
      throw Problem.refused(new LastWayToRoutedPerson(leaves.personId(), routes));
    }
  }

  private static KnownRoute seen(Asker asker, UUID id, Optional<KnownRoute> known) {
    return known
        .filter(found -> RouteAccess.of(asker, found.route()).includes(Right.READ))
        .orElseThrow(() -> Problem.notFound("route", id));
  }

  private static void requireChange(Asker asker, Route route) {
    if (RouteAccess.of(asker, route) == Right.CHANGE) {
      return;
    }
    String department = route.department();
    throw department == null || route.side() == Route.Side.EITHER
        ? Problem.forbidden("A route for what others owe takes an on-call admin.")
        : Problem.forbidden(
            "This takes a lead or deputy of " + department + " or an on-call admin.",
            Map.of("department", department));
  }

  private static AuditEntry changes(String action, @Nullable Route was, Route is) {
    return AuditEntry.of(action, "route", is.id())
        .concerning(is.department(), was == null ? null : was.department())
        .changed("position", was == null ? null : was.position(), is.position())
        .changed("department", was == null ? null : was.department(), is.department())
        .changed("side", was == null ? null : was.side(), is.side())
        .changed("severity", was == null ? null : was.severity(), is.severity())
        .peopleChanged("people", was == null ? List.of() : was.people(), is.people());
  }

  private void checkPeople(Route route) {
    Map<String, Reach> known = people.reachLocked(route.people());
    RouteRefusal.of(route.people(), known)
        .ifPresent(
            refusal -> {
              throw Problem.refused(refusal);
            });
  }

  private static KnownRoute placed(int position, Supplier<KnownRoute> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (SqlStates.uniqueConstraint(e).equals("routes_position")) {
        throw Problem.conflict("Position " + position + " is taken.", Map.of("position", position));
      }
      throw e;
    }
  }

  /** What a caller wants of a route, its people without repeats. */
  record Wish(
      @Nullable Integer position,
      @Nullable String department,
      Route.Side side,
      @Nullable Severity severity,
      List<String> people) {

    Route route(UUID id, int at) {
      return new Route(id, at, department, side, severity, people);
    }
  }
}
