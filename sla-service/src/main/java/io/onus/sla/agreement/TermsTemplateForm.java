package io.onus.sla.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Terms to keep ready. */
@Schema(name = "TermsTemplateForm")
public record TermsTemplateForm(
    @Size(max = 200) @Schema(examples = "What most of us agree on") @Nullable String name,
    @NotNull @Valid @Nullable TermsForm terms) {}
