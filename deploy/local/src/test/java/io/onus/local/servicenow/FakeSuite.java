package io.onus.local.servicenow;

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
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of both services' REST API an import uses, kept in memory: what is PUT a second time
 * needs If-Match, an agreement is accepted with the version that was proposed, and a fact is known
 * by request and ref.
 */
final class FakeSuite implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/v1";

  /** Path by what was PUT there. */
  final Map<String, JsonNode> resources = new LinkedHashMap<>();

  final List<ObjectNode> agreements = new ArrayList<>();

  /** Every token it was shown. */
  final Set<String> tokens = new HashSet<>();

  final List<String> imports = new ArrayList<>();
  final TreeSet<String> facts = new TreeSet<>();
  int refuseOnce;

  /** How many proposals come before the directory has arrived. */
  int tooEarly;

  private final HttpServer server;

  FakeSuite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(API, this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(API.length());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String department = signsFor(path, exchange.getRequestMethod(), body);
    if (groups(exchange).isEmpty()) {
      send(exchange, 401, JSON.createObjectNode());
    } else if (!groups(exchange).contains(department == null ? "/onus/admin" : department)) {
      send(exchange, 403, JSON.createObjectNode().put("title", "Not yours"));
    } else if (refuseOnce > 0) {
      int status = refuseOnce;
      refuseOnce = 0;
      exchange.getResponseHeaders().add("Retry-After", "0");
      send(
          exchange, status, JSON.createObjectNode().put("title", "Not now").put("detail", "Busy."));
    } else if (exchange.getRequestMethod().equals("PUT")) {
      boolean isNew = resources.putIfAbsent(path, JSON.readTree(body)) == null;
      send(exchange, isNew ? 201 : 428, JSON.createObjectNode());
    } else if (path.equals("/imports")) {
      send(exchange, 200, take(exchange.getRequestURI().getQuery(), body));
    } else if (path.equals("/requests")) {
      String reference = exchange.getRequestURI().getQuery().replace("externalRef=servicenow:", "");
      send(exchange, 200, items(JSON.createObjectNode().put("id", "id-of-" + reference)));
    } else if (path.equals("/clocks")) {
      String reference = exchange.getRequestURI().getQuery().replace("requestId=id-of-", "");
      long count = facts.stream().filter(fact -> fact.startsWith(reference + " ")).count();
      send(exchange, 200, JSON.createObjectNode().put("sequence", count));
    } else if (path.equals("/agreements") && exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, items(agreements.toArray(ObjectNode[]::new)));
    } else if (path.equals("/agreements") && tooEarly > 0) {
      tooEarly--;
      send(exchange, 422, JSON.createObjectNode().put("refusal", "unknown-department"));
    } else if (path.equals("/agreements")) {
      send(exchange, 201, propose((ObjectNode) JSON.readTree(body)));
    } else {
      accept(exchange, path.split("/")[2]);
    }
  }

  /** The group whose members may do this, where the admin may not. */
  private @Nullable String signsFor(String path, String method, String body) throws IOException {
    if (!method.equals("POST") || !path.startsWith("/agreements")) {
      return null;
    }
    String department =
        path.equals("/agreements")
            ? JSON.readTree(body).get("requester").asText()
            : agreements.get(Integer.parseInt(path.split("/")[2])).get("provider").asText();
    return "/" + department + "/lead";
  }

  /** What the token says; that it is genuine is not for an import to know. */
  private List<String> groups(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      return List.of();
    }
    tokens.add(authorization.substring("Bearer ".length()));
    String claims = authorization.split("\\.")[1];
    List<String> groups = new ArrayList<>();
    JSON.readTree(Base64.getUrlDecoder().decode(claims))
        .path("groups")
        .forEach(group -> groups.add(group.asText()));
    return groups;
  }

  private ObjectNode propose(ObjectNode agreement) {
    agreement
        .put("id", String.valueOf(agreements.size()))
        .put("version", 1)
        .put("status", "PROPOSED");
    agreements.add(agreement);
    return agreement;
  }

  private void accept(HttpExchange exchange, String id) throws IOException {
    ObjectNode agreement = agreements.get(Integer.parseInt(id));
    boolean current = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-Match"));
    if (current) {
      agreement.put("status", "SIGNED").put("version", 2);
    }
    send(exchange, current ? 200 : 412, agreement);
  }

  private ObjectNode take(String query, String body) throws IOException {
    imports.add(query);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : body.lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    long before = facts.size();
    lines.forEach(line -> facts.add(line.get("request").asText() + " " + line.get("ref").asText()));
    long accepted = facts.size() - before;
    ObjectNode answer = JSON.createObjectNode();
    answer
        .put("lines", lines.size())
        .put("accepted", accepted)
        .put("unchanged", lines.size() - accepted);
    answer.putArray("rejected");
    return answer.put("rejectedCount", 0);
  }

  private static ObjectNode items(ObjectNode... items) {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode array = page.putArray("items");
    List.of(items).stream()
        .sorted(Comparator.comparing(item -> item.path("id").asText()))
        .forEach(array::add);
    page.putNull("nextPageToken");
    return page;
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
