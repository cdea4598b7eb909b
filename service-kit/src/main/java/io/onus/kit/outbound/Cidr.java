package io.onus.kit.outbound;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;

/** A block of addresses, written as {@code 10.0.0.0/8} or {@code fd00::/8}. */
public final class Cidr {

  private final byte[] start;
  private final int bits;
  private final String text;

  private Cidr(byte[] start, int bits, String text) {
    this.start = start;
    this.bits = bits;
    this.text = text;
  }

  /**
   * @param text an address, a slash and how many of its bits count; bits beyond those are ignored
   * @throws IllegalArgumentException with the reason, where it is none
   */
  public static Cidr of(String text) {
    String[] parts = text.strip().split("/", -1);
    byte[] start = NetUtil.createByteArrayFromIpAddressString(parts[0]);
    if (parts.length != 2 || start == null || !parts[1].matches("[0-9]{1,3}")) {
      throw none(text);
    }
    int bits = Integer.parseInt(parts[1]);
    if (bits > start.length * Byte.SIZE) {
      throw none(text);
    }
    return new Cidr(start, bits, text.strip());
  }

  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    int whole = bits / Byte.SIZE;
    if (bytes.length != start.length || !Arrays.equals(bytes, 0, whole, start, 0, whole)) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((bytes[whole] ^ start[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
  }

  @Override
  public String toString() {
    return text;
  }

  private static IllegalArgumentException none(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no block of addresses such as 10.0.0.0/8 or fd00::/8");
  }
}
