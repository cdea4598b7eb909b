package io.onus.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One service of a running stack: a JVM of its own that can be started, stopped and killed. */
public final class ServiceProcess {

  /**
   * What {@code Add-Opens} in the jar's manifest says only to {@code java -jar}: without it threads
   * of the service die when they are reused.
   */
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

  private static final List<String> JVM_OPTIONS =
      Stream.concat(Stream.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"), OPENED.stream()).toList();

  private final SuiteService service;
  private final int port;
  private final String baseUrl;
  private final HttpClient http;
  private final Path app;
  private final Path log;
  private final Supplier<Map<String, String>> environment;
  private final ChildProcess child;
  private @Nullable Process process;

  ServiceProcess(SuiteService service, StackPlan plan, Supplier<Map<String, String>> environment) {
    this.service = service;
    this.port = plan.port(service);
    this.baseUrl = plan.baseUrl(service);
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2));
    this.http =
        plan.encrypted()
            ? builder.sslContext(plan.certificates().trust()).build()
            : builder.build();
    this.app = plan.app(service);
    this.log = plan.folder().resolve("logs").resolve(service.shortName() + ".log");
    this.environment = environment;
    this.child =
        new ChildProcess(plan.folder().resolve("pids").resolve(service.shortName() + ".pid"));
  }

  /**
   * Starts it and returns at once; {@link #awaitReady} waits. What a killed run left behind is
   * ended first.
   */
  public void start() {
    child.kill();
    Path jar = app.resolve("quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new LocalStackException(
          service.fullName() + " is not built (" + jar + " is missing): ./mvnw -Dquick package");
    }
    Ports.requireFree(port, service.fullName());
    Folders.make(log.getParent());
    process =
        child.start(
            Jvm.command(
                JVM_OPTIONS,
                jar.toString(),
                List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint")),
            environment.get(),
            app,
            log);
  }

  /**
   * Waits until it says that it is ready; a service that ends meanwhile is reported with the end of
   * its log.
   */
  public void awaitReady(Duration patience) {
    Wait.until(() -> isReady() || !isRunning(), patience);
    if (!isReady()) {
      throw notReady(patience);
    }
  }

  LocalStackException notReady(Duration patience) {
    String what =
        isRunning()
            ? " was not ready after " + patience.toSeconds() + " s"
            : " ended while it started" + exitCode();
    return new LocalStackException(service.fullName() + what + "; the end of " + log + ":" + end());
  }

  /** Whether it answers that it and all it needs are there. */
  public boolean isReady() {
    try {
      HttpRequest ask =
          HttpRequest.newBuilder(URI.create(baseUrl() + "/q/health/ready"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return isRunning()
          && http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while waiting for " + service.fullName(), e);
    }
  }

  public boolean isRunning() {
    return child.isAlive();
  }

  /** Stops it in good order. */
  public void stop() {
    child.stop(Duration.ofSeconds(20));
  }

  /** As {@code kill -9}. */
  public void kill() {
    child.kill();
  }

  public SuiteService service() {
    return service;
  }

  public String baseUrl() {
    return baseUrl;
  }

  public Path log() {
    return log;
  }

  public Optional<Long> pid() {
    return child.find().map(ProcessHandle::pid);
  }

  Optional<ProcessHandle> handle() {
    return child.find();
  }

  /** The end of its log, a line each, indented. */
  String end() {
    StringBuilder text = new StringBuilder();
    Folders.tail(log, 15).forEach(line -> text.append("\n    ").append(line));
    return text.toString();
  }

  private String exitCode() {
    Process started = process;
    return started == null || started.isAlive() ? "" : " (exit code " + started.exitValue() + ")";
  }
}
