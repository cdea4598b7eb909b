package io.onus.notification.person;

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
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.MethodStatus;
import io.onus.notification.person.domain.Person;
import io.onus.notification.person.domain.PersonRight;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.person.domain.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class PersonService {

  /** Each is told of every alert. */
  static final int MOST_METHODS = 20;

  private static final Logger LOG = Logger.getLogger(PersonService.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  /**
   * @param created false where the person was there already
   */
  record Written(KnownPerson known, boolean created) {}

  /**
   * @param secret what the webhook's calls are signed with; shown once
   */
  record Added(KnownMethod method, @Nullable Secret secret) {}

  private final PersonStore store;
  private final PreferenceStore preferences;
  private final Event<LastMethodLeaves> lastMethods;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  PersonService(
      PersonStore store,
      PreferenceStore preferences,
      Event<LastMethodLeaves> lastMethods,
      Event<ReachMayHaveChanged> changes,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.preferences = preferences;
    this.lastMethods = lastMethods;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  Written put(Asker asker, String id, String name, @Nullable String ifMatch) {
    PersonAccess.require(PersonRight.CHANGE, asker, id);
    try {
      return transactions.call(() -> written(id, name, ifMatch));
    } catch (RuntimeException e) {
      if (SqlStates.uniqueConstraint(e).isEmpty()) {
        throw e;
      }
      throw Problem.conflict(id + " was created by someone else just now.", Map.of("id", id));
    }
  }

  private Written written(String id, String name, @Nullable String ifMatch) {
    Instant now = clock.now();
    Optional<Person> known = store.lock(id);
    if (known.isEmpty()) {
      Person person = new Person(id, name, 1);
      store.insert(person, now);
      audit.record(
          AuditEntry.ofPerson("person.created", id)
              .with("version", 1)
              .textChanged("name", null, name));
      return new Written(new KnownPerson(person, List.of()), true);
    }
    Person before = known.get();
    ETags.require(ifMatch, before.version());
    Person after = new Person(id, name, before.version() + 1);
    store.update(after, now);
    audit.record(
        AuditEntry.ofPerson("person.changed", id)
            .changed("version", before.version(), after.version())
            .textChanged("name", before.name(), name));
    return new Written(new KnownPerson(after, methodsOf(id)), false);
  }

  KnownPerson get(Asker asker, String id) {
    PersonAccess.require(PersonRight.NAME, asker, id);
    return transactions.call(() -> new KnownPerson(existing(id), methodsOf(id)));
  }

  Page<KnownPerson> page(Asker asker, PageRequest request) {
    return transactions.call(
        () -> Page.of(store.page(asker, request), request, known -> List.of(known.person().id())));
  }

  Added addMethod(Asker asker, String personId, ChannelKind kind, String address) {
    PersonAccess.require(PersonRight.CHANGE, asker, personId);
    store.lock(personId).orElseThrow(() -> Problem.notFound("person", personId));
    List<KnownMethod> methods = methodsOf(personId);
    if (methods.size() >= MOST_METHODS) {
      throw Problem.refused(
          "too-many-methods",
          "%s has %d methods, and nobody may have more. Remove one first."
              .formatted(personId, MOST_METHODS),
          Map.of("limit", MOST_METHODS));
    }
    boolean known =
        methods.stream()
            .anyMatch(method -> method.kind() == kind && method.address().equals(address));
    if (known) {
      throw Problem.conflict(
          personId + " has this method already; remove it first to add it anew.",
          Map.of("kind", kind, "address", address));
    }
    Instant now = clock.now();
    Secret secret =
        switch (kind) {
          case EMAIL, CHAT, PAGER, ALERTMANAGER, STREAM -> null;
          case WEBHOOK -> newSecret();
        };
    KnownMethod method =
        new KnownMethod(
            Ids.newId(now),
            personId,
            kind,
            address,
            Urgency.LOW,
            MethodStatus.ACTIVE,
            null,
            1,
            now);
    store.insert(method, secret);
    audit.record(
        AuditEntry.ofPerson("method.added", personId)
            .with("methodId", method.id())
            .with("kind", kind)
            .textChanged("address", null, address));
    changes.fire(new ReachMayHaveChanged());
    return new Added(method, secret);
  }

  List<KnownMethod> methods(Asker asker, String personId) {
    PersonAccess.require(PersonRight.READ, asker, personId);
    return transactions.call(
        () -> {
          existing(personId);
          return methodsOf(personId);
        });
  }

  void removeMethod(Asker asker, String personId, UUID methodId, @Nullable String ifMatch) {
    PersonAccess.require(PersonRight.CHANGE, asker, personId);
    transactions.run(
        () -> {
          // The person's row is the lock that routes take too: nobody names them meanwhile.
          store.lock(personId).orElseThrow(() -> Problem.notFound("person", personId));
          List<KnownMethod> methods = methodsOf(personId);
          KnownMethod leaving =
              methods.stream()
                  .filter(method -> method.id().equals(methodId))
                  .findFirst()
                  .orElseThrow(() -> Problem.notFound("method", methodId));
          ETags.check(ifMatch, leaving.version());
          if (isLast(leaving, methods)) {
            lastMethods.fire(new LastMethodLeaves(personId));
          }
          store.leave(methodId, MethodStatus.REMOVED, "removed by " + asker.id(), clock.now());
          audit.record(
              AuditEntry.ofPerson("method.removed", personId)
                  .with("methodId", methodId)
                  .with("kind", leaving.kind())
                  .changed("status", leaving.status(), MethodStatus.REMOVED));
        });
  }

  /** How to reach these people; ids nobody has are absent. */
  public Map<String, Reach> reach(Collection<String> ids) {
    return transactions.call(() -> ids.isEmpty() ? Map.<String, Reach>of() : store.reach(ids));
  }

  /** Whoever an e-mail address reaches, if anybody is known by it. */
  public Optional<Reach> ofEmail(String address) {
    return transactions.call(
        () -> store.personOfEmail(address).map(id -> store.reach(List.of(id)).get(id)));
  }

  /** As {@link #reach}, and it stays so until the current transaction ends. */
  public Map<String, Reach> reachLocked(Collection<String> ids) {
    store.lockAll(ids);
    return store.reach(ids);
  }

  /** How each of these people wants to be told; who has said nothing, as goes for everybody. */
  public Map<String, Preferences> preferences(Collection<String> ids) {
    return transactions.call(
        () -> {
          Map<String, KnownPreferences> said = preferences.find(ids);
          return ids.stream()
              .distinct()
              .collect(
                  Collectors.toMap(
                      id -> id, id -> said.getOrDefault(id, KnownPreferences.NONE).preferences()));
        });
  }

  /** The receiver says this address is gone. */
  public void disable(UUID methodId, String reason) {
    if (store.leave(methodId, MethodStatus.DISABLED, reason, clock.now())) {
      audit.record(
          AuditEntry.of("method.disabled", "method", methodId)
              .changed("status", MethodStatus.ACTIVE, MethodStatus.DISABLED));
      LOG.warnf("method disabled methodId=%s reason=%s", methodId, reason);
    }
  }

  private Person existing(String id) {
    return store.find(id).orElseThrow(() -> Problem.notFound("person", id));
  }

  private List<KnownMethod> methodsOf(String personId) {
    return store.methods(List.of(personId)).getOrDefault(personId, List.of());
  }

  private static boolean isLast(KnownMethod leaving, List<KnownMethod> methods) {
    return leaving.status() == MethodStatus.ACTIVE
        && methods.stream().filter(m -> m.status() == MethodStatus.ACTIVE).count() == 1;
  }

  private static Secret newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret("whsec_" + Base64.getEncoder().encodeToString(bytes));
  }
}
