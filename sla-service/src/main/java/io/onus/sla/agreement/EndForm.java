package io.onus.sla.agreement;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A notice. */
@Schema(name = "EndForm")
public record EndForm(
    @NotNull
        @Schema(
            description = "the first day without the agreement, in the provider's zone",
            examples = "2027-01-01")
        @Nullable LocalDate on,
    @NotBlank @Size(max = 2000) @Schema(examples = "The team is being dissolved")
        @Nullable String reason) {

  @AssertTrue(message = "on must lie between the years 1970 and 2199")
  @Schema(hidden = true)
  public boolean isDayInReach() {
    return on == null || (on.getYear() >= 1970 && on.getYear() <= 2199);
  }
}
