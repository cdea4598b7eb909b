package io.onus.sla.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever two sides do to each other in whatever order, some things hold. */
class NegotiationSimulationTest {

  private static final Parties PARTIES = new Parties("CS", "ENG", null);
  private static final int MOVES = 60;
  private static final int NEGOTIATIONS = 400;

  private final Tally tally = new Tally();

  /** That the random moves got anywhere, or the invariants would hold of nothing. */
  private static final class Tally {
    private int signed;
    private int refused;
    private int ended;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20_261_122})
  void whatMustAlwaysHoldDoes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < NEGOTIATIONS; i++) {
      negotiate(random);
    }
    assertThat(tally.signed).isGreaterThan(NEGOTIATIONS);
    assertThat(tally.refused).isGreaterThan(NEGOTIATIONS);
    assertThat(tally.ended).isPositive();
  }

  private void negotiate(Random random) {
    Instant now = Instant.parse("2026-11-20T09:00:00Z");
    Negotiation state = new Negotiation.Proposed(PARTIES, draft(random, now).numbered(1));
    for (int i = 0; i < MOVES; i++) {
      now = now.plusSeconds(random.nextInt(100_000));
      NegotiationCommand command = command(random, now);
      Negotiation before = state;
      switch (Negotiation.decide(before, command, now)) {
        case Outcome.Refused<Negotiation, NegotiationEvent> refused -> {
          tally.refused++;
          assertThat(refused.refusal().message()).isNotBlank();
        }
        case Outcome.Accepted<Negotiation, NegotiationEvent> accepted -> {
          state = accepted.state();
          holds(before, command, state, accepted.events(), now);
        }
      }
    }
  }

  private void holds(
      Negotiation before,
      NegotiationCommand command,
      Negotiation after,
      List<NegotiationEvent> events,
      Instant now) {
    if (before.over().isPresent()) {
      assertThat(after).as("what is over stays as it is").isEqualTo(before);
    }
    if (events.isEmpty()) {
      assertThat(after).as("nothing happened").isEqualTo(before);
    }
    int signedBefore = before.lastSigned().map(SignedVersion::number).orElse(0);
    int signedAfter = after.lastSigned().map(SignedVersion::number).orElse(0);
    assertThat(signedAfter).isBetween(signedBefore, signedBefore + 1);
    after
        .lastSigned()
        .ifPresent(
            version -> {
              assertThat(version.offered().side())
                  .as("both sides have signed")
                  .isEqualTo(version.accepted().side().other());
              assertThat(version.offered().termsHash())
                  .as("the same terms")
                  .isEqualTo(version.accepted().termsHash())
                  .isEqualTo(String.valueOf(version.terms().hashCode()));
            });
    if (signedAfter > signedBefore) {
      tally.signed++;
      before
          .onTheTable()
          .ifPresent(offer -> assertThat(offer.expired(now)).as("signed in time").isFalse());
    }
    before
        .onTheTable()
        .ifPresent(
            offer ->
                after
                    .onTheTable()
                    .filter(next -> !next.equals(offer))
                    .ifPresent(
                        next -> {
                          assertThat(next.number()).isEqualTo(offer.number() + 1);
                          assertThat(next.by().side())
                              .as("the sides take turns")
                              .isEqualTo(offer.awaiting());
                        }));
    if (after instanceof Negotiation.Ended ended && command instanceof NegotiationCommand.End) {
      tally.ended++;
      assertThat(ended.notice().endsAt()).as("a notice reaches nothing back").isAfterOrEqualTo(now);
    }
  }

  private static NegotiationCommand command(Random random, Instant now) {
    Side side = Side.values()[random.nextInt(2)];
    return switch (random.nextInt(40)) {
      case 0 -> new NegotiationCommand.Decline(side, "lea", "no");
      case 1 -> new NegotiationCommand.Withdraw(side, "lea");
      case 2 ->
          new NegotiationCommand.End(
              side, "lea", now.plusSeconds(random.nextInt(200_000) - 100_000), now, "over");
      case 3, 4, 5, 6 -> new NegotiationCommand.Expire();
      case 7, 8, 9, 10, 11, 12, 13, 14 -> new NegotiationCommand.Amend(draft(random, now));
      case 15, 16, 17 -> published(random, now);
      case 18, 19, 20, 21, 22, 23, 24, 25, 26, 27 ->
          new NegotiationCommand.Counter(draft(random, now));
      default -> new NegotiationCommand.Accept(side, "lea");
    };
  }

  private static NegotiationCommand published(Random random, Instant now) {
    Terms terms = terms(random);
    return new NegotiationCommand.SignPublished(
        terms, signature(Side.PROVIDER, terms, now), signature(Side.REQUESTER, terms, now), null);
  }

  private static NegotiationCommand.Draft draft(Random random, Instant now) {
    Terms terms = terms(random);
    return new NegotiationCommand.Draft(
        terms,
        signature(Side.values()[random.nextInt(2)], terms, now),
        null,
        now.plusSeconds(1 + random.nextInt(400_000)));
  }

  private static Signature signature(Side side, Terms terms, Instant now) {
    return new Signature(side, "lea", now, String.valueOf(terms.hashCode()));
  }

  private static Terms terms(Random random) {
    return new Terms(
        List.of(
            new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(1 + random.nextInt(50)))),
        Terms.DEFAULT_WARNINGS,
        "PROVIDER",
        null,
        null,
        null,
        List.of(),
        null,
        Terms.ReopenRule.REMAINING,
        null,
        null);
  }
}
