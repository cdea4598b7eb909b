package io.onus.notification.schedule;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "SwapForm")
public record SwapForm(
    @NotBlank @Size(max = 64) @Schema(description = "Who is asked", examples = "ben")
        @Nullable String to,
    @NotNull @Valid @Schema(description = "When they are to be on call in the caller's place")
        @Nullable SpanForm gives,
    @Valid
        @Schema(
            description =
                "When the caller is to be on call in their place; left out, they take it over")
        @Nullable SpanForm takes,
    @Size(max = 500) @Schema(examples = "Dentist") @Nullable String note) {}
