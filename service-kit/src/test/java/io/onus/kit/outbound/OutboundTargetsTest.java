package io.onus.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTargetsTest {

  private static final OutboundTargets CAREFUL = new OutboundTargets(Optional.empty());
  private static final OutboundTargets ALLOWING =
      new OutboundTargets(Optional.of(List.of("127.0.0.0/8", "fd00::/8")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456:789a::1",
        "fec0::1",
        "ff02::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:10.0.0.1",
        "::127.0.0.1",
        "::1.1.1.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1.1.1.1",
        "2002:7f00:0001::1",
        "2002:0a00:0001::",
        "2002:0101:0101::1"
      })
  void anAddressInsideIsNoTarget(String address) throws Exception {
    assertThat(InsideAddresses.contain(InetAddress.getByName(address))).isTrue();
    assertThat(CAREFUL.refusal(address)).isPresent();
    assertThat(CAREFUL.refusal("[" + address + "]")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.101.0",
        "203.0.112.255",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700::1",
        "3ffe::1",
        "64:ff9b::1.1.1.1"
      })
  void anAddressOutsideIsATarget(String address) throws Exception {
    assertThat(InsideAddresses.contain(InetAddress.getByName(address))).isFalse();
    assertThat(CAREFUL.refusal(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "a.localhost", "printer.local"})
  void aNameOfThisMachineOrItsNeighboursIsNoTarget(String host) {
    assertThat(CAREFUL.refusal(host)).isPresent();
    assertThat(ALLOWING.refusal(host)).isEmpty();
  }

  @Test
  void anyOtherNameIsJudgedByItsAddressesAndOneInsideIsOneTooMany() throws Exception {
    InetAddress outside = InetAddress.getByName("1.1.1.1");
    InetAddress inside = InetAddress.getByName("10.0.0.1");

    assertThat(CAREFUL.refusal("hooks.example.com")).isEmpty();
    assertThat(CAREFUL.refusal(List.of(outside))).isEmpty();
    assertThat(CAREFUL.refusal(List.of(outside, inside))).isPresent();
  }

  @Test
  void whatIsAllowedIsATargetAndNothingElseInside() {
    assertThat(ALLOWING.refusal("127.0.0.1")).isEmpty();
    assertThat(ALLOWING.refusal("[fd00::1]")).isEmpty();
    assertThat(ALLOWING.refusal("10.0.0.1")).isPresent();
    assertThat(ALLOWING.refusal("[::1]")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.com/a",
        "gopher://example.com",
        "a b",
        "",
        "https:///a",
        "https://u:p@example.com/",
        "https://example.com/#top",
        "https://example.com:65536/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://[::1]/",
        "https://169.254.169.254/latest/meta-data"
      })
  void whatCannotOrMustNotBeCalledIsNoUrl(String url) {
    assertThat(CAREFUL.refusalOfUrl(url)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/onus?a=b",
        "HTTP://example.com",
        "https://1.1.1.1:8443/x",
        "https://[2606:4700::1]/"
      })
  void anyOtherUrlWillDo(String url) {
    assertThat(CAREFUL.refusalOfUrl(url)).isEmpty();
  }

  @Test
  void aSecretGoesByTlsUnlessItStaysWithinWhatIsAllowed() {
    assertThat(ALLOWING.refusalOfSecretUrl("https://hooks.example.com/T/B")).isEmpty();
    assertThat(ALLOWING.refusalOfSecretUrl("http://127.0.0.1:8080/T/B")).isEmpty();
    assertThat(ALLOWING.refusalOfSecretUrl("http://hooks.example.com/T/B"))
        .hasValueSatisfying(wrong -> assertThat(wrong).startsWith("must start with https://"));
    assertThat(ALLOWING.refusalOfSecretUrl("HTTP://1.1.1.1/T/B")).isPresent();
  }

  @Test
  void aBlockThatIsNoneEndsTheStart() {
    assertThatThrownBy(() -> new OutboundTargets(Optional.of(List.of("10.0.0.0"))))
        .hasMessageContaining("ONUS_OUTBOUND_ALLOW")
        .hasMessageContaining("10.0.0.0");
  }
}
