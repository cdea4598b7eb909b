package io.onus.notification.delivery;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Resent")
public record ResentView(
    int resent,
    @Schema(description = "Those that are on their way again") List<UUID> ids,
    List<NotResent> refused,
    @Schema(description = "More are in the range: ask again") boolean more) {

  /** One that stays as it is. */
  @Schema(name = "NotResent")
  public record NotResent(
      UUID id, @Schema(examples = "delivery-still-pending") String refusal, String detail) {}

  public ResentView {
    ids = List.copyOf(ids);
    refused = List.copyOf(refused);
  }
}
