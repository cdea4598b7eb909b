package io.onus.kit.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Identifiers after RFC 9562: version 7 for new things, version 5 where the same fact must get the
 * same id.
 */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /**
   * A version 7 id: the first 48 bits are the milliseconds of {@code now}, so ids of later rows
   * sort later.
   */
  public static UUID newId(Instant now) {
    byte[] random = new byte[10];
    RANDOM.nextBytes(random);
    ByteBuffer tail = ByteBuffer.wrap(random);
    long high = (now.toEpochMilli() << 16) | 0x7000L | (tail.getShort() & 0x0FFFL);
    long low = (tail.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /**
   * A version 5 id of the parts, joined by a unit separator so that ("a","bc") and ("ab","c")
   * differ.
   */
  public static UUID nameBased(UUID namespace, String... parts) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .flip());
    byte[] hash = sha1.digest(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
