package io.onus.notification.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.person.domain.MethodStatus;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Method")
public record MethodView(
    UUID id,
    ChannelKind kind,
    @Schema(examples = "https://hooks.example.com/onus") String address,
    MethodStatus status,
    @Schema(description = "Why it is disabled") @Nullable String reason,
    @Schema(
            description =
                "What calls to this webhook are signed with (Standard Webhooks). Shown in the"
                    + " answer that creates the method and never again",
            examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String secret,
    long version,
    Instant createdAt) {

  static MethodView of(KnownMethod method) {
    return new MethodView(
        method.id(),
        method.kind(),
        method.address(),
        method.status(),
        method.reason(),
        null,
        method.version(),
        method.createdAt());
  }

  MethodView showing(Secret shownOnce) {
    return new MethodView(id, kind, address, status, reason, shownOnce.value(), version, createdAt);
  }
}
