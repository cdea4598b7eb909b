package io.onus.notification.weekly;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Right;
import io.onus.notification.domain.Spelled;
import io.onus.notification.domain.Urgency;
import io.onus.notification.target.TargetService;
import io.onus.notification.target.domain.Parties;
import io.onus.notification.target.domain.Reached;
import io.onus.notification.target.domain.Target;
import io.onus.notification.weekly.domain.ClockWord;
import io.onus.notification.weekly.domain.Promise;
import io.onus.notification.weekly.domain.Week;
import io.onus.notification.weekly.domain.WeeklyAccess;
import io.onus.notification.weekly.domain.WeeklyMoment;
import io.onus.notification.weekly.domain.WeeklyRefusal.WeekNotBegun;
import io.onus.notification.weekly.domain.WeeklyRefusal.WeekNotKept;
import io.onus.notification.weekly.domain.WeeklyReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class WeeklyService {

  /** How long a clock that is over is kept: the last eight weeks can be read. */
  static final Duration KEPT_FOR = Duration.ofDays(60);

  private static final Logger LOG = Logger.getLogger(WeeklyService.class);
  private static final Duration LETTERS_KEPT_FOR = Duration.ofDays(400);

  /** What came of one department's week. */
  private enum Outcome {
    TOLD,
    /** There was nothing to say. */
    QUIET,
    /** No lead and no deputy has an address. */
    UNREACHED
  }

  private final WeeklyStore store;
  private final DirectoryService directory;
  private final TargetService targets;
  private final DeliveryService deliveries;
  private final Transactions transactions;
  private final WallClock clock;
  private final MeterRegistry meters;
  private final Audit audit;
  private final CompanyLetter company;

  /** The week each department was last found to have nobody to tell of; it is tried again. */
  private final Map<String, Week> unreached = new ConcurrentHashMap<>();

  WeeklyService(
      WeeklyStore store,
      DirectoryService directory,
      TargetService targets,
      DeliveryService deliveries,
      Transactions transactions,
      WallClock clock,
      MeterRegistry meters,
      Audit audit,
      @ConfigProperty(name = "onus.weekly.at", defaultValue = "MON 08:00") String at) {
    this.store = store;
    this.directory = directory;
    this.targets = targets;
    this.deliveries = deliveries;
    this.transactions = transactions;
    this.clock = clock;
    this.meters = meters;
    this.audit = audit;
    this.company = CompanyLetter.parse(at);
  }

  /** Keeps what was said of one request's clocks, in the order it was said. */
  void hear(List<ClockWord> words) {
    if (words.isEmpty()) {
      return;
    }
    transactions.run(
        () -> {
          Map<UUID, Promise> before = store.lock(words.getFirst().requestId());
          Map<UUID, Promise> after = new HashMap<>(before);
          words.forEach(word -> hear(word, after));
          after.values().stream()
              .filter(promise -> !promise.equals(before.get(promise.clockId())))
              .forEach(store::keep);
        });
  }

  private static void hear(ClockWord word, Map<UUID, Promise> known) {
    long last = known.values().stream().mapToLong(Promise::sequence).max().orElse(0);
    if (word.notAnswered()) {
      known.values().stream()
          .filter(promise -> promise.isUndoneBy(word))
          .max(Comparator.comparing(Promise::stoppedAt))
          .ifPresent(undone -> known.put(undone.clockId(), undone.undone()));
    }
    known.merge(word.clockId(), Promise.of(word), (before, first) -> before.after(word));
    if (word.sequence() > last) {
      // Whoever speaks names the holder, and what is open is theirs.
      known.replaceAll((id, promise) -> promise.heldBy(word.provider()));
    }
  }

  void plan(PlannedReview review) {
    transactions.run(() -> store.keep(review));
  }

  /**
   * @param week as in 2026-W48; null for the last that is over
   */
  WeeklyReport report(Asker asker, String code, @Nullable Week week) {
    return transactions.call(
        () -> {
          ZoneId zone = zone(seen(asker, code));
          Instant now = clock.now();
          Week current = Week.of(now.atZone(zone).toLocalDate());
          Week wanted = week == null ? current.previous() : week;
          if (wanted.compareTo(current) > 0) {
            throw Problem.refused(new WeekNotBegun(wanted, current));
          }
          Week earliest = earliest(now, zone);
          if (wanted.compareTo(earliest) < 0) {
            throw Problem.refused(new WeekNotKept(wanted, earliest));
          }
          return report(code, wanted, zone, now);
        });
  }

  /** The first week of which nothing is forgotten yet. */
  private static Week earliest(Instant now, ZoneId zone) {
    Week cut = Week.of(now.minus(KEPT_FOR).atZone(zone).toLocalDate());
    return new Week(cut.monday().plusWeeks(1));
  }

  private WeeklyReport report(String code, Week week, ZoneId zone, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return WeeklyReport.of(
        code,
        week,
        zone,
        now,
        store.of(code, week.from(zone)),
        store.reviews(code, today.plusDays(WeeklyReport.REVIEW_DAYS)));
  }

  LetterView letter(Asker asker, String code) {
    return transactions.call(() -> view(seen(asker, code), store.wish(code)));
  }

  LetterView wish(
      Asker asker,
      String code,
      boolean on,
      @Nullable WeeklyMoment moment,
      @Nullable String ifMatch) {
    return transactions.call(
        () -> {
          Department department = seen(asker, code);
          if (WeeklyAccess.of(asker, code) != Right.CHANGE) {
            throw Problem.forbidden(
                "This takes a lead or deputy of " + code + " or an on-call admin.",
                Map.of("department", code));
          }
          LetterWish before = store.wish(code);
          ETags.require(ifMatch, before.version());
          LetterWish after = new LetterWish(code, on, moment, before.version() + 1);
          Instant now = clock.now();
          if (!store.keep(after, now)) {
            throw Problem.conflict(
                "Somebody else changed the letter of " + code + " just now.",
                Map.of("department", code));
          }
          if (on && company.moment(before).isEmpty()) {
            // Who wants letters from now on is not told of what went before.
            company
                .moment(after)
                .ifPresent(at -> store.claim(code, at.told(now, zone(department)), now));
          }
          audit.record(
              AuditEntry.of("weekly.changed", "weekly", code)
                  .concerning(code)
                  .changed("version", before.version(), after.version())
                  .changed("on", before.on(), after.on())
                  .changed("moment", text(before.moment()), text(after.moment())));
          return view(department, after);
        });
  }

  private LetterView view(Department department, LetterWish wish) {
    return LetterView.of(wish, company.moment(wish).orElse(null), zone(department), clock.now());
  }

  /** Tells each department whose time has come of the last week, once whoever tries. */
  void tellDue() {
    Instant now = clock.now();
    Map<String, LetterWish> wishes = transactions.callInNew(store::wishes);
    Map<String, Week> last = transactions.callInNew(store::lastWeeks);
    for (Department department : transactions.callInNew(directory::all)) {
      String code = department.code();
      LetterWish wish = wishes.getOrDefault(code, LetterWish.none(code));
      company
          .moment(wish)
          .map(moment -> moment.told(now, zone(department)))
          .filter(week -> last.get(code) == null || last.get(code).compareTo(week) < 0)
          .filter(week -> !week.equals(unreached.get(code)) || isReached(code))
          .ifPresent(week -> tell(department, week, last.get(code) == null));
    }
  }

  /**
   * @param first whether nothing was ever told: then its first letter is the next one, so that none
   *     comes out of the blue
   */
  private void tell(Department department, Week week, boolean first) {
    try {
      transactions.callInNew(
          () -> {
            if (store.claim(department.code(), week, clock.now()) && !first) {
              Outcome outcome = tell(department, week);
              if (outcome == Outcome.UNREACHED) {
                // Whoever has an address later in the week gets it then.
                store.giveBack(department.code(), week);
                unreached.put(department.code(), week);
              }
              meters.counter("onus.weekly.letters", "outcome", outcome.name()).increment();
            }
            return true;
          });
    } catch (RuntimeException e) {
      // One department's letter must not hold up the others'; it is tried again.
      LOG.errorf(e, "no weekly letter department=%s week=%s", department.code(), week);
    }
  }

  private boolean isReached(String code) {
    return transactions.callInNew(() -> !leads(code).recipients().isEmpty());
  }

  private Reached leads(String code) {
    return targets.reach(List.of(new Target.LeadsTarget(code)), Parties.NONE, Urgency.LOW);
  }

  private Outcome tell(Department department, Week week) {
    String code = department.code();
    WeeklyReport report = report(code, week, zone(department), clock.now());
    if (report.isQuiet()) {
      return Outcome.QUIET;
    }
    Reached reached = leads(code);
    if (reached.recipients().isEmpty()) {
      LOG.warnf(
          "nobody to tell of the week department=%s week=%s reason=%s",
          code, week, String.join("; ", reached.reasons()));
      return Outcome.UNREACHED;
    }
    UUID noticeId = Ids.newId(clock.now());
    deliveries.tell(Tell.news(noticeId, report.letter()), reached.recipients());
    store.told(code, week, noticeId);
    LOG.infof("weekly letter department=%s week=%s noticeId=%s", code, week, noticeId);
    return Outcome.TOLD;
  }

  /** Clocks that were over long ago, and weeks nobody asks for any more. */
  void forget() {
    Instant now = clock.now();
    int clocks = transactions.callInNew(() -> store.forgetClocks(now.minus(KEPT_FOR)));
    LocalDate before = now.minus(LETTERS_KEPT_FOR).atZone(ZoneOffset.UTC).toLocalDate();
    transactions.callInNew(() -> store.forgetLetters(before));
    if (clocks > 0) {
      LOG.infof("weekly clocks forgotten count=%d", clocks);
    }
  }

  /** To who may not know of a department's week, one that is there looks like one that is not. */
  private Department seen(Asker asker, String code) {
    return Optional.of(code)
        .filter(any -> WeeklyAccess.of(asker, code).includes(Right.READ))
        .flatMap(directory::find)
        .orElseThrow(() -> Problem.notFound("week of department", code));
  }

  private static ZoneId zone(Department department) {
    return Spelled.zone(department.zone());
  }

  private static @Nullable String text(@Nullable WeeklyMoment moment) {
    return moment == null ? null : moment.toString();
  }
}
