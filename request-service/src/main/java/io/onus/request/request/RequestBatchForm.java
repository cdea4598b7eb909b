package io.onus.request.request;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Many requests at once. Items are read one by one, so that a bad one spoils no other. */
@Schema(name = "RequestBatchForm")
public record RequestBatchForm(
    @NotNull
        @Size(min = 1, max = RequestBatchForm.MAX_ITEMS)
        @Schema(implementation = RequestForm[].class)
        List<@NotNull JsonNode> items) {

  static final int MAX_ITEMS = 500;
}
