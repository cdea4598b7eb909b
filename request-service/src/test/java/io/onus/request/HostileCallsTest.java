package io.onus.request;

import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.Tokens;
import io.onus.request.request.Asking;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A caller who means harm: nothing but refusals, and not one row of any table changes. Before each
 * test all tables are fingerprinted, and after it again.
 */
@QuarkusTest
class HostileCallsTest {

  private static final String REQUESTS = "/api/v1/requests/";

  /** Every verb with what it takes, as whoever may make it would send it. */
  private static final Map<String, String> VERBS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("submit", "{}"),
              Map.entry("accept", "{}"),
              Map.entry("start", "{}"),
              Map.entry("ask", "{\"text\":\"t\"}"),
              Map.entry("answer", "{\"text\":\"t\"}"),
              Map.entry("return", "{\"reason\":\"r\",\"missing\":[\"question\"]}"),
              Map.entry("resubmit", "{}"),
              Map.entry("contest", "{\"reason\":\"r\"}"),
              Map.entry("assign", "{\"person\":\"eve\"}"),
              Map.entry("transfer", "{\"service\":\"nothing\",\"reason\":\"r\"}"),
              Map.entry("accept-transfer", "{}"),
              Map.entry("refuse-transfer", "{\"reason\":\"r\"}"),
              Map.entry("prioritize", "{\"priority\":\"P1\",\"reason\":\"r\"}"),
              Map.entry("resolve", "{\"resolution\":\"r\"}"),
              Map.entry("reopen", "{\"reason\":\"r\",\"code\":\"INCOMPLETE\"}"),
              Map.entry("close", "{}"),
              Map.entry("decline", "{\"code\":\"DUPLICATE\",\"reason\":\"r\"}"),
              Map.entry("cancel", "{\"reason\":\"r\"}"),
              Map.entry("losses", "{\"amount\":1,\"currency\":\"USD\",\"text\":\"t\"}"),
              Map.entry("losses/1/confirm", "{}"),
              Map.entry("losses/1/dispute", "{\"reason\":\"r\"}"),
              Map.entry("losses/1/withdraw", "{}"),
              Map.entry("messages", "{\"text\":\"t\"}")));

  @Inject Sql sql;

  @TestHTTPResource URI root;

  private Asking we;
  private JsonNode sent;
  private JsonNode draft;
  private Map<String, String> before;

  @BeforeEach
  void rememberEveryRow() {
    we = new Asking("HOSTILE");
    sent =
        we.submitted(",\"externalRef\":{\"system\":\"jira\",\"id\":\"" + UUID.randomUUID() + "\"}");
    draft = we.submitted(",\"draft\":true");
    before = settled();
  }

  @AfterEach
  void notOneRowHasChanged() {
    assertThat(settled()).isEqualTo(before);
  }

  @Test
  void whatIsNotTheirsAnswersEveryPathAsWhatIsNotThere() {
    List<String> strangers =
        List.of(
            Tokens.lead("sam", we.sales), Tokens.admin("root"), Tokens.relay("tracker", we.sales));
    for (String token : strangers) {
      sameAsNothing(token, idOf(sent), UUID.randomUUID().toString());
      sameAsNothing(token, sent.get("number").asText(), we.eng + "-999999999999");
    }
  }

  @Test
  void anothersDraftAnswersEveryPathAsWhatIsNotThere() {
    for (String token : List.of(Tokens.lead("paul", we.eng), Tokens.auditor("vera"))) {
      sameAsNothing(token, idOf(draft), UUID.randomUUID().toString());
    }
    sameAsNothing(
        Tokens.relay("tracker", we.eng), draft.get("number").asText(), we.eng + "-999999999999");
  }

  /** By any path and with any words, the same status, headers and body but for the name asked. */
  private void sameAsNothing(String token, String foreign, String absent) {
    List<String> reads = List.of("", "/history", "/messages", "/chain");
    for (String read : reads) {
      same(
          Edge.with(token).get(REQUESTS + foreign + read),
          Edge.with(token).get(REQUESTS + absent + read),
          foreign,
          absent);
    }
    VERBS.forEach(
        (verb, body) -> {
          same(post(token, foreign, verb, body), post(token, absent, verb, body), foreign, absent);
        });
    same(
        Edge.with(token)
            .header("If-Match", "\"77\"")
            .body("{}")
            .post(REQUESTS + foreign + "/start"),
        Edge.with(token).header("If-Match", "\"77\"").body("{}").post(REQUESTS + absent + "/start"),
        foreign,
        absent);
    String relayed = "{\"onBehalfOf\":\"ada\",\"at\":\"2020-01-01T00:00:00Z\"}";
    same(
        post(token, foreign, "start", relayed),
        post(token, absent, "start", relayed),
        foreign,
        absent);
  }

  private static Response post(String token, String id, String verb, String body) {
    return Edge.with(token).body(body).post(REQUESTS + id + "/" + verb);
  }

  private static void same(Response foreign, Response absent, String one, String other) {
    assertThat(foreign.statusCode()).as(foreign.asString()).isEqualTo(404);
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(foreign.asString().replace(one, "X"))
        .isEqualTo(absent.asString().replace(other, "X"));
    assertThat(foreign.headers().asList())
        .extracting(header -> header.getName())
        .isEqualTo(absent.headers().asList().stream().map(header -> header.getName()).toList());
  }

  @Test
  void aParentThatIsNotTheirsIsRefusedLikeOneThatIsNotThere() {
    String absent = UUID.randomUUID().toString();
    Response none = ask(we.sales, ",\"parentId\":\"" + absent + "\"");
    assertThat(none.statusCode()).as(none.asString()).isEqualTo(422);

    for (JsonNode parent : List.of(sent, draft)) {
      Response foreign = ask(we.sales, ",\"parentId\":\"" + idOf(parent) + "\"");

      assertThat(foreign.statusCode()).isEqualTo(422);
      assertThat(foreign.asString().replace(idOf(parent), "X"))
          .isEqualTo(none.asString().replace(absent, "X"));
    }
    Response byProvider = ask(we.eng, ",\"parentId\":\"" + idOf(draft) + "\"");
    assertThat(byProvider.asString().replace(idOf(draft), "X"))
        .isEqualTo(none.asString().replace(absent, "X"));
  }

  @Test
  void aParentAnAuditorOnlyReadsIsForbidden() {
    Response answer =
        Edge.with(Tokens.of("vera").groups("/onus/auditor", "/" + we.sales).sign())
            .body(
                "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\",\"parentId\":\"%s\"}"
                    .formatted(we.sales, we.qa, idOf(sent)))
            .post("/api/v1/requests");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
  }

  @Test
  void aDepartmentInTheBodyIsNoDepartmentInTheToken() {
    String wish = "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"}".formatted(we.cs, we.eng);
    for (String token :
        List.of(
            Tokens.lead("paul", we.eng),
            Tokens.admin("root"),
            Tokens.auditor("vera"),
            Tokens.of("mallory")
                .groups("/" + we.cs + "/guests", "/x/" + we.cs, we.cs + "-2")
                .sign(),
            Tokens.of("mallory").claim("departments", List.of(we.cs)).sign(),
            Tokens.of("mallory").claim("groups", "/" + we.cs).sign())) {
      assertThat(Edge.with(token).body(wish).post("/api/v1/requests").statusCode()).isEqualTo(403);
      Response batch = Edge.with(token).body("{\"items\":[" + wish + "]}").post(REQUESTS + "batch");
      assertThat(Edge.json(batch).at("/results/0/status").asInt())
          .as(batch.asString())
          .isEqualTo(403);
    }
  }

  @Test
  void whatIsNotTheirsToWriteIsRefused() {
    String department = "{\"name\":\"Taken\"}";
    String service = "{\"provider\":\"%s\",\"name\":\"Taken\"}".formatted(we.sales);
    for (String token :
        List.of(
            Tokens.lead("sam", we.sales),
            Tokens.lead("lena", we.cs),
            Tokens.auditor("vera"),
            Tokens.onCallAdmin("otto"),
            Tokens.relay("tracker", we.cs))) {
      for (String path :
          List.of("/api/v1/departments/" + we.cs, "/api/v1/departments/HOSTILE-NEW")) {
        assertThat(Edge.with(token).body(department).put(path).statusCode()).isEqualTo(403);
        assertThat(
                Edge.with(token)
                    .header("If-Match", "\"1\"")
                    .body(department)
                    .put(path)
                    .statusCode())
            .isEqualTo(403);
      }
      for (String path : List.of("/api/v1/services/" + we.parts, "/api/v1/services/hostile-new")) {
        assertThat(Edge.with(token).body(service).put(path).statusCode()).isEqualTo(403);
      }
      assertThat(
              Edge.with(token)
                  .contentType("application/x-ndjson")
                  .config(
                      io.restassured.RestAssured.config()
                          .encoderConfig(
                              io.restassured.config.EncoderConfig.encoderConfig()
                                  .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
                  .body(
                      "{\"time\":\"2016-02-29T01:00:00Z\",\"type\":\"submitted\",\"request\":\"H\","
                          + "\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"}"
                              .formatted(we.cs, we.eng))
                  .post("/api/v1/imports?source=hostile")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void noBodySetsWhatIsNotItsToSet() {
    List<String> members =
        List.of(
            "id",
            "number",
            "status",
            "onus",
            "from",
            "to",
            "version",
            "requester",
            "provider",
            "createdBy",
            "createdAt",
            "sequence",
            "cycle",
            "imported",
            "assignee",
            "actor",
            "side",
            "department",
            "departments",
            "roles",
            "by");
    VERBS.forEach(
        (verb, body) -> refusesUnknown(REQUESTS + idOf(sent) + "/" + verb, body, members));
    refusesUnknown(
        "/api/v1/requests",
        "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"}".formatted(we.cs, we.eng),
        members.stream().filter(member -> !List.of("from", "to").contains(member)).toList());
    String root = Tokens.admin("root");
    for (String member : List.of("id", "version", "createdAt", "services", "members", "roles")) {
      unknown(
          Edge.with(root)
              .header("If-Match", "\"1\"")
              .body("{\"name\":\"N\",\"" + member + "\":1}")
              .put("/api/v1/departments/" + we.cs),
          member);
      unknown(
          Edge.with(root)
              .header("If-Match", "\"1\"")
              .body("{\"provider\":\"%s\",\"name\":\"N\",\"%s\":1}".formatted(we.eng, member))
              .put("/api/v1/services/" + we.parts),
          member);
    }
  }

  private void refusesUnknown(String path, String body, List<String> members) {
    String both = Tokens.member("ada", we.cs, we.eng);
    for (String member : members) {
      ObjectNode with = (ObjectNode) Edge.json(body);
      with.put(member, "1");
      unknown(Edge.with(both).body(with.toString()).post(path), member);
    }
  }

  private static void unknown(Response answer, String member) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(Edge.json(answer).at("/violations/0/field").asText()).isEqualTo(member);
    assertThat(answer.asString()).contains("is not a known field");
  }

  @Test
  void headersAndPathsThatBreakOutOfTheirLineAreRefused() throws IOException {
    String token = Tokens.member("ada", we.cs);
    String auth = "Authorization: Bearer " + token + "\r\n";
    String end = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    String path = REQUESTS + idOf(sent) + "/cancel";
    for (String head :
        List.of(
            "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + auth + "Onus-Actor: root\r\n",
            "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + auth + "If-Match: \"1\u0000\"\r\n",
            "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + auth + "If-Match: \"9\"\r\n x: y\r\n",
            "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + auth + "Idempotency-Key: \r\n",
            "POST " + path + "%0d%0aX-Injected:1 HTTP/1.1\r\nHost: h\r\n" + auth,
            "POST " + path + "\tX HTTP/1.1\r\nHost: h\r\n" + auth,
            "POST "
                + path
                + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                + token
                + "\u0001\r\n",
            "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + auth + auth.replace(".", ".x"))) {
      String answer = raw(head + end);

      assertThat(answer).as(head).matches("(?s)(HTTP/1\\.[01] 4\\d\\d .*)?");
      assertThat(answer).as(head).doesNotContainIgnoringCase("\nX-Injected:");
    }
  }

  /** What came back until the connection was closed, or ended with the answer. */
  private String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(
              bytes
                  .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketException closed) {
      return "";
    }
  }

  @Test
  void whatIsTooLongIsRefused() {
    String token = Tokens.member("ada", we.cs);
    String longText = "x".repeat(5 * 1024 * 1024);
    List<Response> answers = new ArrayList<>();
    answers.add(ask(we.cs, ",\"details\":{\"question\":\"" + longText + "\"}"));
    answers.add(ask(we.cs, ",\"customer\":{\"ref\":\"" + "x".repeat(201) + "\"}"));
    answers.add(
        ask(we.cs, ",\"externalRef\":{\"system\":\"s\",\"id\":\"" + "x".repeat(201) + "\"}"));
    answers.add(we.requester(idOf(sent), "cancel", "{\"reason\":\"" + "x".repeat(200_000) + "\"}"));
    answers.add(ask(we.cs, ",\"details\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)));
    answers.add(ask(we.cs, ",\"atStake\":{\"amount\":1e999999999,\"currency\":\"USD\"}"));
    answers.add(Edge.with(token).get("/api/v1/requests?q=" + "x".repeat(20_000)));
    answers.add(Edge.with(token).header("X-Long", "x".repeat(60_000)).get("/api/v1/requests"));
    answers.add(
        Edge.with(token)
            .header("Idempotency-Key", "k".repeat(256))
            .body("{\"reason\":\"r\"}")
            .post(REQUESTS + idOf(sent) + "/cancel"));
    answers.add(Edge.with(token).get(REQUESTS + "E".repeat(5_000)));
    answers.add(Edge.with(token).get("/api/v1/requests?pageToken=" + "x".repeat(5_000)));

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.statusCode()).as(answer.asString()).isBetween(400, 499));
  }

  private Response ask(String from, String more) {
    return Edge.as("ada", from)
        .body("{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"s\"%s}".formatted(from, we.qa, more))
        .post("/api/v1/requests");
  }

  /** A fingerprint of each table, once nothing is on its way out any more. */
  private Map<String, String> settled() {
    Await.until(
        "the outbox and the audit trail at rest",
        () -> count("outbox") + count("audit_unsealed"),
        waiting -> waiting == 0);
    Map<String, String> prints = new TreeMap<>();
    for (String table :
        sql.list(
            """
            select relname::text as table_name from pg_class
            where relnamespace = 'public'::regnamespace and relkind = 'r'
              and has_table_privilege(oid, 'select')
            """,
            row -> row.text("table_name"))) {
      prints.put(
          table,
          sql.one(
                  "select count(*) || ' ' || md5(coalesce(string_agg(t::text, '\n"
                      + "' order by t::text), '')) as print from \""
                      + table
                      + "\" t",
                  row -> row.text("print"))
              .orElseThrow());
    }
    assertThat(prints)
        .containsKeys("requests", "request_facts", "departments", "services", "outbox");
    return prints;
  }

  private long count(String table) {
    return sql.one("select count(*) as rows from " + table, row -> row.number("rows"))
        .orElseThrow();
  }
}
