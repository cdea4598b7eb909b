package io.onus.request.standing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Callers;
import io.onus.kit.decide.Outcome;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.sql.SqlStates;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.Written;
import io.onus.request.catalogue.domain.CatalogueItem;
import io.onus.request.request.PlannedRequests;
import io.onus.request.standing.domain.Occurrence;
import io.onus.request.standing.domain.Plan;
import io.onus.request.standing.domain.Standing;
import io.onus.request.standing.domain.StandingCommand;
import io.onus.request.standing.domain.StandingRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Standing requests of departments, written by their leads. */
@ApplicationScoped
class StandingService {

  private static final int SHOWN = 5;

  private final StandingStore store;
  private final PlannedRequests requests;
  private final StandingLoop loop;
  private final Callers callers;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  StandingService(
      StandingStore store,
      PlannedRequests requests,
      StandingLoop loop,
      Callers callers,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.requests = requests;
    this.loop = loop;
    this.callers = callers;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** What a form wishes for, before anything is known of the code. */
  record Wished(PlannedRequests.Wish wish, Plan plan) {}

  Written<StoredStanding> put(Wished wished, @Nullable String ifMatch) {
    requireLeadOf(wished.plan().from());
    String code = wished.wish().standing();
    return transactions.call(
        () -> {
          Plan plan = named(wished.plan(), requests.check(wished.wish()));
          Optional<StoredStanding> current = store.lock(code);
          Instant now = clock.now();
          Optional<Occurrence> first = Recurrence.occurrence(plan, now);
          return current.isEmpty()
              ? create(code, plan, first, ifMatch, now)
              : change(current.get(), plan, first, ifMatch, now);
        });
  }

  private Written<StoredStanding> create(
      String code, Plan plan, Optional<Occurrence> first, @Nullable String ifMatch, Instant now) {
    if (ifMatch != null) {
      throw Problem.preconditionFailed(
          "There is no standing request " + code + " yet. Leave If-Match out to create it.",
          Map.of());
    }
    Standing begun = accepted(StandingRules.begin(plan, first));
    StoredStanding made = new StoredStanding(code, begun, "", callers.current().id(), now, now, 1);
    try {
      store.insert(made);
    } catch (RuntimeException e) {
      if (SqlStates.uniqueConstraint(e).isEmpty()) {
        throw e;
      }
      throw taken(code);
    }
    return new Written<>(kept(null, made, "created"), true);
  }

  private Written<StoredStanding> change(
      StoredStanding current,
      Plan plan,
      Optional<Occurrence> first,
      @Nullable String ifMatch,
      Instant now) {
    if (!leads(current.state().plan().from())) {
      throw taken(current.code());
    }
    ETags.require(ifMatch, current.version());
    if (plan.equals(current.state().plan())) {
      audit.unchanged();
      return new Written<>(current, false);
    }
    Standing changed =
        accepted(StandingRules.decide(current.state(), new StandingCommand.Change(plan, first)));
    StoredStanding next = current.next(changed, "", callers.current().id(), now);
    store.update(next);
    return new Written<>(kept(current, next, "changed"), false);
  }

  StoredStanding move(
      String code,
      @Nullable String ifMatch,
      String done,
      BiFunction<Plan, Instant, StandingCommand> command) {
    return transactions.call(
        () -> {
          StoredStanding current = seen(store.lock(code), code);
          requireLeadOf(current.state().plan().from());
          ETags.check(ifMatch, current.version());
          Instant now = clock.now();
          Standing moved =
              accepted(
                  StandingRules.decide(
                      current.state(), command.apply(current.state().plan(), now)));
          StoredStanding next =
              current.next(moved, current.provider(), callers.current().id(), now);
          store.update(next);
          return kept(current, next, done);
        });
  }

  /** As it is in the database now, with the department that provides its service. */
  private StoredStanding kept(@Nullable StoredStanding before, StoredStanding after, String done) {
    StoredStanding stored = store.find(after.code()).orElseThrow();
    audit.record(entry(before, stored, done));
    transactions.afterCommit(loop::wake);
    return stored;
  }

  private static AuditEntry entry(
      @Nullable StoredStanding before, StoredStanding after, String done) {
    Plan is = after.state().plan();
    Optional<StoredStanding> old = Optional.ofNullable(before);
    Optional<Plan> was = old.map(stored -> stored.state().plan());
    return AuditEntry.of("standing-request." + done, "standing-request", after.code())
        .concerning(is.from(), after.provider(), was.map(Plan::from).orElse(null))
        .changed("from", was.map(Plan::from).orElse(null), is.from())
        .changed("service", was.map(Plan::service).orElse(null), is.service())
        .changed("priority", was.map(Plan::priority).orElse(null), is.priority())
        .changed("rrule", was.map(Plan::rrule).orElse(null), is.rrule())
        .changed("zone", was.map(plan -> plan.zone().getId()).orElse(null), is.zone().getId())
        .changed(
            "start", was.map(plan -> plan.start().toString()).orElse(null), is.start().toString())
        .changed(
            "leadTime",
            was.map(plan -> plan.leadTime().toString()).orElse(null),
            is.leadTime().toString())
        .changed(
            "status",
            old.map(stored -> stored.state().status()).orElse(null),
            after.state().status())
        .textChanged("subject", was.map(Plan::subject).orElse(null), is.subject())
        .textChanged("details", was.map(Plan::details).orElse(null), is.details());
  }

  // ---- read

  StoredStanding find(String code) {
    return transactions.call(() -> seen(store.find(code), code));
  }

  Page<StoredStanding> list(StandingStore.Narrowing narrowing, PageRequest page) {
    String after = page.isFirst() ? "" : page.key(0);
    if (!page.isFirst() && !CatalogueItem.isCode(after)) {
      throw PageRequest.unusable("pageToken is not one this list gave out");
    }
    Caller caller = callers.current();
    StandingStore.Scope scope = new StandingStore.Scope(readsAll(caller), caller.departments());
    List<StoredStanding> rows =
        transactions.call(() -> store.page(scope, narrowing, after, page.size() + 1));
    return Page.of(rows, page, standing -> List.of(standing.code()));
  }

  /** With its moments, those ahead and those that came up. */
  StandingView view(StoredStanding stored) {
    return StandingView.of(
        stored, upcoming(stored), transactions.call(() -> store.lastAsked(stored.code(), SHOWN)));
  }

  /** Without what came up. */
  StandingView line(StoredStanding stored) {
    return StandingView.of(stored, stored.state().upcoming().stream().toList(), List.of());
  }

  private static List<Occurrence> upcoming(StoredStanding stored) {
    return stored
        .state()
        .upcoming()
        .map(
            next ->
                Recurrence.of(stored.state().plan())
                    .next(next.moment().minusNanos(1_000), SHOWN)
                    .stream()
                    .map(stored.state().plan()::occurrence)
                    .toList())
        .orElse(List.of());
  }

  // ---- rights

  /** Its two departments, auditors and admins; for others it is not there. */
  private StoredStanding seen(Optional<StoredStanding> found, String code) {
    Caller caller = callers.current();
    return found
        .filter(
            stored ->
                readsAll(caller)
                    || caller.isOf(stored.state().plan().from())
                    || caller.isOf(stored.provider()))
        .orElseThrow(() -> Problem.notFound("standing request", code));
  }

  private static boolean readsAll(Caller caller) {
    return caller.has(Caller.Role.AUDITOR) || caller.has(Caller.Role.ADMIN);
  }

  private boolean leads(String department) {
    Caller caller = callers.current();
    return caller.leads(department) || caller.has(Caller.Role.ADMIN);
  }

  private void requireLeadOf(String department) {
    if (!leads(department)) {
      throw Problem.forbidden(
          "Only a lead or deputy of %s or an admin may do this.".formatted(department),
          Map.of("from", department, "leads", new TreeSet<>(callers.current().leads())));
    }
  }

  private static Problem taken(String code) {
    return Problem.conflict(
        "The code " + code + " is that of another standing request. Choose another.",
        Map.of("code", code));
  }

  private static Standing accepted(Outcome<Standing, StandingCommand> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Standing, StandingCommand> accepted -> accepted.state();
      case Outcome.Refused<Standing, StandingCommand> refused ->
          throw Problem.refused(refused.refusal());
    };
  }

  private static Plan named(Plan plan, String service) {
    return new Plan(
        plan.from(),
        service,
        plan.subject(),
        plan.details(),
        plan.priority(),
        plan.rrule(),
        plan.zone(),
        plan.start(),
        plan.leadTime());
  }

  /** The details as they are kept. */
  static String text(@Nullable ObjectNode details) {
    return PlannedRequests.details(details).json();
  }
}
