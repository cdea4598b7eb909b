package io.onus.sla.offer;

import io.onus.sla.agreement.TermsForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Terms for everybody. */
@Schema(name = "OfferForm")
public record OfferForm(
    @NotBlank @Size(max = 64) @Schema(examples = "ENG") @Nullable String provider,
    @Size(min = 1, max = 128)
        @Schema(
            description = "absent: all services of the provider",
            examples = "part-clarification")
        @Nullable String service,
    @Valid @Nullable TermsForm terms,
    @Size(max = 64)
        @Schema(
            description = "instead of terms: the code of terms kept ready",
            examples = "standard")
        @Nullable String template,
    @Size(max = 2000) @Schema(examples = "What we can promise everybody") @Nullable String note) {}
