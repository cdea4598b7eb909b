package io.onus.notification.method;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.method.domain.MethodStatus;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Method")
public record MethodView(
    UUID id,
    ChannelKind kind,
    @Schema(examples = "https://hooks.example.com/onus") String address,
    @Schema(description = "From which urgency on it is used") Urgency urgency,
    @Schema(description = "UNVERIFIED is not used until the code that was sent there is entered")
        MethodStatus status,
    @Schema(description = "Why it is disabled") @Nullable String reason,
    @Schema(
            description =
                "What calls to this webhook are signed with (Standard Webhooks). Shown in the"
                    + " answer that makes it and never again",
            examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String secret,
    @Schema(description = "Until when calls are signed with the secret before this one too")
        @Nullable Instant oldSecretUntil,
    long version,
    Instant createdAt) {

  public static MethodView of(KnownMethod method) {
    return of(method, null);
  }

  /** With the secret, for who has just made it. */
  public static MethodView of(KnownMethod method, @Nullable Secret shownOnce) {
    return new MethodView(
        method.id(),
        method.kind(),
        method.address(),
        method.urgency(),
        method.status(),
        method.reason(),
        shownOnce == null ? null : shownOnce.value(),
        method.oldSecretUntil(),
        method.version(),
        method.createdAt());
  }
}
