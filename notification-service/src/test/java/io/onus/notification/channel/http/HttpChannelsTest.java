package io.onus.notification.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.outbound.OutboundCalls;
import io.onus.kit.outbound.OutboundTargets;
import io.onus.kit.outbound.SystemHostNames;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.Channel;
import io.onus.notification.channel.Wordings;
import io.onus.notification.channel.alertmanager.AlertmanagerChannel;
import io.onus.notification.channel.chat.ChatChannel;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.channel.domain.Answer.RefusedForGood;
import io.onus.notification.channel.domain.Answer.RefusedForNow;
import io.onus.notification.channel.domain.Answer.Taken;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.domain.SecretUse;
import io.onus.notification.channel.pager.PagerChannel;
import io.onus.notification.channel.webhook.WebhookChannel;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.test.Notices;
import io.onus.notification.test.Receiver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every channel that calls a URL makes of whatever the other end does. */
class HttpChannelsTest {

  private static final String KEY = "0123456789abcdef0123456789ABCDEF";
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8");

  private final Vertx vertx = Vertx.vertx();
  private final WallClock clock = new WallClock();

  private Receiver receiver;
  private OutboundCalls calls;

  @BeforeEach
  void begin() {
    receiver = new Receiver();
    calls = outbound(new OutboundTargets(Optional.of(LOOPBACK)));
  }

  @AfterEach
  void end() {
    receiver.close();
    calls.close();
    vertx.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void whatIsTakenIsTaken(ChannelKind kind) {
    receiver.then(202);

    assertThat(send(kind)).isEqualTo(new Taken("answered 202"));
    assertThat(receiver.calls()).hasSize(1);
    assertThat(receiver.calls().getFirst().header("user-agent")).isEqualTo("Onus");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void theirOwnErrorsAreTriedAgain(ChannelKind kind) {
    receiver.then(500);

    assertThat(send(kind)).isEqualTo(new RefusedForNow("answered 500", null));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void whoAsksForTimeGetsItInSecondsAndByDate(ChannelKind kind) {
    Instant later = clock.now().plusSeconds(7200);
    receiver
        .then(429, "Retry-After", "3600")
        .then(
            429,
            "Retry-After",
            DateTimeFormatter.RFC_1123_DATE_TIME
                .withLocale(Locale.ENGLISH)
                .format(later.atZone(ZoneOffset.UTC)));

    RefusedForNow seconds = (RefusedForNow) send(kind);
    RefusedForNow date = (RefusedForNow) send(kind);

    assertThat(seconds.notBefore())
        .isBetween(clock.now().plusSeconds(3000), clock.now().plusSeconds(3600));
    assertThat(date.notBefore()).isEqualTo(Instant.ofEpochSecond(later.getEpochSecond()));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void goneIsGone(ChannelKind kind) {
    receiver.then(410);

    assertThat(send(kind))
        .isInstanceOfSatisfying(
            RefusedForGood.class, refused -> assertThat(refused.gone()).isTrue());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void whatIsRefusedForGoodIsNotTriedAgain(ChannelKind kind) {
    receiver.then(400);

    assertThat(send(kind)).isEqualTo(new RefusedForGood("answered 400", false));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void aRedirectIsNotFollowed(ChannelKind kind) {
    try (Receiver inside = new Receiver()) {
      receiver.then(307, "Location", inside.url("/stolen"));

      assertThat(send(kind)).isInstanceOf(RefusedForGood.class);
      assertThat(inside.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void tenMegabytesAreCutOffAndCountByTheirStatus(ChannelKind kind) {
    receiver.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            for (int i = 0; i < 160; i++) {
              exchange.getResponseBody().write(new byte[64 * 1024]);
            }
          } catch (IOException hungUp) {
            // As it should be.
          }
        });

    assertThat(send(kind)).isEqualTo(new Taken("answered 200"));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void whatLeadsInsideIsNotCalled(ChannelKind kind) {
    OutboundCalls careful = outbound(new OutboundTargets(Optional.empty()));
    try {
      assertThat(channel(kind, careful).send(message(kind)))
          .isInstanceOfSatisfying(
              RefusedForGood.class,
              refused -> {
                assertThat(refused.reason())
                    .startsWith("not called: ")
                    .contains("inside the network");
                assertThat(refused.gone()).isFalse();
              });
      assertThat(receiver.calls()).isEmpty();
    } finally {
      careful.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void whereNobodyListensItIsTriedAgain(ChannelKind kind) {
    Message message = message(kind);
    receiver.close();

    assertThat(channel(kind, calls).send(message)).isInstanceOf(RefusedForNow.class);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "STREAM"},
      mode = Mode.EXCLUDE)
  void anAddressInsideOrWithoutAHostIsRefusedWhenItIsSaved(ChannelKind kind) {
    Channel channel = channel(kind, calls);

    assertThat(channel.wrongAddress("https://example.com/x")).isEmpty();
    assertThat(channel.wrongAddress("http://127.0.0.1:1/x")).isEmpty();
    assertThat(channel.wrongAddress("http://10.0.0.1/x")).isPresent();
    assertThat(channel.wrongAddress("mailto:ada@example.com")).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "PAGER"})
  void whatCarriesItsSecretGoesByTls(ChannelKind kind) {
    assertThat(channel(kind, calls).wrongAddress("http://example.com/x"))
        .hasValueSatisfying(wrong -> assertThat(wrong).startsWith("must start with https://"));
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBHOOK", "PAGER"})
  void withoutTheSecretThatItNeedsNothingIsCalled(ChannelKind kind) {
    Message bare = Notices.message(breach(), receiver.url("/x"), null);

    assertThat(channel(kind, calls).send(bare)).isInstanceOf(RefusedForNow.class);
    assertThat(receiver.calls()).isEmpty();
  }

  @Test
  void theSecretsOfEachKindAreSaid() {
    assertThat(channel(ChannelKind.WEBHOOK, calls).secretUse()).isEqualTo(SecretUse.MADE);
    assertThat(channel(ChannelKind.CHAT, calls).secretUse()).isEqualTo(SecretUse.NONE);
    assertThat(channel(ChannelKind.PAGER, calls).secretUse()).isEqualTo(SecretUse.GIVEN);
    assertThat(channel(ChannelKind.PAGER, calls).wrongSecret("short")).isPresent();
    assertThat(channel(ChannelKind.PAGER, calls).wrongSecret(KEY)).isEmpty();
    Channel alertmanager = channel(ChannelKind.ALERTMANAGER, calls);
    assertThat(alertmanager.secretUse()).isEqualTo(SecretUse.GIVEN_OR_NONE);
    assertThat(alertmanager.wrongSecret("two\r\nlines")).isPresent();
  }

  @Test
  void aWebhookIsSignedWithEverySecretItHas() throws Exception {
    Secret next = new Secret("whsec_YW5vdGhlciBvbmUgZm9yIHRlc3RzIGFsb25lLi4uLi4=");
    Message message =
        Notices.message(breach(), receiver.url("/x"), "{\"ä\":1}", Notices.SECRET, next);

    channel(ChannelKind.WEBHOOK, calls).send(message);

    Receiver.Call call = receiver.calls().getFirst();
    assertThat(call.text()).isEqualTo("{\"ä\":1}");
    assertThat(call.header("webhook-signature").split(" "))
        .hasSize(2)
        .allMatch(signature -> signature.startsWith("v1,"));
    for (Secret each : message.secrets()) {
      new Webhook(each.value())
          .verify(
              call.text(),
              Map.of(
                  "webhook-id", List.of(call.header("webhook-id")),
                  "webhook-timestamp", List.of(call.header("webhook-timestamp")),
                  "webhook-signature", List.of(call.header("webhook-signature"))));
    }
  }

  @Test
  void whatNoEventIsBehindIsAnEventOfItsOwn() {
    Message news = Notices.message(Notices.weekly(), receiver.url("/x"), null, Notices.SECRET);

    channel(ChannelKind.WEBHOOK, calls).send(news);

    assertThat(receiver.calls().getFirst().text())
        .contains("\"type\":\"io.onus.notification.news.v1\"", "\"id\":\"" + Notices.DELIVERY);
  }

  @Test
  void aPagersKeyIsInNoAnswer() {
    receiver.then(
        exchange -> {
          byte[] said =
              ("{\"status\":\"invalid event\",\"errors\":[\"no such key: " + KEY + "\"]}")
                  .getBytes();
          exchange.sendResponseHeaders(400, said.length);
          exchange.getResponseBody().write(said);
        });

    assertThat(send(ChannelKind.PAGER))
        .isEqualTo(new RefusedForGood("answered 400: no such key: (the key)", false));
  }

  @Test
  void anAlertmanagerIsCalledAtItsApiAndWithItsToken() {
    Channel channel = channel(ChannelKind.ALERTMANAGER, calls);

    channel.send(Notices.message(breach(), receiver.url("/am/"), null, new Secret("abc")));
    channel.send(Notices.message(breach(), receiver.url("/api/v2/alerts"), null));
    Answer acknowledged =
        channel.send(
            Notices.message(Notices.moved(Content.Move.ACKNOWLEDGED), receiver.url("/"), null));

    assertThat(receiver.calls())
        .extracting(Receiver.Call::path)
        .containsExactly("/am/api/v2/alerts", "/api/v2/alerts");
    assertThat(receiver.calls())
        .extracting(call -> call.header("authorization"))
        .containsExactly("Bearer abc", "");
    assertThat(acknowledged).isInstanceOf(Taken.class);
  }

  @Test
  void receiversOnOneHostShareALane() {
    Channel channel = channel(ChannelKind.CHAT, calls);

    assertThat(channel.lane("https://hooks.example.com/a"))
        .isEqualTo(channel.lane("https://hooks.example.com/b"))
        .isNotEqualTo(channel.lane("https://other.example.com/a"));
  }

  private Answer send(ChannelKind kind) {
    return channel(kind, calls).send(message(kind));
  }

  private Message message(ChannelKind kind) {
    Secret secret = kind == ChannelKind.PAGER ? new Secret(KEY) : Notices.SECRET;
    return Notices.message(breach(), receiver.url("/x"), null, secret);
  }

  private static Content breach() {
    return new Content.Milestone(Notices.breached("Which bolt?"));
  }

  private OutboundCalls outbound(OutboundTargets targets) {
    return new OutboundCalls(targets, new SystemHostNames(), vertx, Optional.empty());
  }

  private Channel channel(ChannelKind kind, OutboundCalls outbound) {
    OutboundTargets targets = new OutboundTargets(Optional.of(LOOPBACK));
    ChannelCalls channelCalls = new ChannelCalls(outbound, JsonSettings.mapper(), clock);
    Wordings wordings = new Wordings(clock, Notices.LINK_BASE);
    return switch (kind) {
      case EMAIL, STREAM -> throw new IllegalArgumentException("not by HTTP");
      case WEBHOOK -> new WebhookChannel(channelCalls, targets, clock);
      case CHAT -> new ChatChannel(channelCalls, targets, wordings);
      case PAGER -> new PagerChannel(channelCalls, targets, wordings, clock, JsonSettings.mapper());
      case ALERTMANAGER -> new AlertmanagerChannel(channelCalls, targets, wordings, clock);
    };
  }
}
