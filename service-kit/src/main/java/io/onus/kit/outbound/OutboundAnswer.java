package io.onus.kit.outbound;

import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface OutboundAnswer {

  /**
   * @param retryAfter the header of that name
   * @param body the answer's text, as much of it as was asked for
   * @param whole whether there was no more
   */
  record Answered(int status, @Nullable String retryAfter, String body, boolean whole)
      implements OutboundAnswer {}

  /** It was not even tried: the target is one that must not be called. */
  record NotCalled(String reason) implements OutboundAnswer {}

  /** No answer came, in time or at all; the other side may have got the call. */
  record NotReached(String reason) implements OutboundAnswer {}
}
