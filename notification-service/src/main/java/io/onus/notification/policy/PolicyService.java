package io.onus.notification.policy;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.sql.SqlStates;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.onus.notification.domain.Right;
import io.onus.notification.hours.HoursService;
import io.onus.notification.integration.IntegrationLeaves;
import io.onus.notification.person.LastMethodLeaves;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.PeopleRefusal;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.policy.domain.Policy;
import io.onus.notification.policy.domain.PolicyAccess;
import io.onus.notification.policy.domain.PolicyRefusal.NamedByPolicies;
import io.onus.notification.policy.domain.PolicyRefusal.PolicyInUse;
import io.onus.notification.policy.domain.PolicyRefusal.UnknownNames;
import io.onus.notification.policy.domain.Wait;
import io.onus.notification.policy.domain.Wait.After;
import io.onus.notification.policy.domain.Wait.AfterWorking;
import io.onus.notification.policy.domain.Wait.AtDue;
import io.onus.notification.schedule.ScheduleLeaves;
import io.onus.notification.target.TargetService;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.PersonTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class PolicyService {

  /**
   * @param created false where the policy was there already
   */
  record Written(KnownPolicy known, boolean created) {}

  private final PolicyStore store;
  private final PersonService people;
  private final TargetService targets;
  private final HoursService hours;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  PolicyService(
      PolicyStore store,
      PersonService people,
      TargetService targets,
      HoursService hours,
      Event<ReachMayHaveChanged> changes,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.people = people;
    this.targets = targets;
    this.hours = hours;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** The policies of these codes, by code; unknown ones are absent. */
  public Map<String, Policy> findAll(Collection<String> codes) {
    return store.findAll(codes).stream()
        .collect(Collectors.toMap(Policy::code, Function.identity()));
  }

  Written put(Asker asker, Policy policy, @Nullable String ifMatch) {
    // Who may not write it waits for nothing.
    if (PolicyAccess.of(asker, policy.department()) == Right.CHANGE) {
      targets.awaitDepartments(named(policy));
    }
    try {
      return transactions.call(() -> written(asker, policy, ifMatch));
    } catch (RuntimeException e) {
      if (SqlStates.uniqueConstraint(e).isEmpty()) {
        throw e;
      }
      throw Problem.conflict(
          policy.code() + " was created by someone else just now.", Map.of("code", policy.code()));
    }
  }

  private Written written(Asker asker, Policy policy, @Nullable String ifMatch) {
    Optional<KnownPolicy> known = store.lock(policy.code());
    if (known.isPresent()) {
      requireChange(asker, seen(asker, policy.code(), known).policy().department());
      ETags.require(ifMatch, known.get().version());
    }
    requireChange(asker, policy.department());
    checkNames(policy);
    if (known.isEmpty()) {
      store.insert(policy, clock.now());
    } else {
      store.update(policy, clock.now());
    }
    KnownPolicy after = store.find(policy.code()).orElseThrow();
    audit.record(changes(known.map(KnownPolicy::policy).orElse(null), policy));
    changes.fire(new ReachMayHaveChanged());
    return new Written(after, known.isEmpty());
  }

  KnownPolicy get(Asker asker, String code) {
    return transactions.call(() -> seen(asker, code, store.find(code)));
  }

  Page<KnownPolicy> page(Asker asker, PageRequest request) {
    return transactions.call(
        () ->
            Page.of(
                store.page(PolicyAccess.sight(asker), request),
                request,
                known -> List.of(known.policy().code())));
  }

  void remove(Asker asker, String code, @Nullable String ifMatch) {
    transactions.run(
        () -> {
          KnownPolicy known = seen(asker, code, store.lock(code));
          requireChange(asker, known.policy().department());
          ETags.check(ifMatch, known.version());
          List<Integer> routes = store.routesUsing(code);
          if (!routes.isEmpty()) {
            throw Problem.refused(new PolicyInUse(code, routes));
          }
          store.delete(code);
          audit.record(
              AuditEntry.of("policy.removed", "policy", code)
                  .concerning(known.policy().department())
                  .changed("version", known.version(), null));
        });
  }

  void onLastMethod(@Observes LastMethodLeaves leaves) {
    refuseWhereNamed(TargetPart.Kind.PERSON, "person", leaves.personId());
  }

  void onScheduleLeaves(@Observes ScheduleLeaves leaves) {
    refuseWhereNamed(TargetPart.Kind.SCHEDULE, "schedule", leaves.code());
  }

  void onIntegrationLeaves(@Observes IntegrationLeaves leaves) {
    refuseWhereNamed(TargetPart.Kind.WEBHOOK, "webhook", leaves.id());
  }

  /** Refuses where policies name something that is about to go. */
  public void refuseWhereNamed(TargetPart.Kind kind, String what, String id) {
    List<String> policies = store.naming(new TargetPart(kind, id, null));
    if (!policies.isEmpty()) {
      throw Problem.refused(new NamedByPolicies(what, id, policies));
    }
  }

  private static KnownPolicy seen(Asker asker, String code, Optional<KnownPolicy> known) {
    return known
        .filter(found -> PolicyAccess.of(asker, found.policy().department()).includes(Right.READ))
        .orElseThrow(() -> Problem.notFound("policy", code));
  }

  private static void requireChange(Asker asker, @Nullable String department) {
    if (PolicyAccess.of(asker, department) == Right.CHANGE) {
      return;
    }
    throw department == null
        ? Problem.forbidden("A policy that serves every department takes an on-call admin.")
        : Problem.forbidden(
            "This takes a lead or deputy of " + department + " or an on-call admin.",
            Map.of("department", department));
  }

  private void checkNames(Policy policy) {
    List<Target> named = named(policy);
    List<String> persons =
        named.stream()
            .filter(PersonTarget.class::isInstance)
            .map(target -> ((PersonTarget) target).person())
            .distinct()
            .toList();
    Map<String, Reach> known = people.reachLocked(persons);
    PeopleRefusal.of(persons, known)
        .ifPresent(
            refusal -> {
              throw Problem.refused(refusal);
            });
    targets
        .unknown(named)
        .forEach(
            (what, names) -> {
              throw Problem.refused(new UnknownNames(what, names));
            });
    List<String> calendars =
        policy.steps().stream()
            .flatMap(step -> calendar(step.turn()).stream())
            .filter(calendar -> hours.find(calendar).isEmpty())
            .distinct()
            .toList();
    if (!calendars.isEmpty()) {
      throw Problem.refused(new UnknownNames("calendar", calendars));
    }
  }

  private static List<Target> named(Policy policy) {
    return policy.steps().stream().flatMap(step -> step.targets().stream()).toList();
  }

  private static Optional<String> calendar(Wait wait) {
    return switch (wait) {
      case After after -> Optional.empty();
      case AfterWorking working -> Optional.ofNullable(working.calendar());
      case AtDue due -> Optional.empty();
    };
  }

  private static AuditEntry changes(@Nullable Policy was, Policy is) {
    return AuditEntry.of(was == null ? "policy.created" : "policy.changed", "policy", is.code())
        .concerning(is.department(), was == null ? null : was.department())
        .textChanged("name", was == null ? null : was.name(), is.name())
        .changed("department", was == null ? null : was.department(), is.department())
        .changed("steps", was == null ? null : was.steps().size(), is.steps().size())
        .changed("repeat", was == null ? null : was.repeat(), is.repeat())
        .changed("pause", was == null ? null : was.pause().toString(), is.pause().toString());
  }
}
