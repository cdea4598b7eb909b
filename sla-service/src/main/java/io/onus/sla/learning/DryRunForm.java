package io.onus.sla.learning;

import io.onus.sla.agreement.TermsForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which terms to try, on which past. */
@Schema(name = "DryRunQuestion")
public record DryRunForm(
    @Schema(description = "absent: the offer on the table") @Valid @Nullable TermsForm terms,
    @Size(max = 64)
        @Schema(
            description = "instead of terms: the code of terms kept ready",
            examples = "standard")
        @Nullable String template,
    @Schema(description = "absent: the last twelve months of what there is") @Valid
        @Nullable WindowForm window) {

  static final DryRunForm EMPTY = new DryRunForm(null, null, null);
}
