package io.onus.notification.method;

import io.onus.kit.problem.Violation;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.Channels;
import io.onus.notification.domain.ChannelKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an address and a secret can be, for the channel they are meant for. */
@ApplicationScoped
public class AddressRule {

  private final Channels channels;

  AddressRule(Channels channels) {
    this.channels = channels;
  }

  public List<Violation> ofAddress(@Nullable ChannelKind kind, @Nullable String address) {
    if (kind == null || address == null) {
      return List.of();
    }
    return channels.of(kind).wrongAddress(address).stream()
        .map(wrong -> new Violation("address", wrong))
        .toList();
  }

  /**
   * @param secret what came with the address, if anything
   * @param needed whether one must be, where the receiver gives them out
   */
  public List<Violation> ofSecret(
      @Nullable ChannelKind kind, @Nullable String secret, boolean needed) {
    if (kind == null) {
      return List.of();
    }
    Channel channel = channels.of(kind);
    Optional<String> wrong =
        switch (channel.secretUse()) {
          case GIVEN -> secret == null ? missing(needed) : channel.wrongSecret(secret);
          case GIVEN_OR_NONE -> secret == null ? Optional.empty() : channel.wrongSecret(secret);
          case NONE, MADE ->
              secret == null
                  ? Optional.empty()
                  : Optional.of("is not for a method of kind " + kind);
        };
    return wrong.map(message -> new Violation("secret", message)).stream().toList();
  }

  private static Optional<String> missing(boolean needed) {
    return needed
        ? Optional.of("must be the key the receiver gave out for this")
        : Optional.empty();
  }
}
