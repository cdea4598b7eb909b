package io.onus.notification.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Points the service at a port of this machine where a test can start a mail server, or leave it
 * dark.
 */
public class FreePorts implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of("ONUS_SMTP_PORT", String.valueOf(free()), "ONUS_MAIL_FROM", "onus@example.com");
  }

  @Override
  public void stop() {
    // Nothing was kept.
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
