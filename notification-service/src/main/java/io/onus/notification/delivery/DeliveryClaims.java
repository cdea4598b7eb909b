package io.onus.notification.delivery;

import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.delivery.DeliveryRecord.Move;
import io.onus.notification.delivery.MailboxStore.Mailbox;
import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.DeliveryCommand;
import io.onus.notification.delivery.domain.DeliveryCommand.ClaimDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.HoldDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.RecordAnswer;
import io.onus.notification.delivery.domain.Hold;
import io.onus.notification.delivery.domain.Manners;
import io.onus.notification.delivery.domain.Manners.Matter;
import io.onus.notification.delivery.domain.Manners.Place;
import io.onus.notification.delivery.domain.Manners.Reader;
import io.onus.notification.delivery.domain.Manners.Verdict;
import io.onus.notification.delivery.domain.Relevance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is due for sending. Mailboxes are locked first, so that what a reader takes is counted
 * by one replica at a time; then all that is due in them is judged as the latest commit says, and
 * either ended, held, bundled or given a lease.
 */
@ApplicationScoped
class DeliveryClaims {

  /** Few are judged in one transaction, so that a turn is short. */
  private static final int MAILBOXES_AT_ONCE = 16;

  private static final int DUE_OF_EACH = 200;

  /**
   * It is looked at at once when the clock runs on, and now and then in case that was just missed.
   */
  private static final Duration STANDS_STILL = Duration.ofMinutes(5);

  /** How soon what should have left by now is looked for again. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /**
   * What a claim came to.
   *
   * @param moved how many deliveries it moved, those it ended or held included
   */
  record Claim(int moved, List<ClaimedDelivery> claimed) {}

  /** One that is to be sent if its lane has a place. */
  private record Candidate(DueDelivery due, boolean counts) {}

  /** What one mailbox's turn decided. */
  private record Turn(
      Mailbox mailbox, Deque<Candidate> candidates, List<Move> moves, Set<Place> digests) {
    Turn(Mailbox mailbox) {
      this(mailbox, new ArrayDeque<>(), new ArrayList<>(), new LinkedHashSet<>());
    }
  }

  private final DeliveryStore store;
  private final MailboxStore mailboxes;
  private final DeliveryRecord record;
  private final Readings readings;
  private final Digests digests;
  private final FirstDeliveries firsts;
  private final Transactions transactions;
  private final WallClock clock;
  private final Duration lease;

  DeliveryClaims(
      DeliveryStore store,
      MailboxStore mailboxes,
      DeliveryRecord record,
      Readings readings,
      Digests digests,
      FirstDeliveries firsts,
      Transactions transactions,
      WallClock clock,
      @ConfigProperty(name = "onus.delivery.lease") Duration lease) {
    this.store = store;
    this.mailboxes = mailboxes;
    this.record = record;
    this.readings = readings;
    this.digests = digests;
    this.firsts = firsts;
    this.transactions = transactions;
    this.clock = clock;
    this.lease = lease;
  }

  /**
   * @param busy how many of each lane are being sent here now
   */
  Claim claim(Map<String, Long> busy, int perLane, int limit) {
    return transactions.callInNew(() -> claimed(new HashMap<>(busy), perLane, limit));
  }

  /** When the next delivery is due, or its lease ends. */
  Optional<Instant> earliest() {
    return transactions.callInNew(store::earliest);
  }

  void record(ClaimedDelivery claimed, Answer answer) {
    transactions.callInNew(
        () -> {
          KnownDelivery known = store.lock(claimed.id()).orElseThrow();
          Delivery after = record.move(known, new RecordAnswer(claimed.attempt(), answer));
          digests.after(known, after);
          if (after instanceof Delivery.Sent) {
            firsts.taken(
                known.kind() == NoticeKind.DIGEST
                    ? store.lockBundled(known.id())
                    : List.of(known.id()));
          }
          return after;
        });
  }

  private Claim claimed(Map<String, Long> busy, int perLane, int limit) {
    Instant now = clock.now();
    List<String> full =
        busy.entrySet().stream()
            .filter(lane -> lane.getValue() >= perLane)
            .map(Map.Entry::getKey)
            .toList();
    List<Mailbox> locked = mailboxes.lockDue(full, Math.min(limit, MAILBOXES_AT_ONCE), now);
    if (locked.isEmpty()) {
      return new Claim(0, List.of());
    }
    List<Turn> turns = judged(locked, full, now);
    List<Candidate> placed = placed(turns, busy, perLane, limit);
    int moved = settle(turns, now);
    List<ClaimedDelivery> claimed = leased(placed, now);
    return new Claim(moved + claimed.size(), claimed);
  }

  private List<Turn> judged(List<Mailbox> locked, List<String> full, Instant now) {
    List<UUID> ids = locked.stream().map(Mailbox::id).toList();
    Map<UUID, List<DueDelivery>> due =
        store.judged(store.lockDue(ids, full, DUE_OF_EACH, now)).stream()
            .collect(Collectors.groupingBy(each -> mailbox(each.delivery())));
    Map<UUID, Reader> readers =
        readings.of(
            locked.stream()
                .filter(
                    mailbox ->
                        due.getOrDefault(mailbox.id(), List.of()).stream()
                            .anyMatch(each -> !each.free()))
                .toList(),
            now);
    return locked.stream()
        .map(
            mailbox ->
                turn(
                    mailbox,
                    readers.getOrDefault(mailbox.id(), Readings.OF_PROGRAMS),
                    due.getOrDefault(mailbox.id(), List.of()),
                    now))
        .toList();
  }

  private Turn turn(Mailbox mailbox, Reader reader, List<DueDelivery> due, Instant now) {
    Turn turn = new Turn(mailbox);
    Map<UUID, DueDelivery> wanted = new LinkedHashMap<>();
    for (DueDelivery each : due) {
      Instant follows = each.follows();
      if (follows != null && !(each.relevance() instanceof Relevance.Outdated)) {
        turn.moves().add(new Move(each.delivery(), behind(follows, now)));
      } else if (each.relevance() instanceof Relevance.Wanted && each.paused() && !each.free()) {
        turn.moves()
            .add(
                new Move(
                    each.delivery(),
                    new HoldDelivery(Hold.PAUSED, now.plus(STANDS_STILL), "the clock is paused")));
      } else if (each.relevance() instanceof Relevance.Wanted) {
        wanted.put(each.delivery().id(), each);
      } else {
        turn.moves().add(new Move(each.delivery(), new ClaimDelivery(each.relevance(), lease)));
      }
    }
    List<Manners.Due> judged = wanted.values().stream().map(DeliveryClaims::due).toList();
    Manners.judge(reader, judged, now)
        .forEach((id, verdict) -> decided(turn, wanted.get(id), verdict));
    return turn;
  }

  private static void decided(Turn turn, DueDelivery due, Verdict verdict) {
    switch (verdict) {
      case Verdict.SendNow(boolean counts) -> turn.candidates().add(new Candidate(due, counts));
      case Verdict.HoldUntil(Hold hold, Instant until, String reason) ->
          turn.moves().add(new Move(due.delivery(), new HoldDelivery(hold, until, reason)));
      case Verdict.Bundle bundle ->
          turn.digests().add(new Place(due.delivery().channel(), due.delivery().address()));
    }
  }

  /** As many as their lanes have places for: one of each mailbox, then the next of each. */
  private static List<Candidate> placed(
      List<Turn> turns, Map<String, Long> busy, int perLane, int limit) {
    List<Candidate> placed = new ArrayList<>();
    Deque<Deque<Candidate>> waiting =
        turns.stream()
            .map(turn -> (Deque<Candidate>) new ArrayDeque<>(turn.candidates()))
            .collect(Collectors.toCollection(ArrayDeque::new));
    while (!waiting.isEmpty() && placed.size() < limit) {
      Deque<Candidate> next = waiting.poll();
      Candidate candidate = next.poll();
      if (candidate == null) {
        continue;
      }
      String lane = candidate.due().delivery().lane();
      if (busy.getOrDefault(lane, 0L) < perLane) {
        busy.merge(lane, 1L, Long::sum);
        placed.add(candidate);
      }
      waiting.add(next);
    }
    return placed;
  }

  /** Ends, holds and bundles; answers how many were moved. */
  private int settle(List<Turn> turns, Instant now) {
    List<Move> moves = turns.stream().flatMap(turn -> turn.moves().stream()).toList();
    Map<UUID, Delivery> after = record.moveAll(moves);
    moves.forEach(move -> digests.after(move.known(), after.get(move.known().id())));
    int bundled = 0;
    for (Turn turn : turns) {
      Set<UUID> own =
          turn.candidates().stream()
              .map(candidate -> candidate.due().delivery().id())
              .collect(Collectors.toSet());
      for (Place place : turn.digests()) {
        bundled += digests.bundle(turn.mailbox(), place, own, now);
      }
    }
    return moves.size() + bundled;
  }

  private List<ClaimedDelivery> leased(List<Candidate> placed, Instant now) {
    Map<UUID, Message> digest = new HashMap<>();
    List<Move> moves = new ArrayList<>();
    Set<UUID> counted = new HashSet<>();
    Set<UUID> served = new LinkedHashSet<>();
    for (Candidate candidate : placed) {
      KnownDelivery known = candidate.due().delivery();
      if (known.kind() == NoticeKind.DIGEST && !digests.isThereAnythingLeft(known, digest)) {
        continue;
      }
      moves.add(new Move(known, new ClaimDelivery(new Relevance.Wanted(), lease)));
      served.add(mailbox(known));
      if (candidate.counts()) {
        counted.add(known.id());
      }
    }
    if (moves.isEmpty()) {
      return List.of();
    }
    Map<UUID, Delivery> after = record.moveAll(moves);
    moves.forEach(move -> digests.after(move.known(), after.get(move.known().id())));
    store.passed(counted, now);
    mailboxes.served(served, now);
    Map<UUID, Message> messages = store.messages(after.keySet(), now);
    messages.putAll(digest);
    List<ClaimedDelivery> claimed = new ArrayList<>();
    for (Move move : moves) {
      KnownDelivery known = move.known();
      if (after.get(known.id()) instanceof Delivery.Sending sending) {
        claimed.add(
            new ClaimedDelivery(
                known.id(),
                sending.attempt(),
                known.channel(),
                known.lane(),
                messages.get(known.id())));
      }
    }
    return claimed;
  }

  private static DeliveryCommand behind(Instant follows, Instant now) {
    Instant soon = now.plus(AGAIN);
    return new HoldDelivery(
        Hold.TRIGGER,
        follows.isAfter(soon) ? follows : soon,
        "what it follows may still be on its way");
  }

  private static Manners.Due due(DueDelivery due) {
    KnownDelivery known = due.delivery();
    Matter matter =
        due.free() ? Matter.FREE : known.kind() == NoticeKind.NEWS ? Matter.NEWS : Matter.ALERT;
    return new Manners.Due(
        known.id(),
        known.noticeId(),
        matter,
        known.channel(),
        known.address(),
        known.severity(),
        due.priority(),
        isTried(known),
        hold(known.state()),
        known.createdAt());
  }

  /** A digest is what was held; it is not held for the same reasons once more. */
  private static boolean isTried(KnownDelivery known) {
    return known.kind() == NoticeKind.DIGEST
        || !(known.state() instanceof Delivery.Pending pending)
        || pending.attempts() > 0;
  }

  private static @Nullable Hold hold(Delivery state) {
    return state instanceof Delivery.Pending pending ? pending.hold() : null;
  }

  private static UUID mailbox(KnownDelivery known) {
    UUID mailbox = known.mailboxId();
    if (mailbox == null) {
      throw new IllegalStateException("nothing in the stream is due: " + known.id());
    }
    return mailbox;
  }
}
