package io.onus.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback interface. */
public final class Ports {

  public static final String LOOPBACK = "127.0.0.1";

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /**
   * As many different free ports as asked for, below those the system gives to connections: nobody
   * takes one by chance before whoever asked listens on it.
   */
  public static List<Integer> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (held.size() < count) {
        held.add(bound());
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new LocalStackException("No free port on " + LOOPBACK + ": " + e.getMessage(), e);
    } finally {
      held.forEach(Ports::closeQuietly);
    }
  }

  private static ServerSocket bound() throws IOException {
    InetAddress loopback = InetAddress.getByName(LOOPBACK);
    for (int attempt = 1; ; attempt++) {
      ServerSocket socket = new ServerSocket();
      try {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        socket.bind(new InetSocketAddress(loopback, port));
        return socket;
      } catch (IOException taken) {
        closeQuietly(socket);
        if (attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  public static int free() {
    return free(1).getFirst();
  }

  /** Whether something could listen on this port now. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of a server that has just stopped may linger; they do not hinder the next one.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static void requireFree(int port, String who) {
    // The system may take a moment to close what a process that has just ended had open.
    if (!Wait.until(() -> isFree(port), Duration.ofSeconds(2))) {
      throw new LocalStackException(
          "Port "
              + port
              + " ("
              + who
              + ") is taken. Free it, or shift every port: ONUS_PORT_OFFSET=100 ./onus up");
    }
  }

  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LOOPBACK, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void closeQuietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing was sent through it.
    }
  }
}
