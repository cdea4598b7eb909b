package io.onus.notification.delivery.domain;

import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.person.domain.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of what is due for one reader: sent now, held until later, or told together with
 * others. What is sent is counted against what the reader takes at once, so all that is due for
 * them is judged together.
 *
 * <ul>
 *   <li>In quiet hours only broken promises of priority P1 pass.
 *   <li>Through one channel so many messages are told within a time. What is pressing is counted
 *       apart for it, so it never waits behind what is not.
 *   <li>Where many wait they are told as one digest, which first gathers for a moment, and has a
 *       distance to the one before.
 *   <li>So many alerts are told one by one in a shift; a part of them is kept for what is pressing.
 *       What is beyond that is in digests. A page counts, and is not held for it: a digest wakes
 *       nobody.
 * </ul>
 *
 * A message that goes to two addresses of a person is one. Programs have no manners to be minded:
 * they read all at once.
 */
public final class Manners {

  /** How long a digest gathers at least: what comes together is told together. */
  public static final Duration GATHERING = Duration.ofMinutes(1);

  /** While more comes a digest gathers on, since the next one is far. */
  public static final Duration CALM = Duration.ofSeconds(20);

  /** How long a digest gathers at most. */
  public static final Duration LONGEST_GATHERING = Duration.ofMinutes(3);

  /** One of so many alerts of a shift is kept for what is pressing. */
  private static final int KEPT_FOR_PRESSING = 5;

  /** What something that is due is, as far as manners go. */
  public enum Matter {
    /** About an alert: may be told in a digest. */
    ALERT,
    NEWS,
    /** Asked for by a person or read by a program: nothing holds it. */
    FREE
  }

  /**
   * Something that is due.
   *
   * @param notice what it tells, the same for all ways by which one reader is told
   * @param tried it has passed before, and what was tried did not succeed
   * @param since when it came
   */
  public record Due(
      UUID id,
      UUID notice,
      Matter matter,
      ChannelKind channel,
      String address,
      Severity severity,
      @Nullable String priority,
      boolean tried,
      @Nullable Hold hold,
      Instant since) {

    Urgency urgency() {
      return Urgency.of(severity, priority);
    }

    private boolean passesQuiet() {
      return severity == Severity.CRITICAL && "P1".equals(priority);
    }

    private Place place() {
      return new Place(channel, address);
    }
  }

  /** Where a digest goes. */
  public record Place(ChannelKind channel, String address) {}

  /** What the reader was told on its own lately. */
  public record Passed(
      UUID notice, Matter matter, ChannelKind channel, Urgency urgency, Instant at) {}

  /**
   * What waits for a place and is not due.
   *
   * @param oldest when the first of it came
   * @param latest when the last of it came
   */
  public record Waiting(int count, Instant oldest, Instant latest) {}

  /**
   * Who reads.
   *
   * @param holidays those their quiet hours follow
   * @param waiting by place
   * @param digests when the last digest was made, by place
   */
  public record Reader(
      Preferences preferences,
      Set<LocalDate> holidays,
      List<Passed> passed,
      Map<Place, Waiting> waiting,
      Map<Place, Instant> digests) {

    public Reader {
      holidays = Set.copyOf(holidays);
      passed = List.copyOf(passed);
      waiting = Map.copyOf(waiting);
      digests = Map.copyOf(digests);
    }
  }

  /** What becomes of one that is due. */
  public sealed interface Verdict {

    /**
     * @param counts whether it is one of those the reader takes at once
     */
    record SendNow(boolean counts) implements Verdict {}

    record HoldUntil(Hold hold, Instant until, String reason) implements Verdict {}

    /** It is told in a digest that is made now, with all that waits for the same place. */
    record Bundle() implements Verdict {}
  }

  private static final Comparator<Due> ORDER =
      Comparator.comparing((Due due) -> due.matter() != Matter.FREE)
          .thenComparing(Due::urgency, Comparator.reverseOrder())
          .thenComparing(Due::severity, Comparator.reverseOrder())
          .thenComparing(Due::since)
          .thenComparing(Due::id);

  private final Preferences preferences;
  private final Reader reader;
  private final Instant now;
  private final List<Passed> passed;
  private final Map<UUID, Verdict> verdicts = new LinkedHashMap<>();

  private Manners(Reader reader, Instant now) {
    this.preferences = reader.preferences();
    this.reader = reader;
    this.now = now;
    this.passed = new ArrayList<>(reader.passed());
  }

  /** A verdict for each that is due; those to be sent in the order they are to be sent in. */
  public static Map<UUID, Verdict> judge(Reader reader, List<Due> due, Instant now) {
    return new Manners(reader, now).judged(due.stream().sorted(ORDER).toList());
  }

  private Map<UUID, Verdict> judged(List<Due> all) {
    Map<Place, List<Due>> pressing = new LinkedHashMap<>();
    Map<Place, List<Due>> rest = new LinkedHashMap<>();
    boolean quiet = preferences.isQuiet(now, reader.holidays());
    for (Due due : all) {
      if (due.matter() == Matter.FREE) {
        send(due, false);
      } else if (quiet && !due.passesQuiet() && !isHeldTooLong(due)) {
        Instant until = preferences.quietUntil(now, reader.holidays());
        hold(due, Hold.QUIET_HOURS, until, "quiet hours until " + until);
      } else if (due.tried() || isProgram(due.channel())) {
        send(due, false);
      } else {
        Map<Place, List<Due>> kind = due.urgency() == Urgency.HIGH ? pressing : rest;
        kind.computeIfAbsent(due.place(), place -> new ArrayList<>()).add(due);
      }
    }
    Map<Place, List<Due>> left = new LinkedHashMap<>();
    pressing.forEach((place, dues) -> left.put(place, sendWhatPasses(dues)));
    rest.forEach((place, dues) -> left.putIfAbsent(place, List.of()));
    left.forEach(
        (place, pressingLeft) ->
            judgeRest(place, pressingLeft, rest.getOrDefault(place, List.of())));
    return verdicts;
  }

  /** Who is always quiet is told sometime. */
  private boolean isHeldTooLong(Due due) {
    return !due.since().plus(QuietHours.LONGEST).isAfter(now);
  }

  private void judgeRest(Place place, List<Due> pressing, List<Due> others) {
    List<Due> all = new ArrayList<>(pressing);
    all.addAll(others);
    long before =
        waiting(place)
            + all.stream()
                .filter(Manners::isDigestible)
                .filter(due -> due.hold() != null || due.urgency() == Urgency.HIGH)
                .count();
    if (isLetter(place.channel())
        && before >= preferences.digestFrom()
        && !digestAt(place, all).isAfter(now)) {
      bundle(place, all);
      return;
    }
    List<Due> left = new ArrayList<>(pressing);
    left.addAll(sendWhatPasses(others));
    if (!left.isEmpty()) {
      holdOrBundle(place, left);
    }
  }

  private void holdOrBundle(Place place, List<Due> left) {
    Instant digestAt = digestAt(place, left);
    boolean digest = isDigestDue(place, left);
    if (digest && !digestAt.isAfter(now)) {
      bundle(place, left);
      return;
    }
    Queue queue = new Queue(place);
    for (Due due : left) {
      if (isDigestible(due) && isOverBudget(due)) {
        hold(
            due,
            Hold.DIGEST,
            digestAt,
            "beyond what is told one by one in a shift; told in a digest at " + digestAt);
        continue;
      }
      Instant free = queue.next(due);
      if (digest && isDigestible(due) && digestAt.isBefore(free)) {
        hold(due, Hold.DIGEST, digestAt, "told in a digest at " + digestAt);
      } else {
        hold(due, Hold.THROTTLE, free, "throttled until " + free);
      }
    }
  }

  private boolean isDigestDue(Place place, List<Due> left) {
    List<Due> meant = left.stream().filter(Manners::isDigestible).toList();
    return !meant.isEmpty()
        && (waiting(place) + meant.size() >= preferences.digestFrom()
            || meant.stream().anyMatch(this::isOverBudget));
  }

  private int waiting(Place place) {
    Waiting waiting = reader.waiting().get(place);
    return waiting == null ? 0 : waiting.count();
  }

  /** When a digest for a place is made at the earliest. */
  private Instant digestAt(Place place, List<Due> left) {
    List<Instant> came = new ArrayList<>();
    left.stream().filter(Manners::isDigestible).map(Due::since).forEach(came::add);
    Waiting before = reader.waiting().get(place);
    if (before != null) {
      came.add(before.oldest());
      came.add(before.latest());
    }
    Instant oldest = came.stream().min(Comparator.naturalOrder()).orElse(now);
    Instant latest = came.stream().max(Comparator.naturalOrder()).orElse(now);
    Instant gathered =
        earlier(later(oldest.plus(GATHERING), latest.plus(CALM)), oldest.plus(LONGEST_GATHERING));
    Instant last = reader.digests().get(place);
    return last == null ? gathered : later(gathered, last.plus(preferences.digestEvery()));
  }

  /** News is not for digests: it waits for its own place. */
  private void bundle(Place place, List<Due> all) {
    all.stream()
        .filter(Manners::isDigestible)
        .forEach(due -> verdicts.put(due.id(), new Verdict.Bundle()));
    Queue queue = new Queue(place);
    for (Due due : sendWhatPasses(all.stream().filter(due -> !isDigestible(due)).toList())) {
      Instant free = queue.next(due);
      hold(due, Hold.THROTTLE, free, "throttled until " + free);
    }
  }

  /** Sends as many as pass; answers the others. */
  private List<Due> sendWhatPasses(List<Due> dues) {
    List<Due> left = new ArrayList<>();
    for (Due due : dues) {
      boolean passes = hasPlace(due) && (!isDigestible(due) || !isOverBudget(due)) || isTold(due);
      if (passes) {
        send(due, true);
      } else {
        left.add(due);
      }
    }
    return left;
  }

  private void send(Due due, boolean counts) {
    verdicts.put(due.id(), new Verdict.SendNow(counts));
    if (counts) {
      passed.add(new Passed(due.notice(), due.matter(), due.channel(), due.urgency(), now));
    }
  }

  private void hold(Due due, Hold hold, Instant until, String reason) {
    verdicts.put(due.id(), new Verdict.HoldUntil(hold, until, reason));
  }

  /** By another address of the same channel: it is one message. */
  private boolean isTold(Due due) {
    return within(preferences.throttle().within()).stream()
        .anyMatch(
            earlier -> earlier.notice().equals(due.notice()) && earlier.channel() == due.channel());
  }

  private boolean hasPlace(Due due) {
    return lately(due).size() < preferences.throttle().most();
  }

  /** When each message was told that counts against this one, oldest first. */
  private List<Instant> lately(Due due) {
    Map<UUID, Instant> first = new HashMap<>();
    within(preferences.throttle().within()).stream()
        .filter(earlier -> earlier.channel() == due.channel())
        .filter(earlier -> due.urgency() == Urgency.LOW || earlier.urgency() == Urgency.HIGH)
        .forEach(earlier -> first.merge(earlier.notice(), earlier.at(), Manners::later));
    return first.values().stream().sorted().toList();
  }

  /** When whose turn it is, if nothing else comes: each that asks is behind those that asked. */
  private final class Queue {

    private final Place place;
    private final Map<Urgency, List<Instant>> turns = new HashMap<>();

    Queue(Place place) {
      this.place = place;
    }

    Instant next(Due due) {
      List<Instant> queue = turns.computeIfAbsent(due.urgency(), urgency -> begun(due));
      return behind(queue);
    }

    /** What is not pressing is behind all that waits already. */
    private List<Instant> begun(Due due) {
      List<Instant> queue = new ArrayList<>(lately(due));
      int ahead = due.urgency() == Urgency.HIGH ? 0 : waiting(place);
      for (int i = 0; i < ahead; i++) {
        behind(queue);
      }
      return queue;
    }

    private Instant behind(List<Instant> queue) {
      int most = preferences.throttle().most();
      Instant turn =
          queue.size() < most
              ? now
              : later(queue.get(queue.size() - most).plus(preferences.throttle().within()), now);
      queue.add(turn);
      return turn;
    }
  }

  private boolean isOverBudget(Due due) {
    Set<UUID> told = new HashSet<>();
    within(preferences.shift()).stream()
        .filter(earlier -> earlier.matter() == Matter.ALERT && !isProgram(earlier.channel()))
        .forEach(earlier -> told.add(earlier.notice()));
    int budget = preferences.budget();
    int mine = due.urgency() == Urgency.HIGH ? budget : budget - budget / KEPT_FOR_PRESSING;
    return !told.contains(due.notice()) && told.size() >= mine;
  }

  private List<Passed> within(Duration window) {
    Instant from = now.minus(window);
    return passed.stream().filter(earlier -> earlier.at().isAfter(from)).toList();
  }

  private static boolean isDigestible(Due due) {
    return due.matter() == Matter.ALERT && isLetter(due.channel());
  }

  /**
   * What a person reads, so that many can be told in one. A pager has one incident for each alert,
   * which ends with it; one for many would not.
   */
  private static boolean isLetter(ChannelKind channel) {
    return switch (channel) {
      case EMAIL, CHAT -> true;
      case PAGER, WEBHOOK, ALERTMANAGER, STREAM -> false;
    };
  }

  private static boolean isProgram(ChannelKind channel) {
    return switch (channel) {
      case EMAIL, CHAT, PAGER -> false;
      case WEBHOOK, ALERTMANAGER, STREAM -> true;
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
