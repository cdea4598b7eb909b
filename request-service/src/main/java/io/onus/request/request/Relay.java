package io.onus.request.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a system says of a person it speaks for.
 *
 * @param onBehalfOf who really did it
 * @param at when it really happened
 */
public record Relay(@Nullable String onBehalfOf, @Nullable Instant at) {

  public static final Relay NONE = new Relay(null, null);

  boolean isUsed() {
    return onBehalfOf != null || at != null;
  }
}
