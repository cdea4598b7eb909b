package io.onus.request.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.request.Texts;
import io.onus.request.directory.domain.Department;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a {@code PUT} says of a service. Without an intake, a subject is a complete request. */
@Schema(name = "ServiceForm")
public record ServiceForm(
    @Schema(
            description = "May repeat the code of the path, nothing else",
            examples = "part-clarification")
        @Nullable String code,
    @NotNull
        @Pattern(regexp = Department.CODE, message = "must be a department's code")
        @Schema(description = "Code of the department that does it", examples = "ENG")
        String provider,
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
        @Schema(examples = "Clarify a part before it is ordered")
        String name,
    @Schema(
            type = SchemaType.OBJECT,
            description =
                "JSON Schema 2020-12 of the details of a complete request; refers to nothing"
                    + " outside of itself. Beside JSON Schema's own, it may have the keyword"
                    + " `checklist`, a list of texts: what else a request can be returned for",
            examples =
                "{\"type\":\"object\",\"required\":[\"partNumber\"],\"properties\":{\"partNumber\":{\"type\":\"string\"}}}")
        @Nullable JsonNode intake) {}
