package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.journeys.Api.Answer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything one can get wrong answers with a problem document that says what it was. */
@Order(2)
class ProblemsJourney {

  private static final String DAY = "[\"09:00-17:00\"]";

  private static Partners partners;
  private static String closed;

  /**
   * A mistake, and what its answer has to say.
   *
   * @param names what the document must name: the field, the code, the rule
   */
  private record Mistake(
      String name, Function<Suite, Answer> call, int status, String type, List<String> names) {

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void oneClosedRequest() {
    partners = Partners.named(Suite.running(), "WRONG");
    partners.awaitKnownToSla();
    closed = partners.ask("P3", "soon closed").get("id").asText();
    partners.answers().post("/requests/" + closed + "/resolve", "{\"resolution\":\"done\"}").ok();
    partners.requests().post("/requests/" + closed + "/close", "{}").ok();
  }

  private static Stream<Mistake> mistakes() {
    return Stream.of(
        mistake("no JSON at all", 400, "malformed", List.of(), requests("/requests", "{\"from\":")),
        mistake(
            "an unknown field",
            400,
            "malformed",
            List.of("urgency"),
            requests(
                "/requests",
                "{\"from\":\"WRONG-CS\",\"to\":\"WRONG-ENG\",\"subject\":\"x\",\"urgency\":1}")),
        mistake(
            "no subject",
            400,
            "malformed",
            List.of("subject"),
            requests("/requests", "{\"from\":\"WRONG-CS\",\"to\":\"WRONG-ENG\"}")),
        mistake(
            "an unknown department",
            422,
            "refused",
            List.of("unknown-department", "NOWHERE"),
            requests("/requests", "{\"from\":\"WRONG-CS\",\"to\":\"NOWHERE\",\"subject\":\"x\"}")),
        mistake(
            "an unknown service",
            422,
            "refused",
            List.of("unknown-service", "no-such-service"),
            requests(
                "/requests",
                "{\"from\":\"WRONG-CS\",\"service\":\"no-such-service\",\"subject\":\"x\"}")),
        mistake(
            "an unknown priority",
            400,
            "malformed",
            List.of("priority"),
            requests(
                "/requests",
                "{\"from\":\"WRONG-CS\",\"to\":\"WRONG-ENG\",\"subject\":\"x\",\"priority\":\"P9\"}")),
        mistake(
            "a closed request asked again",
            422,
            "refused",
            List.of("CLOSED", "reopen"),
            suite ->
                partners.answers().post("/requests/" + closed + "/ask", "{\"text\":\"and?\"}")),
        mistake(
            "a question without words",
            400,
            "malformed",
            List.of("text"),
            suite -> partners.answers().post("/requests/" + closed + "/ask", "{}")),
        mistake(
            "a request that is not there",
            404,
            "not-found",
            List.of("01900000-0000-7000-8000-000000000000"),
            suite -> partners.requests().get("/requests/01900000-0000-7000-8000-000000000000")),
        mistake(
            "a page too large",
            400,
            "malformed",
            List.of("pageSize"),
            suite -> partners.requests().get("/requests?pageSize=201")),
        mistake(
            "a page token of another list",
            400,
            "malformed",
            List.of("pageToken"),
            suite -> partners.requests().get("/requests?pageToken=nonsense")),
        mistake(
            "a PUT over something without If-Match",
            428,
            "precondition-required",
            List.of("If-Match"),
            suite ->
                suite
                    .requests(Partners.ADMIN)
                    .put("/departments/WRONG-CS", "{\"name\":\"Other\"}")),
        mistake(
            "a PUT over something that changed",
            412,
            "precondition-failed",
            List.of(),
            suite ->
                suite
                    .requests(Partners.ADMIN)
                    .put("/departments/WRONG-CS", "{\"name\":\"Other\"}", "If-Match", "\"99\"")),
        mistake(
            "one key for two bodies",
            422,
            "refused",
            List.of("Idempotency-Key"),
            suite -> {
              String key = "wrong-twice";
              partners
                  .requests()
                  .post("/requests", partners.body("P3", "one"), "Idempotency-Key", key)
                  .ok();
              return partners
                  .requests()
                  .post("/requests", partners.body("P3", "two"), "Idempotency-Key", key);
            }),
        mistake(
            "nobody who asks",
            401,
            "unauthenticated",
            List.of(),
            suite -> Api.anonymous(partners.requests().baseUrl()).get("/requests")),
        mistake(
            "a token that is none",
            401,
            "unauthenticated",
            List.of(),
            suite -> new Api(partners.requests().baseUrl(), () -> "a.b.c").get("/requests")),
        mistake(
            "a calendar in which nobody ever works",
            422,
            "refused",
            List.of("no-working-time"),
            suite ->
                suite
                    .sla(Partners.ADMIN)
                    .put("/calendars/never", "{\"zone\":\"Europe/Berlin\",\"weekly\":{}}")),
        mistake(
            "a calendar somewhere else",
            400,
            "malformed",
            List.of("zone", "Europe/Atlantis"),
            suite ->
                suite
                    .sla(Partners.ADMIN)
                    .put(
                        "/calendars/lost",
                        "{\"zone\":\"Europe/Atlantis\",\"weekly\":{\"MON\":" + DAY + "}}")),
        mistake(
            "a window that ends before it begins",
            400,
            "malformed",
            List.of("17:00-09:00"),
            suite ->
                suite
                    .sla(Partners.ADMIN)
                    .put(
                        "/calendars/backwards",
                        "{\"zone\":\"Europe/Berlin\",\"weekly\":{\"MON\":[\"17:00-09:00\"]}}")),
        mistake(
            "a duration that is none",
            400,
            "malformed",
            List.of("duration"),
            agreement("{\"targets\":[" + target("two hours") + "],\"hours\":\"ALWAYS\"}")),
        mistake(
            "a target in the past",
            400,
            "malformed",
            List.of("duration"),
            agreement("{\"targets\":[" + target("-PT2H") + "],\"hours\":\"ALWAYS\"}")),
        mistake(
            "an unknown field of the terms",
            400,
            "malformed",
            List.of("penalty"),
            agreement("{\"targets\":[" + target("PT2H") + "],\"hours\":\"ALWAYS\",\"penalty\":1}")),
        mistake(
            "hours nobody keeps",
            422,
            "refused",
            List.of("unknown-calendar", "no-such-calendar"),
            agreement("{\"targets\":[" + target("PT2H") + "],\"hours\":\"no-such-calendar\"}")),
        mistake(
            "a promise to nobody",
            422,
            "refused",
            List.of("unknown-department", "NOWHERE"),
            suite ->
                suite
                    .sla(partners.cleo())
                    .post(
                        "/agreements",
                        "{\"requester\":\"WRONG-CS\",\"provider\":\"NOWHERE\",\"terms\":{\"targets\":["
                            + target("PT2H")
                            + "]}}")),
        mistake(
            "an agreement that is not there",
            404,
            "not-found",
            List.of("01900000-0000-7000-8000-000000000000"),
            suite ->
                suite.sla(partners.cleo()).get("/agreements/01900000-0000-7000-8000-000000000000")),
        mistake(
            "a path that is not there",
            404,
            "not-found",
            List.of(),
            suite -> suite.sla(partners.ada()).get("/promises-of-the-past")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void everyMistakeHasItsOwnProblemDocument(Mistake mistake) {
    Answer answer = mistake.call().apply(Suite.running());

    JsonNode problem = answer.body();
    assertThat(answer.status()).as("%s", problem).isEqualTo(mistake.status());
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(problem.path("type").asText()).isEqualTo("/problems/" + mistake.type());
    assertThat(problem.path("status").asInt()).isEqualTo(mistake.status());
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank();
    for (String name : mistake.names()) {
      assertThat(problem.toString()).contains(name);
    }
  }

  @Test
  void anImportThatMakesNoSenseSaysWhichLine() {
    String lines =
        """
        {"time":"2026-01-05T08:00:00Z","type":"submitted","request":"W-1","from":"WRONG-CS","to":"WRONG-ENG","subject":"x"}
        {"time":"2026-01-05T08:10:00Z","type":"answered","request":"W-1","text":"what was the question?"}
        {"time":"yesterday","type":"resolved","request":"W-1","resolution":"x"}
        """;

    Answer answer =
        Suite.running()
            .requests(Partners.ADMIN)
            .post("/imports?source=wrong", lines, "Content-Type", "application/x-ndjson")
            .ok();

    assertThat(answer.body().get("accepted").asInt()).isEqualTo(1);
    assertThat(answer.body().get("rejected"))
        .extracting(rejected -> rejected.get("line").asInt())
        .containsExactly(2, 3);
  }

  private static Mistake mistake(
      String name, int status, String type, List<String> names, Function<Suite, Answer> call) {
    return new Mistake(name, call, status, type, names);
  }

  private static Function<Suite, Answer> requests(String path, String body) {
    return suite -> partners.requests().post(path, body);
  }

  private static Function<Suite, Answer> agreement(String terms) {
    String body =
        "{\"requester\":\"WRONG-CS\",\"provider\":\"WRONG-ENG\",\"service\":null,\"terms\":"
            + terms
            + "}";
    return suite -> suite.sla(partners.cleo()).post("/agreements", body);
  }

  private static String target(String duration) {
    return "{\"metric\":\"FIRST_RESPONSE\",\"priority\":\"P1\",\"duration\":\"" + duration + "\"}";
  }
}
