package io.onus.sla.agreement.domain;

import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where two departments stand with each other about one set of terms. */
public sealed interface Negotiation {

  Parties parties();

  /** The first offer is on the table. */
  record Proposed(Parties parties, TermsOffer offer) implements Negotiation {}

  /** An offer that answers another is on the table. */
  record Countered(Parties parties, TermsOffer offer) implements Negotiation {}

  /**
   * Both have signed the same terms.
   *
   * @param offers how many offers were made so far
   */
  record Signed(Parties parties, SignedVersion last, int offers) implements Negotiation {}

  /** Signed, and terms for the next version are on the table; what is signed stays meanwhile. */
  record Amending(Parties parties, SignedVersion last, TermsOffer offer) implements Negotiation {}

  record Declined(Parties parties, TermsOffer offer, Answer answer) implements Negotiation {}

  record Withdrawn(Parties parties, TermsOffer offer, Answer answer) implements Negotiation {}

  record Expired(Parties parties, TermsOffer offer, Answer answer) implements Negotiation {}

  /** Notice was given. It binds until the day of the notice, and no request after that. */
  record Ended(Parties parties, SignedVersion last, Notice notice) implements Negotiation {}

  /** The offer that awaits an answer. */
  default Optional<TermsOffer> onTheTable() {
    return switch (this) {
      case Proposed(var parties, var offer) -> Optional.of(offer);
      case Countered(var parties, var offer) -> Optional.of(offer);
      case Amending(var parties, var last, var offer) -> Optional.of(offer);
      case Signed signed -> Optional.empty();
      case Declined declined -> Optional.empty();
      case Withdrawn withdrawn -> Optional.empty();
      case Expired expired -> Optional.empty();
      case Ended ended -> Optional.empty();
    };
  }

  /** The version that was signed last. */
  default Optional<SignedVersion> lastSigned() {
    return switch (this) {
      case Signed(var parties, var last, var offers) -> Optional.of(last);
      case Amending(var parties, var last, var offer) -> Optional.of(last);
      case Ended(var parties, var last, var notice) -> Optional.of(last);
      case Proposed proposed -> Optional.empty();
      case Countered countered -> Optional.empty();
      case Declined declined -> Optional.empty();
      case Withdrawn withdrawn -> Optional.empty();
      case Expired expired -> Optional.empty();
    };
  }

  /** Why nothing can be done here any more; nothing while something can. */
  default Optional<Refusal> over() {
    return switch (this) {
      case Declined declined -> Optional.of(NegotiationRefusal.answered(declined.answer()));
      case Withdrawn withdrawn -> Optional.of(NegotiationRefusal.answered(withdrawn.answer()));
      case Expired expired -> Optional.of(NegotiationRefusal.answered(expired.answer()));
      case Ended ended -> Optional.of(NegotiationRefusal.AgreementEnded.of(ended.notice()));
      case Proposed proposed -> Optional.empty();
      case Countered countered -> Optional.empty();
      case Signed signed -> Optional.empty();
      case Amending amending -> Optional.empty();
    };
  }

  static Outcome<Negotiation, NegotiationEvent> decide(
      Negotiation state, NegotiationCommand command, Instant now) {
    return switch (state) {
      case Proposed(var parties, var offer) -> unsigned(state, parties, offer, command, now);
      case Countered(var parties, var offer) -> unsigned(state, parties, offer, command, now);
      case Signed signed -> signed(signed, command, now);
      case Amending amending -> amending(amending, command, now);
      case Declined declined -> over(state, command);
      case Withdrawn withdrawn -> over(state, command);
      case Expired expired -> over(state, command);
      case Ended ended -> over(state, command);
    };
  }

  private static Outcome<Negotiation, NegotiationEvent> unsigned(
      Negotiation state,
      Parties parties,
      TermsOffer offer,
      NegotiationCommand command,
      Instant now) {
    return switch (command) {
      case NegotiationCommand.Counter(var draft) ->
          countered(offer, draft, now, made -> new Countered(parties, made));
      case NegotiationCommand.Accept(var side, var by) ->
          accepted(parties, offer, 1, side, by, now);
      case NegotiationCommand.Decline(var side, var by, var reason) ->
          declined(offer, side, by, reason, now, answer -> new Declined(parties, offer, answer));
      case NegotiationCommand.Withdraw(var side, var by) ->
          withdrawn(offer, side, by, now, answer -> new Withdrawn(parties, offer, answer));
      case NegotiationCommand.Expire expire ->
          expired(state, offer, now, answer -> new Expired(parties, offer, answer));
      case NegotiationCommand.Amend amend -> notSigned(offer);
      case NegotiationCommand.End end -> notSigned(offer);
      case NegotiationCommand.SignPublished published -> notSigned(offer);
    };
  }

  private static Outcome<Negotiation, NegotiationEvent> amending(
      Amending state, NegotiationCommand command, Instant now) {
    TermsOffer offer = state.offer();
    Signed before = new Signed(state.parties(), state.last(), offer.number());
    return switch (command) {
      case NegotiationCommand.Counter(var draft) ->
          sameAs(state.last().terms(), draft)
              .orElseGet(
                  () ->
                      countered(
                          offer,
                          draft,
                          now,
                          made -> new Amending(state.parties(), state.last(), made)));
      case NegotiationCommand.Accept(var side, var by) ->
          accepted(state.parties(), offer, state.last().number() + 1, side, by, now);
      case NegotiationCommand.Decline(var side, var by, var reason) ->
          declined(offer, side, by, reason, now, answer -> before);
      case NegotiationCommand.Withdraw(var side, var by) ->
          withdrawn(offer, side, by, now, answer -> before);
      case NegotiationCommand.Expire expire -> expired(state, offer, now, answer -> before);
      case NegotiationCommand.Amend amend ->
          Outcome.refused(NegotiationRefusal.OfferOpen.of(offer));
      case NegotiationCommand.SignPublished published ->
          Outcome.refused(NegotiationRefusal.OfferOpen.of(offer));
      case NegotiationCommand.End end -> ended(before, offer, end, now);
    };
  }

  private static Outcome<Negotiation, NegotiationEvent> signed(
      Signed state, NegotiationCommand command, Instant now) {
    return switch (command) {
      case NegotiationCommand.Amend(var draft) ->
          sameAs(state.last().terms(), draft)
              .orElseGet(
                  () -> {
                    TermsOffer made = draft.numbered(state.offers() + 1);
                    return Outcome.accepted(
                        new Amending(state.parties(), state.last(), made),
                        List.of(new NegotiationEvent.OfferMade(made, false)));
                  });
      case NegotiationCommand.End end -> ended(state, null, end, now);
      case NegotiationCommand.SignPublished(var terms, var offered, var accepted, var note) ->
          taken(state, new TermsOffer(state.offers() + 1, terms, offered, note, null), accepted);
      case NegotiationCommand.Expire expire -> Outcome.accepted(state, List.of());
      case NegotiationCommand.Counter counter -> alreadySigned(state);
      case NegotiationCommand.Accept accept -> alreadySigned(state);
      case NegotiationCommand.Decline decline -> alreadySigned(state);
      case NegotiationCommand.Withdraw withdraw -> alreadySigned(state);
    };
  }

  private static Outcome<Negotiation, NegotiationEvent> over(
      Negotiation state, NegotiationCommand command) {
    return switch (command) {
      // A timer that comes late finds nothing to do.
      case NegotiationCommand.Expire expire -> Outcome.accepted(state, List.of());
      case NegotiationCommand.Counter counter -> Outcome.refused(state.over().orElseThrow());
      case NegotiationCommand.Accept accept -> Outcome.refused(state.over().orElseThrow());
      case NegotiationCommand.Decline decline -> Outcome.refused(state.over().orElseThrow());
      case NegotiationCommand.Withdraw withdraw -> Outcome.refused(state.over().orElseThrow());
      case NegotiationCommand.Amend amend -> Outcome.refused(state.over().orElseThrow());
      case NegotiationCommand.End end -> Outcome.refused(state.over().orElseThrow());
      case NegotiationCommand.SignPublished published ->
          Outcome.refused(state.over().orElseThrow());
    };
  }

  private static Outcome<Negotiation, NegotiationEvent> countered(
      TermsOffer offer,
      NegotiationCommand.Draft draft,
      Instant now,
      Function<TermsOffer, Negotiation> next) {
    Side side = draft.by().side();
    return mayNotAnswer(offer, side, now)
        .or(() -> same(offer.terms(), draft, "on the table: accept them"))
        .map(Negotiation::no)
        .orElseGet(
            () -> {
              TermsOffer made = draft.numbered(offer.number() + 1);
              Answer answer =
                  new Answer(Answer.Kind.COUNTERED, side, draft.by().by(), now, draft.note());
              return Outcome.accepted(
                  next.apply(made),
                  List.of(
                      new NegotiationEvent.OfferAnswered(offer, answer),
                      new NegotiationEvent.OfferMade(made, true)));
            });
  }

  private static Outcome<Negotiation, NegotiationEvent> accepted(
      Parties parties, TermsOffer offer, int number, Side side, String by, Instant now) {
    return mayNotAnswer(offer, side, now)
        .map(Negotiation::no)
        .orElseGet(
            () -> {
              Signature signature = new Signature(side, by, now, offer.by().termsHash());
              SignedVersion version =
                  new SignedVersion(number, offer.terms(), offer.by(), signature);
              return Outcome.accepted(
                  new Signed(parties, version, offer.number()),
                  List.of(
                      new NegotiationEvent.OfferAnswered(
                          offer, new Answer(Answer.Kind.ACCEPTED, side, by, now, null)),
                      new NegotiationEvent.VersionSigned(version)));
            });
  }

  private static Outcome<Negotiation, NegotiationEvent> taken(
      Signed state, TermsOffer published, Signature accepted) {
    SignedVersion version =
        new SignedVersion(state.last().number() + 1, published.terms(), published.by(), accepted);
    return Outcome.accepted(
        new Signed(state.parties(), version, published.number()), published(published, version));
  }

  /** What is signed by taking what was published: nobody's answer is waited for. */
  static Outcome.Accepted<Negotiation, NegotiationEvent> published(
      Parties parties, TermsOffer published, Signature accepted) {
    SignedVersion version = new SignedVersion(1, published.terms(), published.by(), accepted);
    return new Outcome.Accepted<>(
        new Signed(parties, version, published.number()), published(published, version));
  }

  private static List<NegotiationEvent> published(TermsOffer published, SignedVersion version) {
    Signature accepted = version.accepted();
    return List.of(
        new NegotiationEvent.OfferTaken(
            published,
            new Answer(Answer.Kind.ACCEPTED, accepted.side(), accepted.by(), accepted.at(), null)),
        new NegotiationEvent.VersionSigned(version));
  }

  private static Outcome<Negotiation, NegotiationEvent> declined(
      TermsOffer offer,
      Side side,
      String by,
      String reason,
      Instant now,
      Function<Answer, Negotiation> next) {
    Answer answer = new Answer(Answer.Kind.DECLINED, side, by, now, reason);
    return mayNotAnswer(offer, side, now)
        .map(Negotiation::no)
        .orElseGet(
            () ->
                Outcome.accepted(
                    next.apply(answer),
                    List.of(new NegotiationEvent.OfferAnswered(offer, answer))));
  }

  private static Outcome<Negotiation, NegotiationEvent> withdrawn(
      TermsOffer offer, Side side, String by, Instant now, Function<Answer, Negotiation> next) {
    if (offer.expired(now)) {
      return no(new NegotiationRefusal.OfferExpired(offer.expiresAt()));
    }
    if (side != offer.by().side()) {
      return no(new NegotiationRefusal.NotYourOffer(side, offer.by().side()));
    }
    Answer answer = new Answer(Answer.Kind.WITHDRAWN, side, by, now, null);
    return Outcome.accepted(
        next.apply(answer), List.of(new NegotiationEvent.OfferAnswered(offer, answer)));
  }

  private static Outcome<Negotiation, NegotiationEvent> expired(
      Negotiation state, TermsOffer offer, Instant now, Function<Answer, Negotiation> next) {
    if (!offer.expired(now)) {
      return Outcome.accepted(state, List.of());
    }
    Answer answer = new Answer(Answer.Kind.EXPIRED, null, null, offer.expiresAt(), null);
    return Outcome.accepted(
        next.apply(answer), List.of(new NegotiationEvent.OfferAnswered(offer, answer)));
  }

  private static Outcome<Negotiation, NegotiationEvent> ended(
      Signed state, @Nullable TermsOffer open, NegotiationCommand.End end, Instant now) {
    if (end.endsAt().isBefore(end.earliest())) {
      return no(new NegotiationRefusal.NoticeInThePast(end.endsAt(), end.earliest()));
    }
    // A notice for today begins when it is given: it reaches no request back.
    Instant endsAt = end.endsAt().isBefore(now) ? now : end.endsAt();
    Notice notice = new Notice(end.side(), end.by(), now, endsAt, end.reason());
    NegotiationEvent given = new NegotiationEvent.NoticeGiven(notice);
    Answer lapsed = new Answer(Answer.Kind.LAPSED, end.side(), end.by(), now, end.reason());
    return Outcome.accepted(
        new Ended(state.parties(), state.last(), notice),
        open == null
            ? List.of(given)
            : List.of(new NegotiationEvent.OfferAnswered(open, lapsed), given));
  }

  private static Optional<Refusal> mayNotAnswer(TermsOffer offer, Side side, Instant now) {
    if (offer.expired(now)) {
      return Optional.of(new NegotiationRefusal.OfferExpired(offer.expiresAt()));
    }
    return side == offer.awaiting()
        ? Optional.empty()
        : Optional.of(new NegotiationRefusal.OwnOffer(side, offer.awaiting()));
  }

  private static Optional<Outcome<Negotiation, NegotiationEvent>> sameAs(
      Terms signed, NegotiationCommand.Draft draft) {
    return same(signed, draft, "signed already").map(Negotiation::no);
  }

  private static Optional<Refusal> same(Terms terms, NegotiationCommand.Draft draft, String where) {
    return draft.terms().equals(terms)
        ? Optional.of(new NegotiationRefusal.SameTerms(where))
        : Optional.empty();
  }

  private static Outcome<Negotiation, NegotiationEvent> notSigned(TermsOffer offer) {
    return no(new NegotiationRefusal.NotSignedYet(offer.awaiting()));
  }

  private static Outcome<Negotiation, NegotiationEvent> alreadySigned(Signed state) {
    Signature accepted = state.last().accepted();
    return no(new NegotiationRefusal.OfferAlreadyAnswered(accepted.at(), accepted.by()));
  }

  private static Outcome<Negotiation, NegotiationEvent> no(Refusal refusal) {
    return Outcome.refused(refusal);
  }
}
