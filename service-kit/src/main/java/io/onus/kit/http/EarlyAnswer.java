package io.onus.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.ProblemMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Answers with a problem document before anything else has looked at the request. */
@ApplicationScoped
public class EarlyAnswer {

  private final ObjectMapper mapper;

  EarlyAnswer(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  public void refuse(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      response.putHeader(
          HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }
    if (!context.request().isEnded()) {
      // The rest of the body is on its way and nobody will read it.
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemMapper.MEDIA_TYPE)
        .end(json(problem));
  }

  private String json(Problem problem) {
    try {
      return mapper.writeValueAsString(problem.document());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem must be JSON", e);
    }
  }
}
