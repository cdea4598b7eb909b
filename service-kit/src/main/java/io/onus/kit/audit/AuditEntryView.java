package io.onus.kit.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change, as an auditor reads it.
 *
 * @param onBehalfOf the person the actor, a system, spoke for
 * @param callId the call's X-Request-Id; null where the service acted by itself
 * @param seq its seal in the chain; null until it is sealed
 */
public record AuditEntryView(
    long id,
    Instant at,
    AuditPersonView actor,
    @Nullable AuditPersonView onBehalfOf,
    @Nullable String address,
    @Nullable String callId,
    @Schema(examples = "request.accepted") String action,
    Subject subject,
    List<String> departments,
    @Schema(
            implementation = Object.class,
            description =
                "Per field: from and to; `changed` for a text; people as they are known now",
            examples = "{\"status\": [\"SUBMITTED\", \"ACCEPTED\"]}")
        JsonNode changes,
    @Nullable Long seq) {

  /**
   * @param id a reference where it is a person
   * @param person whom the reference stands for; null for anything but a person
   */
  public record Subject(
      @Schema(examples = "request") String type, String id, @Nullable AuditPersonView person) {}
}
