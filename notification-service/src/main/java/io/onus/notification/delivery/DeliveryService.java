package io.onus.notification.delivery;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import io.onus.kit.http.ETags;
import io.onus.kit.id.Ids;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.channel.Channels;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.delivery.DeliveryRecord.Move;
import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.DeliveryAccess;
import io.onus.notification.delivery.domain.DeliveryCommand;
import io.onus.notification.delivery.domain.DeliveryCommand.CancelDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ConfirmDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ResendDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SupersedeDelivery;
import io.onus.notification.delivery.domain.DeliveryEvent;
import io.onus.notification.delivery.domain.Manners.Place;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Right;
import io.onus.notification.domain.Severity;
import io.onus.notification.person.PreferencesChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class DeliveryService {

  private final DeliveryStore store;
  private final DeliveryRecord record;
  private final NoticeStore notices;
  private final MailboxStore mailboxes;
  private final Channels channels;
  private final DeliverySignal signal;
  private final Transactions transactions;
  private final WallClock clock;
  private final Audit audit;

  DeliveryService(
      DeliveryStore store,
      DeliveryRecord record,
      NoticeStore notices,
      MailboxStore mailboxes,
      Channels channels,
      DeliverySignal signal,
      Transactions transactions,
      WallClock clock,
      Audit audit) {
    this.store = store;
    this.record = record;
    this.notices = notices;
    this.mailboxes = mailboxes;
    this.channels = channels;
    this.signal = signal;
    this.transactions = transactions;
    this.clock = clock;
    this.audit = audit;
  }

  /** Keeps what is to be told, in the caller's transaction; nobody is told of it yet. */
  public void keep(Tell tell) {
    notices.insert(tell, clock.now());
  }

  /** Something that was kept to be told. */
  public Tell told(UUID noticeId) {
    return notices.find(noticeId).orElseThrow();
  }

  /**
   * Starts one delivery of what was kept per recipient, in the caller's transaction; they are sent
   * once it has committed. Whom the notice is on its way to already is not told again. Whoever is
   * told finds it in the stream as well.
   *
   * @return whether anything is to be sent that was not before
   */
  public boolean tell(UUID noticeId, List<Recipient> recipients) {
    Instant now = clock.now();
    Tell tell = told(noticeId);
    // In one order, so that two who tell the same people first never wait for each other.
    List<Recipient> inOrder =
        Stream.concat(recipients.stream(), Readers.of(tell.content(), recipients).stream())
            .sorted(Comparator.comparing(Recipient::channel).thenComparing(Recipient::address))
            .toList();
    boolean sends = false;
    for (Recipient recipient : inOrder) {
      sends |= insert(tell, recipient, now) && recipient.channel() != ChannelKind.STREAM;
    }
    signal.afterCommit();
    return sends;
  }

  private boolean insert(Tell tell, Recipient recipient, Instant now) {
    return insert(Ids.newId(now), tell, recipient, now);
  }

  private boolean insert(UUID id, Tell tell, Recipient recipient, Instant now) {
    return store.insert(id, tell, recipient, way(recipient, now), now);
  }

  private DeliveryStore.Way way(Recipient recipient, Instant now) {
    String lane = channels.of(recipient.channel()).lane(recipient.address());
    UUID mailbox = recipient.channel() == ChannelKind.STREAM ? null : mailboxes.of(recipient, now);
    return new DeliveryStore.Way(lane, mailbox);
  }

  /**
   * Keeps what is to be told, unless it is kept already, and starts one delivery of it under an id
   * of the caller's, unless there is one.
   */
  public void start(UUID deliveryId, Tell tell, Recipient recipient) {
    if (notices.find(tell.noticeId()).isEmpty()) {
      keep(tell);
    }
    insert(deliveryId, tell, recipient, clock.now());
    signal.afterCommit();
  }

  /** What waits to be sent through one method goes through another from now on. */
  public void redirect(UUID methodId, Recipient to) {
    Instant now = clock.now();
    store.redirect(methodId, to, way(to, now), now);
  }

  /** Whether what a notice tells has come to somebody, or still may. */
  public boolean hasAChance(UUID noticeId) {
    return store.hasAChance(noticeId);
  }

  /** Whether it was not tried yet to tell a notice to all of these. */
  public boolean isNewToSome(UUID noticeId, List<Recipient> recipients) {
    Set<Place> tried = store.places(noticeId);
    return recipients.stream()
        .anyMatch(each -> !tried.contains(new Place(each.channel(), each.address())));
  }

  /** Alerts of which a message came to nothing for good since they were {@link #lookedAt}. */
  public List<UUID> untold(int limit) {
    return store.untold(limit);
  }

  public void lookedAt(UUID alertId) {
    store.forgetUntold(alertId);
  }

  /** Keeps and tells in one go. */
  public void tell(Tell tell, List<Recipient> recipients) {
    keep(tell);
    tell(tell.noticeId(), recipients);
  }

  /** Worse news is coming: warnings that were not sent yet are not sent any more. */
  public void supersedeWarnings(UUID alertId, String reason) {
    endPending(
        alertId,
        delivery -> delivery.severity() == Severity.WARNING,
        new SupersedeDelivery(reason));
  }

  /** Later news of the same clock is coming. */
  public void supersedeWarningsOf(UUID alertId, UUID clockId, String reason) {
    endPending(
        alertId,
        delivery -> delivery.severity() == Severity.WARNING && clockId.equals(delivery.clockId()),
        new SupersedeDelivery(reason));
  }

  /** Clocks that all stood still run on: what warns of them says when they are due now. */
  public void goOn(UUID alertId) {
    store.wakePaused(alertId, clock.now());
    signal.afterCommit();
  }

  public void cancel(UUID alertId, String reason) {
    endPending(alertId, delivery -> true, new CancelDelivery(reason));
  }

  public void cancelOf(UUID alertId, UUID clockId, String reason) {
    endPending(alertId, delivery -> clockId.equals(delivery.clockId()), new CancelDelivery(reason));
  }

  private void endPending(UUID alertId, Predicate<KnownDelivery> meant, DeliveryCommand command) {
    store.lockPending(alertId).stream().filter(meant).forEach(known -> record.move(known, command));
  }

  /**
   * An alert moved: tells machines that keep it open themselves, where they were or may have been
   * told of it, and whoever has it in the stream. What is told so never overtakes what it follows,
   * and the end of the alert does not cancel it.
   *
   * @param because in words, such as "kept in time"
   */
  public void alertMoved(UUID alertId, Content.Move move, Notice notice, String because) {
    List<KnownDelivery> triggers = store.triggers(alertId, move);
    if (triggers.isEmpty()) {
      return;
    }
    Instant now = clock.now();
    Tell tell =
        new Tell(
            Ids.newId(now),
            alertId,
            null,
            null,
            null,
            triggers.stream()
                .map(KnownDelivery::severity)
                .reduce(Severity.WARNING, Severity::orWorse),
            notice.priority(),
            notice.promise().dueAt(),
            new Content.AlertMoved(move, notice, because));
    keep(tell);
    // Of two moves only the later one is true.
    store
        .lockFollowers(alertId)
        .forEach(known -> record.move(known, new SupersedeDelivery("the alert moved on")));
    triggers.forEach(trigger -> insert(tell, recipient(trigger), now));
    signal.afterCommit();
  }

  private static Recipient recipient(KnownDelivery known) {
    return new Recipient(
        known.recipient(), known.personId(), known.methodId(), known.channel(), known.address());
  }

  /** A person did something that shows they know of an alert: what told them of it arrived. */
  public void arrived(UUID alertId, String personId) {
    store
        .lockSent(alertId, personId)
        .forEach(known -> record.move(known, new ConfirmDelivery("acted on the alert")));
  }

  /** Somebody has all of their stream up to a place. */
  public void readUpTo(String personId, @Nullable String email, long place) {
    record.moveAll(
        store.lockUnread(personId, email, place).stream()
            .map(known -> new Move(known, new ConfirmDelivery("read in the stream")))
            .toList());
  }

  /** What waits because of what somebody wished for is judged by what they wish for now. */
  void judgeAgain(@Observes PreferencesChanged changed) {
    store.wake(changed.personId(), clock.now());
    signal.afterCommit();
  }

  KnownDelivery resend(Asker asker, UUID id, @Nullable String ifMatch) {
    KnownDelivery known = seen(asker, id, store.lock(id));
    String obligor = obligor(known);
    if (DeliveryAccess.of(asker, obligor, known.personId()) != Right.CHANGE) {
      throw obligor == null
          ? Problem.forbidden("This takes an on-call admin.")
          : Problem.forbidden(
              "This takes a lead or deputy of " + obligor + " or an on-call admin.",
              Map.of("obligor", obligor));
    }
    ETags.check(ifMatch, known.version());
    if (known.channel() == ChannelKind.STREAM) {
      throw Problem.refused(
          "nothing-to-resend",
          "What is in the stream stays there to be read; there is nothing to send.",
          Map.of());
    }
    switch (record.decide(known, new ResendDelivery(asker.id()))) {
      case Outcome.Refused<Delivery, DeliveryEvent>(Refusal refusal) ->
          throw Problem.refused(refusal);
      case Outcome.Accepted<Delivery, DeliveryEvent>(Delivery state, var events) -> {
        record.store(List.of(new DeliveryRecord.Moved(known, state, events)));
        signal.afterCommit();
      }
    }
    KnownDelivery after = store.find(id).orElseThrow();
    audit.record(
        AuditEntry.of("delivery.resent", "delivery", id)
            .with("alertId", known.alertId())
            .with("channel", known.channel())
            .changed("version", known.version(), after.version()));
    return after;
  }

  KnownDelivery get(Asker asker, UUID id) {
    return transactions.call(() -> seen(asker, id, store.find(id)));
  }

  /** To who may not know of a delivery, one that is there looks like one that is not. */
  private KnownDelivery seen(Asker asker, UUID id, Optional<KnownDelivery> known) {
    return known
        .filter(
            found ->
                DeliveryAccess.of(asker, obligor(found), found.personId()).includes(Right.READ))
        .orElseThrow(() -> Problem.notFound("delivery", id));
  }

  /** The department that owes what it is about; of news, the one whose machine is told it. */
  private @Nullable String obligor(KnownDelivery known) {
    return store.responsible(List.of(known)).get(known.id());
  }

  Page<KnownDelivery> page(Asker asker, DeliveryFilter filter, PageRequest request) {
    return transactions.call(
        () ->
            Page.of(
                store.page(DeliveryAccess.sight(asker), filter, request),
                request,
                known -> List.of(known.id().toString())));
  }
}
