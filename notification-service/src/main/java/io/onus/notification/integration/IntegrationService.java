package io.onus.notification.integration;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.sql.SqlStates;
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
import io.onus.notification.domain.ReachMayHaveChanged;
import io.onus.notification.integration.IntegrationStore.Kept;
import io.onus.notification.integration.domain.EventPattern;
import io.onus.notification.integration.domain.Integration;
import io.onus.notification.integration.domain.IntegrationRight;
import io.onus.notification.method.AddressRule;
import io.onus.notification.method.KnownMethod;
import io.onus.notification.method.MethodDisabled;
import io.onus.notification.method.MethodService;
import io.onus.notification.method.Wish;
import io.onus.notification.method.domain.MethodStatus;
import io.onus.notification.method.domain.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class IntegrationService {

  /** Of one department, and of none. */
  static final int MOST = 100;

  /**
   * @param secret what calls are signed with, where it was just made: shown once
   */
  record Written(KnownIntegration known, boolean created, @Nullable Secret secret) {}

  private final IntegrationStore store;
  private final MethodService methods;
  private final AddressRule rule;
  private final DeliveryService deliveries;
  private final Subscriptions subscriptions;
  private final Event<IntegrationLeaves> leaving;
  private final Event<ReachMayHaveChanged> changes;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  IntegrationService(
      IntegrationStore store,
      MethodService methods,
      AddressRule rule,
      DeliveryService deliveries,
      Subscriptions subscriptions,
      Event<IntegrationLeaves> leaving,
      Event<ReachMayHaveChanged> changes,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.methods = methods;
    this.rule = rule;
    this.deliveries = deliveries;
    this.subscriptions = subscriptions;
    this.leaving = leaving;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** How to tell it; empty where there is none, or its receiver said it is gone. */
  public Optional<Recipient> recipient(String id) {
    return transactions.call(
        () ->
            store
                .find(id)
                .map(this::known)
                .filter(known -> known.method().isActive())
                .map(IntegrationService::recipient));
  }

  /** Whether there is one, be it disabled. */
  public boolean isKnown(String id) {
    return transactions.call(() -> store.find(id).isPresent());
  }

  Written put(Asker asker, Integration wanted, Wish wish, @Nullable String ifMatch) {
    try {
      return transactions.call(
          () -> {
            Optional<Kept> there = store.lock(wanted.id());
            Written written =
                there.isPresent()
                    ? replaced(asker, known(there.get()), wanted, wish, ifMatch)
                    : created(asker, wanted, wish);
            transactions.afterCommit(subscriptions::forget);
            changes.fire(new ReachMayHaveChanged());
            return written;
          });
    } catch (RuntimeException e) {
      if (SqlStates.uniqueConstraint(e).isEmpty()) {
        throw e;
      }
      throw Problem.conflict(
          wanted.id() + " was created by someone else just now.", Map.of("id", wanted.id()));
    }
  }

  private Written created(Asker asker, Integration wanted, Wish wish) {
    requireChange(asker, wanted.department());
    List<Violation> missing =
        rule.ofSecret(wish.kind(), wish.secret() == null ? null : wish.secret().value(), true);
    if (!missing.isEmpty()) {
      throw Problem.malformed("secret " + missing.getFirst().message() + ".", missing);
    }
    if (store.count(wanted.department()) >= MOST) {
      throw Problem.refused(
          "too-many-webhooks",
          "There are %d already, and there may not be more. Remove one first.".formatted(MOST),
          Map.of("limit", MOST));
    }
    store.insert(wanted, clock.now());
    MethodService.Made made =
        methods.add(new Owner.Integration(wanted.id()), wish, MethodStatus.ACTIVE);
    audit.record(
        entry("webhook.created", wanted.id(), wanted.department())
            .with("version", 1)
            .with("kind", wish.kind())
            .with("events", patterns(wanted))
            .textChanged("name", null, wanted.name())
            .textChanged("address", null, wish.address()));
    return new Written(known(wanted.id()), true, made.shown());
  }

  private Written replaced(
      Asker asker,
      KnownIntegration before,
      Integration wanted,
      Wish wish,
      @Nullable String ifMatch) {
    Integration was = before.integration();
    require(IntegrationRight.CHANGE, asker, was);
    requireChange(asker, wanted.department());
    ETags.require(ifMatch, before.version());
    if (before.method().kind() != wish.kind()) {
      throw Problem.refused(
          "another-kind",
          "%s is a %s and stays one. Make another webhook for %s."
              .formatted(was.id(), before.method().kind(), wish.kind()),
          Map.of("kind", before.method().kind()));
    }
    boolean moves = MethodService.moves(before.method(), wish);
    store.update(wanted, clock.now());
    if (moves) {
      KnownMethod after = methods.move(before.method(), wish);
      deliveries.redirect(before.method().id(), recipient(wanted, after));
    }
    KnownIntegration after = known(wanted.id());
    audit.record(
        entry("webhook.changed", was.id(), was.department(), wanted.department())
            .changed("version", before.version(), after.version())
            .changed("department", was.department(), wanted.department())
            .changed("events", patterns(was), patterns(wanted))
            .textChanged("name", was.name(), wanted.name())
            .textChanged("address", before.method().address(), wish.address()));
    return new Written(after, false, null);
  }

  KnownIntegration get(Asker asker, String id) {
    return transactions.call(() -> seen(asker, id, store.find(id), IntegrationRight.NAME));
  }

  Page<KnownIntegration> page(Asker asker, PageRequest request) {
    return transactions.call(
        () -> {
          List<Kept> kept = store.page(IntegrationRight.sight(asker), request);
          Map<String, KnownMethod> all =
              methods.ofIntegrations(kept.stream().map(each -> each.integration().id()).toList());
          return Page.of(
              kept.stream()
                  .map(
                      each -> known(each, Objects.requireNonNull(all.get(each.integration().id()))))
                  .toList(),
              request,
              known -> List.of(known.integration().id()));
        });
  }

  void remove(Asker asker, String id, @Nullable String ifMatch) {
    transactions.run(
        () -> {
          KnownIntegration known = changeable(asker, id);
          ETags.check(ifMatch, known.version());
          leaving.fire(new IntegrationLeaves(id));
          methods.become(known.method().id(), MethodStatus.REMOVED, "removed by " + asker.id());
          store.delete(id);
          audit.record(
              entry("webhook.removed", id, known.integration().department())
                  .changed("version", known.version(), null));
          transactions.afterCommit(subscriptions::forget);
        });
  }

  /** Belongs in the caller's transaction, as all below. */
  KnownIntegration enable(Asker asker, String id, @Nullable String ifMatch) {
    KnownIntegration known = changeable(asker, id);
    ETags.check(ifMatch, known.version());
    if (known.method().isActive()) {
      throw Problem.refused("webhook-works-already", id + " is in use already.", Map.of());
    }
    methods.become(known.method().id(), MethodStatus.ACTIVE, null);
    changes.fire(new ReachMayHaveChanged());
    return touched(
        known,
        entry("webhook.enabled", id, known.integration().department())
            .changed("status", known.method().status(), MethodStatus.ACTIVE));
  }

  Written rotate(Asker asker, String id, boolean retireOld, @Nullable String ifMatch) {
    KnownIntegration known = changeable(asker, id);
    ETags.check(ifMatch, known.version());
    MethodService.Made made = methods.rotate(known.method(), retireOld);
    KnownIntegration after =
        touched(
            known,
            entry("webhook.secret-rotated", id, known.integration().department())
                .with("oldSecretUntil", made.method().oldSecretUntil()));
    return new Written(after, false, made.shown());
  }

  /** Sends a test; answers its delivery. */
  UUID test(Asker asker, String id) {
    KnownIntegration known = changeable(asker, id);
    if (!known.method().isActive()) {
      throw Problem.refused(
          "webhook-disabled",
          "%s is disabled: %s. Enable it first.".formatted(id, known.method().reason()),
          Map.of());
    }
    Instant now = clock.now();
    UUID delivery = Ids.newId(now);
    News news =
        new News(
            Topic.TEST,
            "Onus: this is a test",
            List.of(
                new Section(
                    "",
                    List.of(
                        "%s asked for it. What %s is told comes this way."
                            .formatted(asker.id(), known.integration().name())))),
            null,
            "UTC");
    deliveries.start(delivery, Tell.news(Ids.newId(now), news), recipient(known));
    audit.record(
        entry("webhook.tested", id, known.integration().department()).with("deliveryId", delivery));
    return delivery;
  }

  /** Its receiver said it is gone. */
  void onDisabled(@Observes MethodDisabled disabled) {
    if (disabled.owner() instanceof Owner.Integration(String id)) {
      store.touch(id, clock.now());
    }
  }

  private KnownIntegration touched(KnownIntegration before, AuditEntry entry) {
    store.touch(before.integration().id(), clock.now());
    KnownIntegration after = known(before.integration().id());
    audit.record(entry.changed("version", before.version(), after.version()));
    return after;
  }

  private KnownIntegration changeable(Asker asker, String id) {
    return seen(asker, id, store.lock(id), IntegrationRight.CHANGE);
  }

  private KnownIntegration seen(
      Asker asker, String id, Optional<Kept> kept, IntegrationRight wanted) {
    KnownIntegration known = known(kept.orElseThrow(() -> Problem.notFound("webhook", id)));
    require(wanted, asker, known.integration());
    return known;
  }

  /** To who may not know of one, it looks as if it were not there. */
  private static void require(IntegrationRight wanted, Asker asker, Integration integration) {
    IntegrationRight right = IntegrationRight.of(asker, integration.department());
    if (right == IntegrationRight.NONE) {
      throw Problem.notFound("webhook", integration.id());
    }
    if (!right.includes(wanted)) {
      throw forbidden(integration.department());
    }
  }

  private static void requireChange(Asker asker, @Nullable String department) {
    if (IntegrationRight.of(asker, department) != IntegrationRight.CHANGE) {
      throw forbidden(department);
    }
  }

  private static Problem forbidden(@Nullable String department) {
    return department == null
        ? Problem.forbidden("A webhook of no department takes an on-call admin.")
        : Problem.forbidden(
            "This takes a lead or deputy of " + department + " or an on-call admin.",
            Map.of("department", department));
  }

  private KnownIntegration known(String id) {
    return known(store.find(id).orElseThrow());
  }

  private KnownIntegration known(Kept kept) {
    String id = kept.integration().id();
    return known(kept, Objects.requireNonNull(methods.ofIntegrations(List.of(id)).get(id)));
  }

  private static KnownIntegration known(Kept kept, KnownMethod method) {
    return new KnownIntegration(kept.integration(), method, kept.version(), kept.createdAt());
  }

  private static Recipient recipient(KnownIntegration known) {
    return recipient(known.integration(), known.method());
  }

  private static Recipient recipient(Integration integration, KnownMethod method) {
    return new Recipient(integration.name(), null, method.id(), method.kind(), method.address());
  }

  private static AuditEntry entry(String action, String id, @Nullable String... departments) {
    return AuditEntry.of(action, "webhook", id).concerning(departments);
  }

  private static List<String> patterns(Integration integration) {
    return integration.events().stream().map(EventPattern::text).toList();
  }
}
