package io.onus.sla.agreement;

import io.onus.sla.agreement.domain.Review;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a side's lead thinks of the agreement. */
@Schema(name = "ReviewForm")
public record ReviewForm(
    @Schema(examples = "KEEP") Review.@NotNull @Nullable Conclusion outcome,
    @Size(max = 2000) @Schema(examples = "It serves both of us") @Nullable String note,
    @Schema(description = "with KEEP: when to look again", examples = "2027-06-01")
        @Nullable LocalDate nextReviewOn) {

  @AssertTrue(message = "nextReviewOn belongs to KEEP, and lies before the year 2200")
  @Schema(hidden = true)
  public boolean isNextReviewSensible() {
    return nextReviewOn == null
        || (outcome == Review.Conclusion.KEEP && nextReviewOn.getYear() <= 2199);
  }
}
