package io.onus.notification.domain;

/** The ways a person can be told. Each has a folder under {@code channel}. */
public enum ChannelKind {
  EMAIL,
  WEBHOOK
}
