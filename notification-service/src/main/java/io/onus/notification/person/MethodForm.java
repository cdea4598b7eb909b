package io.onus.notification.person;

import io.onus.kit.problem.Violation;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import io.onus.notification.method.AddressRule;
import io.onus.notification.method.Wish;
import io.onus.notification.method.domain.UsualUrgency;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "MethodForm")
public record MethodForm(
    @NotNull @Schema(examples = "EMAIL") @Nullable ChannelKind kind,
    @NotBlank
        @Size(max = 2000)
        @Schema(
            description = "An e-mail address, or the http or https URL that is called",
            examples = "ada@example.com")
        @Nullable String address,
    @Schema(
            description =
                "From which urgency on it is used; HIGH is a broken promise of priority P1 or P2."
                    + " Where left out: HIGH for a pager, LOW for the rest",
            examples = "LOW")
        @Nullable Urgency urgency,
    @Size(min = 1, max = 500)
        @Schema(
            description = "The key a pager was given out with. It is kept sealed and never shown")
        @Nullable String secret,
    @Schema(
            description =
                "An admin vouches that the address is this person's own: it needs no code",
            examples = "false")
        @Nullable Boolean verified) {

  List<Violation> violations(AddressRule rule) {
    return Stream.concat(
            rule.ofAddress(kind, address).stream(), rule.ofSecret(kind, secret, true).stream())
        .toList();
  }

  Wish wish() {
    ChannelKind valid = Objects.requireNonNull(kind);
    return new Wish(
        valid,
        Objects.requireNonNull(address),
        urgency == null ? UsualUrgency.of(valid) : urgency,
        secret == null ? null : new Secret(secret));
  }

  boolean vouched() {
    return Boolean.TRUE.equals(verified);
  }
}
