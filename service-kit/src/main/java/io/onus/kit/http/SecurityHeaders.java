package io.onus.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What browsers and caches are told with every answer, whoever writes it: nothing here is a page to
 * be framed, sniffed or kept.
 */
@ApplicationScoped
public class SecurityHeaders {

  /** Before everything that may answer. */
  static final int FIRST = 10_000;

  private static final String NOTHING =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  /** Swagger UI is a page of its own scripts and styles, some of them written into the page. */
  private static final String SWAGGER =
      "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-ancestors 'none';"
          + " base-uri 'none'; form-action 'none'";

  private static final String A_YEAR = "max-age=31536000; includeSubDomains";

  void register(@Observes Filters filters) {
    filters.register(SecurityHeaders::add, FIRST);
  }

  private static void add(RoutingContext context) {
    String path = context.normalizedPath();
    MultiMap headers = context.response().headers();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Content-Security-Policy", isSwagger(path) ? SWAGGER : NOTHING);
    if (path.startsWith("/api/")) {
      headers.set("Cache-Control", "no-store");
    }
    if (context.request().isSSL()) {
      headers.set("Strict-Transport-Security", A_YEAR);
    }
    context.next();
  }

  private static boolean isSwagger(String path) {
    return path.startsWith("/q/swagger-ui");
  }
}
