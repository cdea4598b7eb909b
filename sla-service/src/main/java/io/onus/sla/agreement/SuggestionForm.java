package io.onus.sla.agreement;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What would be better. */
@Schema(name = "SuggestionForm")
public record SuggestionForm(
    @NotBlank @Size(max = 2000) @Schema(examples = "Photos with the question would save us a day")
        @Nullable String text) {}
