package io.onus.request.directory;

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
import io.onus.request.directory.domain.Contact;
import io.onus.request.directory.domain.Department;
import io.onus.request.directory.domain.Lineage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The departments, for callers and for the other features of this service. */
@ApplicationScoped
public class DirectoryService {

  /** How late a change made by another replica may be seen here. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final DepartmentStore store;
  private final DirectoryEvents events;
  private final Event<DepartmentBorn> births;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;
  private final ShortMemory<Department> memory = new ShortMemory<>(MOMENT);

  public DirectoryService(
      DepartmentStore store,
      DirectoryEvents events,
      Event<DepartmentBorn> births,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.events = events;
    this.births = births;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** Asks memory first: a warm look-up costs no statement. */
  public Optional<Department> find(String code) {
    return memory.find(code, this::read);
  }

  /** As it is in the database now. */
  Optional<Department> read(String code) {
    return Department.isCode(code) ? transactions.call(() -> store.find(code)) : Optional.empty();
  }

  Page<Department> list(@Nullable String q, @Nullable String parent, PageRequest request) {
    String after = request.isFirst() ? "" : request.key(0);
    if (!request.isFirst() && !Department.isCode(after)) {
      throw PageRequest.unusable("pageToken is not one this list gave out");
    }
    List<Department> rows =
        transactions.call(() -> store.page(parent, q, after, request.size() + 1));
    return Page.of(rows, request, department -> List.of(department.code()));
  }

  /** Writes the department as wished; a department written for the first time is born. */
  Written<Department> put(Department wished, @Nullable String ifMatch) {
    return transactions.call(
        () -> {
          if (wished.parent() != null) {
            store.lockTree();
            checkParent(wished, wished.parent());
          }
          Optional<Department> current = store.lock(wished.code());
          return current.isEmpty()
              ? create(wished, ifMatch)
              : change(current.get(), wished, ifMatch);
        });
  }

  private void checkParent(Department wished, String parent) {
    Lineage lineage = store.lineage(parent);
    if (lineage.codes().isEmpty()) {
      throw unknown("parent", parent);
    }
    lineage
        .refusalOf(wished.code())
        .ifPresent(
            refusal -> {
              throw Problem.refused(refusal);
            });
  }

  private Written<Department> create(Department wished, @Nullable String ifMatch) {
    if (ifMatch != null) {
      throw Problem.preconditionFailed(
          "There is no department " + wished.code() + " yet. Leave If-Match out to create it.",
          Map.of());
    }
    Instant now = clock.now();
    insert(wished, now);
    audit.record(changes("department.created", null, wished));
    announce(wished, now);
    births.fire(new DepartmentBorn(wished));
    return new Written<>(wished, true);
  }

  private void insert(Department department, Instant now) {
    try {
      store.insert(department, now);
    } catch (RuntimeException e) {
      if (SqlStates.uniqueConstraint(e).isEmpty()) {
        throw e;
      }
      throw Problem.conflict(
          "Department " + department.code() + " was created by someone else just now. Read it.",
          Map.of("code", department.code()));
    }
  }

  private Written<Department> change(
      Department current, Department wished, @Nullable String ifMatch) {
    ETags.require(ifMatch, current.version());
    if (wished.withVersion(current.version()).equals(current)) {
      audit.unchanged();
      return new Written<>(current, false);
    }
    Department next = wished.withVersion(current.version() + 1);
    Instant now = clock.now();
    store.update(next, now);
    audit.record(changes("department.changed", current, next));
    announce(next, now);
    return new Written<>(next, false);
  }

  /** No department names these addresses any more. */
  public void removeContacts(List<String> emails) {
    Set<String> gone =
        emails.stream().map(email -> email.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    for (String code : gone.isEmpty() ? List.<String>of() : store.naming(gone)) {
      Department current = store.lock(code).orElseThrow();
      Department next =
          new Department(
              code,
              current.name(),
              current.zone(),
              current.calendar(),
              current.parent(),
              without(gone, current.leads()),
              without(gone, current.deputies()),
              current.version() + 1);
      Instant now = clock.now();
      store.update(next, now);
      audit.record(changes("department.changed", current, next));
      announce(next, now);
    }
  }

  private static List<Contact> without(Set<String> gone, List<Contact> contacts) {
    return contacts.stream()
        .filter(contact -> !gone.contains(contact.email().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static AuditEntry changes(String action, @Nullable Department was, Department is) {
    return AuditEntry.of(action, "department", is.code())
        .concerning(is.code())
        .changed("zone", was == null ? null : was.zone().getId(), is.zone().getId())
        .changed("calendar", was == null ? null : was.calendar(), is.calendar())
        .changed("parent", was == null ? null : was.parent(), is.parent())
        .changed("version", was == null ? null : was.version(), is.version())
        .textChanged("name", was == null ? null : was.name(), is.name())
        .textChanged("leads", was == null ? List.of() : was.leads(), is.leads())
        .textChanged("deputies", was == null ? List.of() : was.deputies(), is.deputies());
  }

  private void announce(Department department, Instant now) {
    events.changed(
        "department", department.code(), department.version(), DepartmentView.of(department), now);
    transactions.afterCommit(() -> memory.forget(department.code()));
  }

  /** For a field that names a department that is not there. */
  public static Problem unknown(String field, String code) {
    return Problem.malformed(
        "There is no department " + code + ".", new Violation(field, "no department " + code));
  }
}
