package io.onus.notification.schedule;

import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.schedule.WatchStore.Watch;
import io.onus.notification.schedule.domain.HandOver;
import io.onus.notification.schedule.domain.Roster;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.Span;
import io.onus.notification.schedule.domain.ToldGaps;
import io.onus.notification.schedule.domain.ToldPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells of hand-overs and gaps ahead, each once: what was told is written down in the transaction
 * that tells it.
 */
@ApplicationScoped
class HandOverService {

  /** Also without a hand-over: a calendar may have been changed meanwhile. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final Duration GAPS_AHEAD = Duration.ofDays(30);
  private static final Duration BETWEEN_GAP_CHECKS = Duration.ofDays(1);

  /** Whoever edits a schedule need not hear of each state it went through. */
  private static final Duration AFTER_A_CHANGE = Duration.ofHours(1);

  private final WatchStore store;
  private final ScheduleStore schedules;
  private final ScheduleService service;
  private final SwapService swaps;
  private final ScheduleNews news;
  private final Transactions transactions;
  private final WallClock clock;

  HandOverService(
      WatchStore store,
      ScheduleStore schedules,
      ScheduleService service,
      SwapService swaps,
      ScheduleNews news,
      Transactions transactions,
      WallClock clock) {
    this.store = store;
    this.schedules = schedules;
    this.service = service;
    this.swaps = swaps;
    this.news = news;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Who is on call when a schedule is made, or when it begins to tell, is not told of it: nothing
   * was handed over.
   */
  void onChange(@Observes ScheduleChanged change) {
    Schedule schedule = schedules.find(change.code()).orElseThrow().schedule();
    Instant now = clock.now();
    Optional<Watch> before = store.find(change.code());
    @Nullable ToldPlan told = before.map(Watch::told).orElse(null);
    Duration notice = schedule.handOverNotice();
    if (notice == null) {
      told = null;
    } else if (told == null) {
      told = ToldPlan.of(roster(schedule, now, notice), now, notice);
    }
    Instant soon = now.plus(AFTER_A_CHANGE);
    Instant gapsAt = before.map(Watch::gapsAt).filter(soon::isAfter).orElse(soon);
    store.write(
        change.code(),
        new Watch(
            told,
            notice == null ? null : now,
            before.map(Watch::gapsTold).orElse(new ToldGaps(List.of())),
            gapsAt));
  }

  List<String> due() {
    return transactions.callInNew(() -> store.due(clock.now()));
  }

  /**
   * Tells what is due of a schedule, unless somebody else has it in hand: whoever changes a
   * schedule holds its row first too.
   */
  void tell(String code) {
    transactions.callInNew(
        () -> {
          schedules.lockIfFree(code).ifPresent(known -> tell(known.schedule(), clock.now()));
          return null;
        });
  }

  private void tell(Schedule schedule, Instant now) {
    // First: what comes of it may be news.
    swaps.expire(schedule);
    Watch watch = store.find(schedule.code()).orElseThrow();
    Duration notice = schedule.handOverNotice();
    if (watch.lookAt() != null && !watch.lookAt().isAfter(now)) {
      watch =
          notice == null
              ? new Watch(null, null, watch.gapsTold(), watch.gapsAt())
              : handOvers(schedule, notice, watch, now);
    }
    if (!watch.gapsAt().isAfter(now)) {
      watch = gaps(schedule, watch, now);
    }
    store.write(schedule.code(), watch);
  }

  private Watch handOvers(Schedule schedule, Duration notice, Watch watch, Instant now) {
    Roster roster = roster(schedule, now, notice);
    ToldPlan plan = ToldPlan.of(roster, now, notice);
    if (watch.told() != null) {
      for (HandOver handOver : plan.newsTo(watch.told())) {
        news.handOver(schedule, handOver, roster.nextHandOver(handOver.at()));
      }
    }
    Instant latest = plan.until().plus(LONGEST_WAIT);
    Instant lookAt =
        roster.handOvers(new Span(plan.until(), latest)).stream()
            .findFirst()
            .map(HandOver::at)
            .orElse(latest)
            .minus(notice);
    ToldPlan told = watch.told() == null ? plan : plan.carrying(watch.told());
    return new Watch(told, lookAt, watch.gapsTold(), watch.gapsAt());
  }

  private Watch gaps(Schedule schedule, Watch watch, Instant now) {
    Span ahead = new Span(now, now.plus(GAPS_AHEAD));
    List<Span> gaps = service.roster(schedule, ahead).gaps(ahead);
    List<Span> untold = watch.gapsTold().newsOf(gaps);
    boolean told = untold.isEmpty() || news.gaps(schedule, untold);
    return new Watch(
        watch.told(),
        watch.lookAt(),
        told ? new ToldGaps(gaps) : watch.gapsTold(),
        now.plus(BETWEEN_GAP_CHECKS));
  }

  private Roster roster(Schedule schedule, Instant now, Duration notice) {
    Duration ahead = notice.plus(LONGEST_WAIT).plus(Roster.FARTHEST);
    return service.roster(schedule, new Span(now, now.plus(ahead)));
  }
}
