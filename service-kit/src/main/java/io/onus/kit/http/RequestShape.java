package io.onus.kit.http;

import io.onus.kit.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How long a request's first line and headers may be, and that its body comes as it is. The
 * framework has bounds of its own above these, and says nothing when it enforces them.
 */
@ApplicationScoped
public class RequestShape {

  static final int PRIORITY = SecurityHeaders.FIRST - 20;

  private final EarlyAnswer answer;
  private final int mostOfUri;
  private final int mostParameters;
  private final long mostOfHeaders;

  RequestShape(
      EarlyAnswer answer,
      @ConfigProperty(name = "onus.http.max-uri") MemorySize mostOfUri,
      @ConfigProperty(name = "onus.http.max-parameters") int mostParameters,
      @ConfigProperty(name = "onus.http.max-headers") MemorySize mostOfHeaders) {
    this.answer = answer;
    this.mostOfUri = (int) mostOfUri.asLongValue();
    this.mostParameters = mostParameters;
    this.mostOfHeaders = mostOfHeaders.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    Problem fault = fault(context);
    if (fault == null) {
      context.next();
    } else {
      answer.refuse(context, fault);
    }
  }

  private @Nullable Problem fault(RoutingContext context) {
    String uri = context.request().uri();
    if (uri.length() > mostOfUri) {
      return Problem.ofStatus(
          414,
          "URI Too Long",
          "A path with its query may have up to " + mostOfUri + " characters.",
          Map.of("limit", mostOfUri));
    }
    if (parameters(uri) > mostParameters) {
      return Problem.malformed("A query may have up to " + mostParameters + " parameters.");
    }
    if (headers(context) > mostOfHeaders) {
      return Problem.ofStatus(
          431,
          "Request Header Fields Too Large",
          "All headers together may have up to " + mostOfHeaders + " characters.",
          Map.of("limit", mostOfHeaders));
    }
    String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
      return Problem.ofStatus(
          415,
          "Unsupported Media Type",
          "Send the body as it is: no Content-Encoding is unpacked here.",
          Map.of());
    }
    return null;
  }

  private static int parameters(String uri) {
    int query = uri.indexOf('?');
    return query < 0
        ? 0
        : 1 + (int) uri.chars().skip(query).filter(c -> c == '&' || c == ';').count();
  }

  private static long headers(RoutingContext context) {
    long length = 0;
    for (Map.Entry<String, String> header : context.request().headers()) {
      length += header.getKey().length() + header.getValue().length() + 4;
    }
    return length;
  }
}
