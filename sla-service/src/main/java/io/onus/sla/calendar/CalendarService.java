package io.onus.sla.calendar;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.sql.SqlStates;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.calendar.CalendarStore.CalendarVersion;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.CalendarDefinition;
import io.onus.sla.calendar.domain.CalendarEditors;
import io.onus.sla.calendar.domain.HolidayRegion;
import io.onus.sla.calendar.domain.NoCommonHours;
import io.onus.sla.directory.DirectoryService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The calendars, for callers and for the clocks that run by them. */
@ApplicationScoped
public class CalendarService {

  /** The calendar that is always open. It is not stored and has one version. */
  public static final String ALWAYS = "ALWAYS";

  private static final Logger LOG = Logger.getLogger(CalendarService.class);
  private static final StoredCalendar ALWAYS_OPEN =
      new StoredCalendar(ALWAYS, 1, BusinessCalendar.always());

  private record Key(String code, long version) {}

  private record Pair(String how, Key first, Key second) {}

  record Written(CalendarVersion calendar, boolean created) {}

  private final CalendarStore store;
  private final Holidays holidays;
  private final CalendarTelling telling;
  private final DirectoryService directory;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;
  // Versions never change, so neither do these.
  private final Map<Key, StoredCalendar> compiled = new ConcurrentHashMap<>();
  // Any two departments may agree, so there can be many: given up where memory is short.
  private final Map<Pair, SoftReference<BusinessCalendar>> combined = new ConcurrentHashMap<>();

  CalendarService(
      CalendarStore store,
      Holidays holidays,
      CalendarTelling telling,
      DirectoryService directory,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.holidays = holidays;
    this.telling = telling;
    this.directory = directory;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** The version in force now. */
  public Optional<StoredCalendar> find(String code) {
    if (code.equals(ALWAYS)) {
      return Optional.of(ALWAYS_OPEN);
    }
    return transactions.call(
        () -> store.currentVersion(code).map(version -> stored(new Key(code, version))));
  }

  /** The version in force now; a problem if there is no such calendar. */
  public StoredCalendar current(String code) {
    return find(code).orElseThrow(() -> Problem.notFound("calendar", code));
  }

  /** The version a clock began under, whatever has been written since. */
  public BusinessCalendar calendar(String code, long version) {
    return version(code, version).calendar();
  }

  /** The version a clock began under, with its name. */
  public StoredCalendar version(String code, long version) {
    return code.equals(ALWAYS) ? ALWAYS_OPEN : stored(new Key(code, version));
  }

  /** Open when both are. The order of the two makes no difference to what counts. */
  public BusinessCalendar both(StoredCalendar first, StoredCalendar second) {
    return combined("BOTH", first, second, BusinessCalendar::both);
  }

  /** Open when at least one is. The order of the two makes no difference to what counts. */
  public BusinessCalendar either(StoredCalendar first, StoredCalendar second) {
    return combined("EITHER", first, second, BusinessCalendar::either);
  }

  /** Why nobody may agree on the hours of both at {@code now}, if so: they have none in common. */
  public Optional<NoCommonHours> neverTogether(
      StoredCalendar first, StoredCalendar second, Instant now) {
    return both(first, second)
        .refusedAt(now)
        .map(none -> new NoCommonHours(first.code(), second.code(), none.from(), none.until()));
  }

  private BusinessCalendar combined(
      String how,
      StoredCalendar first,
      StoredCalendar second,
      BinaryOperator<BusinessCalendar> combination) {
    Pair pair = new Pair(how, key(first), key(second));
    if (pair.first().equals(pair.second())) {
      return first.calendar();
    }
    SoftReference<BusinessCalendar> known = combined.get(pair);
    BusinessCalendar calendar = known == null ? null : known.get();
    if (calendar == null) {
      calendar = combination.apply(first.calendar(), second.calendar());
      combined.put(pair, new SoftReference<>(calendar));
    }
    return calendar;
  }

  private static Key key(StoredCalendar calendar) {
    return new Key(calendar.code(), calendar.version());
  }

  Optional<CalendarVersion> read(String code) {
    return transactions.call(() -> store.current(code));
  }

  Page<CalendarVersion> list(PageRequest request) {
    String after = request.isFirst() ? "" : request.key(0);
    List<CalendarVersion> rows = transactions.call(() -> store.page(after, request.size() + 1));
    return Page.of(rows, request, calendar -> List.of(calendar.code()));
  }

  /** Compiles what is not stored, and refuses what could not be. */
  BusinessCalendar compile(CalendarDefinition definition, String path) {
    BusinessCalendar calendar =
        holidays
            .of(definition.holidays())
            .map(dates -> BusinessCalendar.compile(definition, dates))
            .orElseThrow(() -> unknownHolidays(definition.holidays(), path));
    calendar
        .refusedAt(clock.now())
        .ifPresent(
            refusal -> {
              throw Problem.refused(refusal);
            });
    return calendar;
  }

  /** A calendar as it is only written somewhere; refused where it could not be stored. */
  public BusinessCalendar compile(CalendarForm form) {
    return compile(form.definition(""), "");
  }

  /** Appends a version, unless it says what the current one says. */
  Written put(String code, CalendarDefinition wished, @Nullable String ifMatch, Caller caller) {
    requireEditor(code, caller);
    compile(wished, "");
    return transactions.call(
        () -> {
          Optional<CalendarVersion> current = store.current(code);
          return current.isEmpty()
              ? create(code, wished, ifMatch, caller)
              : change(current.get(), wished, ifMatch, caller);
        });
  }

  /** Refuses whoever may not write this calendar. */
  public void requireEditor(String code, Caller caller) {
    if (caller.has(Role.ADMIN)) {
      return;
    }
    boolean theirs =
        CalendarEditors.isLedBy(
            caller.leads(), code, directory.codes(), directory.withCalendar(code));
    if (!theirs) {
      throw Problem.forbidden(
          "Calendar "
              + code
              + " is not of a department you lead. An admin writes it, or a lead of the department"
              + " it belongs to.");
    }
  }

  private Written create(
      String code, CalendarDefinition wished, @Nullable String ifMatch, Caller caller) {
    if (ifMatch != null) {
      throw Problem.preconditionFailed(
          "There is no calendar " + code + " yet. Leave If-Match out to create it.", Map.of());
    }
    CalendarVersion first = append(code, 1, wished, caller);
    audit.record(changes("calendar.created", null, first));
    return new Written(first, true);
  }

  private Written change(
      CalendarVersion current, CalendarDefinition wished, @Nullable String ifMatch, Caller caller) {
    ETags.require(ifMatch, current.version());
    if (wished.equals(current.definition())) {
      audit.unchanged();
      return new Written(current, false);
    }
    CalendarVersion next = append(current.code(), current.version() + 1, wished, caller);
    audit.record(changes("calendar.changed", current, next));
    return new Written(next, false);
  }

  /** All versions are kept, so the number says the rest. */
  private static AuditEntry changes(
      String action, @Nullable CalendarVersion before, CalendarVersion after) {
    CalendarDefinition was = before == null ? null : before.definition();
    CalendarDefinition is = after.definition();
    return AuditEntry.of(action, "calendar", after.code())
        .changed("version", before == null ? null : before.version(), after.version())
        .changed("zone", was == null ? null : was.zone().getId(), is.zone().getId())
        .textChanged("weekly", was == null ? null : was.weekly(), is.weekly())
        .textChanged("holidays", was == null ? null : was.holidays(), is.holidays())
        .textChanged("closed", was == null ? Set.of() : was.closed(), is.closed())
        .textChanged("open", was == null ? Map.of() : was.open(), is.open());
  }

  private CalendarVersion append(
      String code, long version, CalendarDefinition wished, Caller caller) {
    CalendarVersion next =
        new CalendarVersion(code, version, wished, tzdata(), caller.id(), clock.now());
    try {
      store.append(next);
    } catch (RuntimeException e) {
      if (SqlStates.uniqueConstraint(e).isEmpty()) {
        throw e;
      }
      throw writtenByAnother(code, version);
    }
    telling.tell(next);
    transactions.afterCommit(() -> LOG.infof("calendar written code=%s version=%d", code, version));
    return next;
  }

  private static Problem writtenByAnother(String code, long version) {
    String detail =
        "Someone else wrote calendar " + code + " at the same moment. Read it and decide anew.";
    return version == 1
        ? Problem.conflict(detail, Map.of("code", code))
        : Problem.preconditionFailed(detail, Map.of("version", version));
  }

  private StoredCalendar stored(Key key) {
    StoredCalendar known = compiled.get(key);
    if (known != null) {
      return known;
    }
    // Not computeIfAbsent: a lock must not wait for a database connection.
    StoredCalendar loaded = load(key);
    StoredCalendar first = compiled.putIfAbsent(key, loaded);
    return first == null ? loaded : first;
  }

  private StoredCalendar load(Key key) {
    CalendarVersion version =
        transactions
            .call(() -> store.version(key.code(), key.version()))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "calendar " + key.code() + " has no version " + key.version()));
    CalendarDefinition definition = version.definition();
    return holidays
        .of(definition.holidays())
        .map(dates -> BusinessCalendar.compile(definition, dates))
        .map(calendar -> new StoredCalendar(key.code(), key.version(), calendar))
        .orElseThrow(
            () -> new IllegalStateException("holidays are gone: " + definition.holidays()));
  }

  private Problem unknownHolidays(@Nullable HolidayRegion region, String path) {
    if (region == null || !holidays.countries().contains(region.country())) {
      String country = region == null ? "none" : region.country();
      return Problem.malformed(
          "No holidays are known for the country " + country + ".",
          new Violation(
              path + "holidays.country",
              "must be one of " + String.join(", ", holidays.countries())));
    }
    return Problem.malformed(
        "No holidays are known for the region " + region.region() + " of " + region.country() + ".",
        new Violation(path + "holidays.region", regionsOf(holidays.regions(region.country()))));
  }

  private static String regionsOf(Set<String> regions) {
    return regions.isEmpty()
        ? "must be left out: the country has no regions with holidays of their own"
        : "must be one of " + String.join(", ", regions);
  }

  private static String tzdata() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }
}
