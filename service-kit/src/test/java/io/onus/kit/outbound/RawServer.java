package io.onus.kit.outbound;

import io.onus.kit.test.Await;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A server that reads a request and then answers, or does not, whatever it is told to. */
final class RawServer implements AutoCloseable {

  /** What becomes of a connection once its request is read. */
  @FunctionalInterface
  interface Manner {
    void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  private static final Pattern LENGTH =
      Pattern.compile("content-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);

  private final ServerSocket server;
  private final Manner manner;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);

  private RawServer(ServerSocket server, Manner manner) {
    this.server = server;
    this.manner = manner;
    threads.execute(this::accept);
  }

  static RawServer that(Manner manner) {
    return on("127.0.0.1", manner);
  }

  static RawServer on(String address, Manner manner) {
    return on(address, 0, manner);
  }

  static RawServer on(String address, int port, Manner manner) {
    try {
      return new RawServer(new ServerSocket(port, 200, InetAddress.getByName(address)), manner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawServer encrypted(SSLContext context, Manner manner) {
    try {
      return new RawServer(
          context
              .getServerSocketFactory()
              .createServerSocket(0, 200, InetAddress.getLoopbackAddress()),
          manner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Manner says(String text) {
    return (socket, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  int port() {
    return server.getLocalPort();
  }

  /** The requests as they came, heads and bodies. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The names clients asked for by TLS (SNI), empty where one asked for none. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** Waits until the other side has closed every connection. */
  void awaitNoConnection() {
    Await.until("no connection", open::isEmpty);
  }

  /** For manners that wait: returns once the server ends, or the time is up. */
  boolean endsWithin(long millis) throws InterruptedException {
    return end.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // As it should be.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      if (socket instanceof SSLSocket secure) {
        secure.startHandshake();
        names.add(name(secure));
      }
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String request = request(in);
      if (request != null) {
        requests.add(request);
        OutputStream out = socket.getOutputStream();
        manner.answer(socket, out);
        out.flush();
        // Until the other side hangs up.
        in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (SocketException hungUp) {
      // By either side.
    } catch (IOException broken) {
      // A handshake that failed, or a line that did.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static String name(SSLSocket secure) {
    return ((ExtendedSSLSession) secure.getSession())
        .getRequestedServerNames().stream()
            .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
            .findFirst()
            .orElse("");
  }

  private static @Nullable String request(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      request.append((char) next);
    }
    Matcher length = LENGTH.matcher(request);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return request + new String(in.readNBytes(body), StandardCharsets.UTF_8);
  }
}
