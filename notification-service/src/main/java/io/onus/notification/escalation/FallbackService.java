package io.onus.notification.escalation;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.onus.notification.domain.Urgency;
import io.onus.notification.escalation.domain.FallbackRefusal.NamedAsFallback;
import io.onus.notification.integration.IntegrationLeaves;
import io.onus.notification.person.LastMethodLeaves;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.PeopleRefusal;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.policy.domain.PolicyRefusal.UnknownNames;
import io.onus.notification.route.domain.Situation;
import io.onus.notification.schedule.ScheduleLeaves;
import io.onus.notification.target.TargetService;
import io.onus.notification.target.domain.Parties;
import io.onus.notification.target.domain.Reached;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.EverybodyOfSideTarget;
import io.onus.notification.target.domain.Target.OnCallTarget;
import io.onus.notification.target.domain.Target.PersonTarget;
import io.onus.notification.target.domain.Target.Side;
import io.onus.notification.target.domain.Target.WebhookTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Who is told where a chain comes to nobody, or to its end: the company's fallback contact; where
 * none is named or reached, the leads and deputies of both departments.
 */
@ApplicationScoped
public class FallbackService {

  private static final Target OBLIGOR = new EverybodyOfSideTarget(Side.OBLIGOR);
  private static final Target OWED_TO = new EverybodyOfSideTarget(Side.OWED_TO);

  private final FallbackStore store;
  private final TargetService targets;
  private final PersonService people;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;
  private final Optional<String> email;

  FallbackService(
      FallbackStore store,
      TargetService targets,
      PersonService people,
      Event<ReachMayHaveChanged> changes,
      Transactions transactions,
      WallClock clock,
      Audit audit,
      @ConfigProperty(name = "onus.fallback.email") Optional<String> email) {
    this.store = store;
    this.targets = targets;
    this.people = people;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
    this.email = email.filter(address -> !address.isBlank());
  }

  /** Whom to tell where nobody else is left, about a request. */
  Reached reach(Situation situation) {
    Reached named = named(situation.parties());
    if (!named.recipients().isEmpty()) {
      return named;
    }
    Reached leads = leads(situation);
    List<String> reasons = new ArrayList<>(named.reasons());
    reasons.addAll(leads.reasons());
    return new Reached(leads.recipients(), reasons);
  }

  /** Whom to tell where the fallback contact is named and no message comes through to it. */
  Reached leads(Situation situation) {
    return targets.reach(List.of(OBLIGOR, OWED_TO), situation.parties(), situation.urgency());
  }

  /** Whom to tell where nobody else is left, about no request. */
  public Reached reach() {
    return named(Parties.NONE);
  }

  private Reached named(Parties parties) {
    List<Target> contact = store.find().map(KnownFallback::targets).orElse(List.of());
    // Somebody has to be told, however little the matter presses.
    Reached reached = targets.reach(contact, parties, Urgency.HIGH);
    List<String> reasons = new ArrayList<>(reached.reasons());
    if (!reached.recipients().isEmpty()) {
      return reached;
    }
    if (email.isPresent()) {
      Recipient last =
          new Recipient("the fallback contact", null, null, ChannelKind.EMAIL, email.get());
      return new Reached(List.of(last), reasons);
    }
    reasons.add(contact.isEmpty() ? "no fallback contact is named" : "nor is the fallback contact");
    return new Reached(List.of(), reasons);
  }

  Optional<KnownFallback> get(Asker asker) {
    requireReader(asker);
    return transactions.call(store::find);
  }

  /**
   * @return what it is now, and whether there was none before
   */
  Written put(Asker asker, List<Target> wanted, @Nullable String ifMatch) {
    requireWriter(asker);
    targets.awaitDepartments(wanted);
    return transactions.call(
        () -> {
          Optional<KnownFallback> known = store.lock();
          if (known.isPresent()) {
            ETags.require(ifMatch, known.get().version());
          }
          check(wanted);
          store.write(wanted, clock.now());
          KnownFallback after = store.find().orElseThrow();
          audit.record(
              AuditEntry.of("fallback.changed", "fallback", "company")
                  .changed(
                      "version", known.map(KnownFallback::version).orElse(null), after.version())
                  .peopleChanged(
                      "people",
                      known.map(was -> persons(was.targets())).orElse(List.of()),
                      persons(wanted)));
          changes.fire(new ReachMayHaveChanged());
          return new Written(after, known.isEmpty());
        });
  }

  void remove(Asker asker, @Nullable String ifMatch) {
    requireWriter(asker);
    transactions.run(
        () -> {
          KnownFallback known = store.lock().orElseThrow(FallbackService::none);
          ETags.check(ifMatch, known.version());
          store.delete();
          audit.record(
              AuditEntry.of("fallback.removed", "fallback", "company")
                  .changed("version", known.version(), null)
                  .peopleChanged("people", persons(known.targets()), List.of()));
        });
  }

  void onLastMethod(@Observes LastMethodLeaves leaves) {
    refuseWhereNamed(new PersonTarget(leaves.personId()), "person", leaves.personId());
  }

  void onScheduleLeaves(@Observes ScheduleLeaves leaves) {
    refuseWhereNamed(new OnCallTarget(leaves.code()), "schedule", leaves.code());
  }

  void onIntegrationLeaves(@Observes IntegrationLeaves leaves) {
    refuseWhereNamed(new WebhookTarget(leaves.id()), "webhook", leaves.id());
  }

  /** Who names a person waits for the lock of that person, which is held here. */
  private void refuseWhereNamed(Target leaving, String what, String name) {
    store
        .find()
        .filter(known -> known.targets().contains(leaving))
        .ifPresent(
            known -> {
              throw Problem.refused(new NamedAsFallback(what, name));
            });
  }

  static Problem none() {
    return Problem.notFound("fallback contact", "company");
  }

  private static void requireWriter(Asker asker) {
    if (!asker.has(Role.ON_CALL_ADMIN)) {
      throw Problem.forbidden("The company's fallback contact takes an on-call admin.");
    }
  }

  /**
   * @param created false where there was one already
   */
  record Written(KnownFallback known, boolean created) {}

  private void check(List<Target> wanted) {
    List<String> persons = persons(wanted);
    Map<String, Reach> known = people.reachLocked(persons);
    PeopleRefusal.of(persons, known)
        .ifPresent(
            refusal -> {
              throw Problem.refused(refusal);
            });
    targets
        .unknown(wanted)
        .forEach(
            (what, names) -> {
              throw Problem.refused(new UnknownNames(what, names));
            });
  }

  private static List<String> persons(List<Target> targets) {
    return targets.stream()
        .filter(PersonTarget.class::isInstance)
        .map(target -> ((PersonTarget) target).person())
        .distinct()
        .toList();
  }

  private static void requireReader(Asker asker) {
    if (!asker.has(Role.ON_CALL_ADMIN)
        && !asker.has(Role.AUDITOR)
        && !asker.has(Role.ADMIN)
        && asker.departments().isEmpty()) {
      throw Problem.forbidden("The fallback contact is for members of a department to read.");
    }
  }
}
