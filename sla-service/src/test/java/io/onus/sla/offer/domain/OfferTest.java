package io.onus.sla.offer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.Target;
import io.onus.sla.agreement.domain.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OfferTest {

  private static final Instant PUBLISHED_AT = Instant.parse("2026-11-20T09:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Publication SECOND = publication(2, 2);

  private static final Map<Class<?>, Offer> STATES = new LinkedHashMap<>();
  private static final Map<Class<?>, OfferCommand> COMMANDS = new LinkedHashMap<>();
  private static final Map<Class<?>, Standing> STANDINGS = new LinkedHashMap<>();
  private static final Map<List<Class<?>>, String> TABLE = new HashMap<>();

  static {
    STATES.put(Offer.Open.class, new Offer.Open("o1", "ENG", "part-clarification", SECOND));
    STATES.put(
        Offer.Withdrawn.class,
        new Offer.Withdrawn("o1", "ENG", "part-clarification", SECOND, PUBLISHED_AT, "lena"));

    COMMANDS.put(
        OfferCommand.Publish.class,
        new OfferCommand.Publish(terms(8), signature(8), "shorter nights"));
    COMMANDS.put(OfferCommand.Withdraw.class, new OfferCommand.Withdraw("lena"));
    COMMANDS.put(OfferCommand.Accept.class, accept(new Standing.NothingSigned()));

    STANDINGS.put(Standing.NothingSigned.class, new Standing.NothingSigned());
    STANDINGS.put(Standing.Negotiated.class, new Standing.Negotiated("a1"));
    STANDINGS.put(Standing.Accepted.class, new Standing.Accepted("a1", "o1", 1));

    TABLE.put(List.of(Offer.Open.class, OfferCommand.Publish.class), "Open OfferPublished");
    TABLE.put(List.of(Offer.Open.class, OfferCommand.Withdraw.class), "Withdrawn OfferWithdrawn");
    TABLE.put(List.of(Offer.Open.class, OfferCommand.Accept.class), "Open OfferAccepted");
    TABLE.put(List.of(Offer.Withdrawn.class, OfferCommand.Publish.class), "offer-withdrawn");
    TABLE.put(List.of(Offer.Withdrawn.class, OfferCommand.Withdraw.class), "offer-withdrawn");
    TABLE.put(List.of(Offer.Withdrawn.class, OfferCommand.Accept.class), "offer-withdrawn");

    TABLE.put(List.of(Standing.NothingSigned.class), "Open OfferAccepted");
    TABLE.put(List.of(Standing.Negotiated.class), "already-agreed");
    TABLE.put(List.of(Standing.Accepted.class), "Open OfferAccepted");
  }

  /** Rows come from the types, so a new state or command without a row fails. */
  @TestFactory
  List<DynamicTest> everyStateAnswersEveryCommand() {
    List<DynamicTest> rows = new ArrayList<>();
    for (Class<?> state : Offer.class.getPermittedSubclasses()) {
      for (Class<?> command : OfferCommand.class.getPermittedSubclasses()) {
        rows.add(
            DynamicTest.dynamicTest(
                state.getSimpleName() + " × " + command.getSimpleName(),
                () ->
                    assertThat(answer(STATES.get(state), COMMANDS.get(command)))
                        .isEqualTo(TABLE.get(List.of(state, command)))));
      }
    }
    return rows;
  }

  @TestFactory
  List<DynamicTest> everyStandingAnswersAnAcceptance() {
    List<DynamicTest> rows = new ArrayList<>();
    for (Class<?> standing : Standing.class.getPermittedSubclasses()) {
      rows.add(
          DynamicTest.dynamicTest(
              "accept × " + standing.getSimpleName(),
              () ->
                  assertThat(answer(STATES.get(Offer.Open.class), accept(STANDINGS.get(standing))))
                      .isEqualTo(TABLE.get(List.<Class<?>>of(standing)))));
    }
    return rows;
  }

  @Test
  void anAcceptanceIsTheSecondSignatureUnderThePublishedTerms() {
    // When
    Outcome<Offer, OfferEvent> outcome =
        Offer.decide(
            STATES.get(Offer.Open.class), accept(new Standing.Accepted("a1", "o1", 1)), NOW);

    // Then
    assertThat(outcome)
        .isEqualTo(
            Outcome.accepted(
                STATES.get(Offer.Open.class),
                List.of(
                    new OfferEvent.OfferAccepted(
                        new Parties("CS", "ENG", "part-clarification"),
                        SECOND,
                        new Signature(Side.REQUESTER, "carl", NOW, SECOND.by().termsHash()),
                        "a1"))));
  }

  @Test
  void theSameVersionIsSignedOnce() {
    assertThat(answer(STATES.get(Offer.Open.class), accept(new Standing.Accepted("a1", "o1", 2))))
        .isEqualTo("offer-already-accepted");
  }

  @Test
  void whoeverAcceptedAnOfferThatWasWithdrawnMayAcceptTheNextOne() {
    assertThat(answer(STATES.get(Offer.Open.class), accept(new Standing.Accepted("a1", "o0", 2))))
        .isEqualTo("Open OfferAccepted");
  }

  @Test
  void nobodyAcceptsTheirOwnOffer() {
    assertThat(
            answer(
                STATES.get(Offer.Open.class),
                new OfferCommand.Accept("ENG", "lena", new Standing.NothingSigned())))
        .isEqualTo("own-offer");
  }

  @Test
  void theNextVersionHasTheNextNumber() {
    // When
    Outcome<Offer, OfferEvent> outcome =
        Offer.decide(STATES.get(Offer.Open.class), COMMANDS.get(OfferCommand.Publish.class), NOW);

    // Then
    Publication third = new Publication(3, terms(8), signature(8), "shorter nights");
    assertThat(outcome)
        .isEqualTo(
            Outcome.accepted(
                new Offer.Open("o1", "ENG", "part-clarification", third),
                List.of(new OfferEvent.OfferPublished(third))));
  }

  @Test
  void sayingTheSameAgainIsNoNewVersion() {
    // When
    Outcome<Offer, OfferEvent> outcome =
        Offer.decide(
            STATES.get(Offer.Open.class),
            new OfferCommand.Publish(SECOND.terms(), signature(2), SECOND.note()),
            NOW);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(STATES.get(Offer.Open.class), List.of()));
  }

  private static OfferCommand.Accept accept(Standing standing) {
    return new OfferCommand.Accept("CS", "carl", standing);
  }

  private static Publication publication(int number, int hours) {
    return new Publication(number, terms(hours), signature(hours), null);
  }

  private static Signature signature(int hours) {
    return new Signature(Side.PROVIDER, "lena", PUBLISHED_AT, "hash of " + hours);
  }

  private static Terms terms(int hours) {
    return new Terms(
        List.of(new Target(Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(hours))),
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

  private static String answer(Offer state, OfferCommand command) {
    return switch (Offer.decide(state, command, NOW)) {
      case Outcome.Accepted<Offer, OfferEvent> accepted ->
          accepted.state().getClass().getSimpleName()
              + " "
              + accepted.events().getFirst().getClass().getSimpleName();
      case Outcome.Refused<Offer, OfferEvent> refused -> refused.refusal().kind();
    };
  }
}
