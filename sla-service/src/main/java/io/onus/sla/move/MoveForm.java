package io.onus.sla.move;

import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** To which version open clocks are moved. */
@Schema(name = "MoveForm")
public record MoveForm(
    @Min(1) @Schema(description = "The current one if left out", examples = "3")
        @Nullable Integer version) {}
