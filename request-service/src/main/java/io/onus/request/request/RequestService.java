package io.onus.request.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.audit.Audit;
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
import io.onus.request.catalogue.domain.CatalogueItem;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.Addressee;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Involved;
import io.onus.request.request.domain.Reader;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.RequestAccess;
import io.onus.request.request.domain.RequestCommand;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.RequestRules;
import io.onus.request.request.domain.Side;
import io.onus.request.request.domain.Verb;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Loads a request, lets it decide, and stores what came of it with its event. */
@ApplicationScoped
public class RequestService {

  private static final Logger LOG = Logger.getLogger(RequestService.class);

  private static final String EXTERNAL = "requests_external";

  private final RequestStore store;
  private final RequestDrafting drafting;
  private final Relays relays;
  private final Callers callers;
  private final Transactions transactions;
  private final WallClock clock;
  private final ObjectMapper mapper;
  private final MeterRegistry meters;
  private final Audit audit;

  public RequestService(
      RequestStore store,
      RequestDrafting drafting,
      Relays relays,
      Callers callers,
      Transactions transactions,
      WallClock clock,
      ObjectMapper mapper,
      MeterRegistry meters,
      Audit audit) {
    this.store = store;
    this.drafting = drafting;
    this.relays = relays;
    this.callers = callers;
    this.transactions = transactions;
    this.clock = clock;
    this.mapper = mapper;
    this.meters = meters;
    this.audit = audit;
  }

  // ---- create

  StoredRequest create(RequestForm form) {
    Step step = drafting.begin(form, callers.current(), clock.now());
    References known = references(List.of(step));
    known.problem(step).ifPresent(RequestService::fail);
    try {
      store.insert(step);
    } catch (RuntimeException e) {
      throw lostRace(e);
    }
    audit.record(RequestAudit.created(step));
    created(step);
    return step.after();
  }

  /** Each form by itself: its request, or the problem that stands against it. */
  List<Created> createAll(List<Created.Item> items) {
    Instant now = clock.now();
    Caller caller = callers.current();
    List<Created> answers = new ArrayList<>();
    for (Created.Item item : items) {
      answers.add(begun(item, caller, now));
    }
    References known =
        references(answers.stream().flatMap(answer -> answer.step().stream()).toList());
    List<Created> checked = answers.stream().map(answer -> answer.checked(known)).toList();
    List<Step> steps = checked.stream().flatMap(answer -> answer.step().stream()).toList();
    try {
      store.write(steps.stream().map(Step::after).toList(), List.of(), steps);
    } catch (RuntimeException e) {
      throw lostRace(e);
    }
    if (steps.isEmpty()) {
      audit.unchanged();
    }
    audit.record(steps.stream().map(RequestAudit::created).toList());
    steps.forEach(this::created);
    return checked;
  }

  /** Refused to whoever does not belong to the department any more. */
  void checkOwn(String department) {
    RequestDrafting.checkOwn(department, callers.current());
  }

  private Created begun(Created.Item item, Caller caller, Instant now) {
    return switch (item) {
      case Created.Unreadable unreadable -> new Created.Failed(unreadable.problem());
      case Created.Wanted wanted -> {
        try {
          yield new Created.Done(drafting.begin(wanted.form(), caller, now));
        } catch (Problem problem) {
          yield new Created.Failed(problem);
        }
      }
    };
  }

  private References references(List<Step> steps) {
    Set<UUID> parents = new HashSet<>();
    Set<ExternalRef> external = new HashSet<>();
    for (Step step : steps) {
      Optional.ofNullable(step.after().state().work().about().parentId()).ifPresent(parents::add);
      Optional.ofNullable(step.after().state().work().about().externalRef())
          .ifPresent(external::add);
    }
    return new References(reader(), store.involved(parents), store.byExternalRef(external));
  }

  private static RuntimeException lostRace(RuntimeException e) {
    return SqlStates.uniqueConstraint(e).equals(EXTERNAL)
        ? Problem.inFlight(
            "The same externalRef is being used by another call just now. Send it again.",
            Duration.ofSeconds(1))
        : e;
  }

  private void created(Step step) {
    count("create");
    transactions.afterCommit(
        () ->
            LOG.debugf(
                "request created requestId=%s number=%s status=%s",
                step.after().id(), step.after().number(), step.after().state().status()));
  }

  // ---- move

  /** What a move led to. */
  public record Moved(StoredRequest request, RequestEvent event, Instant at) {}

  /** Does to the request what {@code command} says, if it lets that be done. */
  public Moved move(
      String name,
      @Nullable String ifMatch,
      Relay relay,
      Verb verb,
      Function<Actor, RequestCommand> command) {
    return transactions.call(
        () -> {
          StoredRequest before = seen(store.lock(RequestName.of(name)), name);
          Actor actor = actor(verb, before.state(), relay);
          checkNotArchived(before);
          ETags.check(ifMatch, before.version());
          RequestCommand wanted = command.apply(actor);
          Instant now = clock.now();
          Instant at = relays.time(before, relay, now);
          return switch (RequestRules.decide(before.state(), wanted, at)) {
            case Outcome.Accepted<Request, RequestEvent> accepted -> {
              checkWords(wanted, accepted.state());
              Step step =
                  Step.next(before, accepted.state(), accepted.events().getFirst(), at, now);
              store.update(step);
              audit.record(RequestAudit.moved(before, step));
              moved(before, step, wanted);
              yield new Moved(step.after(), step.fact().event(), at);
            }
            case Outcome.Refused<Request, RequestEvent> refused ->
                throw RequestDrafting.problem(refused.refusal());
          };
        });
  }

  /** The request to whoever may know of it, locked until the transaction ends. */
  public StoredRequest lock(String name, @Nullable String ifMatch) {
    StoredRequest stored = seen(store.lock(RequestName.of(name)), name);
    checkNotArchived(stored);
    ETags.check(ifMatch, stored.version());
    return stored;
  }

  /** Adds what was decided beside the request's own moves; it leaves the request as it is. */
  public void add(StoredRequest before, RequestEvent event, Instant now) {
    Step step = Step.next(before, before.state(), event, relays.time(before, Relay.NONE, now), now);
    store.update(step);
    count(event.type());
  }

  private Actor actor(Verb verb, Request request, Relay relay) {
    Caller caller = callers.current();
    String department =
        RequestAccess.departmentFor(verb, caller.departments(), request)
            .orElseThrow(
                () ->
                    RequestDrafting.problem(
                        RequestAccess.wrongSide(verb, caller.departments(), request)));
    return relays.actor(caller, department, relay);
  }

  private static void checkNotArchived(StoredRequest stored) {
    if (stored.archivedAt() != null) {
      throw Problem.refused(
          "archived",
          "%s is archived and can only be read. Make a new request.".formatted(stored.number()),
          Map.of("archivedAt", stored.archivedAt()));
    }
  }

  /** The department and service a transfer would lead to. */
  Addressee addressee(String service) {
    CatalogueItem item = drafting.service(null, service);
    return new Addressee(item.provider(), item.code());
  }

  /** What only the service's intake can judge. */
  private void checkWords(RequestCommand command, Request after) {
    if (command instanceof RequestCommand.Submit || command instanceof RequestCommand.Resubmit) {
      drafting.checkComplete(after, parsed(after.work().details().json()));
    } else if (command instanceof RequestCommand.Return given) {
      drafting.checkNamed(after, given.missing());
    }
  }

  private void moved(StoredRequest before, Step step, RequestCommand command) {
    String verb = command.verb().path();
    count(verb);
    transactions.afterCommit(
        () ->
            LOG.infof(
                "request moved requestId=%s number=%s verb=%s from=%s to=%s",
                before.id(),
                before.number(),
                verb,
                before.state().status(),
                step.after().state().status()));
  }

  private void count(String verb) {
    meters.counter("onus.request.moves", "verb", verb).increment();
  }

  // ---- read

  /** The request as it stands, to whoever may know of it. */
  public StoredRequest find(String name) {
    return transactions.call(() -> seen(store.find(RequestName.of(name)), name));
  }

  /** The sides of the request whose internal messages the caller reads. */
  public Set<Side> sidesRead(StoredRequest stored) {
    return RequestAccess.sidesReadBy(reader(), Involved.in(stored.state().work()));
  }

  Page<StoredRequest> list(RequestFilter filter, PageRequest page) {
    RequestKey after = RequestKey.of(page);
    List<StoredRequest> rows =
        transactions.call(
            () -> store.page(RequestScope.of(reader()), filter, after, page.size() + 1));
    return Page.of(rows, page, RequestKey::keys);
  }

  Page<HistoryEntry> history(String name, PageRequest page) {
    return transactions.call(
        () -> {
          StoredRequest stored = find(name);
          List<HistoryEntry> rows =
              store.history(stored.id(), position(page), page.size() + 1, sidesRead(stored));
          return Page.of(rows, page, entry -> List.of(Integer.toString(entry.position())));
        });
  }

  /** Drafts are left out, but for those who keep them; what others ask has no subject here. */
  List<ChainLink> chain(String name) {
    Reader reader = reader();
    return transactions.call(
        () ->
            store.chain(find(name).id()).stream()
                .filter(link -> link.isThereFor(reader))
                .map(link -> link.asReadBy(reader))
                .toList());
  }

  /** Where a page of positions begins. */
  public static int position(PageRequest page) {
    if (page.isFirst()) {
      return 0;
    }
    try {
      return Integer.parseInt(page.key(0));
    } catch (NumberFormatException e) {
      throw PageRequest.unusable("pageToken is not one this list gave out");
    }
  }

  /** What one may not see is not there. */
  private StoredRequest seen(Optional<StoredRequest> found, String name) {
    Reader reader = reader();
    return found
        .filter(stored -> RequestAccess.sees(reader, Involved.in(stored.state().work())))
        .orElseThrow(() -> Problem.notFound("request", name));
  }

  private Reader reader() {
    return Readers.of(callers.current());
  }

  private JsonNode parsed(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is stored must be JSON", e);
    }
  }

  private static void fail(Problem problem) {
    throw problem;
  }
}
