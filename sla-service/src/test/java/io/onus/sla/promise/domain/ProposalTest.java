package io.onus.sla.promise.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.Clocks;
import io.onus.sla.clock.domain.RequestStory;
import io.onus.sla.clock.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProposalTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant DUE = Instant.parse("2026-11-20T17:00:00Z");
  private static final Instant WANTED = Instant.parse("2026-11-23T12:00:00Z");
  private static final Speaker EVA = new Speaker(Side.PROVIDER, "ENG", "eva");
  private static final Speaker ADA = new Speaker(Side.REQUESTER, "CS", "ada");
  private static final Sides SIDES = new Sides("CS", "ENG");
  private static final Footing OPEN = new Footing.Open(DUE, true);
  private static final ProposedDue BY_EVA = due(1, WANTED, EVA);
  private static final Answer ANSWER = new Answer(ADA, NOW.minusSeconds(60), null);

  private static final Map<Class<?>, Proposal> STATES = new LinkedHashMap<>();
  private static final Map<Class<?>, ProposalCommand> COMMANDS = new LinkedHashMap<>();
  private static final Map<Class<?>, String> OF_OPEN = new HashMap<>();
  private static final Map<Class<?>, String> OTHERWISE = new HashMap<>();
  private static final Map<Class<?>, Footing> FOOTINGS = new LinkedHashMap<>();
  private static final Map<Class<?>, String> PROPOSED_ON = new HashMap<>();
  private static final Map<Class<?>, String> READS_ON = new HashMap<>();

  static {
    STATES.put(Proposal.Open.class, new Proposal.Open(BY_EVA));
    STATES.put(Proposal.Accepted.class, new Proposal.Accepted(BY_EVA, ANSWER));
    STATES.put(Proposal.Declined.class, new Proposal.Declined(BY_EVA, ANSWER));
    STATES.put(Proposal.Countered.class, new Proposal.Countered(BY_EVA, ANSWER, 2));
    STATES.put(Proposal.Withdrawn.class, new Proposal.Withdrawn(BY_EVA, ANSWER));
    STATES.put(
        Proposal.Lapsed.class, new Proposal.Lapsed(BY_EVA, Proposal.Because.CLOCK_BREACHED, DUE));

    COMMANDS.put(ProposalCommand.Accept.class, new ProposalCommand.Accept(ADA));
    COMMANDS.put(ProposalCommand.Decline.class, new ProposalCommand.Decline(ADA, "too late"));
    COMMANDS.put(ProposalCommand.Counter.class, counter(WANTED.minusSeconds(3600)));
    COMMANDS.put(ProposalCommand.Withdraw.class, new ProposalCommand.Withdraw(EVA));

    OF_OPEN.put(ProposalCommand.Accept.class, "Accepted ProposalAccepted");
    OF_OPEN.put(ProposalCommand.Decline.class, "Declined ProposalDeclined");
    OF_OPEN.put(ProposalCommand.Counter.class, "Countered ProposalCountered");
    OF_OPEN.put(ProposalCommand.Withdraw.class, "Withdrawn ProposalWithdrawn");

    OTHERWISE.put(Proposal.Accepted.class, "proposal-already-answered");
    OTHERWISE.put(Proposal.Declined.class, "proposal-already-answered");
    OTHERWISE.put(Proposal.Countered.class, "proposal-already-answered");
    OTHERWISE.put(Proposal.Withdrawn.class, "proposal-already-answered");
    OTHERWISE.put(Proposal.Lapsed.class, "proposal-lapsed");

    FOOTINGS.put(Footing.Open.class, OPEN);
    FOOTINGS.put(Footing.Broken.class, new Footing.Broken(DUE));
    FOOTINGS.put(Footing.Finished.class, new Footing.Finished(NOW, Verdict.MET));
    FOOTINGS.put(Footing.Cancelled.class, new Footing.Cancelled(NOW, false));
    FOOTINGS.put(Footing.Excused.class, new Footing.Excused());

    PROPOSED_ON.put(Footing.Open.class, "Open ProposalMade");
    PROPOSED_ON.put(Footing.Broken.class, "clock-breached");
    PROPOSED_ON.put(Footing.Finished.class, "clock-finished");
    PROPOSED_ON.put(Footing.Cancelled.class, "clock-cancelled");
    PROPOSED_ON.put(Footing.Excused.class, "clock-waived");

    READS_ON.put(Footing.Open.class, "OPEN");
    READS_ON.put(Footing.Broken.class, "CLOCK_BREACHED");
    READS_ON.put(Footing.Finished.class, "CLOCK_FINISHED");
    READS_ON.put(Footing.Cancelled.class, "CLOCK_CANCELLED");
    READS_ON.put(Footing.Excused.class, "CLOCK_WAIVED");
  }

  /** Rows come from the types, so a new state or command without a row fails. */
  @TestFactory
  List<DynamicTest> everyStateAnswersEveryCommand() {
    List<DynamicTest> rows = new ArrayList<>();
    for (Class<?> state : Proposal.class.getPermittedSubclasses()) {
      for (Class<?> command : ProposalCommand.class.getPermittedSubclasses()) {
        String expected =
            state == Proposal.Open.class ? OF_OPEN.get(command) : OTHERWISE.get(state);
        rows.add(
            DynamicTest.dynamicTest(
                state.getSimpleName() + " × " + command.getSimpleName(),
                () ->
                    assertThat(answer(STATES.get(state), COMMANDS.get(command)))
                        .isNotNull()
                        .isEqualTo(expected)));
      }
    }
    return rows;
  }

  @TestFactory
  List<DynamicTest> onEveryFootingAProposalIsMadeOrRefused() {
    List<DynamicTest> rows = new ArrayList<>();
    for (Class<?> footing : Footing.class.getPermittedSubclasses()) {
      rows.add(
          DynamicTest.dynamicTest(
              "propose × " + footing.getSimpleName(),
              () ->
                  assertThat(said(Proposal.propose(BY_EVA, null, FOOTINGS.get(footing), NOW)))
                      .isNotNull()
                      .isEqualTo(PROPOSED_ON.get(footing))));
      rows.add(
          DynamicTest.dynamicTest(
              "an open one × " + footing.getSimpleName(),
              () -> assertThat(reads(FOOTINGS.get(footing))).isEqualTo(READS_ON.get(footing))));
    }
    return rows;
  }

  @Test
  void nobodyAnswersTheirOwnSideAndNobodyTakesBackTheOthers() {
    Proposal open = STATES.get(Proposal.Open.class);
    Speaker colleague = new Speaker(Side.PROVIDER, "ENG", "emil");
    Speaker evaForTheOthers = new Speaker(Side.REQUESTER, "CS", "eva");

    assertThat(answer(open, new ProposalCommand.Accept(colleague))).isEqualTo("own-proposal");
    assertThat(answer(open, new ProposalCommand.Decline(colleague, "no")))
        .isEqualTo("own-proposal");
    assertThat(answer(open, new ProposalCommand.Counter(colleague, DUE, "sooner", 2)))
        .isEqualTo("own-proposal");
    assertThat(answer(open, new ProposalCommand.Accept(evaForTheOthers))).isEqualTo("own-proposal");
    assertThat(answer(open, new ProposalCommand.Withdraw(ADA))).isEqualTo("not-own-proposal");
    assertThat(answer(open, new ProposalCommand.Withdraw(colleague)))
        .isEqualTo("Withdrawn ProposalWithdrawn");
  }

  @Test
  void whatIsProposedLiesAheadAndIsAnotherInstantThanStandsThere() {
    assertThat(proposed(NOW)).isEqualTo("due-in-the-past");
    assertThat(proposed(NOW.plusNanos(1_000))).isEqualTo("Open ProposalMade");
    assertThat(proposed(DUE)).isEqualTo("due-not-different");
    assertThat(proposed(DUE.minusSeconds(1))).isEqualTo("Open ProposalMade");
    assertThat(proposed(NOW.plus(Proposal.FARTHEST))).isEqualTo("Open ProposalMade");
    assertThat(proposed(NOW.plus(Proposal.FARTHEST).plusSeconds(1))).isEqualTo("due-out-of-reach");
    Proposal open = STATES.get(Proposal.Open.class);
    assertThat(answer(open, counter(NOW))).isEqualTo("due-in-the-past");
    assertThat(answer(open, counter(DUE))).isEqualTo("due-not-different");
    assertThat(answer(open, counter(WANTED))).isEqualTo("due-not-different");
  }

  @Test
  void oneProposalIsAnsweredBeforeTheNextIsMade() {
    Proposal open = STATES.get(Proposal.Open.class);
    Outcome<Proposal, ProposalEvent> second = Proposal.propose(BY_EVA, open, OPEN, NOW);

    assertThat(second)
        .isEqualTo(Outcome.refused(new PromiseRefusal.ProposalOpen(1, WANTED, Side.REQUESTER)));
    assertThat(said(Proposal.propose(BY_EVA, STATES.get(Proposal.Lapsed.class), OPEN, NOW)))
        .isEqualTo("Open ProposalMade");
  }

  @Test
  void aCounterIsTheNextRoundAndTheFirstSideAnswersIt() {
    // When
    Outcome<Proposal, ProposalEvent> outcome =
        Proposal.decide(
            STATES.get(Proposal.Open.class),
            COMMANDS.get(ProposalCommand.Counter.class),
            OPEN,
            NOW);

    // Then
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    ProposalEvent event = ((Outcome.Accepted<Proposal, ProposalEvent>) outcome).events().getFirst();
    ProposedDue next = ((ProposalEvent.ProposalCountered) event).next();
    assertThat(next)
        .isEqualTo(new ProposedDue(2, WANTED.minusSeconds(3600), DUE, "by noon", ADA, NOW, 1));
    assertThat(new Proposal.Open(next).awaiting()).isEqualTo(Side.PROVIDER);
  }

  @Test
  void aProviderWhoHandedTheRequestOnBindsNobody() {
    Proposal open = STATES.get(Proposal.Open.class);

    assertThat(reads(open, new Sides("CS", "OPS"), NOW)).isEqualTo("TRANSFERRED");
    Proposal byAda = new Proposal.Open(due(1, WANTED, ADA));
    assertThat(reads(byAda, new Sides("CS", "OPS"), NOW)).isEqualTo("OPEN");
  }

  @Test
  void aProposedInstantThatHasPassedCannotBeAgreedOn() {
    Proposal early = new Proposal.Open(due(1, NOW.plusSeconds(60), EVA));

    assertThat(reads(early, SIDES, NOW.plusSeconds(59))).isEqualTo("OPEN");
    assertThat(reads(early, SIDES, NOW.plusSeconds(60))).isEqualTo("DUE_PASSED");
  }

  @Test
  void aClockOverdueIsBrokenWhetherOrNotItWasAnnounced() {
    Clocks.Decision running =
        RequestStory.roundTheClock().submitted("2026-11-20T00:00:00Z").taken();
    Clock resolution = RequestStory.clock(running, Metric.RESOLUTION);
    Instant due = Instant.parse("2026-11-20T08:00:00Z");

    assertThat(Footing.of(resolution, due)).isEqualTo(new Footing.Open(due, true));
    assertThat(Footing.of(resolution, due.plusNanos(1_000))).isEqualTo(new Footing.Broken(due));
  }

  @Test
  void aPausedClockCanBeProposedForAndIsDueAtNoKnownInstant() {
    Clocks.Decision paused =
        RequestStory.roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .asked("2026-11-20T01:00:00Z")
            .taken();

    assertThat(Footing.of(RequestStory.clock(paused, Metric.RESOLUTION), NOW))
        .isEqualTo(new Footing.Open(null, true));
  }

  @Test
  void aRefusalSaysWhoAnsweredAndWhen() {
    PromiseRefusal refusal = new PromiseRefusal.ProposalAnswered("declined", NOW, "ada");

    assertThat(refusal.facts())
        .isEqualTo(Map.of("how", "declined", "answeredAt", NOW, "answeredBy", "ada"));
    assertThat(new PromiseRefusal.ClockBreached(DUE).message()).contains("waiver");
    assertThat(new PromiseRefusal.ProposalLapsed(Proposal.Because.CLOCK_BREACHED, DUE).message())
        .contains("waiver");
    assertThat(new PromiseRefusal.ProposalLapsed(Proposal.Because.TRANSFERRED, null).facts())
        .isEqualTo(Map.of("because", Proposal.Because.TRANSFERRED));
  }

  @Test
  void whoBelongsToBothSidesSpeaksForTheOneThatIsAwaited() {
    assertThat(SIDES.spokenForBy(java.util.Set.of("CS", "ENG"), Side.PROVIDER))
        .contains(Side.PROVIDER);
    assertThat(SIDES.spokenForBy(java.util.Set.of("CS"), Side.PROVIDER)).contains(Side.REQUESTER);
    assertThat(SIDES.spokenForBy(java.util.Set.of("OPS"), Side.PROVIDER)).isEmpty();
  }

  @Test
  void theFarthestPromiseIsTenYearsAhead() {
    assertThat(Proposal.FARTHEST).isEqualTo(Duration.ofDays(3_650));
  }

  private static ProposedDue due(int number, Instant at, Speaker by) {
    return new ProposedDue(number, at, DUE, "measured first", by, NOW.minusSeconds(600), null);
  }

  private static ProposalCommand.Counter counter(Instant at) {
    return new ProposalCommand.Counter(ADA, at, "by noon", 2);
  }

  private static String proposed(Instant at) {
    return said(Proposal.propose(due(1, at, EVA), null, OPEN, NOW));
  }

  private static String answer(Proposal state, ProposalCommand command) {
    return said(Proposal.decide(state, command, OPEN, NOW));
  }

  private static String reads(Footing footing) {
    return reads(new Proposal.Open(BY_EVA), footing, SIDES, NOW);
  }

  private static String reads(Proposal kept, Sides sides, Instant now) {
    return reads(kept, OPEN, sides, now);
  }

  private static String reads(Proposal kept, Footing footing, Sides sides, Instant now) {
    Proposal read = Proposal.asOf(kept, footing, sides, now);
    return read instanceof Proposal.Lapsed lapsed ? lapsed.because().name() : "OPEN";
  }

  private static @Nullable String said(Outcome<Proposal, ProposalEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Proposal, ProposalEvent> accepted ->
          accepted.state().getClass().getSimpleName()
              + " "
              + accepted.events().getFirst().getClass().getSimpleName();
      case Outcome.Refused<Proposal, ProposalEvent> refused -> refused.refusal().kind();
    };
  }
}
