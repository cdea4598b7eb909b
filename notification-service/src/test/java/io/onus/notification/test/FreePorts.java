package io.onus.notification.test;

import io.onus.local.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Points the service at a port of this machine where a test can start a mail server, or leave it
 * dark.
 */
public class FreePorts implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of(
        "ONUS_SMTP_PORT", String.valueOf(Ports.free()), "ONUS_MAIL_FROM", "onus@example.com");
  }

  @Override
  public void stop() {
    // Nothing was kept.
  }
}
