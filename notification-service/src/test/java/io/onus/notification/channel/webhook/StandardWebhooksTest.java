package io.onus.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onus.kit.json.JsonSettings;
import io.onus.kit.outbound.OutboundCalls;
import io.onus.kit.outbound.OutboundTargets;
import io.onus.kit.outbound.SystemHostNames;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.http.ChannelCalls;
import io.onus.notification.test.Notices;
import io.onus.notification.test.PublishedSchema;
import io.onus.notification.test.Receiver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What webhooks are sent verifies with the official library of another language. Skipped where
 * there is no Node, or its library is not to be had.
 */
class StandardWebhooksTest {

  private static final Path PROGRAM = Path.of("src/test/node/standardwebhooks");
  private static final Path WORK = Path.of("target/standardwebhooks");
  private static final Secret NEXT =
      new Secret("whsec_YW5vdGhlciBvbmUgZm9yIHRlc3RzIGFsb25lLi4uLi4=");

  @Test
  void everySecretOfEveryCallVerifiesWithTheLibraryForNode() throws Exception {
    assumeTrue(installed(), "npm ci of the library did not succeed: no Node, or no registry");

    Process verify = run("verify.log", "node", "verify.mjs");
    try (var in = verify.getOutputStream()) {
      in.write(PublishedSchema.json(calls()).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(verify.exitValue()).as(() -> said("verify.log")).isZero();
  }

  private static List<Map<String, Object>> calls() {
    Vertx vertx = Vertx.vertx();
    OutboundTargets targets = new OutboundTargets(Optional.of(List.of("127.0.0.0/8")));
    OutboundCalls outbound =
        new OutboundCalls(targets, new SystemHostNames(), vertx, Optional.empty());
    WallClock clock = new WallClock();
    WebhookChannel channel =
        new WebhookChannel(
            new ChannelCalls(outbound, JsonSettings.mapper(), clock), targets, clock);
    try (Receiver receiver = new Receiver()) {
      channel.send(message(Notices.all().getFirst(), receiver, "{\"ä\":\"\uD83D\uDE80\"}"));
      Notices.all().forEach(content -> channel.send(message(content, receiver, null)));
      return receiver.calls().stream().map(StandardWebhooksTest::call).toList();
    } finally {
      outbound.close();
      vertx.close();
    }
  }

  private static Message message(Content content, Receiver receiver, @Nullable String event) {
    return Notices.message(content, receiver.url("/"), event, Notices.SECRET, NEXT);
  }

  private static Map<String, Object> call(Receiver.Call call) {
    return Map.of(
        "secrets",
        List.of(Notices.SECRET.value(), NEXT.value()),
        "body",
        call.text(),
        "headers",
        Map.of(
            "webhook-id", call.header("webhook-id"),
            "webhook-timestamp", call.header("webhook-timestamp"),
            "webhook-signature", call.header("webhook-signature")));
  }

  private static boolean installed() throws InterruptedException {
    try {
      Files.createDirectories(WORK);
      for (String file : List.of("package.json", "package-lock.json", "verify.mjs")) {
        Files.copy(PROGRAM.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Process npm = run("npm.log", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      if (!npm.waitFor(120, TimeUnit.SECONDS)) {
        npm.destroyForcibly();
        return false;
      }
      return npm.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static Process run(String log, String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(WORK.toFile())
        .redirectErrorStream(true)
        .redirectOutput(WORK.resolve(log).toFile())
        .start();
  }

  private static String said(String log) {
    try {
      return Files.readString(WORK.resolve(log));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
