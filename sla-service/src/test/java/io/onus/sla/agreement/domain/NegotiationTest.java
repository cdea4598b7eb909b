package io.onus.sla.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
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

  private static final Instant OFFERED_AT = Instant.parse("2026-11-20T09:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant EXPIRES_AT = Instant.parse("2026-12-20T09:00:00Z");
  private static final Instant TODAY = Instant.parse("2026-11-21T00:00:00Z");
  private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
  private static final Parties PARTIES = new Parties("CS", "ENG", "part-clarification");
  private static final Terms TERMS = terms(2);
  private static final Terms OTHERS = terms(4);
  private static final Signature OFFER_BY = signature(Side.REQUESTER, "ada", OFFERED_AT);
  private static final TermsOffer OFFER = new TermsOffer(1, TERMS, OFFER_BY, "please", EXPIRES_AT);
  private static final SignedVersion VERSION =
      new SignedVersion(1, terms(8), OFFER_BY, signature(Side.PROVIDER, "eva", OFFERED_AT));
  private static final Negotiation.Amending AMENDING =
      new Negotiation.Amending(
          PARTIES, VERSION, new TermsOffer(2, TERMS, OFFER_BY, null, EXPIRES_AT));

  private static final Map<Class<?>, Negotiation> STATES = new LinkedHashMap<>();
  private static final Map<Class<?>, NegotiationCommand> COMMANDS = new LinkedHashMap<>();
  private static final List<Class<?>> COLUMNS = new ArrayList<>();
  private static final Map<Class<?>, List<String>> TABLE = new LinkedHashMap<>();

  static {
    command(new NegotiationCommand.Counter(draft(Side.PROVIDER, OTHERS)));
    command(new NegotiationCommand.Accept(Side.PROVIDER, "eva"));
    command(new NegotiationCommand.Decline(Side.PROVIDER, "eva", "too soon"));
    command(new NegotiationCommand.Withdraw(Side.REQUESTER, "ada"));
    command(new NegotiationCommand.Amend(draft(Side.PROVIDER, OTHERS)));
    command(new NegotiationCommand.End(Side.PROVIDER, "eva", NEW_YEAR, TODAY, "moving"));
    command(new NegotiationCommand.Expire());
    command(
        new NegotiationCommand.SignPublished(
            OTHERS,
            signature(Side.PROVIDER, "eva", OFFERED_AT),
            signature(Side.REQUESTER, "ada", NOW),
            null));
    //   Counter · Accept · Decline · Withdraw · Amend · End · Expire (before its time) ·
    // SignPublished
    row(
        new Negotiation.Proposed(PARTIES, OFFER),
        "Countered",
        "Signed",
        "Declined",
        "Withdrawn",
        "not-signed",
        "not-signed",
        "Proposed",
        "not-signed");
    row(
        new Negotiation.Countered(PARTIES, OFFER),
        "Countered",
        "Signed",
        "Declined",
        "Withdrawn",
        "not-signed",
        "not-signed",
        "Countered",
        "not-signed");
    row(
        new Negotiation.Signed(PARTIES, VERSION, 1),
        "offer-already-answered",
        "offer-already-answered",
        "offer-already-answered",
        "offer-already-answered",
        "Amending",
        "Ended",
        "Signed",
        "Signed");
    row(
        AMENDING,
        "Amending",
        "Signed",
        "Signed",
        "Signed",
        "offer-open",
        "Ended",
        "Amending",
        "offer-open");
    over(
        new Negotiation.Declined(PARTIES, OFFER, answer(Answer.Kind.DECLINED)),
        "offer-already-answered");
    over(
        new Negotiation.Withdrawn(PARTIES, OFFER, answer(Answer.Kind.WITHDRAWN)),
        "offer-withdrawn");
    over(new Negotiation.Expired(PARTIES, OFFER, answer(Answer.Kind.EXPIRED)), "offer-expired");
    over(
        new Negotiation.Ended(
            PARTIES, VERSION, new Notice(Side.PROVIDER, "eva", OFFERED_AT, NEW_YEAR, "moving")),
        "agreement-ended");
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
                () -> {
                  assertThat(STATES).as("a row").containsKey(state);
                  assertThat(COMMANDS).as("a column").containsKey(command);
                  assertThat(answer(STATES.get(state), COMMANDS.get(command)))
                      .isEqualTo(TABLE.get(state).get(COLUMNS.indexOf(command)));
                }));
      }
    }
    return rows;
  }

  @Test
  void acceptingIsTheSecondSignatureUnderTheSameTerms() {
    var outcome =
        Negotiation.decide(
            new Negotiation.Proposed(PARTIES, OFFER),
            new NegotiationCommand.Accept(Side.PROVIDER, "eva"),
            NOW);

    SignedVersion version =
        new SignedVersion(
            1, TERMS, OFFER_BY, new Signature(Side.PROVIDER, "eva", NOW, OFFER_BY.termsHash()));
    assertThat(outcome)
        .isEqualTo(
            Outcome.accepted(
                new Negotiation.Signed(PARTIES, version, 1),
                List.of(
                    new NegotiationEvent.OfferAnswered(
                        OFFER, new Answer(Answer.Kind.ACCEPTED, Side.PROVIDER, "eva", NOW, null)),
                    new NegotiationEvent.VersionSigned(version))));
  }

  @Test
  void anOfferIsCounteredAnyNumberOfTimesAndTheSidesTakeTurns() {
    Negotiation state = new Negotiation.Proposed(PARTIES, OFFER);
    Side side = Side.PROVIDER;
    for (int hours = 10; hours < 30; hours++) {
      state = accepted(state, new NegotiationCommand.Counter(draft(side, terms(hours))), NOW);
      assertThat(state).isInstanceOf(Negotiation.Countered.class);
      side = side.other();
      TermsOffer offer = state.onTheTable().orElseThrow();
      assertThat(offer.awaiting()).isEqualTo(side);
      assertThat(offer.number()).isEqualTo(hours - 8);
    }
  }

  @Test
  void nobodyAnswersTheirOwnOfferNorWithdrawsTheOthers() {
    Negotiation proposed = new Negotiation.Proposed(PARTIES, OFFER);

    assertThat(answer(proposed, new NegotiationCommand.Accept(Side.REQUESTER, "ada")))
        .isEqualTo("own-offer");
    assertThat(answer(proposed, new NegotiationCommand.Decline(Side.REQUESTER, "ada", "no")))
        .isEqualTo("own-offer");
    assertThat(answer(proposed, new NegotiationCommand.Counter(draft(Side.REQUESTER, OTHERS))))
        .isEqualTo("own-offer");
    assertThat(answer(proposed, new NegotiationCommand.Withdraw(Side.PROVIDER, "eva")))
        .isEqualTo("not-your-offer");
    assertThat(answer(AMENDING, new NegotiationCommand.Accept(Side.REQUESTER, "ada")))
        .isEqualTo("own-offer");
  }

  @Test
  void theSameTermsAgainAreNoCounterAndNoAmendment() {
    assertThat(
            answer(
                new Negotiation.Proposed(PARTIES, OFFER),
                new NegotiationCommand.Counter(draft(Side.PROVIDER, TERMS))))
        .isEqualTo("same-terms");
    assertThat(
            answer(
                new Negotiation.Signed(PARTIES, VERSION, 1),
                new NegotiationCommand.Amend(draft(Side.PROVIDER, VERSION.terms()))))
        .isEqualTo("same-terms");
    assertThat(
            answer(AMENDING, new NegotiationCommand.Counter(draft(Side.PROVIDER, VERSION.terms()))))
        .isEqualTo("same-terms");
  }

  @Test
  void fromTheInstantItExpiresNobodyTakesAnOffer() {
    Negotiation proposed = new Negotiation.Proposed(PARTIES, OFFER);
    NegotiationCommand accept = new NegotiationCommand.Accept(Side.PROVIDER, "eva");

    assertThat(answerAt(EXPIRES_AT.minusNanos(1000), proposed, accept)).isEqualTo("Signed");
    assertThat(answerAt(EXPIRES_AT, proposed, accept)).isEqualTo("offer-expired");
    assertThat(answerAt(EXPIRES_AT, proposed, new NegotiationCommand.Withdraw(Side.REQUESTER, "a")))
        .isEqualTo("offer-expired");
    assertThat(answerAt(EXPIRES_AT, AMENDING, accept)).isEqualTo("offer-expired");
    assertThat(answerAt(EXPIRES_AT, proposed, new NegotiationCommand.Expire()))
        .isEqualTo("Expired");
    assertThat(answerAt(EXPIRES_AT, AMENDING, new NegotiationCommand.Expire())).isEqualTo("Signed");
  }

  @Test
  void whatWasNotAmendedStaysSigned() {
    for (NegotiationCommand no :
        List.of(
            new NegotiationCommand.Decline(Side.PROVIDER, "eva", "no"),
            new NegotiationCommand.Withdraw(Side.REQUESTER, "ada"))) {
      assertThat(accepted(AMENDING, no, NOW))
          .isEqualTo(new Negotiation.Signed(PARTIES, VERSION, 2));
    }
    assertThat(
            accepted(AMENDING, new NegotiationCommand.Accept(Side.PROVIDER, "eva"), NOW)
                .lastSigned()
                .orElseThrow()
                .number())
        .isEqualTo(2);
  }

  @Test
  void aNoticeReachesNothingBack() {
    Negotiation signed = new Negotiation.Signed(PARTIES, VERSION, 1);

    assertThat(answer(signed, end(TODAY.minusSeconds(1)))).isEqualTo("notice-in-the-past");
    assertThat(ended(signed, TODAY).endsAt()).as("today: from now on").isEqualTo(NOW);
    assertThat(ended(signed, NEW_YEAR).endsAt()).isEqualTo(NEW_YEAR);
  }

  @Test
  void aNoticeLetsTheOfferOnTheTableLapse() {
    var outcome = Negotiation.decide(AMENDING, end(NEW_YEAR), NOW);

    assertThat(((Outcome.Accepted<Negotiation, NegotiationEvent>) outcome).events())
        .first()
        .isEqualTo(
            new NegotiationEvent.OfferAnswered(
                AMENDING.offer(),
                new Answer(Answer.Kind.LAPSED, Side.PROVIDER, "eva", NOW, "moving")));
  }

  @Test
  void aRefusalSaysWhoAnsweredAndWhen() {
    Refusal refusal =
        refusal(
            new Negotiation.Declined(PARTIES, OFFER, answer(Answer.Kind.DECLINED)),
            new NegotiationCommand.Accept(Side.PROVIDER, "eva"));

    assertThat(refusal).isEqualTo(new NegotiationRefusal.OfferAlreadyAnswered(OFFERED_AT, "eva"));
    assertThat(refusal.facts()).isEqualTo(Map.of("answeredAt", OFFERED_AT, "answeredBy", "eva"));
  }

  private static NegotiationCommand end(Instant on) {
    return new NegotiationCommand.End(Side.PROVIDER, "eva", on, TODAY, "moving");
  }

  private static Notice ended(Negotiation state, Instant on) {
    return ((Negotiation.Ended) accepted(state, end(on), NOW)).notice();
  }

  private static Negotiation accepted(Negotiation state, NegotiationCommand command, Instant now) {
    return switch (Negotiation.decide(state, command, now)) {
      case Outcome.Accepted<Negotiation, NegotiationEvent> accepted -> accepted.state();
      case Outcome.Refused<Negotiation, NegotiationEvent> refused ->
          throw new AssertionError(refused.refusal().message());
    };
  }

  private static Refusal refusal(Negotiation state, NegotiationCommand command) {
    return switch (Negotiation.decide(state, command, NOW)) {
      case Outcome.Accepted<Negotiation, NegotiationEvent> accepted ->
          throw new AssertionError(accepted.state().toString());
      case Outcome.Refused<Negotiation, NegotiationEvent> refused -> refused.refusal();
    };
  }

  private static String answer(Negotiation state, NegotiationCommand command) {
    return answerAt(NOW, state, command);
  }

  private static String answerAt(Instant now, Negotiation state, NegotiationCommand command) {
    return switch (Negotiation.decide(state, command, now)) {
      case Outcome.Accepted<Negotiation, NegotiationEvent> accepted ->
          accepted.state().getClass().getSimpleName();
      case Outcome.Refused<Negotiation, NegotiationEvent> refused -> {
        assertThat(refused.refusal().message()).isNotBlank();
        yield refused.refusal().kind();
      }
    };
  }

  private static void command(NegotiationCommand command) {
    COMMANDS.put(command.getClass(), command);
    COLUMNS.add(command.getClass());
  }

  private static void row(Negotiation state, String... answers) {
    STATES.put(state.getClass(), state);
    TABLE.put(state.getClass(), List.of(answers));
  }

  /** Nothing moves any more; a timer finds nothing to do. */
  private static void over(Negotiation state, String refusal) {
    row(
        state,
        refusal,
        refusal,
        refusal,
        refusal,
        refusal,
        refusal,
        state.getClass().getSimpleName(),
        refusal);
  }

  private static NegotiationCommand.Draft draft(Side side, Terms terms) {
    return new NegotiationCommand.Draft(terms, signature(side, "who", NOW), null, EXPIRES_AT);
  }

  private static Signature signature(Side side, String by, Instant at) {
    return new Signature(side, by, at, "hash of the terms");
  }

  private static Answer answer(Answer.Kind kind) {
    return new Answer(kind, Side.PROVIDER, "eva", OFFERED_AT, null);
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
}
