package io.onus.local.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the suite's API a company file uses, kept in memory: what exists is only written with
 * the version that was read, offers only with a token of a lead.
 */
final class FakeOnus implements AutoCloseable {

  static final String ADMIN = "token-of-admin";
  static final String LEAD = "token-of-lead";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/v1";

  /** Path by what is there. */
  final Map<String, ObjectNode> there = new LinkedHashMap<>();

  /** Every request that changed something or tried to, like {@code PUT /departments/ENG}. */
  final List<String> writes = new ArrayList<>();

  /** What the last request said that was answered, by its path. */
  final Map<String, JsonNode> said = new LinkedHashMap<>();

  /** Path by the problem that is answered instead of writing there. */
  final Map<String, ObjectNode> refusals = new LinkedHashMap<>();

  /** How many offers come before sla-service has heard of their department. */
  int tooEarly;

  /** How many requests are told to come again later. */
  int busy;

  private final HttpServer server;

  FakeOnus() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(API, this::answer);
    server.start();
    there.put("/calendars/company", JSON.createObjectNode().put("zone", "UTC").put("version", 1));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void refuse(String path, int status, String detail, String field) {
    ObjectNode problem = problem(status, detail);
    problem.putArray("violations").addObject().put("field", field).put("message", "is wrong");
    refusals.put(path, problem);
  }

  private static ObjectNode problem(int status, String detail) {
    return JSON.createObjectNode().put("status", status).put("detail", detail);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(API.length());
    String method = exchange.getRequestMethod();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (busy > 0) {
      busy--;
      exchange.getResponseHeaders().add("Retry-After", "0");
      send(exchange, 429, problem(429, "Too fast."));
    } else if (!List.of("Bearer " + ADMIN, "Bearer " + LEAD).contains(bearer)) {
      send(exchange, 401, problem(401, "The token is of nobody here."));
    } else if (method.equals("GET")) {
      send(exchange, read(path));
    } else {
      writes.add(method + " " + path);
      ObjectNode written = (ObjectNode) JSON.readTree(body);
      said.put(path, written.deepCopy());
      if (refusals.containsKey(path)) {
        send(exchange, refusals.get(path));
      } else if (path.startsWith("/offers") && !bearer.equals("Bearer " + LEAD)) {
        send(exchange, 403, problem(403, "Only a lead or deputy may do this."));
      } else if (path.equals("/offers") && tooEarly > 0) {
        tooEarly--;
        send(exchange, 422, problem(422, "Who?").put("refusal", "unknown-department"));
      } else if (method.equals("POST")) {
        send(exchange, 201, post(path, written));
      } else {
        send(exchange, put(path, written, exchange.getRequestHeaders().getFirst("If-Match")));
      }
    }
  }

  private ObjectNode read(String path) {
    if (path.equals("/routes") || path.equals("/offers")) {
      ObjectNode page = JSON.createObjectNode();
      ArrayNode items = page.putArray("items");
      there.forEach(
          (key, value) -> {
            if (key.startsWith(path + "/")) {
              items.add(value);
            }
          });
      return page.putNull("nextPageToken");
    }
    if (path.endsWith("/preferences") && !there.containsKey(path)) {
      return JSON.createObjectNode().put("version", 0);
    }
    return there.getOrDefault(path, problem(404, "Nothing here."));
  }

  private ObjectNode post(String path, ObjectNode written) {
    if (path.endsWith("/methods")) {
      ObjectNode person = there.get(path.replace("/methods", ""));
      ArrayNode methods = person.withArray("methods");
      boolean verified = written.path("verified").asBoolean();
      written.put("id", "m" + methods.size()).put("version", 1);
      written.put("status", verified ? "ACTIVE" : "UNVERIFIED");
      written.remove(List.of("verified", "secret"));
      methods.add(written);
      ObjectNode answer = written.deepCopy();
      return written.path("kind").asText().equals("WEBHOOK")
          ? answer.put("secret", "whsec_once")
          : answer;
    }
    String id = String.valueOf(there.size());
    there.put(path + "/" + id, written.put("id", id).put("version", 1));
    return written;
  }

  private ObjectNode put(String path, ObjectNode written, @Nullable String ifMatch) {
    if (path.contains("/methods/")) {
      return putMethod(path, written, ifMatch);
    }
    ObjectNode before = there.get(path);
    String version = before == null ? null : '"' + before.path("version").asText() + '"';
    if (version != null && ifMatch == null) {
      return problem(428, "Send If-Match.");
    }
    if (version != null && !version.equals(ifMatch)) {
      return problem(412, "Changed.");
    }
    ObjectNode after = before == null ? JSON.createObjectNode() : before.deepCopy();
    after.setAll(written);
    after.put("version", before == null ? 1 : before.path("version").asInt() + 1);
    after.remove("secret");
    there.put(path, after);
    return path.startsWith("/webhooks/") && before == null
        ? after.deepCopy().put("secret", "whsec_machine")
        : after;
  }

  private ObjectNode putMethod(String path, ObjectNode written, @Nullable String ifMatch) {
    String[] parts = path.split("/methods/");
    for (JsonNode each : there.get(parts[0]).path("methods")) {
      ObjectNode method = (ObjectNode) each;
      if (method.path("id").asText().equals(parts[1])) {
        if (!('"' + method.path("version").asText() + '"').equals(ifMatch)) {
          return problem(412, "Changed.");
        }
        method.set("urgency", written.path("urgency"));
        if (written.path("verified").asBoolean()) {
          method.put("status", "ACTIVE");
        }
        return method.put("version", method.path("version").asInt() + 1);
      }
    }
    return problem(404, "No such method.");
  }

  private static void send(HttpExchange exchange, ObjectNode answer) throws IOException {
    send(exchange, answer.path("status").isInt() ? answer.path("status").asInt() : 200, answer);
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    if (body.has("version")) {
      exchange.getResponseHeaders().add("ETag", '"' + body.path("version").asText() + '"');
    }
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
