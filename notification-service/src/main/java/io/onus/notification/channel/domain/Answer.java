package io.onus.notification.channel.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the other end of a channel took a message. */
public sealed interface Answer {

  /** The receiver has it. Only this makes a delivery sent. */
  record Taken(String detail) implements Answer {}

  /**
   * Try again later.
   *
   * @param notBefore what the receiver asked for, if it did
   */
  record RefusedForNow(String reason, @Nullable Instant notBefore) implements Answer {}

  /**
   * Trying again would not help.
   *
   * @param gone the receiver says this address is to be used no more
   */
  record RefusedForGood(String reason, boolean gone) implements Answer {}
}
