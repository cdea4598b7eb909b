package io.onus.notification.method;

import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "RotateForm")
public record RotateForm(
    @Pattern(regexp = "now")
        @Schema(
            description =
                "now: the secret there was signs no more. Where left out it signs beside the new"
                    + " one for 24 hours",
            examples = "now")
        @Nullable String retireOld) {

  public static boolean retiresOld(@Nullable RotateForm form) {
    return form != null && form.retireOld != null;
  }
}
