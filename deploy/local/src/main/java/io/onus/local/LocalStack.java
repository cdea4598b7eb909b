package io.onus.local;

import io.onus.local.identity.TokenCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The commands of {@code ./onus} that deal with processes. The script finds a JDK, builds what is
 * needed and hands over.
 *
 * <p>One process supervises a stack: it starts the others, stops when one of them ends, and takes
 * all of them along when it ends itself.
 */
public final class LocalStack {

  private static final PrintStream OUT = System.out;

  /** Told by the supervisor to whoever started it in the background; never typed. */
  private static final String SUPERVISED = "--supervised";

  private static final String ISSUER = "ONUS_OIDC_ISSUER";

  private final Path project;
  private final Path folder;
  private final StackPlan plan;
  private final ChildProcess supervisor;

  private LocalStack(Path project, Path folder, int offset) {
    this.project = project;
    this.folder = folder;
    this.supervisor = new ChildProcess(folder.resolve("pids/stack.pid"));
    this.plan = plan(StackPlan.shifted(project, folder, offset));
  }

  /**
   * With the company's own identity provider: the one named now, or the one that what runs was
   * started with.
   */
  private StackPlan plan(StackPlan usual) {
    String named = System.getenv(ISSUER);
    if (named == null && supervisor.isAlive() && Files.exists(provider())) {
      named = Folders.text(provider());
    }
    if (named == null || named.isBlank()) {
      return usual;
    }
    try {
      URI issuer = URI.create(named.strip());
      if (issuer.getHost() != null) {
        return usual.trusting(issuer);
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new LocalStackException(ISSUER + " is the address of an identity provider, not " + named);
  }

  private Path provider() {
    return folder.resolve("pids/provider");
  }

  /** The OIDC server of the stack that the script means. */
  public static OidcProcess oidc() {
    return new RunningStack(fromScript().plan).oidc();
  }

  private static LocalStack fromScript() {
    int offset = offset(System.getenv("ONUS_PORT_OFFSET"));
    Path project = Path.of(required("onus.root"));
    return new LocalStack(project, Path.of(required("onus.folder")), offset);
  }

  public static void main(String[] args) {
    try {
      LocalStack stack = fromScript();
      String command = args.length == 0 ? "help" : args[0];
      List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
      System.exit(stack.run(command, rest));
    } catch (LocalStackException e) {
      // While it leaves, whatever was still starting cannot succeed, and that is no news.
      if (!leaving()) {
        System.err.println("onus: " + e.getMessage());
      }
      System.exit(1);
    }
  }

  private int run(String command, List<String> options) {
    return switch (command) {
      case "up" -> only(options, "-d", SUPERVISED).contains("-d") ? upDetached() : up(options);
      case "infra" -> infra(only(options));
      case "down" -> down(only(options, "--wipe").contains("--wipe"));
      case "status" -> status(only(options));
      case "logs" -> logs(options);
      case "mail" -> mail(only(options));
      case "token" -> token(options);
      default -> throw new LocalStackException("There is no command " + command + ": ./onus help");
    };
  }

  // --- up ---

  private int up(List<String> options) {
    RunningStack stack = begin(true);
    stack.startServices();
    OUT.println();
    OUT.println(table(true));
    warn();
    OUT.println("Data and logs are in " + folder);
    OUT.println(
        options.contains(SUPERVISED)
            ? "Running in the background. ./onus down ends it."
            : "Ctrl-C ends it.");
    writeReady();
    return superviseUntilOneEnds(stack);
  }

  private int infra(List<String> options) {
    RunningStack stack = begin(false);
    OUT.println();
    OUT.println(table(false));
    warn();
    OUT.println("Run a service from its sources beside it, for example:");
    OUT.println("  . " + envFile(SuiteService.SLA));
    OUT.println("  ./mvnw -pl sla-service -am quarkus:dev");
    OUT.println("Ctrl-C ends it.");
    writeReady();
    return superviseUntilOneEnds(stack);
  }

  private void warn() {
    if (plan.provider() == null) {
      OUT.println(
          "Sign-in is FOR TRYING ONLY: nobody is asked for a password. ./onus token PERSON");
      OUT.println("prints a token. Your own identity provider: " + ISSUER + "=... ./onus up");
      OUT.println();
    }
  }

  /**
   * Everything up to and with PostgreSQL, Kafka and OIDC; from here on, leaving the JVM stops what
   * was started.
   */
  private RunningStack begin(boolean withServices) {
    supervisor
        .find()
        .ifPresent(
            process -> {
              throw new LocalStackException(
                  "Onus is already running here (pid "
                      + process.pid()
                      + "). ./onus status shows it, ./onus down ends it.");
            });
    Folders.make(folder.resolve("pids"));
    ready().toFile().delete();
    requirePorts(withServices);
    StackPlan running = withServices ? plan.runningFrom(copyApps()) : plan;
    Folders.writePrivate(provider(), plan.provider() == null ? "" : plan.provider() + "\n");
    RunningStack stack = new RunningStack(running, line -> OUT.println("  " + line));
    supervisor.record(ProcessHandle.current());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack), "onus-end"));
    keepOldLogs();
    OUT.println("Starting");
    stack.startInfrastructure();
    for (SuiteService service : SuiteService.values()) {
      writeEnv(service, stack.environment(service));
    }
    return stack;
  }

  /** Each run begins its services' logs anew, and the last run's can still be read. */
  private void keepOldLogs() {
    for (SuiteService service : SuiteService.values()) {
      Path log = plan.folder().resolve("logs").resolve(service.shortName() + ".log");
      if (Files.exists(log)) {
        try {
          Files.move(
              log,
              log.resolveSibling(log.getFileName() + ".1"),
              StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
          throw Folders.unusable(log, e);
        }
      }
    }
  }

  private void end(RunningStack stack) {
    ready().toFile().delete();
    if (!stack.processes().isEmpty()) {
      OUT.println("Stopping");
      stack.close();
      OUT.println("Stopped. The data stays in " + folder);
    }
    folder.resolve("pids/stack.pid").toFile().delete();
  }

  private void requirePorts(boolean withServices) {
    // What a killed run left behind is ended before its ports are asked for.
    new RunningStack(plan).close();
    Ports.requireFree(plan.postgresPort(), "PostgreSQL");
    Ports.requireFree(plan.kafkaPort(), "Kafka");
    Ports.requireFree(plan.kafkaControllerPort(), "Kafka's controller");
    if (plan.provider() == null) {
      Ports.requireFree(plan.oidcPort(), "OIDC");
    }
    if (withServices) {
      for (SuiteService service : SuiteService.values()) {
        Ports.requireFree(plan.port(service), service.fullName());
      }
    }
  }

  private int superviseUntilOneEnds(RunningStack stack) {
    Map<String, ProcessHandle> processes = stack.processes();
    List<CompletableFuture<String>> ends = new ArrayList<>();
    processes.forEach((name, process) -> ends.add(process.onExit().thenApply(gone -> name)));
    String name = (String) CompletableFuture.anyOf(ends.toArray(CompletableFuture[]::new)).join();
    if (leaving()) {
      // Ctrl-C or ./onus down: the shutdown hook is at work, and this is no news.
      return 0;
    }
    Path log = logsByName().getOrDefault(name, folder);
    System.err.println("onus: " + name + " ended unexpectedly; the end of " + log + ":");
    Folders.tail(log, 15).forEach(line -> System.err.println("    " + line));
    return 1;
  }

  /** Whether this JVM is going down already. */
  private static boolean leaving() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private int upDetached() {
    supervisor
        .find()
        .ifPresent(
            process -> {
              throw new LocalStackException(
                  "Onus is already running here (pid "
                      + process.pid()
                      + "). ./onus status shows it.");
            });
    ready().toFile().delete();
    Path log = folder.resolve("logs/stack.log");
    Folders.make(log.getParent());
    Process child = supervise(log);
    Thread abandon = new Thread(() -> ChildProcess.stop(child.toHandle(), Duration.ofSeconds(90)));
    Runtime.getRuntime().addShutdownHook(abandon);
    LogFollower progress = new LogFollower(log, OUT);
    while (child.isAlive() && !Files.exists(ready())) {
      progress.next();
      Wait.aMoment();
    }
    progress.next();
    if (child.isAlive()) {
      Runtime.getRuntime().removeShutdownHook(abandon);
      return 0;
    }
    return 1;
  }

  private Process supervise(Path log) {
    List<String> command = new ArrayList<>(ChildProcess.detached());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.add("-Donus.root=" + project);
    command.add("-Donus.folder=" + folder);
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LocalStack.class.getName());
    command.add("up");
    command.add(SUPERVISED);
    try {
      Files.writeString(log, "");
      return new ProcessBuilder(command)
          .directory(project.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw Folders.unusable(log, e);
    }
  }

  // --- down, status, logs, mail ---

  private int down(boolean wipe) {
    boolean ran = supervisor.find().isPresent();
    // The supervisor stops the others in the right order; what it could not, is stopped here.
    supervisor.stop(Duration.ofSeconds(90));
    RunningStack stack = new RunningStack(plan);
    ran |= !stack.processes().isEmpty();
    stack.close();
    ready().toFile().delete();
    OUT.println(ran ? "Onus is stopped." : "Onus was not running.");
    if (wipe) {
      Folders.delete(folder);
      OUT.println("Its data is removed (" + folder + ").");
    }
    return 0;
  }

  private int status(List<String> options) {
    Map<String, ProcessHandle> alive = new RunningStack(plan).processes();
    boolean all = true;
    OUT.printf("%-22s %-10s %-8s %s%n", "", "state", "pid", "where");
    for (Map.Entry<String, String> piece : pieces(true).entrySet()) {
      Optional<ProcessHandle> process = Optional.ofNullable(alive.get(piece.getKey()));
      String state = process.isEmpty() ? "stopped" : answers(piece.getKey()) ? "ready" : "starting";
      all &= state.equals("ready");
      OUT.printf(
          "%-22s %-10s %-8s %s%n",
          piece.getKey(),
          state,
          process.map(found -> String.valueOf(found.pid())).orElse("-"),
          piece.getValue());
    }
    return all ? 0 : 1;
  }

  private boolean answers(String name) {
    return switch (name) {
      case "PostgreSQL" -> Ports.accepts(plan.postgresPort());
      case "Kafka" -> Ports.accepts(plan.kafkaPort());
      case "OIDC" -> new RunningStack(plan).oidc().isReady();
      default -> new RunningStack(plan).service(name).isReady();
    };
  }

  private int logs(List<String> options) {
    boolean follow = options.contains("-f");
    List<String> names = options.stream().filter(option -> !option.equals("-f")).toList();
    Map<String, Path> logs = new LinkedHashMap<>();
    logsByName()
        .forEach(
            (name, log) -> {
              if (names.isEmpty() || names.stream().anyMatch(wanted -> means(wanted, name))) {
                logs.put(name, log);
              }
            });
    if (logs.isEmpty()) {
      throw new LocalStackException(
          "There is no log of " + names.getFirst() + "; there are " + logsByName().keySet());
    }
    List<LogFollower> followers = new ArrayList<>();
    logs.forEach(
        (name, log) -> {
          String prefix = logs.size() == 1 ? "" : name + " | ";
          Folders.tail(log, 100).forEach(line -> OUT.println(prefix + line));
          followers.add(LogFollower.fromEnd(log, OUT, prefix));
        });
    while (follow) {
      followers.forEach(LogFollower::next);
      Wait.aMoment();
    }
    return 0;
  }

  private static boolean means(String wanted, String name) {
    return name.equalsIgnoreCase(wanted)
        || name.equals(wanted + "-service")
        || (wanted.equals("postgres") && name.equals("PostgreSQL"));
  }

  private int mail(List<String> options) {
    List<Path> mails = MailCatcher.caught(new RunningStack(plan).mailFolder());
    for (Path mail : mails) {
      OUT.println("=== " + mail);
      Folders.tail(mail, Integer.MAX_VALUE).forEach(OUT::println);
      OUT.println();
    }
    OUT.println(mails.size() + (mails.size() == 1 ? " mail" : " mails") + " caught so far");
    return 0;
  }

  /** Made here and not asked for: the key file says who may make tokens for anybody. */
  private int token(List<String> options) {
    if (plan.provider() != null) {
      throw new LocalStackException(
          "Tokens come from " + plan.provider() + " (" + ISSUER + "), not from here");
    }
    OidcProcess oidc = new RunningStack(plan).oidc();
    return TokenCommand.run(options, oidc.keyFile(), oidc.issuer(), OUT, System.err);
  }

  // --- what is where ---

  private Map<String, String> pieces(boolean withServices) {
    Map<String, String> pieces = new LinkedHashMap<>();
    if (withServices) {
      for (SuiteService service : SuiteService.values()) {
        pieces.put(
            service.fullName(), "http://" + Ports.LOOPBACK + ":" + plan.port(service) + "/api/v1");
      }
    }
    if (plan.provider() == null) {
      pieces.put("OIDC", new RunningStack(plan).issuer().toString());
    }
    pieces.put("Kafka", Ports.LOOPBACK + ":" + plan.kafkaPort());
    pieces.put("PostgreSQL", Ports.LOOPBACK + ":" + plan.postgresPort());
    return pieces;
  }

  private String table(boolean withServices) {
    StringBuilder table = new StringBuilder();
    pieces(withServices)
        .forEach((name, where) -> table.append("  %-22s %s%n".formatted(name, where)));
    if (new RunningStack(plan).catchesMail()) {
      table.append(
          "  %-22s %s%n"
              .formatted(
                  "mail",
                  Ports.LOOPBACK + ":" + plan.mailPort() + "  caught here; ./onus mail shows it"));
    }
    return table.toString();
  }

  private Map<String, Path> logsByName() {
    RunningStack stack = new RunningStack(plan);
    Map<String, Path> logs = new LinkedHashMap<>();
    for (SuiteService service : SuiteService.values()) {
      logs.put(service.fullName(), stack.service(service).log());
    }
    logs.put("Kafka", stack.kafka().log());
    logs.put("PostgreSQL", stack.postgres().log());
    logs.put("OIDC", stack.oidc().log());
    logs.put("stack", folder.resolve("logs/stack.log"));
    return logs;
  }

  private Path ready() {
    return folder.resolve("pids/ready");
  }

  private void writeReady() {
    OUT.flush();
    Folders.writePrivate(ready(), "");
  }

  private Path envFile(SuiteService service) {
    return folder.resolve("env").resolve(service.fullName() + ".env");
  }

  /** What the service was started with, for a shell. */
  private void writeEnv(SuiteService service, Map<String, String> environment) {
    StringBuilder text = new StringBuilder();
    environment.forEach(
        (name, value) ->
            text.append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
    Folders.writePrivate(envFile(service), text.toString());
  }

  /** The services run from copies, so that a build beside them does not take their classes away. */
  private Path copyApps() {
    Path copies = folder.resolve("apps");
    Folders.delete(copies);
    for (SuiteService service : SuiteService.values()) {
      Path from = plan.built(service);
      if (!Files.isDirectory(from)) {
        throw new LocalStackException(
            service.fullName() + " is not built (" + from + " is missing)");
      }
      copy(from, copies.resolve(service.fullName()));
    }
    return copies;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw Folders.unusable(to, e);
    }
  }

  private static List<String> only(List<String> options, String... known) {
    for (String option : options) {
      if (!Arrays.asList(known).contains(option)) {
        throw new LocalStackException("There is no option " + option + " here: ./onus help");
      }
    }
    return options;
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new LocalStackException("Start this with ./onus");
    }
    return value;
  }

  private static int offset(@org.jspecify.annotations.Nullable String text) {
    if (text == null || text.isBlank()) {
      return 0;
    }
    try {
      int offset = Integer.parseInt(text.strip());
      if (offset >= 0 && offset <= 40_000) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new LocalStackException("ONUS_PORT_OFFSET is a number from 0 to 40000, not " + text);
  }
}
