package io.onus.notification.auditor;

import io.onus.notification.test.FreePorts;
import java.util.HashMap;
import java.util.Map;

/** A company with a fallback contact. */
public class Watched extends FreePorts {

  static final String CONTACT = "fallback@example.com";

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("onus.fallback.email", CONTACT);
    return settings;
  }
}
