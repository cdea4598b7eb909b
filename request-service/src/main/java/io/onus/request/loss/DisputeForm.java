package io.onus.request.loss;

import io.onus.request.request.Prose;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a loss is not one. */
@Schema(name = "DisputeForm")
public record DisputeForm(
    @NotNull @Prose @Schema(examples = "The part was sent back unused") String reason) {}
