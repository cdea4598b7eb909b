package io.onus.notification.method;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.id.Ids;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channels;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.method.MethodStore.OldSecret;
import io.onus.notification.method.domain.MethodStatus;
import io.onus.notification.method.domain.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.security.SecureRandom;
import java.time.Duration;
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

/**
 * Methods as they are kept. Everything here belongs in the caller's transaction, and is recorded in
 * the audit trail by the feature that asks for it.
 */
@ApplicationScoped
public class MethodService {

  /** How long the secret before the current one signs beside it. */
  public static final Duration OLD_SECRET_SIGNS = Duration.ofHours(24);

  private static final Logger LOG = Logger.getLogger(MethodService.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  /**
   * @param shown what calls are signed with, where it was just made: to be shown once
   */
  public record Made(KnownMethod method, @Nullable Secret shown) {}

  private final MethodStore store;
  private final Channels channels;
  private final Event<MethodDisabled> disabled;
  private final WallClock clock;
  private final Audit audit;

  MethodService(
      MethodStore store,
      Channels channels,
      Event<MethodDisabled> disabled,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.channels = channels;
    this.disabled = disabled;
    this.clock = clock;
    this.audit = audit;
  }

  /** Oldest first; who has none is absent. */
  public Map<String, List<KnownMethod>> ofPeople(Collection<String> people) {
    return store.ofPeople(people).stream()
        .collect(
            Collectors.groupingBy(
                method ->
                    switch (method.owner()) {
                      case Owner.Person(String id) -> id;
                      case Owner.Integration(String code) ->
                          throw new IllegalStateException(code + " is no person");
                    }));
  }

  public List<KnownMethod> ofPerson(String personId) {
    return store.ofPeople(List.of(personId));
  }

  /** The one way to each of these; one that was removed is absent. */
  public Map<String, KnownMethod> ofIntegrations(Collection<String> codes) {
    return store.ofIntegrations(codes).stream()
        .collect(
            Collectors.toMap(
                method ->
                    switch (method.owner()) {
                      case Owner.Integration(String code) -> code;
                      case Owner.Person(String id) ->
                          throw new IllegalStateException(id + " is no integration");
                    },
                method -> method));
  }

  public Optional<KnownMethod> find(UUID methodId) {
    return store.find(methodId);
  }

  private SecretUse use(ChannelKind kind) {
    return channels.of(kind).secretUse();
  }

  /** Where it makes its own secret, one is made. */
  public Made add(Owner owner, Wish wish, MethodStatus status) {
    Instant now = clock.now();
    Secret secret =
        switch (use(wish.kind())) {
          case NONE -> null;
          case MADE -> newSecret();
          case GIVEN, GIVEN_OR_NONE -> wish.secret();
        };
    KnownMethod method = method(owner, wish, status, now);
    store.insert(method, secret);
    return new Made(method, use(wish.kind()) == SecretUse.MADE ? secret : null);
  }

  /** Whether what is wished leads elsewhere, or is opened with a key that was given anew. */
  public static boolean moves(KnownMethod before, Wish wish) {
    return wish.secret() != null || !wish.hasUrlOf(before.address());
  }

  /** Another address, signed for as before; the one before is removed. */
  public KnownMethod move(KnownMethod before, Wish wish) {
    Instant now = clock.now();
    Secret secret = wish.secret() == null ? store.secret(before.id()).orElse(null) : wish.secret();
    Optional<OldSecret> old =
        wish.secret() == null ? store.oldSecret(before.id()) : Optional.empty();
    store.become(before.id(), MethodStatus.REMOVED, "replaced by another address", now);
    Wish whole = new Wish(wish.kind(), wish.address(), wish.urgency(), secret);
    KnownMethod method = method(before.owner(), whole, MethodStatus.ACTIVE, now);
    store.insert(method, secret);
    return old.map(kept -> store.signWithToo(method.id(), kept)).orElse(method);
  }

  /** Answers the status it had; nothing where there was nothing to change. */
  public Optional<MethodStatus> become(
      UUID methodId, MethodStatus status, @Nullable String reason) {
    return store.become(methodId, status, reason, clock.now());
  }

  public KnownMethod changeUrgency(UUID methodId, Urgency urgency) {
    return store.write(methodId, urgency, clock.now());
  }

  /**
   * A new secret, shown once; the one before signs beside it for a day.
   *
   * @param retireOld the one before signs no more from now on
   */
  public Made rotate(KnownMethod method, boolean retireOld) {
    if (use(method.kind()) != SecretUse.MADE) {
      throw Problem.refused(
          "nothing-to-rotate",
          "Calls to a method of kind " + method.kind() + " are not signed with a secret of ours.",
          Map.of("kind", method.kind()));
    }
    Instant now = clock.now();
    Secret secret = newSecret();
    Instant oldUntil = retireOld ? null : now.plus(OLD_SECRET_SIGNS);
    return new Made(store.rotate(method.id(), secret, oldUntil, now), secret);
  }

  /** The receiver says this address is gone. */
  public void disable(UUID methodId, String reason) {
    become(methodId, MethodStatus.DISABLED, reason)
        .ifPresent(
            before -> {
              audit.record(
                  AuditEntry.of("method.disabled", "method", methodId)
                      .changed("status", before, MethodStatus.DISABLED));
              store.find(methodId).ifPresent(now -> disabled.fire(new MethodDisabled(now.owner())));
              LOG.warnf("method disabled methodId=%s reason=%s", methodId, reason);
            });
  }

  private static KnownMethod method(Owner owner, Wish wish, MethodStatus status, Instant now) {
    return new KnownMethod(
        Ids.newId(now),
        owner,
        wish.kind(),
        wish.place(),
        wish.urgency(),
        status,
        null,
        null,
        1,
        now);
  }

  private static Secret newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret("whsec_" + Base64.getEncoder().encodeToString(bytes));
  }
}
