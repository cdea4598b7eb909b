package io.onus.request.request.domain;

/** Who can read a message: both sides, or only the author's. */
public enum Visibility {
  BOTH,
  INTERNAL
}
