package io.onus.kit.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Hashes bodies of requests that carry an Idempotency-Key, and of no others: large imports stay
 * streams.
 */
@Provider
public class BodyHashInterceptor implements ReaderInterceptor {

  private final BodyHash bodyHash;

  public BodyHashInterceptor(BodyHash bodyHash) {
    this.bodyHash = bodyHash;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (context.getHeaders().getFirst(Idempotency.HEADER) != null
        && context.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE) != null) {
      byte[] body = context.getInputStream().readAllBytes();
      bodyHash.read(body);
      context.setInputStream(new ByteArrayInputStream(body));
    }
    return context.proceed();
  }
}
