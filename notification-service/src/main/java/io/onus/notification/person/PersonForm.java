package io.onus.notification.person;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "PersonForm")
public record PersonForm(
    @NotBlank @Size(max = 200) @Schema(examples = "Ada Novak") @Nullable String name) {}
