package io.onus.kit.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onus.kit.test.AccessMatrix.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The matrix finds what it is there to find: planted mistakes in a small service. */
class AccessMatrixTest {

  private enum Mistake {
    NONE,
    LIST_LEAKS,
    EXISTENCE_SHOWS,
    OPEN_TO_ALL,
    NO_TOKEN_NEEDED
  }

  private static final String TABLE =
      """
      | operation | owner | stranger |
      |---|---|---|
      | `GET /papers` | shown | hidden |
      | `GET /papers/{id}` | yes, theirs | 404 |
      | `POST /papers/{id}/burn` | yes | 404 |
      """;

  private static final String CONTRACT =
      """
      {"paths":{"/papers":{"get":{},"parameters":[]},"/papers/{id}":{"get":{}},
       "/papers/{id}/burn":{"post":{}}}}
      """;

  private final AtomicReference<Mistake> planted = new AtomicReference<>(Mistake.NONE);
  private HttpServer server;
  private String base;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void aServiceThatKeepsItsRulesHasNoComplaints() {
    assertThat(matrix(TABLE, CONTRACT).complaints()).isEmpty();
    assertThat(matrix(TABLE, CONTRACT).tests()).hasSize(1 + 3 * 3);
  }

  @Test
  void anOperationWithoutARuleIsFound() {
    String more = CONTRACT.replace("\"get\":{},\"param", "\"get\":{},\"post\":{},\"param");

    assertThat(matrix(TABLE, more).complaints())
        .containsExactly(
            "POST /papers has no rule in docs/security.md", "POST /papers is never tried");
  }

  @Test
  void aRuleWithoutAnOperationIsFound() {
    String more = TABLE + "| `DELETE /papers/{id}` | yes | 404 |\n";

    assertThat(matrix(more, CONTRACT).complaints())
        .containsExactly("DELETE /papers/{id} has a rule, and the service does not offer it");
  }

  @Test
  void aListThatLeaksIsFound() {
    planted.set(Mistake.LIST_LEAKS);

    assertThat(matrix(TABLE, CONTRACT).complaints())
        .singleElement()
        .asString()
        .startsWith("GET /papers as stranger: wished hidden, got 200 shown");
  }

  @Test
  void aRefusalThatRevealsExistenceIsFound() {
    planted.set(Mistake.EXISTENCE_SHOWS);

    assertThat(matrix(TABLE, CONTRACT).complaints())
        .hasSize(2)
        .allMatch(words -> words.contains("as stranger: wished 404, got 403"));
  }

  @Test
  void anOperationThatForgetsItsRuleIsFound() {
    planted.set(Mistake.OPEN_TO_ALL);

    assertThat(matrix(TABLE, CONTRACT).complaints())
        .singleElement()
        .asString()
        .startsWith("POST /papers/{id}/burn as stranger: wished 404, got 200");
  }

  @Test
  void anOperationThatNeedsNoTokenIsFound() {
    planted.set(Mistake.NO_TOKEN_NEEDED);

    assertThat(matrix(TABLE, CONTRACT).complaints())
        .contains("GET /papers/{id} as nobody: wished 401, got 404 ");
  }

  @Test
  void aCellThatSaysNothingDoesNotHold() {
    assertThat(matrix(TABLE.replace("yes, theirs", "perhaps"), CONTRACT).complaints())
        .singleElement()
        .asString()
        .startsWith("GET /papers/{id} as owner: wished perhaps");
  }

  private AccessMatrix<String> matrix(String table, String contract) {
    return AccessMatrix.read(table, () -> "paper-1")
        .contract(() -> contract)
        .caller("owner", paper -> "owner-token")
        .caller("stranger", paper -> "stranger-token")
        .attempt("GET /papers", (paper, call) -> Answer.list(call.get(base + "/papers"), paper))
        .attempt(
            "GET /papers/{id}", (paper, call) -> Answer.of(call.get(base + "/papers/" + paper)))
        .attempt(
            "POST /papers/{id}/burn",
            (paper, call) -> Answer.of(call.post(base + "/papers/" + paper + "/burn")));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String who = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    boolean owns = who.equals("Bearer owner-token");
    Mistake mistake = planted.get();
    if (!Set.of("Bearer owner-token", "Bearer stranger-token").contains(who)
        && mistake != Mistake.NO_TOKEN_NEEDED) {
      answer(exchange, 401, "");
    } else if (exchange.getRequestURI().getPath().equals("/papers")) {
      answer(exchange, 200, owns || mistake == Mistake.LIST_LEAKS ? "[\"paper-1\"]" : "[]");
    } else if (owns
        || (mistake == Mistake.OPEN_TO_ALL && exchange.getRequestMethod().equals("POST"))) {
      answer(exchange, 200, "{}");
    } else {
      answer(exchange, mistake == Mistake.EXISTENCE_SHOWS ? 403 : 404, "");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().put("Content-Type", List.of("application/json"));
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
