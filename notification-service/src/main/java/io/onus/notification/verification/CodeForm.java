package io.onus.notification.verification;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "CodeForm")
public record CodeForm(
    @NotNull
        @Pattern(regexp = "[0-9]{6}", message = "must be the six digits that were sent")
        @Schema(examples = "123456")
        @Nullable String code) {

  /** A code is in no log. */
  @Override
  public String toString() {
    return "CodeForm";
  }
}
