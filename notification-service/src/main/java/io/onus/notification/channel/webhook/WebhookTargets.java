package io.onus.notification.channel.webhook;

import io.netty.util.NetUtil;
import io.onus.kit.http.InsideAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where webhooks may lead. A person says where to call, and we stand inside the company's network:
 * unless it is wished, nobody may make us call what only the inside can reach.
 */
@ApplicationScoped
public class WebhookTargets {

  private static final String PRIVATE = "leads to an address inside the network: ";

  private final boolean allowPrivate;

  public WebhookTargets(
      @ConfigProperty(name = "onus.webhook.allow-private", defaultValue = "false")
          boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /** What is wrong with a host as it is written, before any name is looked up. */
  public Optional<String> refusal(String host) {
    if (allowPrivate) {
      return Optional.empty();
    }
    String plain = host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    if (plain.equals("localhost") || plain.endsWith(".localhost") || plain.endsWith(".local")) {
      return Optional.of(PRIVATE + plain);
    }
    if (plain.indexOf(':') >= 0) {
      try {
        // In brackets it is an address or nothing: no name is looked up.
        return refusal(List.of(InetAddress.getByName("[" + plain + "]")));
      } catch (UnknownHostException e) {
        return Optional.of("is no address");
      }
    }
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(plain);
    try {
      return literal == null
          ? Optional.empty()
          : refusal(List.of(InetAddress.getByAddress(literal)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }

  /** What is wrong with what a name resolved to: one address inside is one too many. */
  Optional<String> refusal(List<InetAddress> addresses) {
    return allowPrivate
        ? Optional.empty()
        : addresses.stream()
            .filter(InsideAddresses::contain)
            .findFirst()
            .map(address -> PRIVATE + address.getHostAddress());
  }
}
