package io.onus.local.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One service's REST API as the import uses it: blocking, retrying what says "later", failing on
 * everything else.
 */
final class OnusApi implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final int ATTEMPTS = 10;
  private static final int PATIENCE_ATTEMPTS = 300;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Set<Integer> LATER = Set.of(429, 503);

  /** An answer that was expected; the body is missing when there was none. */
  record Answer(int status, @Nullable String etag, JsonNode body) {}

  /** The service answered, but not what the import can go on with. */
  static final class Refused extends RuntimeException {

    Refused(String message) {
      super(message);
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final String name;
  private final URI service;

  OnusApi(String name, URI service) {
    this.name = name;
    this.service = service;
  }

  Answer get(String path, String token) throws InterruptedException {
    return send(request(path, token).GET(), Set.of(200));
  }

  /** Creates it unless it exists; what exists stays as it is. Answers whether it was created. */
  boolean putNew(String path, String token, JsonNode body) throws InterruptedException {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body.toString()));
    // Without If-Match a PUT can only create: over something that exists it is a 428.
    return send(request, Set.of(200, 201, 428)).status() == 201;
  }

  Answer post(String path, String token, JsonNode body, String ifMatch)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .header("If-Match", ifMatch)
            .POST(BodyPublishers.ofString(body.toString()));
    return send(request, Set.of(200, 201));
  }

  /** As {@link #post}, until the service has heard of the departments the body names. */
  Answer postOnceKnown(String path, String token, JsonNode body) throws InterruptedException {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    for (int attempt = 1; ; attempt++) {
      Answer answer = send(request, Set.of(200, 201, 422));
      if (answer.status() != 422) {
        return answer;
      }
      boolean notYet = answer.body().path("refusal").asText().equals("unknown-department");
      if (!notYet || attempt == PATIENCE_ATTEMPTS) {
        throw new Refused(explain(request.build(), answer.status(), answer.body()));
      }
      Thread.sleep(PAUSE);
    }
  }

  Answer postLines(String path, String token, byte[] lines) throws InterruptedException {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(lines));
    return send(request, Set.of(200));
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(service.resolve("/api/v1" + path))
        .timeout(Duration.ofMinutes(5))
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder builder, Set<Integer> expected)
      throws InterruptedException {
    HttpRequest request = builder.build();
    for (int attempt = 1; ; attempt++) {
      HttpResponse<byte[]> response = exchange(request);
      if (expected.contains(response.statusCode())) {
        return new Answer(
            response.statusCode(),
            response.headers().firstValue("ETag").orElse(null),
            body(response));
      }
      if (!LATER.contains(response.statusCode()) || attempt == ATTEMPTS) {
        throw new Refused(explain(request, response.statusCode(), body(response)));
      }
      Thread.sleep(Duration.ofSeconds(retryAfter(response)));
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new Refused("No " + name + " answers at " + service + ". Is ./onus up running?");
    } catch (IOException e) {
      throw new Refused(request.method() + " " + request.uri() + " failed: " + e.getMessage());
    }
  }

  private static JsonNode body(HttpResponse<byte[]> response) {
    try {
      return response.body().length == 0
          ? MissingNode.getInstance()
          : JSON.readTree(response.body());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static long retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(v -> v.matches("\\d{1,3}"))
        .map(Long::parseLong)
        .orElse(1L);
  }

  private static String explain(HttpRequest request, int status, JsonNode problem) {
    StringBuilder text = new StringBuilder();
    text.append(request.method())
        .append(' ')
        .append(request.uri())
        .append(" answered ")
        .append(status);
    for (String field : new String[] {"title", "detail"}) {
      if (problem.hasNonNull(field)) {
        text.append(field.equals("title") ? ": " : ", ").append(problem.get(field).asText());
      }
    }
    if (problem.hasNonNull("violations")) {
      text.append(' ').append(problem.get("violations"));
    }
    return text.toString();
  }

  @Override
  public void close() {
    http.close();
  }
}
