package io.onus.request.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.audit.Audit;
import io.onus.kit.decide.Outcome;
import io.onus.kit.id.Ids;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.request.directory.DirectoryService;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.By;
import io.onus.request.request.domain.LapseReason;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.RequestEvent;
import io.onus.request.request.domain.RequestRules;
import io.onus.request.request.domain.Visibility;
import io.onus.request.request.domain.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What an agreed time does to a request where its requester does not: it reminds, and it closes.
 * Nobody calls this; a broken promise does.
 */
@ApplicationScoped
public class Lapses {

  private static final Logger LOG = Logger.getLogger(Lapses.class);
  private static final String SYSTEM = "request-service";

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

  /**
   * A promise of the requester that was broken.
   *
   * @param reason what the request would close for
   * @param since from when on the promise ran
   * @param eventId of the event that told of it
   */
  public record Broken(UUID requestId, LapseReason reason, Instant since, UUID eventId) {}

  private final RequestStore store;
  private final Relays relays;
  private final DirectoryService directory;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;
  private final MeterRegistry meters;

  Lapses(
      RequestStore store,
      Relays relays,
      DirectoryService directory,
      Transactions transactions,
      WallClock clock,
      Audit audit,
      MeterRegistry meters) {
    this.store = store;
    this.relays = relays;
    this.directory = directory;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
    this.meters = meters;
  }

  /** Closes the request, if it still waits for just that. */
  public void close(Broken broken) {
    follow(
        broken,
        "lapse",
        state -> RequestRules.lapse(state, broken.reason(), broken.since(), system(state)));
  }

  /** Reminds both sides, if it still waits for just that. */
  public void remind(Broken broken) {
    follow(
        broken,
        "remind",
        state ->
            RequestRules.remind(state, broken.reason(), broken.since(), reminder(state, broken)));
  }

  private void follow(
      Broken broken,
      String verb,
      Function<Request, Optional<Outcome.Accepted<Request, RequestEvent>>> rule) {
    transactions.run(
        () ->
            store
                .lock(new RequestName.ById(broken.requestId()))
                .filter(stored -> stored.archivedAt() == null)
                .ifPresent(
                    before ->
                        rule.apply(before.state())
                            .ifPresent(accepted -> keep(before, accepted, broken, verb))));
  }

  private void keep(
      StoredRequest before,
      Outcome.Accepted<Request, RequestEvent> accepted,
      Broken broken,
      String verb) {
    Instant now = clock.now();
    Instant at = relays.time(before, Relay.NONE, now);
    Step step =
        Step.next(before, accepted.state(), accepted.events().getFirst(), at, now)
            .causedBy(broken.eventId());
    store.update(step);
    audit.record(RequestAudit.moved(before, step).with("lapse", broken.reason()));
    meters.counter("onus.request.moves", "verb", verb).increment();
    transactions.afterCommit(
        () ->
            LOG.infof(
                "request moved requestId=%s number=%s verb=%s reason=%s eventId=%s",
                before.id(), before.number(), verb, broken.reason(), broken.eventId()));
  }

  private RequestEvent.MessagePosted reminder(Request state, Broken broken) {
    return new RequestEvent.MessagePosted(
        new By(system(state), null),
        Ids.nameBased(broken.requestId(), "reminder", broken.eventId().toString()),
        words(state, broken),
        Visibility.BOTH);
  }

  private String words(Request state, Broken broken) {
    Work work = state.work();
    String from = work.about().from();
    ZoneId zone = directory.find(from).map(department -> department.zone()).orElse(ZoneOffset.UTC);
    String since = WHEN.format(broken.since().atZone(zone)) + " (" + zone + ")";
    return switch (broken.reason()) {
      case NO_REPLY ->
          "Reminder: the question of %s has waited for an answer of %s since %s."
              .formatted(work.addressee().department(), from, since);
      case SILENCE ->
          "Reminder: the answer of %s has waited for %s to confirm it since %s."
              .formatted(work.addressee().department(), from, since);
    };
  }

  /** On no side: it says what both have agreed. */
  private static Actor system(Request state) {
    return new Actor(SYSTEM, state.work().addressee().department(), Actor.Kind.SYSTEM, null);
  }
}
