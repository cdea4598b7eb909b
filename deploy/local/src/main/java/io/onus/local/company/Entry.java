package io.onus.local.company;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One thing the file describes.
 *
 * @param key what tells it from others of its kind: its code, id or position
 * @param path where it stands, like {@code departments[2]}
 * @param wanted what the file says of it
 */
record Entry(Kind kind, String key, String path, int line, ObjectNode wanted) {

  String name() {
    return kind.noun() + " " + key;
  }

  String text(String field) {
    return wanted.path(field).isNull() ? "" : wanted.path(field).asText();
  }

  /** The department whose lead must say this; empty where an admin may. */
  String saidByLeadOf() {
    return kind == Kind.OFFER ? text("provider") : "";
  }

  /** An offer is told from others by whose it is, and for which service. */
  static String offerKey(String provider, String service) {
    return service.isEmpty() ? provider : provider + "/" + service;
  }
}
