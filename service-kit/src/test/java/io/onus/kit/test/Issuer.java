package io.onus.kit.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onus.local.Ports;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An identity provider for tests: discovery and keys over HTTP on loopback, tokens by {@link
 * Tokens}. A test that wants its own (to change keys, to stop it) makes one; the others share the
 * one of their JVM.
 */
public final class Issuer implements AutoCloseable {

  /** A signing key and the name it goes by. */
  public record Key(String id, KeyPair pair) {

    public static Key fresh() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return new Key(UUID.randomUUID().toString(), generator.generateKeyPair());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Class loaders come and go in a test's JVM; its properties stay. */
  private static final String SHARED = "onus.test-issuer";

  private static final Object LOCK = (SHARED + ".lock").intern();

  private final int port;
  private final List<Key> keys = new CopyOnWriteArrayList<>();
  private HttpServer server;

  private Issuer(int port) {
    this.port = port;
  }

  /** One that is up, with a key of its own. */
  public static Issuer start() {
    Issuer issuer = new Issuer(freePort());
    issuer.keys.add(Key.fresh());
    issuer.resume();
    return issuer;
  }

  /** One at this address, which nobody has started yet: connections to it are refused. */
  public static Issuer at(int port) {
    Issuer issuer = new Issuer(port);
    issuer.keys.add(Key.fresh());
    return issuer;
  }

  /** The address of the one all tests of this JVM share. */
  static String sharedUrl() {
    synchronized (LOCK) {
      String known = System.getProperty(SHARED + ".url");
      if (known != null) {
        return known;
      }
      Issuer issuer = start();
      System.setProperty(SHARED + ".url", issuer.url());
      // Text alone: whoever walks over the properties expects nothing else.
      System.setProperty(SHARED + ".private", encoded(issuer.key().pair().getPrivate()));
      System.setProperty(SHARED + ".public", encoded(issuer.key().pair().getPublic()));
      System.setProperty(SHARED + ".kid", issuer.key().id());
      return issuer.url();
    }
  }

  static Key sharedKey() {
    sharedUrl();
    try {
      KeyFactory keys = KeyFactory.getInstance("RSA");
      return new Key(
          System.getProperty(SHARED + ".kid"),
          new KeyPair(
              keys.generatePublic(new X509EncodedKeySpec(decoded(SHARED + ".public"))),
              keys.generatePrivate(new PKCS8EncodedKeySpec(decoded(SHARED + ".private")))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(java.security.Key key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  private static byte[] decoded(String property) {
    return Base64.getDecoder().decode(System.getProperty(property));
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The key it signs with now. */
  public Key key() {
    return keys.getLast();
  }

  /** Signs with another key from now on; the former is published no more. */
  public Key rotate() {
    keys.add(Key.fresh());
    keys.removeFirst();
    return key();
  }

  /** Answers, at the same address as before. */
  public void resume() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/.well-known/openid-configuration", x -> answer(x, discovery()));
    server.createContext("/keys", exchange -> answer(exchange, published()));
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "test-issuer");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
  }

  /** Refuses connections from now on. */
  public void pause() {
    server.stop(0);
  }

  @Override
  public void close() {
    pause();
  }

  private String discovery() {
    return """
    {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/authorize",\
    "token_endpoint":"%1$s/token","response_types_supported":["code"],\
    "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}\
    """
        .formatted(url());
  }

  private String published() {
    List<String> all = new ArrayList<>();
    for (Key key : keys) {
      RSAPublicKey open = (RSAPublicKey) key.pair().getPublic();
      all.add(
          """
          {"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}\
          """
              .formatted(key.id(), base64(open.getModulus()), base64(open.getPublicExponent())));
    }
    return all.stream().collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    byte[] unsigned = java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  public static int freePort() {
    return Ports.free();
  }
}
