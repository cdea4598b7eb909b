package io.onus.request.conversation;

import io.onus.request.request.InReach;
import io.onus.request.request.Line;
import io.onus.request.request.Prose;
import io.onus.request.request.domain.Visibility;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody has to say about a request. */
@Schema(name = "MessageForm")
public record MessageForm(
    @NotNull @Prose @Schema(examples = "The supplier confirms revision C") String text,
    @Schema(description = "INTERNAL stays on the side that wrote it", defaultValue = "BOTH")
        @Nullable Visibility visibility,
    @Line @Schema(description = "From a relay: who really wrote it") @Nullable String onBehalfOf,
    @InReach @Schema(description = "From a relay: when it was really written")
        java.time.@Nullable Instant at) {}
