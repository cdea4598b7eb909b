package io.onus.sla.promise;

import io.onus.kit.time.WallClock;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Another due instant for one clock. */
@Schema(name = "ProposalOfDueForm")
public record ProposalForm(
    @NotNull
        @Schema(
            description = "ahead of now, up to ten years, and another one than stands there",
            examples = "2026-11-27T15:00:00Z")
        @Nullable Instant dueAt,
    @NotBlank
        @Size(max = 2000)
        @Schema(examples = "The part has to be measured in the workshop first")
        @Nullable String reason) {

  Instant due() {
    return WallClock.truncated(Objects.requireNonNull(dueAt));
  }

  String why() {
    return Objects.requireNonNull(reason);
  }
}
