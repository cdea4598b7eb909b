package io.onus.notification.delivery;

import io.onus.kit.id.Ids;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channels;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.DigestItem;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.delivery.DeliveryRecord.Move;
import io.onus.notification.delivery.MailboxStore.Mailbox;
import io.onus.notification.delivery.domain.Delivery;
import io.onus.notification.delivery.domain.DeliveryCommand;
import io.onus.notification.delivery.domain.DeliveryCommand.BundleDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.CancelDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ClaimDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.FailDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ReleaseDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SupersedeDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SuppressDelivery;
import io.onus.notification.delivery.domain.DigestOrder;
import io.onus.notification.delivery.domain.Manners.Place;
import io.onus.notification.delivery.domain.Relevance;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.domain.Severity;
import io.onus.notification.hours.HoursService;
import io.onus.notification.hours.domain.OpenHours;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Many messages told as one. What a digest says is written when it is sent: what has become
 * pointless by then is left out of it. Where it does not come through, what it was to tell is not
 * lost: it has a second digest, and after that the end of the digest is its own.
 */
@ApplicationScoped
class Digests {

  /** What is beyond is counted in the digest, and is in the list of deliveries. */
  static final int MOST_ITEMS = 100;

  private static final int DIGESTS_FOR_EACH = 2;

  private final DeliveryStore store;
  private final DeliveryRecord record;
  private final NoticeStore notices;
  private final Channels channels;
  private final DirectoryService directory;
  private final HoursService hours;
  private final WallClock clock;
  private final Duration lease;

  Digests(
      DeliveryStore store,
      DeliveryRecord record,
      NoticeStore notices,
      Channels channels,
      DirectoryService directory,
      HoursService hours,
      WallClock clock,
      @ConfigProperty(name = "onus.delivery.lease") Duration lease) {
    this.store = store;
    this.record = record;
    this.notices = notices;
    this.channels = channels;
    this.directory = directory;
    this.hours = hours;
    this.clock = clock;
    this.lease = lease;
  }

  /**
   * Makes one digest of what waits for a place; answers how many deliveries that moved.
   *
   * @param but those that are sent on their own
   */
  int bundle(Mailbox mailbox, Place place, Collection<UUID> but, Instant now) {
    List<DueDelivery> waiting =
        store.judged(store.lockBundleable(mailbox.id(), place, but, now)).stream()
            .filter(each -> !each.paused())
            .toList();
    List<DueDelivery> wanted = wanted(waiting);
    if (!wanted.isEmpty()) {
      KnownDelivery first = wanted.getFirst().delivery();
      UUID digest = Ids.newId(now);
      Tell tell = tell(wanted, now);
      notices.insert(tell, now);
      store.insert(
          digest,
          tell,
          new Recipient(
              first.recipient(),
              first.personId(),
              first.methodId(),
              first.channel(),
              first.address()),
          new DeliveryStore.Way(channels.of(first.channel()).lane(first.address()), mailbox.id()),
          now);
      record.moveAll(
          wanted.stream()
              .map(each -> new Move(each.delivery(), new BundleDelivery(digest)))
              .toList());
    }
    return waiting.size();
  }

  /**
   * Ends what became pointless, and writes what the digest says now.
   *
   * @param messages where it is put
   * @return false where nothing is left to tell, and the digest has ended
   */
  boolean isThereAnythingLeft(KnownDelivery digest, Map<UUID, Message> messages) {
    List<DueDelivery> all = store.judged(store.lockBundled(digest.id()));
    // What a person asked for again is what it was, whatever became of it.
    List<DueDelivery> told = digest.resentBy() == null ? wanted(all) : all;
    if (told.isEmpty()) {
      // As a claim, since its lease may have ended without an answer.
      record.move(
          digest, new ClaimDelivery(new Relevance.Unwanted("nothing is left to tell"), lease));
      return false;
    }
    Message bare = store.messages(List.of(digest.id()), clock.now()).get(digest.id());
    messages.put(
        digest.id(),
        new Message(
            bare.deliveryId(),
            bare.alertId(),
            bare.recipient(),
            bare.address(),
            bare.secrets(),
            bare.severity(),
            content(told),
            false,
            bare.event()));
    return true;
  }

  /** What becomes of what a digest tells once the digest itself has moved. */
  void after(KnownDelivery digest, Delivery state) {
    if (digest.kind() != NoticeKind.DIGEST) {
      return;
    }
    switch (state) {
      case Delivery.Sent sent -> record.toldInDigest(items(digest), digest);
      case Delivery.Failed(int attempts, String reason) -> release(digest, reason);
      case Delivery.Expired(int attempts, String reason) -> release(digest, reason);
      case Delivery.Cancelled(int attempts, String reason) -> end(digest, reason);
      case Delivery.Superseded(int attempts, String reason) -> end(digest, reason);
      case Delivery.Suppressed(int attempts, String reason) -> end(digest, reason);
      case Delivery.Pending waiting -> {}
      case Delivery.Sending underWay -> {}
      case Delivery.Delivered arrived -> {}
      case Delivery.Bundled bundled -> {}
    }
  }

  private void release(KnownDelivery digest, String reason) {
    record.moveAll(
        items(digest).stream()
            .map(
                item ->
                    new Move(
                        item,
                        item.released() + 1 < DIGESTS_FOR_EACH
                            ? new ReleaseDelivery("its digest did not come through: " + reason)
                            : new FailDelivery("in a digest: " + reason)))
            .toList());
  }

  private void end(KnownDelivery digest, String reason) {
    record.moveAll(
        items(digest).stream().map(item -> new Move(item, new CancelDelivery(reason))).toList());
  }

  private List<KnownDelivery> items(KnownDelivery digest) {
    return store.judged(store.lockBundled(digest.id())).stream()
        .map(DueDelivery::delivery)
        .toList();
  }

  /** Those that still need saying; the others end here. */
  private List<DueDelivery> wanted(List<DueDelivery> all) {
    List<DueDelivery> wanted = new ArrayList<>();
    List<Move> over = new ArrayList<>();
    for (DueDelivery each : all) {
      ending(each.relevance())
          .ifPresentOrElse(
              ending -> over.add(new Move(each.delivery(), ending)), () -> wanted.add(each));
    }
    record.moveAll(over);
    return wanted;
  }

  private static Optional<DeliveryCommand> ending(Relevance relevance) {
    return switch (relevance) {
      case Relevance.Wanted wanted -> Optional.empty();
      case Relevance.Unwanted(String reason) -> Optional.of(new CancelDelivery(reason));
      case Relevance.Unreachable(String reason) -> Optional.of(new FailDelivery(reason));
      case Relevance.Outdated(String reason) -> Optional.of(new SupersedeDelivery(reason));
      case Relevance.Pointless(String reason) -> Optional.of(new SuppressDelivery(reason));
    };
  }

  /** Of the worst it tells: a digest with a broken promise of P1 in it is let through as one. */
  private static Tell tell(List<DueDelivery> items, Instant now) {
    Severity worst =
        items.stream()
            .map(item -> item.delivery().severity())
            .reduce(Severity.WARNING, Severity::orWorse);
    String priority =
        items.stream()
            .filter(item -> item.delivery().severity() == worst)
            .map(DueDelivery::priority)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new Tell(
        Ids.newId(now),
        null,
        null,
        null,
        null,
        worst,
        priority,
        null,
        new Content.Digest(List.of(), items.size()));
  }

  private Content.Digest content(List<DueDelivery> told) {
    Instant now = clock.now();
    Map<UUID, Message> messages = store.messages(latest(told), now);
    Map<String, Optional<OpenHours>> calendars = new HashMap<>();
    List<DigestItem> items =
        messages.values().stream()
            .map(Digests::item)
            .flatMap(Optional::stream)
            .sorted(
                DigestOrder.at(
                    now,
                    department ->
                        calendars.computeIfAbsent(department, this::hoursOf).orElse(null)))
            .toList();
    return new Content.Digest(
        items.subList(0, Math.min(items.size(), MOST_ITEMS)),
        Math.max(0, items.size() - MOST_ITEMS));
  }

  /** What was told of one clock again and again is one item. */
  private static Collection<UUID> latest(List<DueDelivery> told) {
    Map<List<@Nullable UUID>, UUID> byClock = new HashMap<>();
    told.stream()
        .map(DueDelivery::delivery)
        .sorted(Comparator.comparing(KnownDelivery::createdAt))
        .forEach(each -> byClock.put(Arrays.asList(each.alertId(), each.clockId()), each.id()));
    return byClock.values();
  }

  private static Optional<DigestItem> item(Message message) {
    return message.content() instanceof Content.Milestone(Notice notice)
            && message.alertId() != null
        ? Optional.of(new DigestItem(message.alertId(), notice))
        : Optional.empty();
  }

  private Optional<OpenHours> hoursOf(String department) {
    return directory.find(department).flatMap(known -> hours.find(known.calendar()));
  }
}
