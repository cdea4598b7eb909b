package io.onus.notification.person;

import io.onus.kit.problem.Violation;
import io.onus.notification.channel.webhook.WebhookTargets;
import io.onus.notification.domain.ChannelKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
        @Nullable String address) {

  private static final int LONGEST_EMAIL = 254;

  /** Nothing that could leave the address and become a second one, a name or a header. */
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s\\p{Cntrl}@<>(),;:\\\\\"\\[\\]]+@[A-Za-z0-9._-]*[A-Za-z0-9]");

  /** What is wrong with the address, for the channel it is meant for. */
  List<Violation> violations(WebhookTargets targets) {
    if (kind == null || address == null) {
      return List.of();
    }
    Optional<String> wrong =
        switch (kind) {
          case EMAIL -> wrongEmail(address);
          case WEBHOOK -> wrongUrl(address, targets);
          case STREAM -> Optional.of("needs none: everybody who is signed in has the stream");
        };
    return wrong.map(message -> new Violation("address", message)).stream().toList();
  }

  private static Optional<String> wrongEmail(String address) {
    return address.length() <= LONGEST_EMAIL && EMAIL.matcher(address).matches()
        ? Optional.empty()
        : Optional.of("must be an e-mail address such as ada@example.com");
  }

  private static Optional<String> wrongUrl(String address, WebhookTargets targets) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      return Optional.of("must be a URL such as https://hooks.example.com/onus");
    }
    if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
      return Optional.of("must start with http:// or https://");
    }
    if (uri.getHost() == null) {
      return Optional.of("must name a host");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("must not carry a user or password: calls are signed instead");
    }
    return uri.getRawFragment() == null
        ? targets.refusal(uri.getHost())
        : Optional.of("must not have a fragment");
  }
}
