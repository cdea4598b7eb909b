package io.onus.notification.person;

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
import io.onus.notification.method.KnownMethod;
import io.onus.notification.method.MethodService;
import io.onus.notification.person.domain.Person;
import io.onus.notification.person.domain.PersonRight;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.person.domain.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class PersonService {

  /**
   * @param created false where the person was there already
   */
  record Written(KnownPerson known, boolean created) {}

  private final PersonStore store;
  private final PreferenceStore preferences;
  private final MethodService methods;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  PersonService(
      PersonStore store,
      PreferenceStore preferences,
      MethodService methods,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.preferences = preferences;
    this.methods = methods;
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
    return new Written(new KnownPerson(after, methods.ofPerson(id)), false);
  }

  KnownPerson get(Asker asker, String id) {
    PersonAccess.require(PersonRight.NAME, asker, id);
    return transactions.call(() -> new KnownPerson(existing(id), methods.ofPerson(id)));
  }

  Page<KnownPerson> page(Asker asker, @Nullable Boolean reachable, PageRequest request) {
    return transactions.call(
        () ->
            Page.of(
                known(store.page(asker, reachable, request)),
                request,
                known -> List.of(known.person().id())));
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
    methods.disable(methodId, reason);
  }

  private List<KnownPerson> known(List<Person> people) {
    Map<String, List<KnownMethod>> all = methods.ofPeople(people.stream().map(Person::id).toList());
    return people.stream()
        .map(person -> new KnownPerson(person, all.getOrDefault(person.id(), List.of())))
        .toList();
  }

  private Person existing(String id) {
    return store.find(id).orElseThrow(() -> Problem.notFound("person", id));
  }
}
