package io.onus.notification.person;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.problem.Problem;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ReachMayHaveChanged;
import io.onus.notification.method.KnownMethod;
import io.onus.notification.method.MethodService;
import io.onus.notification.method.MethodService.Made;
import io.onus.notification.method.Wish;
import io.onus.notification.method.domain.MethodStatus;
import io.onus.notification.method.domain.Owner;
import io.onus.notification.person.domain.Person;
import io.onus.notification.person.domain.PersonRight;
import io.onus.notification.person.domain.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The methods of people, for who may change them. */
@ApplicationScoped
public class PersonMethods {

  /** Each is told of every alert. */
  static final int MOST_METHODS = 20;

  /** A method and whose it is. */
  public record Held(Person person, KnownMethod method) {}

  /**
   * @param ownEmail what the identity provider has verified to be the asker's address
   * @param vouched the asker says that it needs no code
   */
  record Claim(@Nullable String ownEmail, boolean vouched) {}

  private final PersonStore people;
  private final MethodService methods;
  private final Event<LastMethodLeaves> lastMethods;
  private final Event<MethodUnproved> unproved;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final Audit audit;

  PersonMethods(
      PersonStore people,
      MethodService methods,
      Event<LastMethodLeaves> lastMethods,
      Event<MethodUnproved> unproved,
      Event<ReachMayHaveChanged> changes,
      Transactions transactions,
      Audit audit) {
    this.people = people;
    this.methods = methods;
    this.lastMethods = lastMethods;
    this.unproved = unproved;
    this.changes = changes;
    this.transactions = transactions;
    this.audit = audit;
  }

  /** A method that nothing proves yet is sent its code. */
  Made add(Asker asker, String personId, Wish wish, Claim claim) {
    PersonAccess.require(PersonRight.CHANGE, asker, personId);
    refuseVouching(asker, claim.vouched());
    Person person = lock(personId);
    refuseIfTooMany(personId, wish);
    Proof proof =
        Proof.of(asker, personId, wish.kind(), wish.address(), claim.ownEmail(), claim.vouched());
    MethodStatus status = proof == Proof.CODE ? MethodStatus.UNVERIFIED : MethodStatus.ACTIVE;
    Made made = methods.add(new Owner.Person(personId), wish, status);
    audit.record(
        AuditEntry.ofPerson("method.added", personId)
            .with("methodId", made.method().id())
            .with("kind", wish.kind())
            .with("urgency", wish.urgency())
            .with("status", status)
            .with("proof", proof)
            .textChanged("address", null, wish.address()));
    if (proof == Proof.CODE) {
      unproved.fire(new MethodUnproved(person, made.method()));
    } else {
      changes.fire(new ReachMayHaveChanged());
    }
    return made;
  }

  List<KnownMethod> list(Asker asker, String personId) {
    PersonAccess.require(PersonRight.READ, asker, personId);
    return transactions.call(
        () -> {
          people.find(personId).orElseThrow(() -> Problem.notFound("person", personId));
          return methods.ofPerson(personId);
        });
  }

  KnownMethod get(Asker asker, String personId, UUID methodId) {
    return list(asker, personId).stream()
        .filter(method -> method.id().equals(methodId))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("method", methodId));
  }

  KnownMethod change(
      Asker asker,
      String personId,
      UUID methodId,
      MethodChangeForm form,
      @Nullable String ifMatch) {
    boolean vouched = Boolean.TRUE.equals(form.verified());
    return transactions.call(
        () -> {
          KnownMethod before = lock(asker, personId, methodId).method();
          refuseVouching(asker, vouched);
          ETags.require(ifMatch, before.version());
          if (vouched && before.status() == MethodStatus.UNVERIFIED) {
            methods.become(methodId, MethodStatus.ACTIVE, null);
          }
          KnownMethod after =
              methods.changeUrgency(methodId, Objects.requireNonNull(form.urgency()));
          audit.record(
              AuditEntry.ofPerson("method.changed", personId)
                  .with("methodId", methodId)
                  .with("proof", vouched ? Proof.VOUCHED : null)
                  .changed("version", before.version(), after.version())
                  .changed("status", before.status(), after.status())
                  .changed("urgency", before.urgency(), after.urgency()));
          changes.fire(new ReachMayHaveChanged());
          return after;
        });
  }

  Made rotate(
      Asker asker, String personId, UUID methodId, boolean retireOld, @Nullable String ifMatch) {
    KnownMethod before = lock(asker, personId, methodId).method();
    ETags.check(ifMatch, before.version());
    Made made = methods.rotate(before, retireOld);
    audit.record(
        AuditEntry.ofPerson("method.secret-rotated", personId)
            .with("methodId", methodId)
            .with("oldSecretUntil", made.method().oldSecretUntil())
            .changed("version", before.version(), made.method().version()));
    return made;
  }

  void remove(Asker asker, String personId, UUID methodId, @Nullable String ifMatch) {
    transactions.run(
        () -> {
          KnownMethod leaving = lock(asker, personId, methodId).method();
          ETags.check(ifMatch, leaving.version());
          if (isLast(leaving, methods.ofPerson(personId))) {
            lastMethods.fire(new LastMethodLeaves(personId));
          }
          methods.become(methodId, MethodStatus.REMOVED, "removed by " + asker.id());
          audit.record(
              AuditEntry.ofPerson("method.removed", personId)
                  .with("methodId", methodId)
                  .with("kind", leaving.kind())
                  .changed("status", leaving.status(), MethodStatus.REMOVED));
        });
  }

  /** A method of theirs to be changed; its person's row is locked until the transaction ends. */
  public Held lock(Asker asker, String personId, UUID methodId) {
    PersonAccess.require(PersonRight.CHANGE, asker, personId);
    // The person's row is the lock that routes take too: nobody names them meanwhile.
    Person person = lock(personId);
    return methods.ofPerson(personId).stream()
        .filter(method -> method.id().equals(methodId))
        .findFirst()
        .map(method -> new Held(person, method))
        .orElseThrow(() -> Problem.notFound("method", methodId));
  }

  /** The code was right. */
  public KnownMethod proved(Held held) {
    UUID methodId = held.method().id();
    methods.become(methodId, MethodStatus.ACTIVE, null);
    KnownMethod after = methods.find(methodId).orElseThrow();
    audit.record(
        AuditEntry.ofPerson("method.verified", held.person().id())
            .with("methodId", methodId)
            .changed("version", held.method().version(), after.version())
            .changed("status", held.method().status(), after.status()));
    changes.fire(new ReachMayHaveChanged());
    return after;
  }

  private static void refuseVouching(Asker asker, boolean vouched) {
    if (vouched && !Proof.mayVouch(asker)) {
      throw Problem.forbidden(
          "That a method needs no code is for an admin to say. Leave verified out, and a code is"
              + " sent to it.");
    }
  }

  private Person lock(String personId) {
    return people.lock(personId).orElseThrow(() -> Problem.notFound("person", personId));
  }

  private void refuseIfTooMany(String personId, Wish wish) {
    List<KnownMethod> known = methods.ofPerson(personId);
    if (known.size() >= MOST_METHODS) {
      throw Problem.refused(
          "too-many-methods",
          "%s has %d methods, and nobody may have more. Remove one first."
              .formatted(personId, MOST_METHODS),
          Map.of("limit", MOST_METHODS));
    }
    boolean there =
        known.stream()
            .anyMatch(
                method -> method.kind() == wish.kind() && method.address().equals(wish.place()));
    if (there) {
      throw Problem.conflict(
          personId + " has this method already; remove it first to add it anew.",
          Map.of("kind", wish.kind(), "address", wish.address()));
    }
  }

  private static boolean isLast(KnownMethod leaving, List<KnownMethod> all) {
    return leaving.isActive() && all.stream().filter(KnownMethod::isActive).count() == 1;
  }
}
