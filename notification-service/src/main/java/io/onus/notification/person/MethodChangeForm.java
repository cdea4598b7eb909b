package io.onus.notification.person;

import io.onus.notification.domain.Urgency;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What can change of a method: another address is another method. */
@Schema(name = "MethodChangeForm")
public record MethodChangeForm(
    @NotNull @Schema(description = "From which urgency on it is used", examples = "HIGH")
        @Nullable Urgency urgency,
    @Schema(
            description =
                "An admin vouches that the address is this person's own: it needs no code any more",
            examples = "false")
        @Nullable Boolean verified) {}
