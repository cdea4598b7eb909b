package io.onus.sla.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Other terms: for the offer on the table, or for the next version. */
@Schema(name = "CounterOffer")
public record CounterForm(
    @Valid @Nullable TermsForm terms,
    @Size(max = 64)
        @Schema(
            description = "instead of terms: the code of terms kept ready",
            examples = "standard")
        @Nullable String template,
    @Size(max = 2000) @Schema(examples = "Two hours, and you answer within four")
        @Nullable String note,
    @Schema(description = "until when it can be taken; absent: 30 days from now")
        @Nullable Instant expiresAt) {}
