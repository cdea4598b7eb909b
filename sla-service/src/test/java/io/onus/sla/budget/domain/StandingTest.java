package io.onus.sla.budget.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Each crossing to the worse is said once; what recovers may be said again. */
class StandingTest {

  private static final Terms.Objective OBJECTIVE =
      new Terms.Objective(new BigDecimal("95"), Duration.ofDays(30));
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);
  private static final UUID THIRD = new UUID(0, 3);

  private final List<Level> told = new ArrayList<>();
  private Standing standing = Standing.FIRST;

  @Test
  void halfSpentThenSpentAreEachSaidOnce() {
    look(2, FIRST);
    look(3, SECOND);
    look(3, SECOND);
    look(5, THIRD);
    look(6, THIRD);

    assertThat(told).containsExactly(Level.WARNED, Level.SPENT);
  }

  @Test
  void whatIsSpentAtOnceIsNotWarnedOfFirst() {
    look(5, FIRST);
    look(4, FIRST);

    assertThat(told).containsExactly(Level.SPENT);
    assertThat(standing.level()).isEqualTo(Level.WARNED);
  }

  @Test
  void aBudgetThatRecoveredCanBeSpentAgain() {
    look(5, FIRST);
    look(1, FIRST);
    look(5, SECOND);

    assertThat(told).containsExactly(Level.SPENT, Level.SPENT);
  }

  @Test
  void aWindowThatMovesToAndFroWithoutANewBreachSaysNothingTwice() {
    look(3, FIRST);
    look(2, FIRST);
    look(3, FIRST);
    look(5, FIRST);
    look(4, FIRST);
    look(5, FIRST);

    assertThat(told).containsExactly(Level.WARNED, Level.SPENT);
  }

  @Property(tries = 200)
  void noCauseIsSaidTwiceAndEveryWordIsACrossing(@ForAll long seed) {
    Random random = new Random(seed);
    Standing at = Standing.FIRST;
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      UUID cause = new UUID(0, random.nextInt(20));
      Level before = at.level();
      Standing.Decision decision = at.decide(budget(random.nextInt(8)), cause);
      at = decision.after();
      Level now = at.level();
      decision
          .told()
          .ifPresent(
              level -> {
                assertThat(level).isEqualTo(now).isGreaterThan(before);
                said.add(level + " by " + cause);
              });
      if (now == Level.SPENT && before != Level.SPENT && decision.told().isEmpty()) {
        assertThat(said).contains("SPENT by " + cause);
      }
    }
    for (int i = 2; i < said.size(); i++) {
      assertThat(said.get(i)).isNotEqualTo(said.get(i - 1));
    }
  }

  private void look(long breachedOfHundred, UUID cause) {
    Standing.Decision decision = standing.decide(budget(breachedOfHundred), cause);
    standing = decision.after();
    decision.told().ifPresent(told::add);
  }

  private static Budget budget(long breached) {
    Tally lately = new Tally(0, Math.min(1, breached));
    return new Budget(OBJECTIVE, new Tally(100 - breached, breached), lately, lately);
  }
}
