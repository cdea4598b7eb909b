package io.onus.sla.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.onus.kit.outbound.OutboundCalls;
import io.onus.kit.outbound.OutboundTargets;
import io.onus.kit.outbound.SystemHostNames;
import io.onus.kit.problem.Problem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarFeedTest {

  private final Vertx vertx = Vertx.vertx();
  private final OutboundCalls trusting = calls(Optional.of(List.of("127.0.0.0/8")));
  private final OutboundCalls wary = calls(Optional.empty());
  private final CalendarFeed feed = new CalendarFeed(trusting);
  private final CalendarFeed careful = new CalendarFeed(wary);
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          byte[] body =
              switch (exchange.getRequestURI().getPath()) {
                case "/long" -> new byte[CalendarFeed.LONGEST + 1];
                case "/full" -> new byte[CalendarFeed.LONGEST];
                default -> exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
              };
          int status =
              switch (exchange.getRequestURI().getPath()) {
                case "/moved" -> 302;
                case "/gone" -> 410;
                default -> 200;
              };
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
          exchange.sendResponseHeaders(status, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    trusting.close();
    wary.close();
    vertx.close();
  }

  @Test
  void theTextIsFetchedWithPathAndQuery() {
    assertThat(feed.fetch(url("/holidays.ics?of=DE"))).isEqualTo("/holidays.ics?of=DE");
    assertThat(feed.fetch(url("/full"))).hasSize(CalendarFeed.LONGEST);
  }

  @Test
  void aRedirectIsNotFollowed() {
    refused(feed, url("/moved"), "feed-not-read", "leads on to another address");
    assertThat(calls).hasValue(1);
  }

  @Test
  void anAnswerWithoutTheFileOrTooMuchOfItSaysSo() {
    refused(feed, url("/gone"), "feed-not-read", "answered 410");
    refused(feed, url("/long"), "feed-not-read", "more than 1048576 bytes");
  }

  @Test
  void aServerThatIsNotThereSaysSo() {
    server.stop(0);

    refused(feed, url("/"), "feed-not-read", "not reached");
    refused(feed, "https://no-such-host.invalid/a.ics", "feed-not-read", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/a.ics",
        "http://localhost:1/a.ics",
        "http://[::1]:1/a.ics",
        "http://[::ffff:10.0.0.1]/a.ics",
        "http://10.1.2.3/a.ics",
        "http://169.254.169.254/latest/meta-data",
        "https://192.168.0.1/a.ics"
      })
  void anAddressInsideTheNetworkIsNotCalled(String url) {
    refused(careful, url, "feed-inside-network", "inside the network");
  }

  @Test
  void theServerInsideIsNotCalledEither() {
    refused(careful, url("/holidays.ics"), "feed-inside-network", "");
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.org/a",
        "a b",
        "",
        "https:///a",
        "http://u:p@h/",
        "http://h:65536/"
      })
  void whatIsNoAddressOfTheWebIsMalformed(String url) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> feed.fetch(url))
        .satisfies(problem -> assertThat(problem.status()).isEqualTo(400));
  }

  private static void refused(CalendarFeed feed, String url, String refusal, String why) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> feed.fetch(url))
        .satisfies(problem -> assertThat(problem.refusal()).isEqualTo(refusal))
        .withMessageContaining(why);
  }

  private OutboundCalls calls(Optional<List<String>> allowed) {
    return new OutboundCalls(
        new OutboundTargets(allowed), new SystemHostNames(), vertx, Optional.empty());
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }
}
