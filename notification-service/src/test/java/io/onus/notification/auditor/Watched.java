package io.onus.notification.auditor;

import io.onus.local.Ports;
import io.onus.notification.test.FreePorts;
import java.util.HashMap;
import java.util.Map;

/** A company with a fallback contact, and somebody outside who expects a call while all is well. */
public class Watched extends FreePorts {

  static final String CONTACT = "fallback@example.com";
  static final String PATH = "/beat/5e7a11";

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("onus.fallback.email", CONTACT);
    settings.put("onus.auditor.every", "60S");
    settings.put("onus.auditor.heartbeat-url", "http://127.0.0.1:" + Ports.free() + PATH);
    return settings;
  }
}
