package io.onus.notification.weekly;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.inbox.PoisonRecord;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of {@code io.onus.agreement.*} events for reviews: what is signed until when. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ReviewEvent(
    @Nullable UUID agreementId,
    @Nullable String requester,
    @Nullable String provider,
    @Nullable String service,
    @Nullable TermsPart terms,
    @Nullable String nextReviewOn) {

  private static final String SIGNED = "io.onus.agreement.signed.v1";
  private static final String REVIEWED = "io.onus.agreement.reviewed.v1";
  private static final String ENDED = "io.onus.agreement.ended.v1";
  private static final Set<String> KNOWN = Set.of(SIGNED, REVIEWED, ENDED);

  @JsonIgnoreProperties(ignoreUnknown = true)
  record TermsPart(@Nullable String reviewOn) {}

  static boolean isKnown(String type) {
    return KNOWN.contains(type);
  }

  /**
   * @throws PoisonRecord where it does not say which agreement it is about, and between whom
   */
  PlannedReview planned(CloudEvent event) {
    return new PlannedReview(
        required("agreementId", agreementId),
        required("requester", requester),
        required("provider", provider),
        service,
        on(event.type()),
        event.sequence());
  }

  private @Nullable LocalDate on(String type) {
    return switch (type) {
      case SIGNED -> terms == null ? null : date(terms.reviewOn);
      case REVIEWED -> date(nextReviewOn);
      // Nobody looks again at what was given notice of.
      default -> null;
    };
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null || value.toString().isBlank()) {
      throw new PoisonRecord("no agreement event: " + field + " is missing");
    }
    return value;
  }
}
