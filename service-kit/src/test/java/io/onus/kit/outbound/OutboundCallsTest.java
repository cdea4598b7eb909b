package io.onus.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.outbound.OutboundAnswer.Answered;
import io.onus.kit.outbound.OutboundAnswer.NotCalled;
import io.onus.kit.outbound.OutboundAnswer.NotReached;
import io.onus.kit.test.TestCertificate;
import io.onus.local.Ports;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundCallsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  /** Of this machine, and yet another address than 127.0.0.1. */
  private static final String ELSEWHERE = "127.0.0.2";

  /** As many as look up names at once; each of them is let in at once as well. */
  private static final int MANY = 60;

  private static Vertx vertx;
  private static TestCertificate named;
  private static TestCertificate numbered;

  private final List<OutboundCalls> made = new ArrayList<>();

  @TempDir Path folder;

  @BeforeAll
  static void begin(@TempDir Path store) throws Exception {
    vertx = Vertx.vertx();
    named = TestCertificate.of(store, "dns:hooks.example.com");
    numbered = TestCertificate.of(store, "ip:127.0.0.1");
  }

  @AfterAll
  static void end() {
    vertx.close();
  }

  @AfterEach
  void close() {
    made.forEach(OutboundCalls::close);
  }

  @Test
  void aPostCarriesWhatItWasGivenToTheNameItWasGiven() throws Exception {
    try (RawServer server = RawServer.that(RawServer.says(OK))) {
      OutboundAnswer answer =
          calls(to("127.0.0.1"))
              .call(
                  new OutboundCall(
                      URI.create("http://hooks.example.com:" + server.port() + "/a%20b?c=d"),
                      Map.of("x-id", "7"),
                      "{\"ä\":1}",
                      Duration.ofSeconds(10),
                      100));

      assertThat(answer).isEqualTo(new Answered(200, null, "ok", true));
      assertThat(server.requests().getFirst())
          .startsWith("POST /a%20b?c=d HTTP/1.1\r\n")
          .contains("host: hooks.example.com:" + server.port() + "\r\n", "x-id: 7\r\n")
          .endsWith("\r\n\r\n{\"ä\":1}");
      server.awaitNoConnection();
    }
  }

  @Test
  void withoutABodyItAsks() throws Exception {
    try (RawServer server = RawServer.that(RawServer.says(OK))) {
      calls(to("127.0.0.1")).call(get("http://hooks.example.com:" + server.port()));

      assertThat(server.requests().getFirst()).startsWith("GET / HTTP/1.1\r\n");
    }
  }

  @Test
  void anAddressInBracketsIsCalledToo() throws Exception {
    try (RawServer server = RawServer.on("::1", RawServer.says(OK))) {
      OutboundAnswer answer =
          calls(new SystemHostNames()).call(get("http://[::1]:" + server.port() + "/"));

      assertThat(answer).isInstanceOf(Answered.class);
      assertThat(server.requests().getFirst()).contains("host: [::1]:" + server.port() + "\r\n");
    }
  }

  @Test
  void whatMustNotBeCalledIsNotCalled() throws Exception {
    try (RawServer server = RawServer.that(RawServer.says(OK))) {
      OutboundCalls careful = calls(new SystemHostNames(), List.of(), Optional.empty());

      assertThat(careful.call(get("http://127.0.0.1:" + server.port() + "/")))
          .isInstanceOfSatisfying(
              NotCalled.class, not -> assertThat(not.reason()).contains("inside the network"));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void whereANameLeadsInsideIsNotTold() {
    OutboundCalls careful =
        calls(host -> List.of(address("10.1.2.3")), List.of(), Optional.empty());

    assertThat(careful.call(get("http://vault.example.com/")))
        .isEqualTo(new NotCalled("leads to an address inside the network"));
  }

  @Test
  void oneAddressInsideAmongOthersIsOneTooMany() throws Exception {
    try (RawServer server = RawServer.on(ELSEWHERE, RawServer.says(OK))) {
      HostNames names = host -> List.of(address(ELSEWHERE), address("127.0.0.1"));
      OutboundCalls calls = calls(names, List.of(ELSEWHERE + "/32"), Optional.empty());

      assertThat(calls.call(get("http://hooks.example.com:" + server.port() + "/")))
          .isInstanceOf(NotCalled.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  /** Rebinding: harmless when it is looked at, this machine when it is connected to. */
  @Test
  void aNameThatLeadsElsewhereBetweenTheLookAndTheCallIsNotAskedAgain() throws Exception {
    try (RawServer meant = RawServer.on(ELSEWHERE, Ports.free(), RawServer.says(OK));
        RawServer inside = RawServer.on("127.0.0.1", meant.port(), RawServer.says(OK))) {
      // Given: only the first address is one that may be called
      AtomicInteger looks = new AtomicInteger();
      HostNames turning =
          host -> List.of(address(looks.getAndIncrement() == 0 ? ELSEWHERE : "127.0.0.1"));
      OutboundCalls calls = calls(turning, List.of(ELSEWHERE + "/32"), Optional.empty());
      OutboundCall call = get("http://hooks.example.com:" + meant.port() + "/");

      // When
      OutboundAnswer first = calls.call(call);
      OutboundAnswer second = calls.call(call);

      // Then
      assertThat(first).isInstanceOf(Answered.class);
      assertThat(second).isInstanceOf(NotCalled.class);
      assertThat(looks).hasValue(2);
      assertThat(meant.requests()).hasSize(1);
      assertThat(inside.requests()).isEmpty();
    }
  }

  @Test
  void whereTheFirstAddressDoesNotAnswerTheNextIsCalled() throws Exception {
    try (RawServer server = RawServer.on(ELSEWHERE, RawServer.says(OK))) {
      HostNames names = host -> List.of(address("127.0.0.3"), address(ELSEWHERE));

      assertThat(calls(names).call(get("http://hooks.example.com:" + server.port() + "/")))
          .isInstanceOf(Answered.class);
    }
  }

  @Test
  void oneSlowServerIsCalledByManyAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(MANY);
    RawServer.Manner togetherOrNever =
        (socket, out) -> {
          all.countDown();
          all.await();
          out.write(OK.getBytes(StandardCharsets.US_ASCII));
        };
    try (RawServer server = RawServer.that(togetherOrNever);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      OutboundCalls calls = calls(to("127.0.0.1"));
      OutboundCall call = get("http://hooks.example.com:" + server.port() + "/");

      List<Future<OutboundAnswer>> answers =
          IntStream.range(0, MANY).mapToObj(i -> callers.submit(() -> calls.call(call))).toList();

      for (Future<OutboundAnswer> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Answered.class);
      }
    }
  }

  @Test
  void tlsIsHeldToTheNameAndTheNameIsAskedFor() throws Exception {
    try (RawServer server = RawServer.encrypted(named.server(), RawServer.says(OK))) {
      OutboundAnswer answer =
          calls(to("127.0.0.1"), List.of("127.0.0.0/8"), Optional.of(named.pem()))
              .call(get("https://hooks.example.com:" + server.port() + "/"));

      assertThat(answer).isInstanceOf(Answered.class);
      assertThat(server.names()).containsExactly("hooks.example.com");
      assertThat(server.requests().getFirst())
          .contains("host: hooks.example.com:" + server.port() + "\r\n");
    }
  }

  @Test
  void aServerWithACertificateForAnotherNameGetsNothing() throws Exception {
    try (RawServer server = RawServer.encrypted(named.server(), RawServer.says(OK))) {
      OutboundCalls calls =
          calls(to("127.0.0.1"), List.of("127.0.0.0/8"), Optional.of(named.pem()));

      assertThat(calls.call(get("https://other.example.com:" + server.port() + "/")))
          .isInstanceOf(NotReached.class);
      assertThat(calls.call(get("https://127.0.0.1:" + server.port() + "/")))
          .isInstanceOf(NotReached.class);
      assertThat(server.requests()).isEmpty();
      server.awaitNoConnection();
    }
  }

  @Test
  void aServerNobodyTrustsGetsNothing() throws Exception {
    try (RawServer server = RawServer.encrypted(named.server(), RawServer.says(OK))) {
      assertThat(
              calls(to("127.0.0.1")).call(get("https://hooks.example.com:" + server.port() + "/")))
          .isInstanceOf(NotReached.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anAddressHasACertificateOfItsOwn() throws Exception {
    try (RawServer server = RawServer.encrypted(numbered.server(), RawServer.says(OK))) {
      OutboundCalls calls =
          calls(new SystemHostNames(), List.of("127.0.0.0/8"), Optional.of(numbered.pem()));

      assertThat(calls.call(get("https://127.0.0.1:" + server.port() + "/")))
          .isInstanceOf(Answered.class);
      assertThat(server.names()).containsExactly("");
    }
  }

  @Test
  void aFileWithoutACertificateEndsTheStart() {
    Path none = folder.resolve("none.pem");

    assertThatThrownBy(() -> calls(new SystemHostNames(), List.of(), Optional.of(none)))
        .hasMessageContaining("ONUS_OUTBOUND_CERTIFICATES")
        .hasMessageContaining("none.pem");
  }

  @Test
  void aNameThatIsNoneIsNotReached() {
    HostNames none =
        host -> {
          throw new UnknownHostException(host);
        };

    assertThat(calls(none).call(get("http://no-such-host.invalid/")))
        .isEqualTo(new NotReached("not reached: there is no such host"));
  }

  @Test
  void aNameThatIsNotAnsweredIsGivenUpInTime() {
    CountDownLatch never = new CountDownLatch(1);
    HostNames silent =
        host -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException(host);
        };

    assertThat(calls(silent).call(get("http://hooks.example.com/", Duration.ofMillis(300))))
        .isInstanceOf(NotReached.class);
  }

  @Test
  void whereNobodyListensNothingIsReached() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(calls(to("127.0.0.1")).call(get("http://hooks.example.com:" + port + "/")))
        .isInstanceOf(NotReached.class);
  }

  private static HostNames to(String address) {
    return host -> List.of(address(address));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private OutboundCalls calls(HostNames names) {
    return calls(names, List.of("127.0.0.0/8", "::1/128"), Optional.empty());
  }

  private OutboundCalls calls(HostNames names, List<String> allowed, Optional<Path> certificates) {
    OutboundCalls calls =
        new OutboundCalls(new OutboundTargets(Optional.of(allowed)), names, vertx, certificates);
    made.add(calls);
    return calls;
  }

  private static OutboundCall get(String url) {
    return get(url, Duration.ofSeconds(10));
  }

  private static OutboundCall get(String url, Duration within) {
    return new OutboundCall(URI.create(url), Map.of(), null, within, 1_000);
  }
}
