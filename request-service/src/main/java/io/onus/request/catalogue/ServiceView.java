package io.onus.request.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A service as callers and, through {@code onus.directory.v1}, other services see it. */
@Schema(name = "Service")
public record ServiceView(
    @Schema(examples = "part-clarification") String code,
    @Schema(examples = "ENG") String provider,
    @Schema(examples = "Clarify a part before it is ordered") String name,
    @Schema(
            type = SchemaType.OBJECT,
            description = "JSON Schema 2020-12 of the details of a complete request")
        JsonNode intake,
    @Schema(description = "Rises by one with each change; also the ETag", examples = "1")
        long version) {}
