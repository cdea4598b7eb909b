package io.onus.request.standing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.loop.BackgroundLoop;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.request.PlannedRequests;
import io.onus.request.request.StoredRequest;
import io.onus.request.request.domain.Priority;
import io.onus.request.standing.domain.Occurrence;
import io.onus.request.standing.domain.Plan;
import io.onus.request.standing.domain.Standing;
import io.onus.request.standing.domain.StandingRules;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Makes the requests that are due: one moment in one transaction, with the row that says so, so
 * that each is asked for once, whichever process does it and however often one dies in between.
 * What came due while nobody ran is made up for in its order.
 */
@ApplicationScoped
class StandingLoop {

  private static final Logger LOG = Logger.getLogger(StandingLoop.class);

  /** Another process may have written an earlier one. */
  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final StandingStore store;
  private final PlannedRequests requests;
  private final Transactions transactions;
  private final WallClock clock;
  private final ObjectMapper mapper;
  private final MeterRegistry meters;
  private final BackgroundLoop loop;

  StandingLoop(
      StandingStore store,
      PlannedRequests requests,
      Transactions transactions,
      WallClock clock,
      ObjectMapper mapper,
      MeterRegistry meters) {
    this.store = store;
    this.requests = requests;
    this.transactions = transactions;
    this.clock = clock;
    this.mapper = mapper;
    this.meters = meters;
    this.loop = new BackgroundLoop("standing-requests", this::step);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  /** Something may be due earlier than the loop waits for. */
  void wake() {
    loop.wake();
  }

  private Duration step() {
    Instant now = clock.now();
    if (askOnce(now)) {
      return Duration.ZERO;
    }
    return transactions
        .call(store::earliest)
        .map(next -> Duration.between(now, next))
        .filter(wait -> wait.compareTo(SWEEP) < 0)
        // What is due and not to be had is in another process' hands.
        .map(wait -> wait.isPositive() ? wait : Duration.ofMillis(250))
        .orElse(SWEEP);
  }

  /** Asks for one moment that is due. False where none is, or others have them in hand. */
  boolean askOnce(Instant now) {
    return transactions.call(
        () ->
            store
                .lockDue(now)
                .map(
                    due -> {
                      ask(due, (Standing.Running) due.state(), now);
                      return true;
                    })
                .orElse(false));
  }

  private void ask(StoredStanding due, Standing.Running running, Instant now) {
    Occurrence occurrence = running.next();
    if (!StandingRules.isAskedFor(occurrence, now)) {
      LOG.warnf(
          "standing request passed over standing=%s moment=%s", due.code(), occurrence.moment());
      count("passed-over");
    } else if (store.isNew(due.code(), occurrence.moment())) {
      store.asked(due.code(), asked(due.code(), running.plan(), occurrence.moment(), now));
    }
    store.advance(
        due.code(),
        StandingRules.passed(
            running, Recurrence.occurrence(running.plan(), StandingRules.after(occurrence, now))));
  }

  /** A request, or why there can be none now: the next moment comes all the same. */
  private Asked asked(String code, Plan plan, Instant moment, Instant now) {
    try {
      StoredRequest made = requests.submit(wish(code, plan), moment, now);
      count("asked");
      transactions.afterCommit(
          () ->
              LOG.infof(
                  "request created requestId=%s number=%s standing=%s moment=%s",
                  made.id(), made.number(), code, moment));
      return new Asked(moment, made.id(), made.number(), null, now);
    } catch (Problem problem) {
      count("failed");
      LOG.errorf(
          "standing request cannot be made standing=%s moment=%s: %s",
          code, moment, problem.getMessage());
      return new Asked(moment, null, null, problem.getMessage(), now);
    }
  }

  private PlannedRequests.Wish wish(String code, Plan plan) {
    return new PlannedRequests.Wish(
        code,
        plan.from(),
        null,
        plan.service(),
        plan.subject(),
        parsed(plan.details()),
        Priority.valueOf(plan.priority()));
  }

  private ObjectNode parsed(String json) {
    try {
      return (ObjectNode) mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is stored must be JSON", e);
    }
  }

  private void count(String what) {
    meters.counter("onus.standing.moments", "outcome", what).increment();
  }
}
