package io.onus.sla.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NegotiationTest {

  private static final Instant PROPOSED_AT = Instant.parse("2026-11-20T09:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Parties PARTIES = new Parties("CS", "ENG", "part-clarification");
  private static final Terms TERMS =
      new Terms(
          List.of(new Target(Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(2))),
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
  private static final Signature OFFER =
      new Signature(Side.REQUESTER, "ada", PROPOSED_AT, "hash of the terms");

  private static final Map<Class<?>, Negotiation> STATES = new LinkedHashMap<>();
  private static final Map<Class<?>, NegotiationCommand> COMMANDS = new LinkedHashMap<>();
  private static final Map<List<Class<?>>, String> TABLE =
      Map.of(
          List.of(Negotiation.Proposed.class, NegotiationCommand.Accept.class), "Signed",
          List.of(Negotiation.Signed.class, NegotiationCommand.Accept.class),
              "offer-already-answered");

  static {
    Negotiation.Proposed proposed = new Negotiation.Proposed(PARTIES, TERMS, OFFER);
    STATES.put(Negotiation.Proposed.class, proposed);
    STATES.put(
        Negotiation.Signed.class,
        new Negotiation.Signed(
            PARTIES, TERMS, OFFER, new Signature(Side.PROVIDER, "eva", PROPOSED_AT, "hash")));
    COMMANDS.put(
        NegotiationCommand.Accept.class, new NegotiationCommand.Accept(Side.PROVIDER, "eva"));
  }

  /** Rows come from the types, so a new state or command without a row fails. */
  @TestFactory
  List<DynamicTest> everyStateAnswersEveryCommand() {
    List<DynamicTest> rows = new ArrayList<>();
    for (Class<?> state : Negotiation.class.getPermittedSubclasses()) {
      for (Class<?> command : NegotiationCommand.class.getPermittedSubclasses()) {
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

  @Test
  void acceptingIsTheSecondSignatureUnderTheSameTerms() {
    // When
    Outcome<Negotiation, NegotiationEvent> outcome =
        Negotiation.decide(
            STATES.get(Negotiation.Proposed.class),
            new NegotiationCommand.Accept(Side.PROVIDER, "eva"),
            NOW);

    // Then
    assertThat(outcome)
        .isEqualTo(
            Outcome.accepted(
                new Negotiation.Signed(
                    PARTIES,
                    TERMS,
                    OFFER,
                    new Signature(Side.PROVIDER, "eva", NOW, OFFER.termsHash())),
                List.of(new NegotiationEvent.AgreementSigned(NOW))));
  }

  @Test
  void nobodyAcceptsTheirOwnOffer() {
    assertThat(
            answer(
                STATES.get(Negotiation.Proposed.class),
                new NegotiationCommand.Accept(Side.REQUESTER, "ada")))
        .isEqualTo("own-offer");
  }

  private static String answer(Negotiation state, NegotiationCommand command) {
    return switch (Negotiation.decide(state, command, NOW)) {
      case Outcome.Accepted<Negotiation, NegotiationEvent> accepted ->
          accepted.state().getClass().getSimpleName();
      case Outcome.Refused<Negotiation, NegotiationEvent> refused -> refused.refusal().kind();
    };
  }
}
