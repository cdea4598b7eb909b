package io.onus.local.company;

import java.net.URI;

/** Where the services are. */
record Places(URI requests, URI sla, URI notifications) {

  static Places onThisMachine(int portOffset) {
    return new Places(
        URI.create("http://127.0.0.1:" + (8081 + portOffset)),
        URI.create("http://127.0.0.1:" + (8082 + portOffset)),
        URI.create("http://127.0.0.1:" + (8083 + portOffset)));
  }

  /** One origin that forwards to all of them. */
  static Places at(URI origin) {
    return new Places(origin, origin, origin);
  }

  URI of(SuiteApi.Service service) {
    return switch (service) {
      case REQUEST -> requests;
      case SLA -> sla;
      case NOTIFICATION -> notifications;
    };
  }
}
