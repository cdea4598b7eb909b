package io.onus.request.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.decide.Outcome;
import io.onus.kit.id.Ids;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.RequestRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings in what other systems remember. The same rules decide, each fact at its own time; only who
 * was allowed to do it is not asked again. A fact has one name for ever, so importing again changes
 * nothing.
 */
@ApplicationScoped
public class RequestImport {

  private static final UUID NAMESPACE =
      UUID.nameUUIDFromBytes("/onus/imports".getBytes(StandardCharsets.UTF_8));
  private static final UUID LOWEST = new UUID(0, 0);
  private static final int FINISHED_AT_ONCE = 500;

  private final RequestStore store;
  private final PastReading reading;
  private final Transactions transactions;
  private final WallClock clock;

  public RequestImport(
      RequestStore store, PastReading reading, Transactions transactions, WallClock clock) {
    this.store = store;
    this.reading = reading;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The id an imported request has, whenever and however often it is imported. */
  public static UUID idOf(String source, String ref) {
    return Ids.nameBased(NAMESPACE, source, ref);
  }

  public ImportedRequest apply(PastRequest request) {
    return applyAll(List.of(request)).getFirst();
  }

  /** All in one transaction. No request may be there twice. */
  public List<ImportedRequest> applyAll(List<PastRequest> requests) {
    return transactions.call(
        () -> {
          Chunk chunk = load(requests);
          List<ImportedRequest> results =
              requests.stream().map(request -> apply(request, chunk)).toList();
          store.write(chunk.made, chunk.changed, chunk.steps);
          return results;
        });
  }

  /** Says of each that nothing more is known up to {@code asOf}; once for the same instant. */
  public int finish(Collection<UUID> requestIds, Instant asOf) {
    List<UUID> ids = requestIds.stream().distinct().sorted().toList();
    int finished = 0;
    for (int i = 0; i < ids.size(); i += FINISHED_AT_ONCE) {
      List<UUID> some = ids.subList(i, Math.min(ids.size(), i + FINISHED_AT_ONCE));
      finished += transactions.call(() -> finishSome(some, asOf));
    }
    return finished;
  }

  /** The same for every request of the source that may still go on. */
  public int finishAll(String source, Instant asOf) {
    int finished = 0;
    UUID after = LOWEST;
    while (true) {
      UUID from = after;
      List<UUID> open = transactions.call(() -> store.openOfImport(source, from, FINISHED_AT_ONCE));
      if (open.isEmpty()) {
        return finished;
      }
      finished += finish(open, asOf);
      after = open.getLast();
    }
  }

  // ---- facts

  /** What one transaction loads and what it will write. */
  private static final class Chunk {
    final Instant now;
    final Map<UUID, StoredRequest> stored;
    final Map<UUID, List<UUID>> factIds;
    final Map<OwnRef, StoredRequest> taken;
    final List<StoredRequest> made = new ArrayList<>();
    final List<StoredRequest> changed = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();

    Chunk(
        Instant now,
        Map<UUID, StoredRequest> stored,
        Map<UUID, List<UUID>> factIds,
        Map<OwnRef, StoredRequest> taken) {
      this.now = now;
      this.stored = stored;
      this.factIds = factIds;
      this.taken = taken;
    }
  }

  private Chunk load(List<PastRequest> requests) {
    Map<UUID, StoredRequest> stored =
        store.lockAll(
            requests.stream().map(request -> idOf(request.source(), request.ref())).toList());
    List<ExternalRef> unknown =
        requests.stream()
            .filter(request -> !stored.containsKey(idOf(request.source(), request.ref())))
            .map(request -> new ExternalRef(request.source(), request.ref()))
            .toList();
    return new Chunk(
        clock.now(),
        stored,
        stored.isEmpty() ? Map.of() : store.factIds(stored.keySet()),
        store.byExternalRef(unknown));
  }

  private ImportedRequest apply(PastRequest past, Chunk chunk) {
    UUID id = idOf(past.source(), past.ref());
    StoredRequest before = chunk.stored.get(id);
    Walk walk = new Walk(id, past, before, chunk.factIds.getOrDefault(id, List.of()), chunk);
    List<ImportedFact> facts = walk.all();
    StoredRequest after = walk.current;
    if (after != null && !walk.steps.isEmpty()) {
      (before == null ? chunk.made : chunk.changed).add(after);
      chunk.steps.addAll(walk.steps);
    }
    return new ImportedRequest(id, after == null ? null : after.number(), facts);
  }

  /** One request led from fact to fact. */
  private final class Walk {
    private final UUID id;
    private final PastRequest past;
    private final Set<UUID> known;
    private final Instant now;
    private final Map<OwnRef, StoredRequest> taken;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable StoredRequest current;

    Walk(UUID id, PastRequest past, @Nullable StoredRequest before, List<UUID> known, Chunk chunk) {
      this.id = id;
      this.past = past;
      this.current = before;
      this.known = new HashSet<>(known);
      this.now = chunk.now;
      this.taken = chunk.taken;
    }

    List<ImportedFact> all() {
      int lastKnown = lastKnown();
      List<ImportedFact> results = new ArrayList<>();
      for (int i = 0; i < past.facts().size(); i++) {
        results.add(one(past.facts().get(i), i < lastKnown));
      }
      return results;
    }

    /** What stands before a fact that is stored already cannot be put behind it. */
    private int lastKnown() {
      for (int i = past.facts().size() - 1; i >= 0; i--) {
        if (known.contains(nameOf(id, past.facts().get(i)))) {
          return i;
        }
      }
      return -1;
    }

    private ImportedFact one(PastFact fact, boolean overtaken) {
      UUID eventId = nameOf(id, fact);
      if (known.contains(eventId)) {
        return ImportedFact.unchanged(fact);
      }
      if (current != null && current.archivedAt() != null) {
        return ImportedFact.rejected(
            fact, "archived", current.number() + " is archived and can only be read.");
      }
      if (overtaken || current != null && fact.time().isBefore(current.lastFactAt())) {
        return ImportedFact.rejected(
            fact, "out-of-order", "Later facts of this request are stored already.");
      }
      if (!InReach.Validator.holds(fact.time()) || fact.time().isAfter(now)) {
        return ImportedFact.rejected(fact, "malformed", "Its time is not in the past.");
      }
      try {
        return current == null ? first(fact, eventId) : next(fact, eventId, current);
      } catch (Problem problem) {
        Object kind = problem.document().getOrDefault("refusal", "malformed");
        return ImportedFact.rejected(fact, kind.toString(), problem.detail());
      }
    }

    private ImportedFact first(PastFact fact, UUID eventId) {
      if (!fact.type().equals("submitted")) {
        return ImportedFact.rejected(fact, "unknown-request", "A request begins with 'submitted'.");
      }
      Request.Draft draft = reading.begun(id, past, fact);
      String from = draft.work().about().from();
      if (taken.containsKey(new OwnRef(from, new ExternalRef(past.source(), past.ref())))) {
        // Its number is not for whoever imports.
        return ImportedFact.rejected(
            fact,
            "external-ref-taken",
            past.ref() + " is another request of " + from + " already.");
      }
      StoredRequest nothingYet = new StoredRequest(draft, 0, 0, 0, fact.time(), now, List.of());
      return accept(
          fact,
          eventId,
          nothingYet,
          RequestRules.replay(draft, reading.submission(fact, draft), fact.time()));
    }

    private ImportedFact next(PastFact fact, UUID eventId, StoredRequest before) {
      if (fact.type().equals("submitted")) {
        return ImportedFact.rejected(
            fact, "already-submitted", before.number() + " was submitted before.");
      }
      return accept(
          fact,
          eventId,
          before,
          RequestRules.replay(before.state(), reading.command(fact, before.state()), fact.time()));
    }

    private ImportedFact accept(
        PastFact fact, UUID eventId, StoredRequest before, Outcome<Request, RequestEvent> outcome) {
      return switch (outcome) {
        case Outcome.Accepted<Request, RequestEvent> accepted -> {
          Step step =
              Step.next(
                  before,
                  accepted.state(),
                  accepted.events().getFirst(),
                  fact.time(),
                  now,
                  eventId);
          steps.add(step);
          known.add(eventId);
          current = step.after();
          yield ImportedFact.accepted(fact);
        }
        case Outcome.Refused<Request, RequestEvent> refused ->
            ImportedFact.rejected(fact, refused.refusal().kind(), refused.refusal().message());
      };
    }
  }

  /** By what the other system calls it; by all it says where it has no name. */
  private static UUID nameOf(UUID requestId, PastFact fact) {
    JsonNode ref = fact.body().get("ref");
    if (ref != null && ref.isValueNode() && !ref.isNull()) {
      return Ids.nameBased(requestId, "past", ref.asText());
    }
    Map<String, JsonNode> fields = new TreeMap<>();
    fact.body().fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    return Ids.nameBased(requestId, "past", fact.time().toString(), fact.type(), fields.toString());
  }

  // ---- end of an import

  private int finishSome(List<UUID> ids, Instant asOf) {
    Instant now = clock.now();
    Map<UUID, StoredRequest> stored = store.lockAll(ids);
    Map<UUID, List<UUID>> factIds = stored.isEmpty() ? Map.of() : store.factIds(ids);
    List<StoredRequest> changed = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (UUID id : ids) {
      StoredRequest before = stored.get(id);
      UUID eventId = Ids.nameBased(id, "import-finished", asOf.toString());
      if (before == null
          || !before.state().work().about().imported()
          || before.archivedAt() != null
          // Its own later facts have said more than that.
          || asOf.isBefore(before.lastFactAt())
          || Objects.requireNonNull(factIds.getOrDefault(id, List.of())).contains(eventId)) {
        continue;
      }
      Step step = Step.next(before, before.state(), finished(before, asOf), asOf, now, eventId);
      changed.add(step.after());
      steps.add(step);
    }
    store.write(List.of(), changed, steps);
    return steps.size();
  }

  private static RequestEvent finished(StoredRequest stored, Instant asOf) {
    String holder = stored.state().work().addressee().department();
    Actor importer = new Actor("import", holder, Actor.Kind.SYSTEM, null);
    return new RequestEvent.ImportFinished(new By(importer, null), asOf);
  }
}
