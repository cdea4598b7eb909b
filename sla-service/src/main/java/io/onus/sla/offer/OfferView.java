package io.onus.sla.offer;

import io.onus.sla.agreement.domain.Signature;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.offer.OfferStore.StoredOffer;
import io.onus.sla.offer.domain.Offer;
import io.onus.sla.offer.domain.Publication;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An offer as its readers see it. */
@Schema(name = "Offer")
public record OfferView(
    UUID id,
    @Schema(examples = "ENG") String provider,
    @Schema(description = "null: all services of the provider", examples = "part-clarification")
        @Nullable String service,
    Status status,
    @Schema(description = "The version that was published last", examples = "2") int number,
    Terms terms,
    @Nullable String note,
    @Schema(description = "The provider's signature") Signature signature,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawnBy,
    @Schema(description = "Rises by one with each change; also the ETag", examples = "2")
        int version,
    Instant createdAt,
    Instant updatedAt) {

  @Schema(name = "OfferStatus")
  public enum Status {
    OPEN,
    WITHDRAWN
  }

  /** One version of an offer. */
  @Schema(name = "OfferVersion")
  public record Version(int number, Terms terms, @Nullable String note, Signature signature) {

    static Version of(Publication publication) {
      return new Version(
          publication.number(), publication.terms(), publication.note(), publication.by());
    }
  }

  /** Which version a department stands on. */
  @Schema(name = "OfferAcceptance")
  public record Acceptance(
      @Schema(examples = "CS") String department,
      UUID agreementId,
      int number,
      @Schema(description = "Whether that is the version published last") boolean current,
      Instant signedAt) {

    static Acceptance of(OfferStore.Acceptance stored, int current) {
      return new Acceptance(
          stored.department(),
          stored.agreementId(),
          stored.number(),
          stored.number() == current,
          stored.signedAt());
    }
  }

  static OfferView of(StoredOffer stored) {
    Offer offer = stored.state();
    Publication current = offer.current();
    Offer.@Nullable Withdrawn withdrawn =
        switch (offer) {
          case Offer.Open open -> null;
          case Offer.Withdrawn gone -> gone;
        };
    return new OfferView(
        stored.id(),
        offer.provider(),
        offer.service(),
        withdrawn == null ? Status.OPEN : Status.WITHDRAWN,
        current.number(),
        current.terms(),
        current.note(),
        current.by(),
        withdrawn == null ? null : withdrawn.at(),
        withdrawn == null ? null : withdrawn.by(),
        stored.version(),
        stored.createdAt(),
        stored.updatedAt());
  }
}
