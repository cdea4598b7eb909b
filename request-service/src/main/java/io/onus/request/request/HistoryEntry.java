package io.onus.request.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One line of a request's history. */
@Schema(name = "HistoryEntry")
public record HistoryEntry(
    @Schema(description = "Counts everything that happened, from 1", examples = "3") int position,
    @Schema(
            description =
                "The sequence of the event that told of it; null for what concerns only the two"
                    + " sides, as a proposed priority",
            examples = "2")
        @Nullable Integer sequence,
    @Schema(examples = "asked") String type,
    @Schema(description = "When it happened") Instant at,
    @Schema(description = "When it was recorded; later than `at` for what was relayed or imported")
        Instant recordedAt,
    By by,
    @Schema(
            type = SchemaType.OBJECT,
            description = "What this type says",
            examples = "{\"text\":\"Which revision?\"}")
        JsonNode content) {

  /** Who did it. */
  @Schema(name = "HistoryActor")
  public record By(
      @Schema(examples = "ben") String id,
      @Schema(examples = "ENG") String department,
      @Schema(examples = "PROVIDER") @Nullable String side,
      @Schema(examples = "HUMAN") String kind,
      @Nullable String onBehalfOf) {}
}
