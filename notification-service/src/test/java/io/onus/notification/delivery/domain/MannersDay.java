package io.onus.notification.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.delivery.domain.Manners.Due;
import io.onus.notification.delivery.domain.Manners.Matter;
import io.onus.notification.delivery.domain.Manners.Passed;
import io.onus.notification.delivery.domain.Manners.Place;
import io.onus.notification.delivery.domain.Manners.Reader;
import io.onus.notification.delivery.domain.Manners.Verdict;
import io.onus.notification.delivery.domain.Manners.Waiting;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.Preferences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A day of one reader, made of chance: what is due is judged as the claims do it. */
final class MannersDay {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int STEPS = 3600;
  private static final String ADDRESS = "ada@example.com";
  private static final Place PLACE = new Place(ChannelKind.EMAIL, ADDRESS);

  private record Pending(Due due, Instant next) {}

  private final Preferences wish;
  private final Random random;
  private final List<Passed> passed = new ArrayList<>();
  private final Map<UUID, Pending> pending = new HashMap<>();
  private final List<Instant> digests = new ArrayList<>();
  private final Set<UUID> told = new HashSet<>();
  private final Set<UUID> came = new HashSet<>();
  private int number;

  MannersDay(Preferences wish, int seed) {
    this.wish = wish;
    this.random = new Random(seed);
  }

  void run() {
    Instant now = START;
    for (int step = 0; step < STEPS; step++) {
      if (step < STEPS * 2 / 5) {
        come(now);
      }
      judge(now);
      now = now.plus(STEP);
    }
    assertThat(told).as("told one by one or in a digest").isEqualTo(came);
  }

  /** Now and then one, and sometimes many at once. */
  private void come(Instant now) {
    int count = random.nextInt(200) == 0 ? random.nextInt(80) : random.nextInt(12) == 0 ? 1 : 0;
    for (int i = 0; i < count; i++) {
      Due due =
          new Due(
              new UUID(0, ++number),
              UUID.randomUUID(),
              Matter.ALERT,
              ChannelKind.EMAIL,
              ADDRESS,
              random.nextInt(3) == 0 ? Severity.CRITICAL : Severity.WARNING,
              "P" + (1 + random.nextInt(4)),
              false,
              null,
              now);
      came.add(due.id());
      pending.put(due.id(), new Pending(due, now));
    }
  }

  private void judge(Instant now) {
    List<Due> due =
        pending.values().stream()
            .filter(each -> !each.next().isAfter(now))
            .map(Pending::due)
            .toList();
    if (due.isEmpty()) {
      return;
    }
    Map<UUID, Verdict> verdicts = Manners.judge(reader(now), due, now);
    assertThat(verdicts.keySet()).hasSize(due.size());
    boolean bundled = false;
    for (Due each : due) {
      switch (verdicts.get(each.id())) {
        case Verdict.SendNow(boolean counts) -> {
          assertThat(counts).isTrue();
          pending.remove(each.id());
          told.add(each.id());
          passed.add(
              new Passed(
                  each.notice(),
                  Matter.ALERT,
                  ChannelKind.EMAIL,
                  Urgency.of(each.severity(), each.priority()),
                  now));
        }
        case Verdict.HoldUntil(Hold hold, Instant until, String reason) -> {
          assertThat(until).as(reason).isAfter(now);
          pending.put(each.id(), new Pending(held(each, hold), until));
        }
        case Verdict.Bundle bundle -> bundled = true;
      }
    }
    if (bundled) {
      bundle(now);
    }
    assertLimits(now);
  }

  private void bundle(Instant now) {
    if (!digests.isEmpty()) {
      assertThat(Duration.between(digests.getLast(), now))
          .isGreaterThanOrEqualTo(wish.digestEvery());
    }
    digests.add(now);
    told.addAll(pending.keySet());
    pending.clear();
  }

  private void assertLimits(Instant now) {
    long low = count(wish.throttle().within(), now, Urgency.LOW);
    long high = count(wish.throttle().within(), now, Urgency.HIGH);
    assertThat(low).isLessThanOrEqualTo(wish.throttle().most());
    assertThat(high).isLessThanOrEqualTo(wish.throttle().most());
    assertThat(passed.stream().filter(each -> each.at().isAfter(now.minus(wish.shift()))).count())
        .isLessThanOrEqualTo(wish.budget());
  }

  private long count(Duration within, Instant now, Urgency urgency) {
    return passed.stream()
        .filter(each -> each.at().isAfter(now.minus(within)) && each.urgency() == urgency)
        .count();
  }

  private Reader reader(Instant now) {
    List<Pending> waiting =
        pending.values().stream().filter(each -> each.next().isAfter(now)).toList();
    Map<Place, Waiting> places =
        waiting.isEmpty()
            ? Map.of()
            : Map.of(
                PLACE,
                new Waiting(
                    waiting.size(),
                    came(waiting).min(Instant::compareTo).orElseThrow(),
                    came(waiting).max(Instant::compareTo).orElseThrow()));
    return new Reader(
        wish,
        Set.of(),
        passed,
        places,
        digests.isEmpty() ? Map.of() : Map.of(PLACE, digests.getLast()));
  }

  private static Stream<Instant> came(List<Pending> waiting) {
    return waiting.stream().map(each -> each.due().since());
  }

  private static Due held(Due due, Hold hold) {
    return new Due(
        due.id(),
        due.notice(),
        due.matter(),
        due.channel(),
        due.address(),
        due.severity(),
        due.priority(),
        false,
        hold,
        due.since());
  }
}
