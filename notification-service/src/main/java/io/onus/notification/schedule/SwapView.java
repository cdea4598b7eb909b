package io.onus.notification.schedule;

import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.Swap;
import io.onus.notification.schedule.domain.SwapTerms;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Swap")
public record SwapView(
    @Schema(examples = "1") int number,
    @Schema(description = "Who asked") OnCallPerson from,
    @Schema(description = "Who is asked") OnCallPerson to,
    @Schema(description = "When the one who is asked is to be on call") SpanForm gives,
    @Schema(description = "When the one who asked is to be on call in return; null for nothing")
        @Nullable SpanForm takes,
    @Nullable String note,
    SwapStatus status,
    Instant proposedAt,
    @Schema(description = "From then on it is too late") Instant expiresAt,
    @Nullable Instant endedAt,
    long version) {

  static SwapView of(KnownSwap known, Map<String, Reach> names, Instant now) {
    Swap swap = Swap.asOf(known.swap(), now);
    SwapTerms terms = swap.terms();
    return new SwapView(
        terms.number(),
        OnCallPerson.of(terms.from(), names),
        OnCallPerson.of(terms.to(), names),
        SpanForm.of(terms.gives()),
        terms.takes() == null ? null : SpanForm.of(terms.takes()),
        terms.note(),
        SwapStatus.of(swap),
        terms.proposedAt(),
        terms.expiresAt(),
        SwapStatus.endedAt(swap),
        known.version());
  }
}
