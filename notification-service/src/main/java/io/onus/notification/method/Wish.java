package io.onus.notification.method;

import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A method somebody wants.
 *
 * @param urgency from which on it is to be used
 * @param secret what the receiver gave out, for kinds that need it
 */
public record Wish(ChannelKind kind, String address, Urgency urgency, @Nullable Secret secret) {

  private static final int FINGERPRINT_BYTES = 4;

  /**
   * Where messages go, told apart from every other place. All pagers of one provider have one URL:
   * the key says whose it is, so a fingerprint of it stands behind the URL as a fragment, which is
   * never sent.
   */
  public String place() {
    return kind == ChannelKind.PAGER && secret != null
        ? address + "#" + fingerprint(secret)
        : address;
  }

  /** Whether something that is kept leads there, whatever key it is opened with. */
  boolean hasUrlOf(String place) {
    int fragment = place.indexOf('#');
    return address.equals(fragment < 0 ? place : place.substring(0, fragment));
  }

  private static String fingerprint(Secret secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(secret.value().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
