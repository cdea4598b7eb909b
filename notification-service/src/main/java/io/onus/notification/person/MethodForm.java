package io.onus.notification.person;

import io.onus.kit.problem.Violation;
import io.onus.notification.channel.Channels;
import io.onus.notification.domain.ChannelKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "MethodForm")
public record MethodForm(
    @NotNull @Schema(examples = "EMAIL") @Nullable ChannelKind kind,
    @NotBlank
        @Size(max = 2000)
        @Schema(
            description =
                "An e-mail address, or the URL that is called: with https for chats and pagers",
            examples = "ada@example.com")
        @Nullable String address) {

  /** What is wrong with the address, for the channel it is meant for. */
  List<Violation> violations(Channels channels) {
    if (kind == null || address == null) {
      return List.of();
    }
    return channels.of(kind).wrongAddress(address).stream()
        .map(wrong -> new Violation("address", wrong))
        .toList();
  }
}
