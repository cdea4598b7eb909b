package io.onus.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process of the stack, known by a pid file that also holds when the process began: a pid alone
 * may since belong to someone else, and nothing is ever ended that is not ours.
 */
final class ChildProcess {

  /** Holding the processes keeps their standard input open, which is what they live by. */
  private static final Set<Process> TETHERS = ConcurrentHashMap.newKeySet();

  private static final boolean SETSID = onPath("setsid");

  private final Path pidFile;

  ChildProcess(Path pidFile) {
    this.pidFile = pidFile;
  }

  /**
   * Starts the command with its output appended to the log. The process gets a session of its own
   * where the system can do that, so Ctrl-C reaches the stack alone, and the stack ends its
   * processes in the right order.
   */
  Process start(List<String> command, Map<String, String> environment, Path folder, Path log) {
    List<String> whole = new ArrayList<>();
    if (SETSID) {
      whole.add("setsid");
    }
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      TETHERS.add(process);
      process.onExit().thenRun(() -> letGo(process));
      record(process.toHandle());
      return process;
    } catch (IOException e) {
      throw new LocalStackException(
          "Cannot start " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  private static void letGo(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The other end is gone already.
    }
    TETHERS.remove(process);
  }

  void record(ProcessHandle process) {
    Folders.writePrivate(pidFile, process.pid() + " " + beginning(process) + "\n");
  }

  /** The live process of the pid file, if it is still the one that was recorded. */
  Optional<ProcessHandle> find() {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      String[] parts = Files.readString(pidFile).strip().split(" ");
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(ChildProcess::lives)
          .filter(process -> parts.length == 2 && began(process, Long.parseLong(parts[1])));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  boolean isAlive() {
    return find().isPresent();
  }

  /** Asks it to end, waits, and ends it the hard way when it does not. */
  void stop(Duration patience) {
    find().ifPresent(process -> stop(process, patience));
    pidFile.toFile().delete();
  }

  static void stop(ProcessHandle process, Duration patience) {
    process.destroy();
    if (!ended(process, patience)) {
      killTree(process);
    }
  }

  /** What to put before a command so that it outlives the terminal. */
  static List<String> detached() {
    return List.of(SETSID ? "setsid" : "nohup");
  }

  /** As {@code kill -9}, with everything it started. */
  void kill() {
    find().ifPresent(ChildProcess::killTree);
    pidFile.toFile().delete();
  }

  static void killTree(ProcessHandle process) {
    List<ProcessHandle> family = new ArrayList<>();
    family.add(process);
    process.descendants().forEach(family::add);
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> ended(member, Duration.ofSeconds(10)));
  }

  static boolean ended(ProcessHandle process, Duration patience) {
    return Wait.until(() -> !lives(process), patience);
  }

  /**
   * A process that nobody waited for stays in the process table, as in a container whose first
   * process does not care. Such a zombie has ended.
   */
  static boolean lives(ProcessHandle process) {
    return process.isAlive() && !isZombie(process);
  }

  private static boolean isZombie(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
      // The state follows the program's name, which is in brackets and may hold any character.
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      // It is gone by now, or this is not Linux, where the JDK knows best.
      return false;
    }
  }

  private static long beginning(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /**
   * Two JVMs read the same beginning a little apart, as the system clock was adjusted in between.
   */
  private static boolean began(ProcessHandle process, long millis) {
    return Math.abs(beginning(process) - millis) < 5_000;
  }

  private static boolean onPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && path.lines()
            .flatMap(line -> List.of(line.split(":")).stream())
            .filter(folder -> !folder.isBlank())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
