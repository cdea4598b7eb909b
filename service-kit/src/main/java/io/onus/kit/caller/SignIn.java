package io.onus.kit.caller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.ProblemMapper;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Nothing but health and {@link OwnSecretPaths} answers without a token, whatever answers it:
 * resources, metrics, the contract. Who is not let in is told why in a problem document.
 */
@ApplicationScoped
public class SignIn {

  static final String HOW_TO =
      "Say who you are: send a token of the identity provider as Authorization: Bearer <token>.";

  private static final String HEADERS_GONE =
      "The headers Onus-Actor, Onus-For and Onus-Robot are not a sign-in. "
          + "Leave them out, and send a token as Authorization: Bearer <token>.";

  private static final List<String> OLD_HEADERS = List.of("Onus-Actor", "Onus-For", "Onus-Robot");

  /** Before the framework looks at the token. */
  private static final int BEFORE_AUTHENTICATION = 250;

  private static final Duration PROVIDER_AWAY = Duration.ofSeconds(5);

  private final ObjectMapper mapper;
  private final OwnSecretPaths ownSecret;
  private final boolean openDocs;

  SignIn(
      ObjectMapper mapper,
      OwnSecretPaths ownSecret,
      @ConfigProperty(name = "onus.open-docs", defaultValue = "false") boolean openDocs) {
    this.mapper = mapper;
    this.ownSecret = ownSecret;
    this.openDocs = openDocs;
  }

  void register(@Observes Filters filters) {
    filters.register(this::askForAToken, BEFORE_AUTHENTICATION);
  }

  /** A token that is not taken fails its route; this says so in words. */
  void explainFailures(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::explain);
  }

  private void askForAToken(RoutingContext context) {
    if (isOpen(context.normalizedPath()) || ownSecret.include(context)) {
      context.next();
      return;
    }
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    boolean hasOld = OLD_HEADERS.stream().anyMatch(context.request().headers()::contains);
    if (authorization == null || !isBearer(authorization)) {
      answer(context, Problem.unauthenticated(hasOld ? HEADERS_GONE : HOW_TO));
    } else if (hasOld) {
      answer(context, Problem.malformed(HEADERS_GONE));
    } else {
      context.next();
    }
  }

  private boolean isOpen(String path) {
    return path.equals("/q/health")
        || path.startsWith("/q/health/")
        || (openDocs && (path.startsWith("/q/openapi") || path.startsWith("/q/swagger-ui")));
  }

  private static boolean isBearer(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")
        && !authorization.substring("bearer ".length()).isBlank();
  }

  private void explain(RoutingContext context) {
    Throwable failure = context.failure();
    if (find(failure, OIDCException.class) != null) {
      answer(
          context,
          Problem.unavailable(
              "The identity provider does not answer, so nobody can be let in.", PROVIDER_AWAY));
    } else if (find(failure, AuthenticationFailedException.class) != null) {
      answer(context, Problem.unauthenticated(why(failure)));
    } else {
      context.next();
    }
  }

  /** What the sender can act on; nothing about keys. */
  private static String why(Throwable failure) {
    CallerClaims.Unacceptable unacceptable = find(failure, CallerClaims.Unacceptable.class);
    if (unacceptable != null) {
      return unacceptable.getMessage() + " Get a new one from the identity provider.";
    }
    InvalidJwtException invalid = find(failure, InvalidJwtException.class);
    if (invalid != null && invalid.hasErrorCode(ErrorCodes.EXPIRED)) {
      return "The token has expired. Get a new one from the identity provider.";
    }
    return "The token is not one that is taken here: its issuer, audience, times or signature do"
        + " not hold. Get a new one from the identity provider.";
  }

  private static <T extends Throwable> @Nullable T find(@Nullable Throwable thrown, Class<T> type) {
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < 20; at = at.getCause(), depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  private void answer(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemMapper.MEDIA_TYPE);
    if (problem.status() == 401) {
      response.putHeader(
          "WWW-Authenticate",
          context.failure() == null ? "Bearer" : "Bearer error=\"invalid_token\"");
    }
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      response.putHeader("Retry-After", String.valueOf(retryAfter.toSeconds()));
    }
    response.end(json(problem));
  }

  private String json(Problem problem) {
    try {
      return mapper.writeValueAsString(problem.document());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem must be JSON", e);
    }
  }
}
