package io.onus.kit.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses that only the inside of a network can reach: this machine, private and carrier ranges,
 * links, and whatever the registry of special addresses names. Who lets others say where to call
 * must not call these for them.
 */
public final class InsideAddresses {

  private InsideAddresses() {}

  public static boolean contain(InetAddress address) {
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
      return contain(
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
