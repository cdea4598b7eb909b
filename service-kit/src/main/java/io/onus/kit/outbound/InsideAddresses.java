package io.onus.kit.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that only the inside of a network can reach, or nobody: this machine, private and
 * carrier ranges, links, groups, and whatever else the registries of special addresses name. Who
 * lets others say where to call must not call these for them.
 */
public final class InsideAddresses {

  /** Of four bytes, what is not for the internet at large. */
  private static final List<Cidr> SPECIAL =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carriers
          "127.0.0.0/8", // this machine
          "169.254.0.0/16", // link, and what clouds tell their machines
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocols
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // relays from six to four
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // groups
          "240.0.0.0/4"); // reserved, broadcast

  /**
   * Of sixteen bytes, what is for the internet at large: one block alone. Private, link and group
   * addresses, this machine, and whatever carries an address of four bytes lie outside it.
   */
  private static final Cidr GLOBAL = Cidr.of("2000::/3");

  /** What is not, although it lies in that block. */
  private static final List<Cidr> SPECIAL_SIX =
      blocks(
          "2001::/23", // protocols, and tunnels to addresses of four bytes (Teredo)
          "2001:db8::/32", // documentation
          "2002::/16", // tunnels to addresses of four bytes (6to4)
          "3fff::/20"); // documentation

  /**
   * How a network without addresses of four bytes reaches the outside: the gateway leads to the
   * address in the last four bytes, so that one is judged.
   */
  private static final Cidr TRANSLATED = Cidr.of("64:ff9b::/96");

  private InsideAddresses() {}

  public static boolean contain(InetAddress address) {
    if (address instanceof Inet4Address) {
      return isIn(SPECIAL, address);
    }
    if (TRANSLATED.contains(address)) {
      return contain(lastFourOf(address));
    }
    return !GLOBAL.contains(address) || isIn(SPECIAL_SIX, address);
  }

  private static boolean isIn(List<Cidr> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private static InetAddress lastFourOf(InetAddress six) {
    byte[] bytes = six.getAddress();
    try {
      return InetAddress.getByAddress(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static List<Cidr> blocks(String... texts) {
    return Stream.of(texts).map(Cidr::of).toList();
  }
}
