package io.onus.request.imports;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line that changed nothing, and why. */
@Schema(name = "RejectedLine")
public record RejectedLine(
    @Schema(description = "Counted from 1, blank lines included", examples = "3") long line,
    @Schema(description = "Stable, in kebab-case", examples = "out-of-order") String reason,
    @Schema(examples = "older than the last fact of this request, of 2016-02-29T08:53:00Z")
        String detail) {}
