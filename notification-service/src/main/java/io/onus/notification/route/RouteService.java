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
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.onus.notification.domain.Right;
import io.onus.notification.person.LastMethodLeaves;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.PeopleRefusal;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.policy.PolicyService;
import io.onus.notification.policy.domain.PolicyRefusal;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.RouteAccess;
import io.onus.notification.route.domain.RouteRefusal.LastWayToRoutedPerson;
import io.onus.notification.route.domain.Situation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class RouteService {

  /** Between routes, so that one can be put between two others. */
  private static final int GAP = 10;

  private final RouteStore store;
  private final PersonService people;
  private final PolicyService policies;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  RouteService(
      RouteStore store,
      PersonService people,
      PolicyService policies,
      Event<ReachMayHaveChanged> changes,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.people = people;
    this.policies = policies;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** The routes that could decide in a situation, in the order they are tried. */
  public List<Route> matching(Situation situation) {
    return store
        .matching(
            situation.severity(),
            List.of(situation.obligor(), situation.requester(), situation.provider()))
        .stream()
        .filter(route -> route.matches(situation))
        .toList();
  }

  KnownRoute add(Asker asker, Wish wish) {
    int position = wish.position() == null ? store.lastPosition() + GAP : wish.position();
    Route route = wish.route(Ids.newId(clock.now()), position);
    requireChange(asker, route);
    return placed(
        position,
        () -> {
          checkNames(route);
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
          checkNames(route);
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
                  .concerning(known.route().match().department())
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
    String department = route.match().department();
    throw department == null || route.match().side() != Route.Side.OBLIGOR
        ? Problem.forbidden("A route for what others owe takes an on-call admin.")
        : Problem.forbidden(
            "This takes a lead or deputy of " + department + " or an on-call admin.",
            Map.of("department", department));
  }

  private static AuditEntry changes(String action, @Nullable Route was, Route is) {
    Route.Match match = is.match();
    Route.@Nullable Match before = was == null ? null : was.match();
    return AuditEntry.of(action, "route", is.id())
        .concerning(match.department(), before == null ? null : before.department())
        .changed("position", was == null ? null : was.position(), is.position())
        .changed("department", before == null ? null : before.department(), match.department())
        .changed("side", before == null ? null : before.side(), match.side())
        .changed("severity", before == null ? null : before.severity(), match.severity())
        .changed(
            "types",
            before == null ? null : before.standings().toString(),
            match.standings().toString())
        .changed(
            "services",
            before == null ? null : before.services().toString(),
            match.services().toString())
        .changed(
            "priorities",
            before == null ? null : before.priorities().toString(),
            match.priorities().toString())
        .changed(
            "metrics",
            before == null ? null : before.metrics().toString(),
            match.metrics().toString())
        .changed("obligorSide", before == null ? null : before.obligorSide(), match.obligorSide())
        .textChanged("customer", before == null ? null : before.customer(), match.customer())
        .changed("policy", was == null ? null : was.policy(), is.policy())
        .changed("mute", was == null ? null : was.mutes(), is.mutes())
        .peopleChanged("people", was == null ? List.of() : was.people(), is.people());
  }

  private void checkNames(Route route) {
    Map<String, Reach> known = people.reachLocked(route.people());
    PeopleRefusal.of(route.people(), known)
        .ifPresent(
            refusal -> {
              throw Problem.refused(refusal);
            });
    String policy = route.policy();
    if (policy != null && policies.findAll(List.of(policy)).isEmpty()) {
      throw Problem.refused(new PolicyRefusal.UnknownNames("policy", List.of(policy)));
    }
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

  /** What a caller wants of a route. */
  record Wish(@Nullable Integer position, Route.Match match, Route.Action action) {

    Route route(UUID id, int at) {
      return new Route(id, at, match, action);
    }
  }
}
