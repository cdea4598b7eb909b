package io.onus.sla.agreement;

import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.AgreementStore.StoredOffering;
import io.onus.sla.agreement.AgreementStore.StoredReview;
import io.onus.sla.agreement.AgreementStore.StoredVersion;
import io.onus.sla.agreement.domain.Answer;
import io.onus.sla.agreement.domain.Negotiation;
import io.onus.sla.agreement.domain.Notice;
import io.onus.sla.agreement.domain.Owes;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Review;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.agreement.domain.TermsOffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An agreement as its readers see it. */
@Schema(name = "Agreement")
public record AgreementView(
    UUID id,
    String requester,
    String provider,
    @Schema(description = "null: all services of the provider") @Nullable String service,
    AgreementStatus status,
    @Schema(
            description = "The department whose answer is awaited; null if nobody's",
            examples = "ENG")
        @Nullable String awaiting,
    @Schema(description = "Whether a request submitted now would be bound by it") boolean inForce,
    @Schema(description = "Under the version that was signed last, else under the last offer")
        List<Signature> signatures,
    @Schema(
            description =
                "What was signed and is in force, or will be first; null while nothing is")
        @Nullable Version current,
    @Schema(description = "What was signed and replaces the current terms at its inForceFrom")
        @Nullable Version next,
    @Schema(description = "The offer on the table; null while none is") @Nullable Offering proposed,
    @Schema(description = "What became of the last offer, where nothing was signed")
        @Nullable Answer answer,
    @Schema(description = "What each side owes: under the current terms, else under those offered")
        Owes owes,
    @Schema(description = "The notice, where one was given") @Nullable Notice notice,
    ReviewPlan review,
    @Schema(description = "Rises by one with each change; also the ETag") int version,
    Instant createdAt,
    Instant updatedAt) {

  /** Terms both have signed. */
  @Schema(name = "AgreementVersion")
  public record Version(
      int number,
      Terms terms,
      Owes owes,
      List<Signature> signatures,
      Instant signedAt,
      Instant inForceFrom) {

    static Version of(StoredVersion stored, Parties parties) {
      var signed = stored.signed();
      return new Version(
          signed.number(),
          signed.terms(),
          Owes.of(signed.terms(), parties),
          List.of(signed.offered(), signed.accepted()),
          signed.accepted().at(),
          stored.inForceFrom());
    }
  }

  /** Terms one side has put forward. */
  @Schema(name = "AgreementOffer")
  public record Offering(
      @Schema(description = "Counts the offers of a negotiation from 1") int number,
      Terms terms,
      Owes owes,
      Side side,
      @Schema(description = "The department that made it") String department,
      String by,
      Instant at,
      @Schema(description = "SHA-256 of the terms as compact JSON, sorted, without nulls")
          String termsHash,
      @Nullable String note,
      @Schema(description = "From then on nobody can take it; null where it was published")
          @Nullable Instant expiresAt,
      @Schema(description = "What became of it; null while it is on the table")
          @Nullable Answer answer) {

    static Offering of(StoredOffering stored, Parties parties) {
      TermsOffer offer = stored.offer();
      Signature by = offer.by();
      return new Offering(
          offer.number(),
          offer.terms(),
          Owes.of(offer.terms(), parties),
          by.side(),
          parties.of(by.side()),
          by.by(),
          by.at(),
          by.termsHash(),
          offer.note(),
          offer.expiresAt(),
          stored.answer());
    }
  }

  /** When it is looked at again, and what the leads have said so far. */
  @Schema(name = "AgreementReviewPlan")
  public record ReviewPlan(
      @Nullable LocalDate on,
      @Schema(description = "Whether that day has come") boolean due,
      List<Opinion> opinions) {

    static ReviewPlan of(StoredReview stored) {
      return new ReviewPlan(stored.on(), stored.told(), Opinion.of(stored.open()));
    }
  }

  /** What a side's lead said in a review. */
  @Schema(name = "AgreementReviewOpinion")
  public record Opinion(
      Side side,
      Review.Conclusion outcome,
      String by,
      Instant at,
      @Nullable String note,
      @Nullable LocalDate nextReviewOn) {

    static List<Opinion> of(@Nullable Review review) {
      return review == null
          ? List.of()
          : Stream.of(Side.values())
              .filter(review.opinions()::containsKey)
              .map(side -> of(side, review.opinions().get(side)))
              .toList();
    }

    private static Opinion of(Side side, Review.Opinion opinion) {
      return new Opinion(
          side, opinion.outcome(), opinion.by(), opinion.at(), opinion.note(), opinion.nextOn());
    }
  }

  public static AgreementView of(StoredAgreement agreement) {
    Negotiation state = agreement.state();
    Parties parties = agreement.parties();
    TermsOffer open = state.onTheTable().orElse(null);
    StoredVersion current = agreement.current();
    TermsOffer offer = lastOffer(state, open);
    return new AgreementView(
        agreement.id(),
        parties.requester(),
        parties.provider(),
        parties.service(),
        AgreementStatus.of(state),
        open == null ? null : parties.of(open.awaiting()),
        agreement.inForce(),
        state
            .lastSigned()
            .map(last -> List.of(last.offered(), last.accepted()))
            .orElseGet(() -> offer == null ? List.of() : List.of(offer.by())),
        current == null ? null : Version.of(current, parties),
        agreement.next() == null ? null : Version.of(agreement.next(), parties),
        open == null ? null : Offering.of(new StoredOffering(open, null), parties),
        answer(state),
        Owes.of(current == null ? terms(offer) : current.signed().terms(), parties),
        state instanceof Negotiation.Ended ended ? ended.notice() : null,
        ReviewPlan.of(agreement.review()),
        agreement.version(),
        agreement.createdAt(),
        agreement.updatedAt());
  }

  private static Terms terms(@Nullable TermsOffer offer) {
    if (offer == null) {
      throw new IllegalStateException("a negotiation without a version has an offer");
    }
    return offer.terms();
  }

  private static @Nullable TermsOffer lastOffer(Negotiation state, @Nullable TermsOffer open) {
    return switch (state) {
      case Negotiation.Declined declined -> declined.offer();
      case Negotiation.Withdrawn withdrawn -> withdrawn.offer();
      case Negotiation.Expired expired -> expired.offer();
      case Negotiation.Proposed proposed -> open;
      case Negotiation.Countered countered -> open;
      case Negotiation.Amending amending -> open;
      case Negotiation.Signed signed -> null;
      case Negotiation.Ended ended -> null;
    };
  }

  private static @Nullable Answer answer(Negotiation state) {
    return switch (state) {
      case Negotiation.Declined declined -> declined.answer();
      case Negotiation.Withdrawn withdrawn -> withdrawn.answer();
      case Negotiation.Expired expired -> expired.answer();
      case Negotiation.Proposed proposed -> null;
      case Negotiation.Countered countered -> null;
      case Negotiation.Amending amending -> null;
      case Negotiation.Signed signed -> null;
      case Negotiation.Ended ended -> null;
    };
  }
}
