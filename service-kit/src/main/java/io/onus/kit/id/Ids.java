package io.onus.kit.id;

import io.onus.kit.decide.NameBasedIds;
import java.nio.ByteBuffer;
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

  /** A version 5 id, see {@link NameBasedIds}. */
  public static UUID nameBased(UUID namespace, String... parts) {
    return NameBasedIds.of(namespace, parts);
  }
}
