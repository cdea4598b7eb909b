package io.onus.notification.channel.webhook;

import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet4Address;
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
            .filter(WebhookTargets::isInside)
            .findFirst()
            .map(address -> PRIVATE + address.getHostAddress());
  }

  static boolean isInside(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet4Address
            ? isSpecial(address.getAddress())
            : isSpecialOrHoldsFour(address.getAddress()));
  }

  /** What the registry of special addresses names besides those Java knows. */
  private static boolean isSpecial(byte[] four) {
    int first = four[0] & 0xff;
    int second = four[1] & 0xff;
    int third = four[2] & 0xff;
    return first == 0
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 192 && second == 0 && third == 0)
        || (first == 198 && (second & 0xfe) == 18)
        || first >= 240;
  }

  private static boolean isSpecialOrHoldsFour(byte[] six) {
    boolean uniqueLocal = (six[0] & 0xfe) == 0xfc;
    return uniqueLocal
        || (startsWith(six, 0x20, 0x02) && isInside(six, 2))
        || (startsWith(six, 0x00, 0x64, 0xff, 0x9b) && isInside(six, 12))
        || (startsWith(six, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) && isInside(six, 12));
  }

  /** Some addresses of six carry one of four, to which a gateway would lead. */
  private static boolean isInside(byte[] six, int at) {
    try {
      return isInside(
          InetAddress.getByAddress(new byte[] {six[at], six[at + 1], six[at + 2], six[at + 3]}));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
