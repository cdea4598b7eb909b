package io.onus.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.problem.ProblemMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long a body may be. Imports are read line by line and may be long; everything else is held in
 * memory as a whole and may not. A body that announces itself as too long is refused before a byte
 * of it is read.
 */
@ApplicationScoped
public class BodyLimits {

  private static final String IMPORTS = "/api/v1/imports";

  /**
   * The framework's own limit is a route at -2: the first filter goes before it, the second after.
   */
  private static final int BEFORE_FRAMEWORK = 100;

  private static final int AFTER_FRAMEWORK = 1;

  private final ObjectMapper mapper;
  private final long most;
  private final long mostOfImport;

  public BodyLimits(
      ObjectMapper mapper,
      @ConfigProperty(name = "onus.http.max-body-size") MemorySize most,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostOfImport) {
    this.mapper = mapper;
    this.most = most.asLongValue();
    this.mostOfImport = mostOfImport.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseAnnounced, BEFORE_FRAMEWORK);
    filters.register(this::limitUnannounced, AFTER_FRAMEWORK);
  }

  private void refuseAnnounced(RoutingContext context) {
    long limit = limitOf(context);
    if (announced(context) <= limit) {
      context.next();
      return;
    }
    context
        .response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemMapper.MEDIA_TYPE)
        // The rest of the body is on its way and nobody will read it.
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(document(limit));
  }

  private void limitUnannounced(RoutingContext context) {
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limitOf(context));
    context.next();
  }

  private long limitOf(RoutingContext context) {
    return IMPORTS.equals(context.normalizedPath()) ? mostOfImport : most;
  }

  private static long announced(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // The server refuses it as malformed HTTP.
    }
  }

  private String document(long limit) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "/problems/request-entity-too-large");
    problem.put("title", "Request Entity Too Large");
    problem.put("status", 413);
    problem.put("detail", "A body may have up to " + limit + " bytes here. Send it in parts.");
    problem.put("limit", limit);
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem must be JSON", e);
    }
  }
}
