package io.onus.kit.audit;

import io.onus.kit.caller.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Somebody an entry names. In the entry itself there is only a reference.
 *
 * @param id the name the person or system signs in with; the service's own name for SYSTEM
 */
record AuditPerson(Caller.Kind kind, String id, @Nullable String name) {

  static AuditPerson human(String id) {
    return new AuditPerson(Caller.Kind.HUMAN, id, null);
  }

  static AuditPerson of(Caller caller) {
    return new AuditPerson(caller.kind(), caller.id(), caller.name());
  }

  /** Two with the same key are the same person, whatever name they go by. */
  Key key() {
    return new Key(kind, id);
  }

  record Key(Caller.Kind kind, String id) {}
}
