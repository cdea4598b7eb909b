package io.onus.sla.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An offer to agree. */
@Schema(name = "Proposal")
public record ProposalForm(
    @NotBlank @Size(max = 64) @Schema(examples = "CS") @Nullable String requester,
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
    @Size(max = 2000) @Nullable String note,
    @Schema(description = "until when it can be taken; absent: 30 days from now")
        @Nullable Instant expiresAt) {}
