package io.onus.request.loss;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Callers;
import io.onus.kit.decide.Outcome;
import io.onus.kit.http.ETags;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.loss.domain.Claim;
import io.onus.request.loss.domain.Loss;
import io.onus.request.loss.domain.LossCommand;
import io.onus.request.loss.domain.LossRefusal;
import io.onus.request.loss.domain.LossRules;
import io.onus.request.request.RequestService;
import io.onus.request.request.StoredRequest;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.Side;
import io.onus.request.request.domain.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads the losses of a request, lets them decide, and adds what came of it to its history. */
@ApplicationScoped
class LossService {

  private final RequestService requests;
  private final LossStore store;
  private final Callers callers;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  LossService(
      RequestService requests,
      LossStore store,
      Callers callers,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.requests = requests;
    this.store = store;
    this.callers = callers;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  LossesView list(String name) {
    return transactions.call(
        () -> {
          StoredRequest request = requests.find(name);
          return LossesView.of(store.of(request.id()), request.state().work().about().atStake());
        });
  }

  void checkSeen(String name) {
    requests.find(name);
  }

  Loss claim(String name, @Nullable String ifMatch, LossForm form) {
    return transactions.call(
        () -> {
          StoredRequest request = requests.lock(name, ifMatch);
          Set<Side> sides = sidesLed(request);
          if (!request.state().work().wasSubmitted()) {
            throw Problem.refused(
                "not-submitted", "What nobody was asked for has cost nothing.", Map.of());
          }
          Side side = sides.contains(Side.REQUESTER) ? Side.REQUESTER : Side.PROVIDER;
          Instant now = clock.now();
          return keep(
              request,
              null,
              LossRules.claim(
                  store.of(request.id()).size(),
                  by(request, side),
                  form.amount(),
                  form.knownCurrency(),
                  form.text(),
                  now),
              now);
        });
  }

  /** Confirms, disputes or withdraws. */
  Loss decide(String name, int n, @Nullable String ifMatch, Function<By, LossCommand> wanted) {
    return transactions.call(
        () -> {
          StoredRequest request = requests.lock(name, null);
          Loss loss =
              store.of(request.id()).stream()
                  .filter(one -> one.claim().n() == n)
                  .findFirst()
                  .orElseThrow(() -> Problem.notFound("loss", n));
          LossCommand command = wanted.apply(by(request, speaking(request, loss.claim(), wanted)));
          ETags.check(ifMatch, loss.version());
          Instant now = clock.now();
          return keep(request, loss, LossRules.decide(loss, command, now), now);
        });
  }

  /** Who leads both sides says what the act needs; whoever leads one speaks for that one. */
  private Side speaking(StoredRequest request, Claim claim, Function<By, LossCommand> wanted) {
    Set<Side> sides = sidesLed(request);
    Side one = sides.iterator().next();
    Side needed = wanted.apply(by(request, one)).of(claim);
    return sides.contains(needed) ? needed : one;
  }

  private Loss keep(
      StoredRequest request,
      @Nullable Loss before,
      Outcome<Loss, RequestEvent> outcome,
      Instant now) {
    return switch (outcome) {
      case Outcome.Accepted<Loss, RequestEvent> accepted -> {
        RequestEvent event = accepted.events().getFirst();
        requests.add(request, event, now);
        audit.record(entry(request, before, accepted.state(), event));
        yield accepted.state();
      }
      case Outcome.Refused<Loss, RequestEvent> refused -> throw problem(refused);
    };
  }

  private static Problem problem(Outcome.Refused<Loss, RequestEvent> refused) {
    return refused.refusal() instanceof LossRefusal.WordOfTheOtherSide other
        ? Problem.forbidden(other.message(), other.facts())
        : Problem.refused(refused.refusal());
  }

  private static AuditEntry entry(
      StoredRequest request, @Nullable Loss before, Loss after, RequestEvent event) {
    Work work = request.state().work();
    AuditEntry entry =
        AuditEntry.of("request." + event.type(), "request", request.id())
            .concerning(work.about().from(), work.addressee().department())
            .with("loss", after.claim().n())
            .with("amount", after.claim().amount())
            .with("currency", after.claim().currency())
            .changed("lossStatus", before == null ? null : before.status(), after.status());
    return before == null ? entry.textChanged("text", null, after.claim().text()) : entry;
  }

  private By by(StoredRequest request, Side side) {
    Caller caller = callers.current();
    Work work = request.state().work();
    String department =
        switch (side) {
          case REQUESTER -> work.about().from();
          case PROVIDER -> work.addressee().department();
        };
    return new By(
        new Actor(caller.id(), department, Actor.Kind.valueOf(caller.kind().name()), null), side);
  }

  /** Money is a matter of leads, and leads are people. */
  private Set<Side> sidesLed(StoredRequest request) {
    Caller caller = callers.current();
    if (caller.kind() != Caller.Kind.HUMAN) {
      throw Problem.forbidden(
          "To claim or confirm a loss is an act of a person, and this is the token of a system.");
    }
    Work work = request.state().work();
    Set<Side> sides = EnumSet.noneOf(Side.class);
    if (caller.leads(work.about().from())) {
      sides.add(Side.REQUESTER);
    }
    if (caller.leads(work.addressee().department())) {
      sides.add(Side.PROVIDER);
    }
    if (sides.isEmpty()) {
      throw Problem.forbidden(
          "Only a lead or deputy of %s or %s may do this, and you are none."
              .formatted(work.about().from(), work.addressee().department()),
          Map.of("needs", List.of(work.about().from(), work.addressee().department())));
    }
    return sides;
  }
}
