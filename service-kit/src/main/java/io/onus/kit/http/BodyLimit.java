package io.onus.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.ProblemMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that announces itself as too long with a problem document, before a byte of it is
 * read. The framework, which would refuse it too, says nothing with its 413.
 */
@ApplicationScoped
public class BodyLimit {

  /** Before the framework's own limit, and after a service's that knows better. */
  private static final int BEFORE_FRAMEWORK = 90;

  private final ObjectMapper mapper;
  private final long most;

  public BodyLimit(
      ObjectMapper mapper,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M")
          MemorySize most) {
    this.mapper = mapper;
    this.most = most.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseTooLong, BEFORE_FRAMEWORK);
  }

  private void refuseTooLong(RoutingContext context) {
    if (announced(context) <= most) {
      context.next();
      return;
    }
    context
        .response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemMapper.MEDIA_TYPE)
        // The rest of the body is on its way and nobody will read it.
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(json(Problem.tooLarge(most)));
  }

  private static long announced(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // The server refuses it as malformed HTTP.
    }
  }

  private String json(Problem problem) {
    try {
      return mapper.writeValueAsString(problem.document());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem must be JSON", e);
    }
  }
}
