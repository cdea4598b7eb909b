package io.onus.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server on the loopback interface, durable, with passwords.
 *
 * <p>Everything lives in one folder: {@code data}, {@code postgres.log}, {@code postgres.pid} and
 * {@code passwords}. Two objects over the same folder control the same server. Closing the object
 * stops the server and keeps the data.
 */
public final class PostgresServer implements AutoCloseable {

  /** The role that owns the server; nobody but this module signs in with it. */
  public static final String SUPERUSER = "postgres";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Runs the server, and ends it when this shell's standard input does: PostgreSQL itself would not
   * notice that whoever started it was killed. SIGTERM asks the server for a fast shutdown (its own
   * SIGTERM waits for every client to leave).
   */
  private static final String GUARD =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      trap 'kill -INT $server 2>/dev/null' TERM INT HUP
      ( cat <&3 >/dev/null; kill -INT $server 2>/dev/null ) &
      tether=$!
      while kill -0 $server 2>/dev/null; do wait $server; done
      kill $tether 2>/dev/null
      """;

  private static final String CERTIFICATE = "postgres";

  /**
   * @param settings further server settings, by name
   * @param certificates to refuse every connection that is not encrypted; null to take any
   */
  public record Options(
      int maxConnections,
      String sharedBuffers,
      Map<String, String> settings,
      @Nullable StackCertificates certificates) {

    public static Options defaults() {
      return new Options(200, "128MB", Map.of(), null);
    }

    /** Takes encrypted connections only, and shows a certificate of this authority. */
    public Options encrypted(StackCertificates authority) {
      return new Options(maxConnections, sharedBuffers, settings, authority);
    }
  }

  private final Path folder;
  private final int port;
  private final Options options;
  private final Passwords passwords;
  private final ChildProcess guard;

  /** A handle on the server of this folder; starts nothing. */
  public PostgresServer(Path folder, int port, Options options) {
    this.folder = folder.toAbsolutePath().normalize();
    this.port = port;
    this.options = options;
    this.passwords = new Passwords(this.folder.resolve("passwords"));
    this.guard = new ChildProcess(this.folder.resolve("postgres.pid"));
  }

  public static PostgresServer start(Path folder, int port, Options options) {
    PostgresServer server = new PostgresServer(folder, port, options);
    server.start();
    return server;
  }

  /**
   * Starts the server and waits until it accepts connections; what a killed run left behind is
   * ended first.
   */
  public void start() {
    Folders.make(folder);
    guard.kill();
    endStale();
    Ports.requireFree(port, "PostgreSQL");
    Path binaries = PostgresBinaries.folder();
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      initialise(binaries);
    }
    List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "postgres-guard"));
    command.addAll(Unprivileged.command(server(binaries)));
    Process process = guard.start(command, Map.of("LC_ALL", "C"), folder, log());
    awaitReady(process);
  }

  /** Stops the server in good order; sessions are ended, nothing committed is lost. */
  public void stop() {
    guard.stop(PATIENCE);
    endStale();
  }

  /** As {@code kill -9} on every process of the server. */
  public void kill() {
    running().ifPresent(ChildProcess::killTree);
    guard.kill();
  }

  @Override
  public void close() {
    stop();
  }

  public boolean isRunning() {
    return running().isPresent();
  }

  public int port() {
    return port;
  }

  public String jdbcUrl(String database) {
    String url = "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + database;
    StackCertificates certificates = options.certificates();
    return certificates == null
        ? url
        : url + "?sslmode=verify-full&sslrootcert=" + certificates.authority();
  }

  /** Where this server's passwords are kept; roles made here have theirs beside the superuser's. */
  public Passwords passwords() {
    return passwords;
  }

  Optional<ProcessHandle> handle() {
    return guard.find();
  }

  public Path log() {
    return folder.resolve("postgres.log");
  }

  Path data() {
    return folder.resolve("data");
  }

  /** A connection as the superuser. */
  public Connection connect(String database) throws SQLException {
    return connect(database, SUPERUSER, passwords.of(SUPERUSER));
  }

  public Connection connect(String database, String role, String password) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl(database));
    source.setUser(role);
    source.setPassword(password);
    source.setConnectTimeout(5);
    return source.getConnection();
  }

  private void initialise(Path binaries) {
    Folders.delete(data());
    Folders.make(data());
    Unprivileged.own(data());
    Path password = folder.resolve(".initial-password");
    Folders.writePrivate(password, passwords.of(SUPERUSER) + "\n");
    Unprivileged.own(password);
    try {
      List<String> command =
          Unprivileged.command(
              List.of(
                  binaries.resolve("bin/initdb").toString(),
                  "--pgdata=" + data(),
                  "--username=" + SUPERUSER,
                  "--pwfile=" + password,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8",
                  "--locale=C"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      if (process.waitFor() != 0) {
        // A half-made folder would be taken for a server's next time.
        Folders.delete(data());
        throw new LocalStackException("PostgreSQL could not be set up: " + lastWords());
      }
    } catch (IOException e) {
      throw new LocalStackException("PostgreSQL could not be set up: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while PostgreSQL was set up", e);
    } finally {
      password.toFile().delete();
    }
  }

  private List<String> server(Path binaries) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", Ports.LOOPBACK);
    settings.put("port", String.valueOf(port));
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", String.valueOf(options.maxConnections()));
    settings.put("shared_buffers", options.sharedBuffers());
    settings.put("password_encryption", "scram-sha-256");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
    settings.putAll(options.settings());
    settings.putAll(encryption());
    // What a test measures must be what production would do, so these three are not for changing.
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.add("-D");
    command.add(data().toString());
    settings.forEach(
        (name, value) -> {
          command.add("-c");
          command.add(name + "=" + value);
        });
    return command;
  }

  private Map<String, String> encryption() {
    StackCertificates certificates = options.certificates();
    if (certificates == null) {
      return Map.of();
    }
    Path clients = folder.resolve("encrypted-clients.conf");
    Folders.writePrivate(clients, "hostssl all all " + Ports.LOOPBACK + "/32 scram-sha-256\n");
    StackCertificates.Signed own = certificates.of(CERTIFICATE);
    List.of(clients, own.certificate(), own.key()).forEach(Unprivileged::own);
    return Map.of(
        "ssl", "on",
        "ssl_min_protocol_version", "TLSv1.2",
        "ssl_cert_file", own.certificate().toString(),
        "ssl_key_file", own.key().toString(),
        "hba_file", clients.toString());
  }

  private void awaitReady(Process process) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (Connection connection = connect("postgres")) {
        connection.isValid(1);
        return;
      } catch (SQLException e) {
        if ("28P01".equals(e.getSQLState())) {
          stop();
          throw new LocalStackException(
              "PostgreSQL's data in " + data() + " has another password than the file beside it",
              e);
        }
      }
      if (!process.isAlive()) {
        throw new LocalStackException("PostgreSQL ended while it started: " + lastWords());
      }
      Wait.aMoment();
    }
    stop();
    throw new LocalStackException("PostgreSQL did not become ready: " + lastWords());
  }

  private String lastWords() {
    List<String> lines = Folders.tail(log(), 3);
    return (lines.isEmpty() ? "" : String.join(" | ", lines) + " ") + "(" + log() + ")";
  }

  /**
   * Ends a server that a killed run left behind, found by its pid file. A pid that now belongs to
   * something else is left alone, and its file removed, since it would keep PostgreSQL from
   * starting.
   */
  private void endStale() {
    Optional<ProcessHandle> stale = running();
    stale.ifPresent(
        process -> {
          interrupt(process);
          if (!ChildProcess.ended(process, Duration.ofSeconds(20))) {
            ChildProcess.killTree(process);
          }
        });
    data().resolve("postmaster.pid").toFile().delete();
  }

  /**
   * The server process that the data folder names, if it is alive and really is this folder's
   * PostgreSQL.
   */
  private Optional<ProcessHandle> running() {
    return postmasterPid()
        .flatMap(ProcessHandle::of)
        .filter(ChildProcess::lives)
        .filter(this::isOurPostgres);
  }

  private Optional<Long> postmasterPid() {
    @Nullable String first;
    try {
      first = Files.readString(data().resolve("postmaster.pid")).lines().findFirst().orElse(null);
      return first == null ? Optional.empty() : Optional.of(Long.valueOf(first.strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isOurPostgres(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    boolean postgres =
        info.command().map(program -> program.endsWith("/postgres")).orElse(Boolean.FALSE);
    return postgres
        && info.arguments()
            .map(arguments -> List.of(arguments).contains(data().toString()))
            .orElse(Boolean.FALSE);
  }

  /** SIGINT is PostgreSQL's fast shutdown, and the JDK cannot send it. */
  private static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
