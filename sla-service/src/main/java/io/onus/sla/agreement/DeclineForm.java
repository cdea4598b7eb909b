package io.onus.sla.agreement;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an offer is not taken. */
@Schema(name = "DeclineForm")
public record DeclineForm(
    @NotBlank @Size(max = 2000) @Schema(examples = "We cannot keep this before spring")
        @Nullable String reason) {}
