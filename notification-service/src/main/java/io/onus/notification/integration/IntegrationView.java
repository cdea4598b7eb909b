package io.onus.notification.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.integration.domain.EventPattern;
import io.onus.notification.integration.domain.IntegrationRight;
import io.onus.notification.method.domain.MethodStatus;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Webhook")
public record IntegrationView(
    @Schema(examples = "incident-channel") String id,
    @Schema(examples = "Incident channel") String name,
    ChannelKind kind,
    @Schema(description = "Left out for who may know no more than the name")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String address,
    @Schema(description = "Null for one of no department", examples = "ENG")
        @Nullable String department,
    @Schema(description = "Left out for who may know no more than the name")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> events,
    @Schema(enumeration = {"ACTIVE", "DISABLED"}) MethodStatus status,
    @Schema(description = "Why it is disabled") @Nullable String reason,
    @Schema(
            description =
                "What calls are signed with (Standard Webhooks). Shown in the answer that makes it"
                    + " and never again",
            examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String secret,
    @Schema(description = "Until when calls are signed with the secret before this one too")
        @Nullable Instant oldSecretUntil,
    long version,
    Instant createdAt) {

  static IntegrationView of(KnownIntegration known, Asker asker) {
    boolean all =
        IntegrationRight.of(asker, known.integration().department())
            .includes(IntegrationRight.READ);
    return view(known, all, null);
  }

  /** For who has just made it, with its secret where there is one to show. */
  static IntegrationView of(KnownIntegration known, @Nullable Secret shownOnce) {
    return view(known, true, shownOnce);
  }

  private static IntegrationView view(
      KnownIntegration known, boolean all, @Nullable Secret shownOnce) {
    return new IntegrationView(
        known.integration().id(),
        known.integration().name(),
        known.method().kind(),
        all ? known.method().address() : null,
        known.integration().department(),
        all ? known.integration().events().stream().map(EventPattern::text).toList() : null,
        known.method().status(),
        all ? known.method().reason() : null,
        shownOnce == null ? null : shownOnce.value(),
        known.method().oldSecretUntil(),
        known.version(),
        known.createdAt());
  }
}
