package io.onus.notification.domain;

/** The ways a person can be told. Each has a folder under {@code channel}. */
public enum ChannelKind {
  EMAIL,
  WEBHOOK,
  CHAT,
  PAGER,
  ALERTMANAGER,
  /** What who is signed in reads; everybody who is told has it, and nobody sets it up. */
  STREAM
}
