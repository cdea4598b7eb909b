package io.onus.journeys;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.onus.local.KafkaSecurity;
import io.onus.local.Ports;
import io.onus.local.RunningStack;
import io.onus.local.ServiceProcess;
import io.onus.local.StackPlan;
import io.onus.local.SuiteService;
import io.onus.local.identity.Person;
import io.onus.local.identity.TokenMint;
import io.onus.local.identity.TokenPurse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stack all journeys share: started by the first of them, ended with the JVM. Each journey
 * brings departments of its own, and leaves every service running.
 */
final class Suite implements AutoCloseable {

  private static final Path ROOT =
      Path.of(System.getProperty("onus.root", "../..")).toAbsolutePath().normalize();

  private static @Nullable Suite running;

  private final RunningStack stack;
  private final GreenMail mail;
  private final Provider provider;
  private final HttpClient http;

  private @Nullable TokenPurse tokens;

  private Suite(RunningStack stack, GreenMail mail, Provider provider, HttpClient http) {
    this.stack = stack;
    this.mail = mail;
    this.provider = provider;
    this.http = http;
  }

  static synchronized Suite running() {
    if (running == null) {
      running = start("suite", false);
    }
    return running;
  }

  /** A stack of its own, with TLS on every listener; whoever starts it ends it. */
  static Suite encrypted() {
    return start("suite-encrypted", true);
  }

  private static Suite start(String name, boolean encrypted) {
    for (SuiteService service : SuiteService.values()) {
      Path app = ROOT.resolve(service.fullName()).resolve("target/quarkus-app/quarkus-run.jar");
      if (!Files.exists(app)) {
        throw new AssertionError(
            "Journeys run the packaged services, and "
                + ROOT.relativize(app)
                + " is missing: ./mvnw -Dquick package");
      }
    }
    Path folder = ROOT.resolve("deploy/journeys/target").resolve(name);
    wipe(folder);
    copyServices(folder.resolve("apps"));
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    StackPlan plan =
        StackPlan.onFreePorts(ROOT, folder)
            .runningFrom(folder.resolve("apps"))
            .with(SuiteService.NOTIFICATION, "ONUS_SMTP_HOST", "127.0.0.1")
            .with(
                SuiteService.NOTIFICATION,
                "ONUS_SMTP_PORT",
                String.valueOf(mail.getSmtp().getPort()));
    Provider elsewhere = encrypted ? null : providerElsewhere();
    if (elsewhere != null) {
      plan = plan.trusting(elsewhere.issuer());
    }
    if (encrypted) {
      plan = plan.encrypt();
      for (SuiteService service : SuiteService.values()) {
        // A port nothing may listen on.
        plan = plan.with(service, "ONUS_HTTP_PORT", String.valueOf(Ports.free()));
      }
    }
    RunningStack stack = new RunningStack(plan, System.out::println);
    HttpClient.Builder http = Api.client();
    if (encrypted) {
      http.sslContext(stack.certificates().trust());
    }
    try {
      stack.start();
      Provider provider = elsewhere == null ? new LocalProvider(stack.oidc()) : elsewhere;
      return new Suite(stack, mail, provider, http.build());
    } catch (RuntimeException e) {
      stack.close();
      mail.stop();
      throw e;
    }
  }

  @Override
  public void close() {
    stack.close();
    mail.stop();
  }

  /** A Keycloak, where the run is about one; it was unpacked by the build. */
  private static @Nullable Provider providerElsewhere() {
    String distribution = System.getProperty("onus.keycloak");
    return distribution == null
        ? null
        : KeycloakProvider.start(
            Path.of(distribution), ROOT.resolve("deploy/keycloak/onus-realm.json"));
  }

  /** A build beside the journeys does not take away the classes they run. */
  private static void copyServices(Path apps) {
    for (SuiteService service : SuiteService.values()) {
      Path from = ROOT.resolve(service.fullName()).resolve("target/quarkus-app");
      Path to = apps.resolve(service.fullName());
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.toList()) {
          Path copy = to.resolve(from.relativize(file));
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(file, copy);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A stack of an earlier run, if it was left there, would answer for ours. */
  private static void wipe(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the repository. */
  static Path file(String path) {
    return ROOT.resolve(path);
  }

  RunningStack stack() {
    return stack;
  }

  Mailbox mailbox() {
    return new Mailbox(mail);
  }

  Api requests(Person caller) {
    return api(SuiteService.REQUEST, caller);
  }

  Api sla(Person caller) {
    return api(SuiteService.SLA, caller);
  }

  Api notifications(Person caller) {
    return api(SuiteService.NOTIFICATION, caller);
  }

  /** A process of a service beside the one that is always there. */
  Api at(ServiceProcess replica, Person caller) {
    return new Api(replica.baseUrl(), () -> tokens().of(caller), http);
  }

  private Api api(SuiteService service, Person caller) {
    return new Api(stack.service(service).baseUrl(), () -> tokens().of(caller), http);
  }

  /** Tokens of this stack's own OIDC server, for anybody. */
  synchronized TokenPurse tokens() {
    if (tokens == null) {
      tokens = new TokenPurse(TokenMint.of(stack.oidc()));
    }
    return tokens;
  }

  /** Who signs people in. */
  Provider provider() {
    return provider;
  }

  /** A service, called with this token. */
  Api withToken(SuiteService service, String token) {
    return new Api(stack.service(service).baseUrl(), () -> token, http);
  }

  Topic topic(String name) {
    return Topic.fromTheBeginning(readers(), name);
  }

  Topic topicFromNow(String name) {
    return Topic.fromNow(readers(), name);
  }

  /** Tests may read what no service may. */
  private Map<String, String> readers() {
    return stack.kafka().clientSettings(KafkaSecurity.ADMIN);
  }

  /** Ends a service as {@code kill -9} does and starts it again. */
  void killAndRestart(SuiteService which) {
    ServiceProcess service = stack.service(which);
    service.kill();
    service.start();
    service.awaitReady(Duration.ofSeconds(120));
  }

  /**
   * The database of a service, with the rights of its owner: tests may look where services may not.
   */
  Connection database(SuiteService service) throws SQLException {
    Map<String, String> environment = stack.environment(service);
    return DriverManager.getConnection(
        environment.get("ONUS_DB_URL"),
        environment.get("ONUS_DB_OWNER"),
        environment.get("ONUS_DB_OWNER_PASSWORD"));
  }
}
