package io.onus.local;

import java.util.Locale;

/** The services of the suite, in the order their facts flow. */
public enum SuiteService {
  REQUEST(8081),
  SLA(8082),
  NOTIFICATION(8083);

  private final int usualPort;

  SuiteService(int usualPort) {
    this.usualPort = usualPort;
  }

  int usualPort() {
    return usualPort;
  }

  /** As {@code sla}. */
  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As {@code sla-service}: the module and what people call it. */
  public String fullName() {
    return shortName() + "-service";
  }

  public String database() {
    return "onus_" + shortName();
  }

  /** The service of this name, short or full. */
  public static SuiteService named(String name) {
    for (SuiteService service : values()) {
      if (service.shortName().equals(name) || service.fullName().equals(name)) {
        return service;
      }
    }
    throw new LocalStackException(
        "There is no service " + name + "; there are request, sla and notification");
  }
}
