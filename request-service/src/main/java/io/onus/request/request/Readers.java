package io.onus.request.request;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.request.request.domain.Reader;

/** The caller as one who reads requests. */
final class Readers {

  private Readers() {}

  static Reader of(Caller caller) {
    return new Reader(caller.departments(), caller.has(Role.AUDITOR));
  }
}
