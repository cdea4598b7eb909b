package io.onus.kit.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to somebody outside.
 *
 * @param body what is posted; null asks for something instead
 * @param within how long all of it may take, from looking the name up to the last byte
 * @param longestAnswer how many bytes of the answer are read; the rest is not waited for
 */
public record OutboundCall(
    URI uri,
    Map<String, String> headers,
    @Nullable String body,
    Duration within,
    int longestAnswer) {

  public OutboundCall {
    headers = Map.copyOf(headers);
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("a call needs a host");
    }
  }
}
