package io.onus.journeys;

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
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One service's REST API, called by somebody.
 *
 * @param token answers a bearer token that is good now; an empty one calls without
 */
record Api(String baseUrl, Supplier<String> token, HttpClient http) {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP = client().build();

  record Answer(int status, String contentType, String etag, JsonNode body) {

    /** This answer, when it is one of the 200s; otherwise a failure that shows it. */
    Answer ok() {
      if (status / 100 != 2) {
        throw new AssertionError("answered " + status + ": " + body);
      }
      return this;
    }

    String text(String field) {
      if (!body.hasNonNull(field)) {
        throw new AssertionError("no " + field + " in " + body);
      }
      return body.get(field).asText();
    }
  }

  Api(String baseUrl, Supplier<String> token) {
    this(baseUrl, token, HTTP);
  }

  static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5));
  }

  /** Called by nobody in particular. */
  static Api anonymous(String baseUrl) {
    return new Api(baseUrl, () -> "");
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String json, String... headers) {
    return send(with(request(path), headers).POST(BodyPublishers.ofString(json)));
  }

  Answer put(String path, String json, String... headers) {
    return send(with(request(path), headers).PUT(BodyPublishers.ofString(json)));
  }

  /** As {@link #post}, for callers that expect the service to be gone now and then. */
  Answer tryPost(String path, String json, String... headers) throws IOException {
    return exchange(with(request(path), headers).POST(BodyPublishers.ofString(json)).build());
  }

  /** Reads what a stream gives until it is closed. */
  OpenStream open(String path) {
    HttpRequest request = request(path).setHeader("Accept", "text/event-stream").build();
    return OpenStream.of(http, request);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1" + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json");
    String bearer = token.get();
    return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return exchange(request.build());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Answer exchange(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      Map<String, List<String>> headers = response.headers().map();
      return new Answer(
          response.statusCode(),
          String.join("", headers.getOrDefault("content-type", List.of())),
          String.join("", headers.getOrDefault("etag", List.of())),
          response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
