package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.journeys.Topic.Event;
import io.onus.local.KafkaSecurity;
import io.onus.local.Ports;
import io.onus.local.RunningStack;
import io.onus.local.ServiceProcess;
import io.onus.local.StackPlan;
import io.onus.local.SuiteService;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite with TLS on every listener, SCRAM on Kafka and {@code verify-full} towards PostgreSQL:
 * what works without works with it, and who does not encrypt or is somebody else is refused.
 */
@Order(0)
class TlsJourney {

  private static Suite suite;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    suite = Suite.encrypted();
  }

  @AfterAll
  static void end() {
    if (suite != null) {
      suite.close();
    }
  }

  @Test
  void aBrokenPromiseIsTold() {
    // Given
    Partners partners = Partners.named(suite, "TLS");
    partners.sign(Map.of("P2", "PT3S"), "ALWAYS");
    try (Topic topic = suite.topicFromNow("onus.sla.v1")) {

      // When
      String request = partners.ask("P2", "nobody answers").get("id").asText();

      // Then
      Event breach =
          topic.await(
              "a breach of " + request,
              event -> event.key().equals(request) && event.type().equals("clock-breached"));
      assertThat(breach.data().get("provider").asText()).isEqualTo(partners.provider());
      Eventually.until(
          "a mail for the broken promise",
          () ->
              suite.mailbox().to(partners.leadAddress()).stream()
                  .filter(mail -> mail.mentions(request))
                  .anyMatch(mail -> mail.subject().toLowerCase(Locale.ROOT).contains("breach")));
    }
  }

  @Test
  void plainHttpIsRefused() {
    for (SuiteService service : SuiteService.values()) {
      URI secure = URI.create(suite.stack().service(service).baseUrl());
      assertThat(secure.getScheme()).isEqualTo("https");

      assertThatThrownBy(() -> health("http", secure.getPort())).isInstanceOf(IOException.class);
      int plainPort = Integer.parseInt(suite.stack().environment(service).get("ONUS_HTTP_PORT"));
      assertThat(plainPort).isNotEqualTo(secure.getPort());
      assertThatThrownBy(() -> health("http", plainPort)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void whoDoesNotTrustTheAuthorityDoesNotTalkToAService() {
    URI secure = URI.create(suite.stack().service(SuiteService.REQUEST).baseUrl());

    assertThatThrownBy(() -> health("https", secure.getPort())).isInstanceOf(SSLException.class);
  }

  @Test
  void aServiceDoesNotStartOnADatabaseThatShowsAnotherName() throws IOException {
    // Given a database whose certificate is for 127.0.0.1, called by another name
    Map<String, String> environment =
        new HashMap<>(suite.stack().environment(SuiteService.NOTIFICATION));
    environment.compute("ONUS_DB_URL", (name, url) -> url.replace(Ports.LOOPBACK, "localhost"));
    environment.put("ONUS_HTTPS_PORT", String.valueOf(Ports.free()));
    StackPlan plan =
        StackPlan.onFreePorts(suite.stack().plan().project(), folder)
            .runningFrom(suite.stack().plan().folder().resolve("apps"));
    for (Map.Entry<String, String> one : environment.entrySet()) {
      plan = plan.with(SuiteService.NOTIFICATION, one.getKey(), one.getValue());
    }
    ServiceProcess stray = new RunningStack(plan).service(SuiteService.NOTIFICATION);

    // When
    stray.start();

    // Then
    try {
      Eventually.until(
          "the service to end", Duration.ofSeconds(120), () -> !stray.isRunning(), ended -> ended);
      assertThat(Files.readString(stray.log()))
          .contains("The hostname localhost could not be verified")
          .doesNotContain(environment.get("ONUS_DB_APP_PASSWORD"))
          .doesNotContain(environment.get("ONUS_DB_OWNER_PASSWORD"));
    } finally {
      stray.kill();
    }
  }

  @Test
  void whoHasNoOrAWrongPasswordReadsNoTopic() {
    Map<String, String> nobody = Map.of("bootstrap.servers", suite.stack().kafka().bootstrap());
    Map<String, String> wrong =
        new HashMap<>(suite.stack().kafka().clientSettings(KafkaSecurity.ADMIN));
    wrong.compute(
        "sasl.jaas.config", (name, login) -> login.replaceFirst("password=\"..", "password=\"no"));
    Map<String, String> impatient = new HashMap<>(nobody);
    impatient.put("default.api.timeout.ms", "4000");
    impatient.put("request.timeout.ms", "3000");

    assertThatThrownBy(() -> Topic.fromNow(impatient, "onus.sla.v1"))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> Topic.fromNow(wrong, "onus.sla.v1"))
        .isInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestart() throws IOException {
    // Given
    URI service = URI.create(suite.stack().service(SuiteService.SLA).baseUrl());
    String before = shownBy(service);

    // When
    suite.stack().certificates().renewed("services");

    // Then
    Eventually.until("another certificate than " + before, () -> showsAnother(service, before));
    assertThat(suite.stack().service(SuiteService.SLA).isReady()).isTrue();
  }

  /** Asked by somebody who trusts what this JDK trusts. */
  private static int health(String scheme, int port) throws IOException {
    HttpRequest ask =
        HttpRequest.newBuilder(
                URI.create(scheme + "://" + Ports.LOOPBACK + ":" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try (HttpClient stranger = Api.client().build()) {
      return stranger.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** A handshake that is under way while the certificate is taken over may be cut off. */
  private static boolean showsAnother(URI service, String before) throws IOException {
    try {
      return !shownBy(service).equals(before);
    } catch (SSLException e) {
      return false;
    }
  }

  private static String shownBy(URI service) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            suite
                .stack()
                .certificates()
                .trust()
                .getSocketFactory()
                .createSocket(service.getHost(), service.getPort())) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSerialNumber()
          .toString();
    }
  }
}
