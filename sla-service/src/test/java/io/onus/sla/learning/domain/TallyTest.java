package io.onus.sla.learning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.NameBasedIds;
import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Money;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Obligor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final UUID SPACE = UUID.fromString("0198c0de-0000-7000-8000-0000000000ff");
  private static final BreachCost PER_BREACH =
      new BreachCost(new BigDecimal("1000"), "USD", BreachCost.Per.BREACH);
  private static final BreachCost PER_HOUR =
      new BreachCost(new BigDecimal("90"), "EUR", BreachCost.Per.HOUR);

  @Test
  void promisesAreCountedPerSideMetricAndPriority() {
    Tally tally = new Tally(null);

    tally.add(List.of(response(1, Judged.Result.KEPT), reply(1, Duration.ofHours(2))));
    tally.add(List.of(response(2, Judged.Result.BREACHED), response(2, Judged.Result.OPEN)));
    tally.add(List.of(response(3, Judged.Result.ENDED), response(3, Judged.Result.UNANSWERED)));

    assertThat(tally.requests()).isEqualTo(3);
    assertThat(tally.lines())
        .containsExactly(
            new Tally.Line(
                Side.PROVIDER, Metric.FIRST_RESPONSE, Priority.P2, new Tally.Count(1, 1, 1, 1, 1)),
            new Tally.Line(
                Side.REQUESTER, Metric.REPLY, Priority.P2, new Tally.Count(0, 1, 0, 0, 0)));
    assertThat(tally.of(Side.PROVIDER).count()).isEqualTo(new Tally.Count(1, 1, 1, 1, 1));
    assertThat(tally.of(Side.REQUESTER).count()).isEqualTo(new Tally.Count(0, 1, 0, 0, 0));
  }

  @Test
  void thePercentIsOfThoseThatAreDecided() {
    assertThat(new Tally.Count(2, 1, 0, 100, 50).percentKept())
        .hasValueSatisfying(percent -> assertThat(percent).isEqualByComparingTo("66.66"));
    assertThat(new Tally.Count(1, 0, 1, 0, 0).percentKept())
        .hasValueSatisfying(percent -> assertThat(percent).isEqualByComparingTo("50"));
    assertThat(new Tally.Count(0, 0, 0, 7, 3).percentKept()).isEmpty();
  }

  @Test
  void aBreachCostsItsOwnSideAndOnlyABreachDoes() {
    Tally tally = new Tally(PER_BREACH);

    tally.add(List.of(late(1, Duration.ofHours(9)), late(2, Duration.ofMinutes(1))));
    tally.add(List.of(reply(3, Duration.ofHours(1)), response(3, Judged.Result.UNANSWERED)));

    assertThat(tally.of(Side.PROVIDER).cost()).isEqualTo(new Money(new BigDecimal("2000"), "USD"));
    assertThat(tally.of(Side.REQUESTER).cost()).isEqualTo(new Money(new BigDecimal("1000"), "USD"));
  }

  @Test
  void byTheHourABreachCostsAsLongAsItIsLate() {
    Tally tally = new Tally(PER_HOUR);

    tally.add(List.of(late(1, Duration.ofMinutes(90)), late(2, Duration.ofMinutes(20))));

    assertThat(tally.of(Side.PROVIDER).cost().amount()).isEqualByComparingTo("165");
    assertThat(tally.of(Side.REQUESTER).cost().amount()).isEqualByComparingTo("0");
  }

  @Test
  void whereBreachesCostNothingThereIsNoCost() {
    Tally tally = new Tally(null);

    tally.add(List.of(late(1, Duration.ofHours(9))));

    assertThat(tally.of(Side.PROVIDER).cost()).isNull();
  }

  @Test
  void theTenWorstAreThoseThatWereLatestOfBothSides() {
    Tally tally = new Tally(null);

    for (int i = 1; i <= 500; i++) {
      tally.add(List.of(late(i, Duration.ofMinutes(i)), response(i, Judged.Result.KEPT)));
    }
    tally.add(List.of(reply(501, Duration.ofHours(40))));

    assertThat(tally.worst()).hasSize(10);
    assertThat(tally.worst().getFirst().requestNumber()).isEqualTo("ENG-501");
    assertThat(tally.worst())
        .extracting(worst -> worst.late().toMinutes())
        .containsExactly(2400L, 500L, 499L, 498L, 497L, 496L, 495L, 494L, 493L, 492L);
  }

  /** Threads finish pages in any order; what is read must not depend on it. */
  @Test
  void pagesAddUpToTheSameWhateverTheirOrder() {
    Random random = new Random(42);
    List<List<Judged>> requests = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Duration late = Duration.ofMinutes(random.nextInt(50));
      requests.add(
          List.of(
              late(i, late),
              response(i, Judged.Result.values()[random.nextInt(5)]),
              reply(i, Duration.ofMinutes(random.nextInt(50)))));
    }
    Tally whole = new Tally(PER_HOUR);
    requests.forEach(whole::add);

    for (int round = 0; round < 20; round++) {
      Collections.shuffle(requests, random);
      Tally sum = new Tally(PER_HOUR);
      for (int from = 0; from < requests.size(); from += 250) {
        Tally page = new Tally(PER_HOUR);
        requests.subList(from, from + 250).forEach(page::add);
        sum.addAll(page);
      }
      assertThat(sum.requests()).isEqualTo(whole.requests());
      assertThat(sum.lines()).isEqualTo(whole.lines());
      assertThat(sum.worst()).isEqualTo(whole.worst());
      assertThat(sum.of(Side.PROVIDER)).isEqualTo(whole.of(Side.PROVIDER));
      assertThat(sum.of(Side.REQUESTER)).isEqualTo(whole.of(Side.REQUESTER));
    }
  }

  private static Judged late(int request, Duration late) {
    return judged(request, Metric.RESOLUTION, Side.PROVIDER, Judged.Result.BREACHED, late);
  }

  private static Judged reply(int request, Duration late) {
    return judged(request, Metric.REPLY, Side.REQUESTER, Judged.Result.BREACHED, late);
  }

  private static Judged response(int request, Judged.Result result) {
    return judged(request, Metric.FIRST_RESPONSE, Side.PROVIDER, result, Duration.ZERO);
  }

  private static Judged judged(
      int request, Metric metric, Side side, Judged.Result result, Duration late) {
    return new Judged(
        NameBasedIds.of(SPACE, String.valueOf(request)),
        "ENG-" + request,
        metric,
        1,
        1,
        Priority.P2,
        new Obligor(side, side == Side.PROVIDER ? "ENG" : "CS"),
        result,
        late,
        Instant.parse("2026-11-20T12:00:00Z"));
  }
}
