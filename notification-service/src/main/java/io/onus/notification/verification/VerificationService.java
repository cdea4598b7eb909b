package io.onus.notification.verification;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.id.Ids;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.channel.domain.Content.News;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.domain.Asker;
import io.onus.notification.method.KnownMethod;
import io.onus.notification.person.MethodUnproved;
import io.onus.notification.person.PersonMethods;
import io.onus.notification.person.PersonMethods.Held;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.Person;
import io.onus.notification.secret.SecretBox;
import io.onus.notification.secret.UnopenableSecretException;
import io.onus.notification.verification.CodeStore.KnownCode;
import io.onus.notification.verification.domain.Code;
import io.onus.notification.verification.domain.CodeRefusal;
import io.onus.notification.verification.domain.CodeRefusal.CodeExpired;
import io.onus.notification.verification.domain.CodeRefusal.MethodDisabled;
import io.onus.notification.verification.domain.CodeRefusal.MethodNotVerified;
import io.onus.notification.verification.domain.CodeRefusal.MethodWorksAlready;
import io.onus.notification.verification.domain.CodeRefusal.NoCodeSent;
import io.onus.notification.verification.domain.SentCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class VerificationService {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODES = 1_000_000;

  /** A code on its way. */
  record SentCode(UUID deliveryId, Instant validUntil) {}

  private final CodeStore store;
  private final PersonMethods methods;
  private final PersonService people;
  private final DeliveryService deliveries;
  private final SecretBox box;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  VerificationService(
      CodeStore store,
      PersonMethods methods,
      PersonService people,
      DeliveryService deliveries,
      SecretBox box,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.methods = methods;
    this.people = people;
    this.deliveries = deliveries;
    this.box = box;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  void onUnproved(@Observes MethodUnproved unproved) {
    send(unproved.person(), unproved.method());
  }

  /** Sends another code. Belongs in the caller's transaction. */
  SentCode ask(Asker asker, String personId, UUID methodId) {
    Held held = methods.lock(asker, personId, methodId);
    if (held.method().isActive()) {
      throw Problem.refused(new MethodWorksAlready());
    }
    SentCode sent = send(held.person(), held.method());
    audit.record(
        AuditEntry.ofPerson("method.code-sent", personId)
            .with("methodId", methodId)
            .with("deliveryId", sent.deliveryId()));
    return sent;
  }

  /** Belongs in the caller's transaction; a try counts even where that is rolled back. */
  KnownMethod verify(Asker asker, String personId, UUID methodId, String code) {
    // By a transaction of its own, and before any other has a lock: a refusal undoes the caller's.
    transactions
        .callInNew(() -> tried(asker, personId, methodId, code))
        .ifPresent(
            refusal -> {
              throw Problem.refused(refusal);
            });
    return methods.proved(methods.lock(asker, personId, methodId));
  }

  /** Sends a test; answers its delivery. Belongs in the caller's transaction. */
  UUID test(Asker asker, String personId, UUID methodId) {
    Held held = methods.lock(asker, personId, methodId);
    refusalOfTest(held.method())
        .ifPresent(
            refusal -> {
              throw Problem.refused(refusal);
            });
    UUID delivery =
        tell(
            held.person(),
            held.method(),
            Topic.TEST,
            "Onus: this is a test",
            List.of(
                new Section(
                    "",
                    List.of(
                        "%s asked for it. Alerts for %s come this way."
                            .formatted(asker.id(), held.person().name())))));
    audit.record(
        AuditEntry.ofPerson("method.tested", personId)
            .with("methodId", methodId)
            .with("deliveryId", delivery));
    return delivery;
  }

  private Optional<CodeRefusal> tried(Asker asker, String personId, UUID methodId, String code) {
    Held held = methods.lock(asker, personId, methodId);
    if (held.method().isActive()) {
      return Optional.of(new MethodWorksAlready());
    }
    Optional<KnownCode> known = store.lockLatest(methodId);
    if (known.isEmpty()) {
      return Optional.of(new NoCodeSent());
    }
    Code latest = known.get().code();
    Optional<CodeRefusal> refusal = latest.refusal(clock.now());
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      if (same(box.open(known.get().sealed(), methodId).value(), code)) {
        return Optional.empty();
      }
    } catch (UnopenableSecretException e) {
      // The key it was sealed with was taken away.
      return Optional.of(new CodeExpired(latest.validUntil()));
    }
    store.countWrongTry(known.get().id());
    return Optional.of(latest.wrong());
  }

  private static Optional<CodeRefusal> refusalOfTest(KnownMethod method) {
    return switch (method.status()) {
      case ACTIVE -> Optional.empty();
      case UNVERIFIED, REMOVED -> Optional.of(new MethodNotVerified());
      case DISABLED -> Optional.of(new MethodDisabled(String.valueOf(method.reason())));
    };
  }

  private SentCode send(Person person, KnownMethod method) {
    Instant now = clock.now();
    SentCodes sent = store.sent(person.id(), method, now);
    Optional<Instant> notBefore = sent.notBefore(now);
    if (notBefore.isPresent()) {
      throw Problem.tooManyRequests(
          "Codes were sent there lately. The next can be sent at " + notBefore.get() + ".",
          Duration.between(now, notBefore.get()));
    }
    store.deleteOlder(person.id(), now.minus(SentCodes.LOOKED_BACK));
    // Sealed and not hashed: a hash of six digits is undone by trying all of them.
    String sealed = box.seal(new Secret("%06d".formatted(RANDOM.nextInt(CODES))), method.id());
    store.insert(Ids.newId(now), method.id(), sealed, now);
    UUID delivery =
        tell(
            person,
            method,
            Topic.VERIFICATION,
            "Onus: the code that confirms this is yours",
            List.of(
                new Section(
                    "",
                    List.of(
                        ("%s is to be told of alerts here. If that is you, enter this code within"
                                + " %d minutes.")
                            .formatted(person.name(), Code.VALID.toMinutes()))),
                // Opened when it is sent: what is kept of the message does not give it away.
                new Section("Code", List.of(sealed)),
                new Section(
                    "", List.of("If it is not, do nothing: nothing else will be sent here."))));
    return new SentCode(delivery, new Code(now, 0).validUntil());
  }

  private UUID tell(
      Person person, KnownMethod method, Topic topic, String title, List<Section> sections) {
    Instant now = clock.now();
    UUID delivery = Ids.newId(now);
    String zone = people.preferences(List.of(person.id())).get(person.id()).zone().getId();
    deliveries.start(
        delivery,
        Tell.news(Ids.newId(now), new News(topic, title, sections, null, zone)),
        new Recipient(person.name(), person.id(), method.id(), method.kind(), method.address()));
    return delivery;
  }

  /** Takes as long whichever digit is wrong. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
