package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The suite's REST API: waits where a service says "later", fails on what is no answer. */
final class SuiteApi implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 30;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Set<Integer> LATER = Set.of(429, 503);

  /** Departments and calendars reach the other services a moment after they were made. */
  private static final Set<String> TOLD_LATER =
      Set.of("unknown-department", "unknown-calendar", "unknown-calendars");

  /** Which service answers what. */
  enum Service {
    REQUEST,
    SLA,
    NOTIFICATION
  }

  record Answer(int status, @Nullable String etag, JsonNode body) {}

  /** A service said no, or what was there cannot be read. */
  static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient JsonNode problem;
    private final int status;

    Refused(int status, JsonNode problem, String message) {
      super(message);
      this.status = status;
      this.problem = problem;
    }

    int status() {
      return status;
    }

    JsonNode violations() {
      return problem.path("violations");
    }
  }

  /** Nobody answers there, or nobody who knows us: nothing else will go better. */
  static final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Places places;
  private final Bearers bearers;

  SuiteApi(Places places, Bearers bearers) {
    this.places = places;
    this.bearers = bearers;
  }

  /** What is there; its body is missing where there is nothing. */
  Answer get(Service service, String path) throws InterruptedException {
    Answer answer = send(service, path, "", HttpRequest.Builder::GET);
    return answer.status() == 404
        ? new Answer(404, null, MissingNode.getInstance())
        : expected(answer, 200);
  }

  /**
   * @param lead the department whose lead says it; empty for an admin
   * @param ifMatch null for what is new
   */
  Answer put(Service service, String path, String lead, JsonNode body, @Nullable String ifMatch)
      throws InterruptedException {
    return expected(
        send(
            service,
            path,
            lead,
            request -> {
              if (ifMatch != null) {
                request.header("If-Match", ifMatch);
              }
              return request
                  .header("Content-Type", "application/json")
                  .PUT(BodyPublishers.ofString(body.toString()));
            }),
        200,
        201);
  }

  Answer post(Service service, String path, String lead, JsonNode body)
      throws InterruptedException {
    return expected(
        send(
            service,
            path,
            lead,
            request ->
                request
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body.toString()))),
        201);
  }

  private Answer send(
      Service service, String path, String lead, UnaryOperator<HttpRequest.Builder> as)
      throws InterruptedException {
    URI address = URI.create(places.of(service) + "/api/v1" + path);
    String bearer = lead.isEmpty() ? bearers.admin() : bearers.leadOf(lead);
    HttpRequest request =
        as.apply(
                HttpRequest.newBuilder(address)
                    .timeout(Duration.ofMinutes(1))
                    .header("Authorization", "Bearer " + bearer))
            .build();
    for (int attempt = 1; ; attempt++) {
      HttpResponse<byte[]> response = exchange(request);
      Answer answer =
          new Answer(
              response.statusCode(),
              response.headers().firstValue("ETag").orElse(null),
              body(response));
      if (answer.status() == 401) {
        throw new Unusable(
            address.getAuthority() + " does not accept the token: " + detail(answer));
      }
      if (!isForLater(answer) || attempt == ATTEMPTS) {
        return answer;
      }
      Thread.sleep(pause(response));
    }
  }

  private static boolean isForLater(Answer answer) {
    return LATER.contains(answer.status())
        || TOLD_LATER.contains(answer.body().path("refusal").asText());
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new Unusable(
          "Nobody answers at "
              + request.uri().getScheme()
              + "://"
              + request.uri().getAuthority()
              + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")")
              + ". Does Onus run there? On this machine: ./onus up");
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

  private static Duration pause(HttpResponse<byte[]> response) {
    Duration wished =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(value -> value.matches("\\d{1,3}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(Duration.ofMillis(500));
    return wished.compareTo(LONGEST_PAUSE) < 0 ? wished : LONGEST_PAUSE;
  }

  private static Answer expected(Answer answer, int... statuses) {
    for (int status : statuses) {
      if (answer.status() == status) {
        return answer;
      }
    }
    throw new Refused(answer.status(), answer.body(), answer.status() + ", " + detail(answer));
  }

  private static String detail(Answer answer) {
    String detail = answer.body().path("detail").asText("");
    return detail.isEmpty() ? "without saying why" : detail;
  }

  @Override
  public void close() {
    http.close();
  }
}
