package io.onus.request.loss;

import static io.onus.request.ProblemAssert.assertProblem;
import static io.onus.request.request.Asking.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.Tokens;
import io.onus.request.Edge;
import io.onus.request.loss.domain.LossRefusal;
import io.onus.request.request.Asking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LossResourceTest {

  private Asking we;
  private String lena;
  private String paul;

  @BeforeEach
  void departments() {
    we = new Asking("LOSS");
    lena = Tokens.lead("lena", we.cs);
    paul = Tokens.lead("paul", we.eng);
  }

  @Test
  void whatOneSideClaimsTheOtherConfirmsAndTheSumsStayApart() {
    // Given
    String id = idOf(we.submitted(",\"atStake\":{\"amount\":125000,\"currency\":\"USD\"}"));

    // When
    JsonNode first = Edge.json(claim(lena, id, "4200.50", "USD"));
    claim(lena, id, "100", "EUR");
    claim(paul, id, "300", "USD");
    claim(lena, id, "50", "USD");
    JsonNode confirmed = done(post(paul, id, "1/confirm", ""));
    JsonNode disputed = done(post(paul, id, "2/dispute", "{\"reason\":\"it was paid back\"}"));
    JsonNode withdrawn = done(post(lena, id, "4/withdraw", ""));

    // Then
    assertThat(first.get("n").asInt()).isEqualTo(1);
    assertThat(first.get("status").asText()).isEqualTo("CLAIMED");
    assertThat(first.get("claimedBy").asText()).isEqualTo("REQUESTER");
    assertThat(first.get("claimant").asText()).isEqualTo("lena");
    assertThat(confirmed.get("status").asText()).isEqualTo("CONFIRMED");
    assertThat(confirmed.get("answeredBy").asText()).isEqualTo("paul");
    assertThat(confirmed.get("version").asInt()).isEqualTo(2);
    assertThat(disputed.get("reason").asText()).isEqualTo("it was paid back");
    assertThat(withdrawn.get("status").asText()).isEqualTo("WITHDRAWN");
    JsonNode losses = Edge.json(Edge.as("ada", we.cs).get(path(id)));
    assertThat(losses.get("items")).hasSize(4);
    assertThat(losses.at("/atStake/amount").decimalValue()).isEqualByComparingTo("125000");
    assertThat(losses.get("totals").toString())
        .isEqualTo(
            "{\"claimed\":[{\"amount\":300,\"currency\":\"USD\"}],"
                + "\"disputed\":[{\"amount\":100,\"currency\":\"EUR\"}],"
                + "\"confirmed\":[{\"amount\":4200.5,\"currency\":\"USD\"}]}");
    assertThat(types(id))
        .containsExactly(
            "submitted",
            "loss-claimed",
            "loss-claimed",
            "loss-claimed",
            "loss-claimed",
            "loss-confirmed",
            "loss-disputed",
            "loss-withdrawn");
  }

  @Test
  void aLossMovesNeitherTheRequestNorItsVersion() {
    JsonNode before = we.submitted();

    claim(lena, idOf(before), "1", "USD");

    JsonNode after = Edge.json(Edge.get("/requests/" + idOf(before)));
    assertThat(after.get("version")).isEqualTo(before.get("version"));
    assertThat(after.get("status")).isEqualTo(before.get("status"));
    assertThat(after.get("sequence").asInt()).isEqualTo(before.get("sequence").asInt() + 1);
  }

  @Test
  void nobodyConfirmsTheirOwnClaim() {
    String id = idOf(we.submitted());
    claim(lena, id, "1", "USD");

    assertProblem(post(lena, id, "1/confirm", ""), 403, "forbidden")
        .saying("'confirm' of loss 1 is for a lead of the provider");
    assertProblem(post(paul, id, "1/withdraw", ""), 403, "forbidden")
        .saying("for a lead of the requester");
    assertProblem(post(Tokens.member("ada", we.cs), id, "1/withdraw", ""), 403, "forbidden")
        .saying("Only a lead or deputy");
    assertProblem(
            post(
                Tokens.robot("bot", we.cs),
                id,
                "",
                "{\"amount\":1,\"currency\":\"USD\",\"text\":\"t\"}"),
            403,
            "forbidden")
        .saying("an act of a person");
  }

  @Test
  void whatIsConfirmedStays() {
    String id = idOf(we.submitted());
    claim(paul, id, "1", "USD");
    done(post(lena, id, "1/confirm", ""));

    assertProblem(post(paul, id, "1/withdraw", ""), 422, "refused").with("refusal", "loss-settled");
    assertProblem(post(lena, id, "1/dispute", "{\"reason\":\"r\"}"), 422, "refused")
        .with("refusal", "loss-settled")
        .with("lossStatus", "CONFIRMED");
  }

  @Test
  void twoAnswersAtOnceAreToldApartByTheVersion() {
    String id = idOf(we.submitted());
    String tag = claim(lena, id, "1", "USD").header("ETag");
    assertThat(tag).isEqualTo("\"1\"");
    done(
        Edge.with(paul)
            .header("If-Match", tag)
            .body("{\"reason\":\"r\"}")
            .post(path(id) + "/1/dispute"));

    assertProblem(
        Edge.with(paul).header("If-Match", tag).post(path(id) + "/1/confirm"),
        412,
        "precondition-failed");
  }

  @Test
  void theSameKeyClaimsOnce() {
    String id = idOf(we.submitted());
    String body = "{\"amount\":1,\"currency\":\"USD\",\"text\":\"t\"}";

    for (int i = 0; i < 2; i++) {
      assertThat(
              Edge.with(lena)
                  .header("Idempotency-Key", "loss-" + id)
                  .body(body)
                  .post(path(id))
                  .statusCode())
          .isEqualTo(201);
    }

    assertThat(Edge.json(Edge.get("/requests/" + id + "/losses")).get("items")).hasSize(1);
  }

  @Test
  void everyMalformedFieldIsNamed() {
    String id = idOf(we.submitted());

    bad(id, "{}", "amount");
    bad(id, "{\"amount\":0,\"currency\":\"USD\",\"text\":\"t\"}", "amount");
    bad(id, "{\"amount\":-5,\"currency\":\"USD\",\"text\":\"t\"}", "amount");
    bad(id, "{\"amount\":1e16,\"currency\":\"USD\",\"text\":\"t\"}", "amount");
    bad(id, "{\"amount\":0.00001,\"currency\":\"USD\",\"text\":\"t\"}", "amount");
    bad(id, "{\"amount\":1,\"currency\":\"XQX\",\"text\":\"t\"}", "currency");
    bad(id, "{\"amount\":1,\"currency\":\"usd\",\"text\":\"t\"}", "currency");
    bad(id, "{\"amount\":1,\"currency\":\"USD\"}", "text");
    bad(id, "{\"amount\":1,\"currency\":\"USD\",\"text\":\" \"}", "text");
    bad(id, "{\"amount\":1,\"currency\":\"USD\",\"text\":\"t\",\"by\":\"me\"}", "by");
    claim(lena, id, "1", "USD");
    assertProblem(post(paul, id, "1/dispute", "{}"), 400, "malformed").at("reason", "null");
    assertProblem(post(paul, id, "2/confirm", ""), 404, "not-found");
    assertProblem(post(paul, id, "x/confirm", ""), 404, "not-found");
  }

  @Test
  void aDraftHasCostNothing() {
    String id = idOf(we.submitted(",\"draft\":true"));

    assertProblem(
            post(lena, id, "", "{\"amount\":1,\"currency\":\"USD\",\"text\":\"t\"}"),
            422,
            "refused")
        .with("refusal", "not-submitted");
  }

  @Test
  void everyRefusalIsDocumentedByItsKind() {
    String contract = Edge.as("ada", "ENG").get("/q/openapi?format=json").asString();

    assertThat(
            Arrays.stream(LossRefusal.class.getPermittedSubclasses())
                // Whose word it is not is forbidden.
                .filter(type -> type != LossRefusal.WordOfTheOtherSide.class)
                .map(
                    type ->
                        type.getSimpleName()
                            .replaceAll("([a-z])([A-Z])", "$1-$2")
                            .toLowerCase(Locale.ROOT)))
        .isNotEmpty()
        .allSatisfy(kind -> assertThat(contract).contains("`" + kind + "`"));
  }

  private void bad(String id, String body, String field) {
    assertProblem(post(lena, id, "", body), 400, "malformed").at(field, "");
  }

  private static Response claim(String token, String id, String amount, String currency) {
    Response response =
        post(
            token,
            id,
            "",
            "{\"amount\":%s,\"currency\":\"%s\",\"text\":\"The wrong part was shipped\"}"
                .formatted(amount, currency));
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    return response;
  }

  private static Response post(String token, String id, String what, String body) {
    String path = path(id) + (what.isEmpty() ? "" : "/" + what);
    return body.isEmpty() ? Edge.with(token).post(path) : Edge.with(token).body(body).post(path);
  }

  private static JsonNode done(Response response) {
    return Asking.done(response);
  }

  private static String path(String id) {
    return "/api/v1/requests/" + id + "/losses";
  }

  private static List<String> types(String id) {
    List<String> types = new ArrayList<>();
    Edge.json(Edge.get("/requests/" + id + "/history"))
        .get("items")
        .forEach(entry -> types.add(entry.get("type").asText()));
    return types;
  }
}
