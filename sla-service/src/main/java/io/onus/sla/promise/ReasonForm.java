package io.onus.sla.promise;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why. */
@Schema(name = "ReasonForm")
public record ReasonForm(
    @NotBlank @Size(max = 2000) @Schema(examples = "The customer's line stands still until then")
        @Nullable String reason) {

  String why() {
    return Objects.requireNonNull(reason);
  }
}
