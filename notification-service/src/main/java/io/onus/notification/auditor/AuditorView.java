package io.onus.notification.auditor;

import io.onus.notification.auditor.domain.Finding;
import io.onus.notification.auditor.domain.FindingKind;
import io.onus.notification.auditor.domain.Vigil;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Auditor")
public record AuditorView(
    @Schema(description = "It looks and finds nothing") boolean ok,
    @Schema(description = "From when on milestones are audited") Instant since,
    @Nullable Instant lastRunAt,
    @Schema(description = "When it last found nothing") @Nullable Instant lastOkAt,
    @Schema(description = "It should have looked since then and did not; null where it looks")
        @Nullable Instant missingSince,
    @Schema(description = "Of the last round") List<FindingView> findings,
    @Schema(description = "How often it has looked, and one more") long version) {

  @Schema(name = "AuditorFinding")
  public record FindingView(
      @Schema(examples = "MILESTONE_WITHOUT_ALERT") FindingKind kind,
      @Schema(description = "The kind in words") String words,
      @Schema(examples = "3") int count,
      @Schema(description = "Ids of some, the oldest first") List<String> examples,
      @Schema(description = "Since when it is so with the oldest") Instant oldest,
      @Schema(
              description = "What was done about it; null where nothing can be done from here",
              examples = "3 reported to the alerts once more")
          @Nullable String repair) {

    static FindingView of(Finding found) {
      return new FindingView(
          found.kind(),
          found.kind().words(),
          found.count(),
          found.examples(),
          found.oldest(),
          found.repair());
    }
  }

  static AuditorView of(Vigil vigil, Optional<Instant> missing) {
    return new AuditorView(
        missing.isEmpty() && vigil.findings().isEmpty() && vigil.lastRunAt() != null,
        vigil.since(),
        vigil.lastRunAt(),
        vigil.lastOkAt(),
        missing.orElse(null),
        vigil.findings().stream().map(FindingView::of).toList(),
        vigil.rounds() + 1);
  }
}
