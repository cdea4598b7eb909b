package io.onus.local.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.onus.local.LocalStackException;
import io.onus.local.StackCertificates;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The OIDC server of a local stack: {@code OidcServer HOST PORT KEY-FILE [CERTIFICATES NAME]}. It
 * listens on the loopback interface and nowhere else, and calls itself by one name, whatever name
 * it was called by.
 */
public final class OidcServer implements AutoCloseable {

  private static final Logger LOG = System.getLogger(OidcServer.class.getName());
  private static final int BODY_LIMIT = 64 * 1024;

  private final HttpServer server;
  private final OidcEndpoints endpoints;

  private OidcServer(HttpServer server, OidcEndpoints endpoints) {
    this.server = server;
    this.endpoints = endpoints;
  }

  public static void main(String[] args) {
    try {
      @Nullable SSLContext certificate =
          args.length < 5 ? null : new StackCertificates(Path.of(args[3])).identity(args[4]);
      start(args[0], Integer.parseInt(args[1]), Path.of(args[2]), certificate);
    } catch (LocalStackException e) {
      System.err.println("onus: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Makes the signing key if there is none yet, and answers from then on. */
  static OidcServer start(String host, int port, Path keyFile) {
    return start(host, port, keyFile, null);
  }

  /**
   * @param certificate to speak TLS with, or null to speak plain HTTP
   */
  static OidcServer start(String host, int port, Path keyFile, @Nullable SSLContext certificate) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (!address.isLoopbackAddress()) {
        throw new LocalStackException(
            "The OIDC server for trying lets anybody be anybody, so it listens on 127.0.0.1 only,"
                + " never on "
                + host);
      }
      HttpServer server = server(new InetSocketAddress(address, port), certificate);
      URI issuer =
          issuer(
              certificate == null ? "http" : "https",
              address.getHostAddress(),
              server.getAddress().getPort());
      OidcEndpoints endpoints =
          new OidcEndpoints(issuer, SigningKey.readOrMake(keyFile), DemoPeople.load());
      OidcServer oidc = new OidcServer(server, endpoints);
      server.createContext("/", oidc::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      LOG.log(Level.WARNING, OidcPages.WARNING);
      LOG.log(Level.INFO, "{0} is ready", issuer);
      return oidc;
    } catch (IOException e) {
      throw new LocalStackException(
          "The OIDC server cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  private static HttpServer server(InetSocketAddress at, @Nullable SSLContext certificate)
      throws IOException {
    if (certificate == null) {
      return HttpServer.create(at, 0);
    }
    HttpsServer server = HttpsServer.create(at, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate));
    return server;
  }

  private static URI issuer(String scheme, String host, int port) {
    return URI.create(scheme + "://" + host + ":" + port + "/" + TokenMint.ISSUER_ID);
  }

  URI issuer() {
    return endpoints.issuer();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answerOf(exchange));
    }
  }

  private OidcAnswer answerOf(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
    if (body.length > BODY_LIMIT) {
      return OidcAnswer.page(413, OidcPages.refused("That is too much."));
    }
    try {
      return endpoints.answer(
          exchange.getRequestMethod(),
          exchange.getRequestURI(),
          exchange.getRequestHeaders(),
          new String(body, StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, exchange.getRequestURI().getPath(), e);
      return OidcAnswer.page(500, OidcPages.refused("Something broke; the log says what."));
    }
  }

  private static void send(HttpExchange exchange, OidcAnswer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
