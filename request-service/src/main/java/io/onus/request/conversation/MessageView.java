package io.onus.request.conversation;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One message of a request. */
@Schema(name = "Message")
public record MessageView(
    UUID id,
    String text,
    @Schema(examples = "BOTH") String visibility,
    AuthorView author,
    Instant at) {

  /** Who wrote it. */
  @Schema(name = "MessageAuthor")
  public record AuthorView(
      @Schema(examples = "ben") String id,
      @Schema(examples = "ENG") String department,
      @Schema(examples = "PROVIDER") @Nullable String side,
      @Schema(examples = "HUMAN") String kind,
      @Nullable String onBehalfOf) {}
}
