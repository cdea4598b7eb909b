package io.onus.kit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class AddressRateFilterTest {

  @Test
  void anAddressStandsForItself() {
    assertThat(key("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(key("192.0.2.2"));
  }

  @Test
  void aNetworkOfSixStandsForAllItsAddresses() {
    assertThat(key("2001:db8:1:2::1")).isEqualTo(key("2001:db8:1:2:ffff::9"));
    assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
  }

  private static String key(String address) {
    return AddressRateFilter.key(SocketAddress.inetSocketAddress(443, address));
  }
}
