package io.onus.request.request.domain;

/**
 * What a department is to a request. The receiver is the department a transfer was proposed to: it
 * is on neither side until it accepts.
 */
public enum Party {
  REQUESTER,
  PROVIDER,
  RECEIVER
}
