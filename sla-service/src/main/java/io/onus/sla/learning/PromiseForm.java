package io.onus.sla.learning;

import io.onus.sla.agreement.domain.Priority;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request that somebody thinks of sending. */
@Schema(name = "PromiseQuestion")
public record PromiseForm(
    @NotBlank @Size(max = 64) @Schema(description = "The requester department", examples = "CS")
        @Nullable String from,
    @Size(min = 1, max = 64)
        @Schema(description = "What is asked for", examples = "part-clarification")
        @Nullable String service,
    @Size(min = 1, max = 64)
        @Schema(
            description = "The provider department; alone, it stands for its question service",
            examples = "ENG")
        @Nullable String to,
    @Schema(description = "absent: P3") @Nullable Priority priority) {}
