package io.onus.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The OIDC server for trying, in a process of its own on the loopback interface.
 *
 * <p>Everything lives in one folder: {@code signing-key.json}, {@code oidc.log}, {@code oidc.pid}.
 * Two objects over the same folder control the same server.
 */
public final class OidcProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SERVER = "io.onus.local.identity.OidcServer";
  private static final String LIBRARY = "no.nav.security.mock.oauth2.OAuth2Config";

  private static final String CERTIFICATE = "oidc";

  private final Path folder;
  private final int port;
  private final @Nullable StackCertificates certificates;
  private final HttpClient http;
  private final ChildProcess process;

  /** A handle on the server of this folder; starts nothing. */
  public OidcProcess(Path folder, int port) {
    this(folder, port, null);
  }

  /**
   * A handle on the server of this folder; starts nothing.
   *
   * @param certificates to speak TLS with one of them, or null to speak plain HTTP
   */
  public OidcProcess(Path folder, int port, @Nullable StackCertificates certificates) {
    this.folder = folder.toAbsolutePath().normalize();
    this.port = port;
    this.certificates = certificates;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2));
    this.http =
        certificates == null ? client.build() : client.sslContext(certificates.trust()).build();
    this.process = new ChildProcess(this.folder.resolve("oidc.pid"));
  }

  /** Starts it and waits until it answers. Its keys are made at the first start and kept. */
  public void start() {
    process.kill();
    Ports.requireFree(port, "OIDC");
    Folders.make(folder);
    List<String> command =
        Jvm.command(
            List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dio.netty.noUnsafe=true",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL%1$tz %4$s"
                    + " %5$s%6$s%n"),
            classpath(),
            arguments());
    Process server = process.start(command, Map.of(), folder, log());
    boolean ready = Wait.until(() -> !server.isAlive() || isReady(), PATIENCE) && server.isAlive();
    if (!ready) {
      kill();
      throw new LocalStackException(
          "The OIDC server did not become ready: "
              + String.join(" | ", Folders.tail(log(), 3))
              + " ("
              + log()
              + ")");
    }
  }

  private List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(SERVER, Ports.LOOPBACK, String.valueOf(port), keyFile().toString()));
    if (certificates != null) {
      certificates.of(CERTIFICATE);
      arguments.add(certificates.folder().toString());
      arguments.add(CERTIFICATE);
    }
    return arguments;
  }

  /** Our own, with the libraries that whoever starts it brought along. */
  private static String classpath() {
    try {
      Class.forName(LIBRARY, false, OidcProcess.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new LocalStackException(
          "A stack with an OIDC server needs no.nav.security:mock-oauth2-server beside local-stack",
          e);
    }
    // It runs in its own folder, where relative paths lead elsewhere.
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What it calls itself, and where its configuration is found. */
  public URI issuer() {
    String scheme = certificates == null ? "http" : "https";
    return URI.create(scheme + "://" + Ports.LOOPBACK + ":" + port + "/onus");
  }

  /** The key it signs with, readable by its owner only. */
  public Path keyFile() {
    return folder.resolve("signing-key.json");
  }

  public Path log() {
    return folder.resolve("oidc.log");
  }

  public boolean isReady() {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return isRunning()
          && http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while waiting for the OIDC server", e);
    }
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  Optional<ProcessHandle> handle() {
    return process.find();
  }

  public void stop() {
    process.stop(Duration.ofSeconds(10));
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    stop();
  }
}
