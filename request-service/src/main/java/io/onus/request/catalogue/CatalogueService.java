package io.onus.request.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.sql.SqlStates;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.ShortMemory;
import io.onus.request.Written;
import io.onus.request.catalogue.domain.CatalogueItem;
import io.onus.request.catalogue.domain.QuestionCodeReserved;
import io.onus.request.directory.DepartmentBorn;
import io.onus.request.directory.DirectoryEvents;
import io.onus.request.directory.DirectoryService;
import io.onus.request.directory.domain.Department;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What departments do for others, for callers and for the other features of this service. */
@ApplicationScoped
public class CatalogueService {

  /** How late a change made by another replica may be seen here. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private record Compiled(long version, Intake intake) {}

  private final CatalogueStore store;
  private final DirectoryService directory;
  private final DirectoryEvents events;
  private final Transactions transactions;
  private final WallClock clock;
  private final ObjectMapper mapper;
  private final Audit audit;
  private final ShortMemory<CatalogueItem> memory = new ShortMemory<>(MOMENT);
  private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

  public CatalogueService(
      CatalogueStore store,
      DirectoryService directory,
      DirectoryEvents events,
      Transactions transactions,
      WallClock clock,
      ObjectMapper mapper,
      Audit audit) {
    this.store = store;
    this.directory = directory;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
    this.mapper = mapper;
    this.audit = audit;
  }

  /** Asks memory first: a warm look-up costs no statement. */
  public Optional<CatalogueItem> find(String code) {
    return memory.find(code, this::read);
  }

  /** The service a department was born with; empty only where there is no such department. */
  public Optional<CatalogueItem> questionServiceOf(String department) {
    return find(CatalogueItem.questionCode(department))
        .filter(item -> item.provider().equals(department));
  }

  /** What {@code details} lack to be a complete request of the service; empty where nothing. */
  public List<Violation> missing(CatalogueItem item, @Nullable JsonNode details) {
    boolean none = details == null || details.isNull();
    return compiled(item).missing(none ? mapper.createObjectNode() : details);
  }

  /**
   * Of these names, those that are neither a field of the service's intake nor an item of its
   * checklist: whoever returns a request says what it lacks.
   */
  public List<Violation> vague(CatalogueItem item, List<String> names) {
    IntakeNames known = new IntakeNames(intakeOf(item));
    List<Violation> vague = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!known.has(names.get(i))) {
        vague.add(
            new Violation(
                "missing[" + i + "]",
                "is neither a field of the intake of "
                    + item.code()
                    + " nor an item of its checklist"));
      }
    }
    return vague;
  }

  /** What a request of the service can lack. */
  public List<String> lackable(CatalogueItem item) {
    return new IntakeNames(intakeOf(item)).known();
  }

  /** As it is in the database now. */
  Optional<CatalogueItem> read(String code) {
    return CatalogueItem.isCode(code)
        ? transactions.call(() -> store.find(code))
        : Optional.empty();
  }

  Page<CatalogueItem> list(@Nullable String q, @Nullable String provider, PageRequest request) {
    String after = request.isFirst() ? "" : request.key(0);
    if (!request.isFirst() && !CatalogueItem.isCode(after)) {
      throw PageRequest.unusable("pageToken is not one this list gave out");
    }
    List<CatalogueItem> rows =
        transactions.call(() -> store.page(provider, q, after, request.size() + 1));
    return Page.of(rows, request, item -> List.of(item.code()));
  }

  Written<CatalogueItem> put(CatalogueItem wished, @Nullable String ifMatch) {
    if (directory.find(wished.provider()).isEmpty()) {
      throw DirectoryService.unknown("provider", wished.provider());
    }
    if (wished.takesQuestionOfAnother()) {
      throw Problem.refused(new QuestionCodeReserved(wished.code(), wished.provider()));
    }
    return transactions.call(
        () -> {
          Optional<CatalogueItem> current = store.lock(wished.code());
          return current.isEmpty()
              ? create(wished, ifMatch)
              : change(current.get(), wished, ifMatch);
        });
  }

  /** In the transaction of the birth: there is no department without its question service. */
  void addQuestionService(@Observes DepartmentBorn born) {
    Department department = born.department();
    CatalogueItem item = CatalogueItem.questionOf(department.code(), department.name());
    Instant now = clock.now();
    store.insert(item, now);
    audit.record(changes("service.created", null, item));
    announce(item, now);
  }

  private Written<CatalogueItem> create(CatalogueItem wished, @Nullable String ifMatch) {
    if (ifMatch != null) {
      throw Problem.preconditionFailed(
          "There is no service " + wished.code() + " yet. Leave If-Match out to create it.",
          Map.of());
    }
    Instant now = clock.now();
    insert(wished, now);
    audit.record(changes("service.created", null, wished));
    announce(wished, now);
    return new Written<>(wished, true);
  }

  private void insert(CatalogueItem item, Instant now) {
    try {
      store.insert(item, now);
    } catch (RuntimeException e) {
      if (SqlStates.uniqueConstraint(e).isEmpty()) {
        throw e;
      }
      throw Problem.conflict(
          "Service " + item.code() + " was created by someone else just now. Read it.",
          Map.of("code", item.code()));
    }
  }

  private Written<CatalogueItem> change(
      CatalogueItem current, CatalogueItem wished, @Nullable String ifMatch) {
    ETags.require(ifMatch, current.version());
    if (wished.withVersion(current.version()).equals(current)) {
      audit.unchanged();
      return new Written<>(current, false);
    }
    CatalogueItem next = wished.withVersion(current.version() + 1);
    Instant now = clock.now();
    store.update(next, now);
    audit.record(changes("service.changed", current, next));
    announce(next, now);
    return new Written<>(next, false);
  }

  private static AuditEntry changes(String action, @Nullable CatalogueItem was, CatalogueItem is) {
    return AuditEntry.of(action, "service", is.code())
        .concerning(is.provider(), was == null ? null : was.provider())
        .changed("provider", was == null ? null : was.provider(), is.provider())
        .changed("version", was == null ? null : was.version(), is.version())
        .textChanged("name", was == null ? null : was.name(), is.name())
        .textChanged("intake", was == null ? null : was.intake(), is.intake());
  }

  private void announce(CatalogueItem item, Instant now) {
    events.changed("service", item.code(), item.version(), view(item), now);
    transactions.afterCommit(() -> memory.forget(item.code()));
  }

  ServiceView view(CatalogueItem item) {
    return new ServiceView(
        item.code(), item.provider(), item.name(), intakeOf(item), item.version());
  }

  private Intake compiled(CatalogueItem item) {
    return compiled
        .compute(
            item.code(),
            (code, known) ->
                known != null && known.version() == item.version()
                    ? known
                    : new Compiled(item.version(), Intake.compile(intakeOf(item))))
        .intake();
  }

  private JsonNode intakeOf(CatalogueItem item) {
    try {
      return mapper.readTree(item.intake());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the intake of " + item.code() + " is no JSON", e);
    }
  }
}
