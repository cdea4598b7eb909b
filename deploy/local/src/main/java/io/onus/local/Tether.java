package io.onus.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The main class of every Java process of the stack: runs another main, and ends with whoever
 * started it.
 *
 * <p>Its standard input is a pipe that only the starter holds. When the starter ends, even by
 * {@code kill -9}, the pipe closes and this process leaves in good order.
 *
 * <p>It runs on a foreign class path, so it may use nothing but the JDK.
 */
final class Tether {

  private Tether() {}

  /**
   * {@code Tether <main class> [arguments]}; or {@code Tether --format <metadata file> <cluster id>
   * <users file> kafka.Kafka <properties>}, which first lays out a new broker's storage in the same
   * JVM (a second one would double the start). The users come in a file, as everybody may read a
   * command line.
   */
  public static void main(String[] args) throws Exception {
    int main = 0;
    if (args[0].equals("--format")) {
      main = 4;
      if (Files.notExists(Path.of(args[1]))) {
        format(args[2], Files.readAllLines(Path.of(args[3])), args[5]);
      }
    }
    InputStream starter = System.in;
    Thread watch = new Thread(() -> leaveWith(starter), "tether");
    watch.setDaemon(true);
    watch.start();
    run(args[main], Arrays.copyOfRange(args, main + 1, args.length));
  }

  private static void leaveWith(InputStream starter) {
    try {
      while (starter.read() >= 0) {
        // The starter says nothing; only the end of the stream counts.
      }
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }
    System.exit(143);
  }

  private static void run(String mainClass, String[] args) throws Exception {
    Method main = Class.forName(mainClass).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      System.exit(1);
    }
  }

  private static void format(String clusterId, List<String> users, String properties)
      throws Exception {
    Method execute =
        Class.forName("kafka.tools.StorageTool")
            .getMethod("execute", String[].class, PrintStream.class);
    List<String> args =
        new ArrayList<>(List.of("format", "--cluster-id", clusterId, "--config", properties));
    for (String user : users) {
      args.add("--add-scram");
      args.add(user);
    }
    Object status = execute.invoke(null, args.toArray(String[]::new), System.out);
    if (!Integer.valueOf(0).equals(status)) {
      System.err.println("The broker's storage could not be formatted");
      System.exit(1);
    }
  }
}
