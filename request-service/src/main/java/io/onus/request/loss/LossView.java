package io.onus.request.loss;

import io.onus.request.loss.domain.Claim;
import io.onus.request.loss.domain.Loss;
import io.onus.request.request.domain.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One loss as it stands. */
@Schema(name = "Loss")
public record LossView(
    @Schema(description = "Counts the losses of the request", examples = "1") int n,
    Loss.Status status,
    @Schema(examples = "4200") BigDecimal amount,
    @Schema(examples = "USD") String currency,
    String text,
    @Schema(description = "The side that claims it") Side claimedBy,
    @Schema(examples = "lena") String claimant,
    Instant claimedAt,
    @Schema(description = "Who confirmed, disputed or withdrew it") @Nullable String answeredBy,
    @Nullable Instant answeredAt,
    @Schema(description = "Why it is disputed") @Nullable String reason,
    int version) {

  static LossView of(Loss loss) {
    return switch (loss) {
      case Loss.Claimed s -> of(s, null, null, null);
      case Loss.Confirmed s -> of(s, s.person(), s.at(), null);
      case Loss.Disputed s -> of(s, s.person(), s.at(), s.reason());
      case Loss.Withdrawn s -> of(s, s.person(), s.at(), null);
    };
  }

  private static LossView of(
      Loss loss, @Nullable String person, @Nullable Instant at, @Nullable String reason) {
    Claim claim = loss.claim();
    return new LossView(
        claim.n(),
        loss.status(),
        claim.amount(),
        claim.currency(),
        claim.text(),
        claim.by(),
        claim.person(),
        claim.at(),
        person,
        at,
        reason,
        loss.version());
  }
}
