package io.onus.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.outbound.OutboundAnswer.Answered;
import io.onus.kit.outbound.OutboundAnswer.NotReached;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the other end does, a call is over in time and leaves nothing behind. */
class HostileServerTest {

  private static final Duration WITHIN = Duration.ofSeconds(1);

  /** For those that answer; a machine that is busy may take its time. */
  private static final Duration IN_PEACE = Duration.ofSeconds(20);

  /** How late a busy machine may notice. */
  private static final Duration SLACK = Duration.ofSeconds(15);

  private static final int LONGEST = 64 * 1024;
  private static final String HEAD = "HTTP/1.1 200 OK\r\n";

  private final CountDownLatch over = new CountDownLatch(1);

  private Vertx vertx;
  private OutboundCalls calls;

  @BeforeEach
  void begin() {
    vertx = Vertx.vertx();
    calls =
        new OutboundCalls(
            new OutboundTargets(Optional.of(List.of("127.0.0.0/8"))),
            new SystemHostNames(),
            vertx,
            Optional.empty());
  }

  @AfterEach
  void end() {
    over.countDown();
    calls.close();
    vertx.close();
  }

  @Test
  void aServerThatSaysNothing() throws Exception {
    assertThat(calling((socket, out) -> over.await())).isInstanceOf(NotReached.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nx-a: "})
  void aServerThatDripsItsHead(String begun) throws Exception {
    assertThat(calling((socket, out) -> drip(out, begun))).isInstanceOf(NotReached.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-length: 1000000\r\n\r\n", "\r\n"})
  void aServerThatDripsItsBody(String rest) throws Exception {
    assertThat(calling((socket, out) -> drip(out, HEAD + rest))).isInstanceOf(NotReached.class);
  }

  @Test
  void aServerThatDripsItsChunks() throws Exception {
    assertThat(
            calling(
                (socket, out) -> {
                  write(out, HEAD + "transfer-encoding: chunked\r\n\r\n");
                  while (!over.await(50, TimeUnit.MILLISECONDS)) {
                    write(out, "1\r\nx\r\n");
                  }
                }))
        .isInstanceOf(NotReached.class);
  }

  @Test
  void aServerThatAlwaysAsksToWait() throws Exception {
    assertThat(
            calling(
                (socket, out) -> {
                  while (!over.await(20, TimeUnit.MILLISECONDS)) {
                    write(out, "HTTP/1.1 100 Continue\r\n\r\n");
                  }
                }))
        .isInstanceOf(NotReached.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-length: 10485760\r\n\r\n", "\r\n"})
  void aServerWithTenMegabytes(String rest) throws Exception {
    OutboundAnswer answer =
        calling(
            (socket, out) -> {
              write(out, HEAD + rest);
              for (int i = 0; i < 160; i++) {
                out.write(new byte[64 * 1024]);
              }
            },
            IN_PEACE);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.status()).isEqualTo(200);
              assertThat(answered.body()).hasSize(LONGEST);
              assertThat(answered.whole()).isFalse();
            });
  }

  @Test
  void aServerWithEndlessHeaders() throws Exception {
    assertThat(
            calling(
                (socket, out) -> {
                  write(out, HEAD);
                  for (long i = 0; over.getCount() > 0; i++) {
                    write(out, "x-" + i + ": " + "y".repeat(100) + "\r\n");
                  }
                }))
        .isInstanceOf(NotReached.class);
  }

  @Test
  void aServerWithOneEndlessHeader() throws Exception {
    assertThat(
            calling(
                (socket, out) -> {
                  write(out, HEAD + "x-a: ");
                  while (over.getCount() > 0) {
                    write(out, "y".repeat(1000));
                  }
                }))
        .isInstanceOf(NotReached.class);
  }

  @Test
  void aServerWithEndlessTrailers() throws Exception {
    OutboundAnswer answer =
        calling(
            (socket, out) -> {
              write(out, HEAD + "transfer-encoding: chunked\r\n\r\n0\r\n");
              for (long i = 0; over.getCount() > 0; i++) {
                write(out, "x-" + i + ": " + "y".repeat(100) + "\r\n");
              }
            });

    assertThat(answer).isNotNull();
  }

  @Test
  void aServerThatResetsTheConnection() throws Exception {
    assertThat(
            calling(
                (socket, out) -> {
                  socket.setSoLinger(true, 0);
                  socket.close();
                }))
        .isInstanceOf(NotReached.class);
  }

  @Test
  void aServerThatBreaksOffItsBody() throws Exception {
    OutboundAnswer answer =
        calling(
            (socket, out) -> {
              write(out, HEAD + "content-length: 100\r\n\r\nabc");
              socket.close();
            },
            IN_PEACE);

    assertThat(answer).isEqualTo(new Answered(200, null, "abc", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "\u0000\u0001\u0002\u0003\r\n\r\n",
        "HTTP/1.0 abc\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.0 200\r\nno header at all\r\n\r\n",
        "220 mail.example.com ESMTP\r\n"
      })
  void aServerThatTalksNonsense(String nonsense) throws Exception {
    OutboundAnswer answer =
        calling(
            (socket, out) -> {
              write(out, nonsense);
              socket.shutdownOutput();
            });

    assertThat(answer).isNotNull();
  }

  @Test
  void aServerThatSendsElsewhere() throws Exception {
    try (RawServer elsewhere = RawServer.that(RawServer.says(HEAD + "\r\n"))) {
      OutboundAnswer answer =
          calling(
              RawServer.says(
                  "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:"
                      + elsewhere.port()
                      + "/\r\ncontent-length: 0\r\n\r\n"),
              IN_PEACE);

      assertThat(answer).isEqualTo(new Answered(307, null, "", true));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void manyThatHangAtOnceLeaveNothingBehind() throws Exception {
    try (RawServer server = RawServer.that((socket, out) -> drip(out, HEAD + "\r\n"));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      int before = platformThreads();

      List<Future<OutboundAnswer>> answers =
          IntStream.range(0, 300)
              .mapToObj(i -> callers.submit(() -> call(server, WITHIN)))
              .toList();

      for (Future<OutboundAnswer> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(NotReached.class);
      }
      server.awaitNoConnection();
      // Look-ups keep a thread for a while, and never more than so many.
      assertThat(platformThreads()).isLessThan(before + 80);
    }
  }

  @Test
  void aConnectionThatComesTooLateIsNotUsed() throws Exception {
    // Given: a server that accepts nobody until its queue is full
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OutboundCall call =
          new OutboundCall(
              URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"),
              Map.of(),
              "late",
              Duration.ofMillis(300),
              LONGEST);
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<OutboundAnswer>> answers =
            IntStream.range(0, 8).mapToObj(i -> callers.submit(() -> calls.call(call))).toList();
        for (Future<OutboundAnswer> answer : answers) {
          assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(NotReached.class);
        }
      }

      // Then: whoever was in the queue, and whoever comes into it later, has hung up
      full.setSoTimeout(5_000);
      int accepted = 0;
      while (true) {
        try (Socket socket = full.accept()) {
          accepted++;
          socket.setSoTimeout(5_000);
          assertThat(read(socket))
              .satisfiesAnyOf(
                  nothing -> assertThat(nothing).isEmpty(),
                  all -> assertThat(all).endsWith("late"));
        } catch (SocketTimeoutException nobodyElse) {
          break;
        }
      }
      assertThat(accepted).isPositive();
    }
  }

  /** All of it, up to the end: who does not hang up fails this test. */
  private static String read(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketTimeoutException stillThere) {
      throw new AssertionError("a connection nobody uses is still open", stillThere);
    } catch (SocketException reset) {
      return "";
    }
  }

  private OutboundAnswer calling(RawServer.Manner manner) throws IOException {
    return calling(manner, WITHIN);
  }

  private OutboundAnswer calling(RawServer.Manner manner, Duration within) throws IOException {
    try (RawServer server = RawServer.that(manner)) {
      long begun = System.nanoTime();
      OutboundAnswer answer = call(server, within);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(within.plus(SLACK));
      over.countDown();
      server.awaitNoConnection();
      return answer;
    }
  }

  private OutboundAnswer call(RawServer server, Duration within) {
    return calls.call(
        new OutboundCall(
            URI.create("http://127.0.0.1:" + server.port() + "/"),
            Map.of(),
            "body",
            within,
            LONGEST));
  }

  private void drip(OutputStream out, String begun) throws IOException, InterruptedException {
    write(out, begun);
    while (!over.await(50, TimeUnit.MILLISECONDS)) {
      write(out, "x");
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static int platformThreads() {
    return Thread.getAllStackTraces().size();
  }
}
