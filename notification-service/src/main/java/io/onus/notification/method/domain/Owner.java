package io.onus.notification.method.domain;

/** Whose a method is. */
public sealed interface Owner {

  record Person(String id) implements Owner {}

  /** A machine that is told, and belongs to nobody. */
  record Integration(String code) implements Owner {}
}
