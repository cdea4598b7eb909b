package io.onus.sla.offer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who accepts. */
@Schema(name = "AcceptanceForm")
public record AcceptanceForm(
    @NotBlank
        @Size(max = 64)
        @Schema(description = "the department that signs as the requester", examples = "CS")
        @Nullable String department) {}
