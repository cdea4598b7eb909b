package io.onus.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;

/** Pages and forms, as a browser or a program without Onus' API asks for them. */
final class Web {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Web() {}

  static HttpResponse<String> get(URI uri) {
    return send(request(uri).GET());
  }

  /**
   * @param cookies as the browser sends them
   * @param fields name, value, name, value, ...
   */
  static HttpResponse<String> post(URI uri, String cookies, String... fields) {
    HttpRequest.Builder request = request(uri).POST(BodyPublishers.ofString(form(fields)));
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies);
    }
    return send(request);
  }

  /** A form of a client that shows its secret. */
  static HttpResponse<String> postAs(URI uri, String client, String secret, String... fields) {
    String shown = client + ":" + secret;
    String basic = Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8));
    return send(
        request(uri)
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(form(fields))));
  }

  /** An endpoint of a provider, as {@code token}. */
  static URI endpoint(URI issuer, String name) {
    URI configuration = URI.create(issuer + "/.well-known/openid-configuration");
    return URI.create(json(get(configuration)).get(name + "_endpoint").asText());
  }

  /** What a system gets for its secret. */
  static String systemToken(URI issuer, String client, String secret) {
    URI token = endpoint(issuer, "token");
    return json(postAs(token, client, secret, "grant_type", "client_credentials"))
        .get("access_token")
        .asText();
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "application/x-www-form-urlencoded");
  }

  static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(
          response.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    try {
      return Api.JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  static URI location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .map(URI::create)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no redirect but " + response.statusCode() + ": " + response.body()));
  }

  /** What a browser would send back; on loopback it does so over plain HTTP, too. */
  static String cookies(HttpResponse<String> response) {
    return response.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .collect(Collectors.joining("; "));
  }

  static String form(String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(form.isEmpty() ? "" : "&").append(fields[i]).append('=');
      form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
