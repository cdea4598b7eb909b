package io.onus.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.http.InsideAddresses;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Notice.Promise;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import io.onus.notification.test.Receiver;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTargetsTest {

  private static final WebhookTargets CAREFUL = new WebhookTargets(false);

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
        "198.18.0.1",
        "198.19.255.255",
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
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "2002:7f00:0001::1",
        "2002:0a00:0001::"
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
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:4700::1",
        "64:ff9b::1.1.1.1",
        "2002:0101:0101::1"
      })
  void anAddressOutsideIsATarget(String address) throws Exception {
    assertThat(InsideAddresses.contain(InetAddress.getByName(address))).isFalse();
    assertThat(CAREFUL.refusal(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "a.localhost", "printer.local"})
  void aNameOfThisMachineOrItsNeighboursIsNoTarget(String host) {
    assertThat(CAREFUL.refusal(host)).isPresent();
    assertThat(new WebhookTargets(true).refusal(host)).isEmpty();
  }

  @Test
  void anyOtherNameIsJudgedByItsAddressesAndOneInsideIsOneTooMany() throws Exception {
    InetAddress outside = InetAddress.getByName("1.1.1.1");
    InetAddress inside = InetAddress.getByName("10.0.0.1");

    assertThat(CAREFUL.refusal("hooks.example.com")).isEmpty();
    assertThat(CAREFUL.refusal(List.of(outside))).isEmpty();
    assertThat(CAREFUL.refusal(List.of(outside, inside))).isPresent();
    assertThat(new WebhookTargets(true).refusal(List.of(inside))).isEmpty();
  }

  @Test
  void whatLeadsInsideIsNotCalledWhenItsTimeComes() {
    Vertx vertx = Vertx.vertx();
    try (Receiver receiver = new Receiver()) {
      // Given: saved while it was allowed, or its name leads elsewhere now
      WebhookChannel careful = new WebhookChannel(new WallClock(), CAREFUL, vertx);
      WebhookChannel trusting =
          new WebhookChannel(new WallClock(), new WebhookTargets(true), vertx);

      // When
      Answer refused = careful.send(message(receiver.url("/inside")));

      // Then
      assertThat(refused)
          .isInstanceOfSatisfying(
              Answer.RefusedForGood.class,
              answer -> assertThat(answer.reason()).contains("127.0.0.1"));
      assertThat(receiver.calls()).isEmpty();
      assertThat(trusting.send(message(receiver.url("/inside?a=b"))))
          .isInstanceOf(Answer.Taken.class);
      assertThat(receiver.calls()).hasSize(1);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void aNameThatIsNoneIsTriedAgainLater() {
    Vertx vertx = Vertx.vertx();
    try {
      WebhookChannel channel = new WebhookChannel(new WallClock(), CAREFUL, vertx);

      assertThat(channel.send(message("http://no-such-host.invalid/")))
          .isInstanceOf(Answer.RefusedForNow.class);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Message message(String address) {
    Notice notice =
        new Notice(
            UUID.randomUUID(),
            "ENG-1042",
            "Which screw?",
            "CS",
            "ENG",
            null,
            null,
            "ENG",
            "CS",
            new Promise("FIRST_RESPONSE", Standing.BREACHED, 100, null, false),
            null,
            null,
            null,
            null,
            null,
            "UTC",
            "/requests/1",
            List.of());
    return new Message(
        UUID.randomUUID(),
        null,
        "Lena",
        address,
        List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
        Severity.CRITICAL,
        new Content.Milestone(notice),
        "{}");
  }
}
