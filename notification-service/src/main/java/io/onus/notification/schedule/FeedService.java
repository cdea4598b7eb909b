package io.onus.notification.schedule;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.domain.Asker;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.Shift;
import io.onus.notification.schedule.domain.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calendars of shifts, for calendar programs. */
@ApplicationScoped
class FeedService {

  private static final Duration BACK = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofDays(180);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 32;

  private final FeedStore store;
  private final ScheduleStore schedules;
  private final ScheduleService service;
  private final PersonService people;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  FeedService(
      FeedStore store,
      ScheduleStore schedules,
      ScheduleService service,
      PersonService people,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.schedules = schedules;
    this.service = service;
    this.people = people;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** Everybody's shifts. */
  String calendar(Asker asker, String code) {
    return transactions.call(
        () -> {
          Schedule schedule = service.get(asker, code).schedule();
          List<Shift> shifts = shifts(schedule);
          Map<String, Reach> names =
              people.reach(shifts.stream().map(Shift::person).collect(Collectors.toSet()));
          return new ShiftCalendar(schedule, clock.now()).ofAll(shifts, names);
        });
  }

  /** The shifts of the one person whose token it is; nobody else needs to be known. */
  String feed(String code, String token) {
    return transactions.call(
        () -> {
          KnownFeed feed =
              store.find(code, hash(token)).orElseThrow(() -> Problem.notFound("schedule", code));
          Schedule schedule = schedules.find(code).orElseThrow().schedule();
          List<Shift> own =
              shifts(schedule).stream()
                  .filter(shift -> shift.person().equals(feed.person()))
                  .toList();
          return new ShiftCalendar(schedule, clock.now()).ofOne(own);
        });
  }

  /** A new token; one the caller had is none any more. Only its hash is kept. */
  String make(Asker asker, String code) {
    KnownSchedule known = service.locked(asker, code);
    requirePerson(asker);
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    store.put(new KnownFeed(code, asker.id()), hash(token), clock.now());
    audit.record(
        AuditEntry.of("schedule-feed.made", "schedule", code)
            .concerning(known.schedule().department())
            .personChanged("person", null, asker.id()));
    return token;
  }

  void revoke(Asker asker, String code) {
    transactions.run(
        () -> {
          KnownSchedule known = service.locked(asker, code);
          requirePerson(asker);
          if (!store.delete(new KnownFeed(code, asker.id()))) {
            throw Problem.notFound("There is no feed of yours.");
          }
          audit.record(
              AuditEntry.of("schedule-feed.revoked", "schedule", code)
                  .concerning(known.schedule().department())
                  .personChanged("person", asker.id(), null));
        });
  }

  private List<Shift> shifts(Schedule schedule) {
    Instant now = clock.now();
    Span span = new Span(now.minus(BACK), now.plus(AHEAD));
    return service.roster(schedule, span).shifts(span);
  }

  private static void requirePerson(Asker asker) {
    if (!asker.person()) {
      throw Problem.forbidden("A system has no shifts of its own.");
    }
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
