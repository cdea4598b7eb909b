package io.onus.notification.channel.domain;

/** Whether a method of a channel has a secret, and who thinks of it. */
public enum SecretUse {
  NONE,
  /** We make it and show it once: the receiver recognises our calls by it. */
  MADE,
  /** The receiver gave it to the person, and we cannot do without it. */
  GIVEN,
  /** As given, where the receiver wants one. */
  GIVEN_OR_NONE
}
