package io.onus.notification.delivery.domain;

/** Whether what a delivery says still needs saying. Judged again each time before it is sent. */
public sealed interface Relevance {

  record Wanted() implements Relevance {}

  record Unwanted(String reason) implements Relevance {}

  /** It still needs saying, and the way it was to go is closed. */
  record Unreachable(String reason) implements Relevance {}

  /** Later news about the same alert says it better. */
  record Outdated(String reason) implements Relevance {}

  /** What it follows was never told. */
  record Pointless(String reason) implements Relevance {}
}
