package io.onus.notification.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Points the service at a port of this machine where a test can start a mail server, or leave it
 * dark.
 */
public class FreePorts implements QuarkusTestResourceLifecycleManager {

  /** Below those the system gives to connections: nobody takes the port while it is dark. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 100;

  @Override
  public Map<String, String> start() {
    return Map.of("ONUS_SMTP_PORT", String.valueOf(free()), "ONUS_MAIL_FROM", "onus@example.com");
  }

  @Override
  public void stop() {
    // Nothing was kept.
  }

  protected static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // By chance; another is tried.
      }
    }
    throw new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST);
  }
}
