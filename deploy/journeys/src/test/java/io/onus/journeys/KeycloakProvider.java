package io.onus.journeys;

import io.onus.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Keycloak with the realm of {@code deploy/keycloak}, started for the run. */
final class KeycloakProvider implements Provider {

  /** It builds itself, makes a database and imports the realm before it answers. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

  private final URI issuer;

  private KeycloakProvider(URI issuer) {
    this.issuer = issuer;
  }

  /**
   * Starts it on a free port of the loopback interface; it ends with this JVM.
   *
   * @param distribution what the zip unpacked to
   */
  static KeycloakProvider start(Path distribution, Path realm) {
    try {
      wipe(distribution.resolve("data"));
      Path imports = Files.createDirectories(distribution.resolve("data/import"));
      Files.copy(realm, imports.resolve("onus-realm.json"));
      int port = Ports.free();
      Path log = distribution.resolve("onus.log");
      Process process = process(distribution, port, log);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "keycloak-end"));
      URI issuer = URI.create("http://" + Ports.LOOPBACK + ":" + port + "/realms/onus");
      System.out.println("Keycloak starts, pid " + process.pid() + ", log " + log);
      Eventually.until(
          "Keycloak to answer, or to end (" + log + ")",
          PATIENCE,
          () -> !process.isAlive() || answers(issuer),
          done -> done);
      if (!process.isAlive()) {
        throw new AssertionError("Keycloak ended while it started: " + Files.readString(log));
      }
      return new KeycloakProvider(issuer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A realm that was imported before would stay as it was. */
  private static void wipe(Path folder) throws IOException {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Process process(Path distribution, int port, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "sh",
                distribution.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=" + Ports.LOOPBACK,
                "--http-port=" + port,
                "--import-realm"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeIf(name -> name.startsWith("KC_"));
    return builder
        .directory(distribution.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** The script and the JVM it started, by their pids. */
  private static void end(Process process) {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean answers(URI issuer) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest ask =
          HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
              .timeout(Duration.ofSeconds(30))
              .build();
      return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      // Not there, or not yet able to answer.
      return false;
    }
  }

  @Override
  public URI issuer() {
    return issuer;
  }

  @Override
  public String personToken(String person) {
    URI token = URI.create(issuer + "/protocol/openid-connect/token");
    HttpResponse<String> answer =
        Web.post(
            token,
            "",
            "grant_type",
            "password",
            "client_id",
            "onus-command-line",
            "username",
            person,
            "password",
            person + "-demo");
    return Web.json(answer).get("access_token").asText();
  }

  @Override
  public URI signIn(URI authorize, String person) {
    HttpResponse<String> page = Web.get(authorize);
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no form at " + authorize + ": " + page.body());
    }
    URI action = URI.create(form.group(1).replace("&amp;", "&"));
    return Web.location(
        Web.post(action, Web.cookies(page), "username", person, "password", person + "-demo"));
  }
}
