package io.onus.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka, an OIDC server and the services in one folder, each a process of its own.
 *
 * <pre>{@code
 * try (RunningStack stack = new RunningStack(StackPlan.onFreePorts(project, folder))) {
 *   stack.start();
 *   stack.service("sla").kill();
 *   stack.service("sla").start();
 *   stack.service("sla").awaitReady(Duration.ofSeconds(60));
 * }
 * }</pre>
 *
 * <p>Two objects over the same folder see the same processes. Closing stops everything and keeps
 * the data.
 */
public final class RunningStack implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final StackPlan plan;
  private final Consumer<String> progress;
  private final PostgresServer postgres;
  private final KafkaBroker kafka;
  private final OidcProcess oidc;
  private final Map<SuiteService, ServiceProcess> services = new EnumMap<>(SuiteService.class);
  private final @Nullable StackCertificates certificates;
  private @Nullable MailCatcher mail;

  public RunningStack(StackPlan plan) {
    this(plan, line -> {});
  }

  /**
   * @param progress told a line when a piece is ready
   */
  public RunningStack(StackPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
    this.certificates = plan.encrypted() ? plan.certificates() : null;
    PostgresServer.Options options = PostgresServer.Options.defaults();
    this.postgres =
        new PostgresServer(
            plan.folder().resolve("postgres"),
            plan.postgresPort(),
            certificates == null ? options : options.encrypted(certificates));
    this.kafka =
        new KafkaBroker(
            plan.folder().resolve("kafka"),
            plan.kafkaPort(),
            plan.kafkaControllerPort(),
            "512m",
            certificates == null
                ? null
                : new KafkaSecurity(
                    certificates, new Passwords(plan.folder().resolve("kafka/passwords"))));
    this.oidc = new OidcProcess(plan.folder().resolve("oidc"), plan.oidcPort(), certificates);
    for (SuiteService service : SuiteService.values()) {
      services.put(service, new ServiceProcess(service, plan, () -> environment(service)));
    }
  }

  /** Starts everything and waits until every service is ready. */
  public void start() {
    startInfrastructure();
    startServices();
  }

  /**
   * Starts PostgreSQL with its databases and roles, Kafka with its topics, the OIDC server, and the
   * mail catcher.
   */
  public void startInfrastructure() {
    Folders.make(plan.folder());
    if (catchesMail()) {
      mail = MailCatcher.start(plan.mailPort(), mailFolder());
    }
    CompletableFuture<@Nullable Void> broker =
        CompletableFuture.runAsync(
            () -> {
              kafka.start();
              KafkaTopics.create(kafka);
              progress.accept("Kafka is ready on " + kafka.bootstrap());
            });
    CompletableFuture<@Nullable Void> identity = CompletableFuture.runAsync(this::startOidc);
    postgres.start();
    OnusDatabases.create(postgres);
    progress.accept("PostgreSQL is ready on " + Ports.LOOPBACK + ":" + plan.postgresPort());
    try {
      broker.join();
      identity.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void startOidc() {
    if (plan.provider() == null) {
      oidc.start();
      progress.accept("OIDC is ready on " + oidc.issuer());
    }
  }

  /** Starts the services beside each other and waits for all of them. */
  public void startServices() {
    services.values().forEach(ServiceProcess::start);
    Map<SuiteService, ServiceProcess> awaited = new EnumMap<>(services);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!awaited.isEmpty()) {
      awaited.values().removeIf(this::isReady);
      boolean late = System.nanoTime() > end;
      awaited.values().stream()
          .filter(process -> late || !process.isRunning())
          .findFirst()
          .ifPresent(
              process -> {
                throw process.notReady(PATIENCE);
              });
      Wait.aMoment();
    }
  }

  private boolean isReady(ServiceProcess process) {
    boolean ready = process.isReady();
    if (ready) {
      progress.accept(process.service().fullName() + " is ready on " + process.baseUrl());
    }
    return ready;
  }

  public ServiceProcess service(SuiteService service) {
    return Objects.requireNonNull(services.get(service));
  }

  /** The service of this name, as {@code sla} or {@code sla-service}. */
  /**
   * One more process of a service beside the one that is there, on a free port; whoever asks for it
   * starts and ends it.
   *
   * @param name tells it from others in logs and pids
   * @param extras environment beyond the service's own
   */
  public ServiceProcess replica(SuiteService service, String name, Map<String, String> extras) {
    int port = Ports.free();
    return new ServiceProcess(
        service,
        plan.replica(service, name, port),
        () -> {
          Map<String, String> environment = new LinkedHashMap<>(environment(service));
          environment.put("ONUS_HTTP_PORT", String.valueOf(port));
          environment.putAll(extras);
          return environment;
        });
  }

  public ServiceProcess service(String name) {
    return service(SuiteService.named(name));
  }

  public PostgresServer postgres() {
    return postgres;
  }

  public KafkaBroker kafka() {
    return kafka;
  }

  /** The OIDC server of this stack; it does not run where the plan trusts another provider. */
  public OidcProcess oidc() {
    return oidc;
  }

  /** Whose tokens the services take. */
  public URI issuer() {
    URI provider = plan.provider();
    return provider == null ? oidc.issuer() : provider;
  }

  public StackPlan plan() {
    return plan;
  }

  /** The certificates of an encrypted stack. */
  public StackCertificates certificates() {
    StackCertificates own = certificates;
    if (own == null) {
      throw new LocalStackException("This stack is not encrypted");
    }
    return own;
  }

  /** A service's database with its two roles. */
  public TestStack.Database database(SuiteService service) {
    return TestStack.Database.of(postgres, service.database());
  }

  /** Where caught mails are, one {@code .eml} file each, numbered in the order they came. */
  public Path mailFolder() {
    return plan.folder().resolve("mail");
  }

  /** The environment a service is started with. */
  public Map<String, String> environment(SuiteService service) {
    Map<String, String> environment =
        new LinkedHashMap<>(StackEnvironment.of(database(service), kafka.bootstrap()));
    environment.put("ONUS_OIDC_ISSUER", issuer().toString());
    environment.put("ONUS_HTTP_HOST", Ports.LOOPBACK);
    environment.put("ONUS_HTTP_PORT", String.valueOf(plan.port(service)));
    if (certificates != null) {
      environment.putAll(
          StackEnvironment.encrypted(
              certificates, plan.port(service), kafka.clientSettings(service.fullName())));
    }
    // Until there are pages for people, a link in a letter leads to the request itself.
    environment.put("ONUS_LINK_BASE", plan.baseUrl(SuiteService.REQUEST) + "/api/v1");
    if (service == SuiteService.NOTIFICATION) {
      environment.putAll(StackEnvironment.sealing(plan.folder()));
      // Whoever tries webhooks here has the receiver on this machine too.
      environment.put("ONUS_OUTBOUND_ALLOW", "127.0.0.0/8,::1/128");
    }
    if (service == SuiteService.NOTIFICATION && catchesMail()) {
      environment.put("ONUS_SMTP_HOST", Ports.LOOPBACK);
      environment.put("ONUS_SMTP_PORT", String.valueOf(plan.mailPort()));
    }
    environment.putAll(plan.extras().getOrDefault(service, Map.of()));
    return environment;
  }

  /** Unless a mail server was named, mails are caught here and nobody is bothered. */
  boolean catchesMail() {
    return System.getenv("ONUS_SMTP_HOST") == null;
  }

  /** Every process of this stack that is alive, by the name people know it by. */
  Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> alive = new LinkedHashMap<>();
    postgres.handle().ifPresent(process -> alive.put("PostgreSQL", process));
    kafka.handle().ifPresent(process -> alive.put("Kafka", process));
    oidc.handle().ifPresent(process -> alive.put("OIDC", process));
    services.forEach(
        (service, process) ->
            process.handle().ifPresent(handle -> alive.put(service.fullName(), handle)));
    return alive;
  }

  /** Stops everything in good order: first who writes, then what is written to. The data stays. */
  @Override
  public void close() {
    CompletableFuture.allOf(
            services.values().stream()
                .map(service -> CompletableFuture.runAsync(service::stop))
                .toArray(CompletableFuture[]::new))
        .join();
    MailCatcher catcher = mail;
    if (catcher != null) {
      catcher.close();
    }
    CompletableFuture<@Nullable Void> broker = CompletableFuture.runAsync(kafka::stop);
    oidc.stop();
    postgres.stop();
    broker.join();
  }
}
