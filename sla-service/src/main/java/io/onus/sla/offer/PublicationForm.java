package io.onus.sla.offer;

import io.onus.sla.agreement.TermsForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The next version of an offer. */
@Schema(name = "PublicationForm")
public record PublicationForm(
    @Valid @Nullable TermsForm terms,
    @Size(max = 64)
        @Schema(
            description = "instead of terms: the code of terms kept ready",
            examples = "standard")
        @Nullable String template,
    @Size(max = 2000) @Schema(examples = "Two hours, since we are more") @Nullable String note) {}
