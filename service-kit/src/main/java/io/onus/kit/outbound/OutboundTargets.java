package io.onus.kit.outbound;

import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where calls may lead. Somebody else says where to call, and we stand inside the company's
 * network: unless it was allowed, nobody may make us call what only the inside can reach.
 */
@ApplicationScoped
public class OutboundTargets {

  private static final String INSIDE = "leads to an address inside the network";

  private static final Pattern NUMBER_AT_THE_END =
      Pattern.compile("(?:^|\\.)(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?$|:");
  private static final int HIGHEST_PORT = 65_535;

  private final List<Cidr> allowed;

  public OutboundTargets(
      @ConfigProperty(name = "onus.outbound.allow") Optional<List<String>> allowed) {
    try {
      this.allowed = allowed.orElse(List.of()).stream().map(Cidr::of).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "onus.outbound.allow (ONUS_OUTBOUND_ALLOW): " + e.getMessage(), e);
    }
  }

  /** What is wrong with a URL to be called, before any name in it is looked up. */
  public Optional<String> refusalOfUrl(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.of("must be a URL such as https://hooks.example.com/onus");
    }
    if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
      return Optional.of("must start with http:// or https://");
    }
    if (uri.getHost() == null) {
      return Optional.of("must name a host");
    }
    if (uri.getPort() > HIGHEST_PORT) {
      return Optional.of("must not have a port above " + HIGHEST_PORT);
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("must not carry a user or password");
    }
    return uri.getRawFragment() == null
        ? refusal(uri.getHost())
        : Optional.of("must not have a fragment");
  }

  /** As {@link #refusalOfUrl}, for calls that carry a secret: nobody on the way may read it. */
  public Optional<String> refusalOfSecretUrl(String url) {
    Optional<String> refusal = refusalOfUrl(url);
    boolean open = url.regionMatches(true, 0, "http:", 0, 5);
    return refusal.isPresent() || !open || isAllowed(URI.create(url).getHost())
        ? refusal
        : Optional.of("must start with https://, because a secret goes with the call");
  }

  /** What is wrong with a host as it is written, before any name is looked up. */
  public Optional<String> refusal(String host) {
    InetAddress literal = literal(host);
    if (literal != null) {
      return refusal(List.of(literal)).map(inside -> inside + ": " + literal.getHostAddress());
    }
    if (NUMBER_AT_THE_END.matcher(host).find()) {
      // Some read it as an address all the same, and not all as the same one.
      return Optional.of("must name a host, or an address such as 192.0.2.7");
    }
    String plain = host.toLowerCase(Locale.ROOT);
    boolean near =
        plain.equals("localhost") || plain.endsWith(".localhost") || plain.endsWith(".local");
    // Where something inside is allowed, what the name leads to decides when it is called.
    return near && allowed.isEmpty() ? Optional.of(INSIDE + ": " + plain) : Optional.empty();
  }

  /** What is wrong with what a name resolved to: one address inside is one too many. */
  Optional<String> refusal(List<InetAddress> addresses) {
    return addresses.stream()
        .filter(address -> !isAllowed(address) && InsideAddresses.contain(address))
        .findFirst()
        // Which one is not for who named it to learn: names inside would be looked up that way.
        .map(address -> INSIDE);
  }

  private boolean isAllowed(String host) {
    InetAddress literal = literal(host);
    return literal != null && isAllowed(literal);
  }

  private boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(block -> block.contains(address));
  }

  /** The address that is written there; null where it is a name. */
  private static @Nullable InetAddress literal(String host) {
    String plain = host.replace("[", "").replace("]", "");
    try {
      if (plain.indexOf(':') >= 0) {
        // In brackets it is an address or nothing: no name is looked up.
        return InetAddress.getByName("[" + plain + "]");
      }
      byte[] four = NetUtil.createByteArrayFromIpAddressString(plain);
      return four == null ? null : InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
