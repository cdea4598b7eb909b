package io.onus.sla.offer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.sla.agreement.AgreementService;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Priority;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * Offers over REST, down to the terms that bind a request. Each test has departments of its own.
 */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class OfferResourceTest {

  @Inject Sql sql;
  @Inject AgreementService agreements;
  @Inject WallClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void anAcceptedOfferIsAnOrdinarySignedAgreement() {
    departments("AC", "AE");
    String offer = published("AE", "PT4H");

    String agreement =
        accept(offer, "\"1\"", "AC")
            .statusCode(201)
            .header("ETag", "\"2\"")
            .body("status", equalTo("SIGNED"))
            .body("requester", equalTo("AC"))
            .body("provider", equalTo("AE"))
            .body("service", equalTo("help"))
            .body("current.number", equalTo(1))
            .body("signatures.side", contains("PROVIDER", "REQUESTER"))
            .body("signatures.by", contains("lead-of-AE", "lead-of-AC"))
            .extract()
            .path("id");

    lead("AC")
        .get("/api/v1/agreements/" + agreement)
        .then()
        .statusCode(200)
        .body("signatures[0].termsHash.length()", equalTo(64))
        .body("current.terms.targets[0].duration", equalTo("PT4H"));
    assertThat(resolutionFor("AC", "AE", clock.now())).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void itsEventsAreThoseOfANegotiation() throws Exception {
    departments("EC", "EE");
    String offer = published("EE", "PT4H");
    String agreement = accept(offer, "\"1\"", "EC").statusCode(201).extract().path("id");
    publish(offer, "\"1\"", "EE", terms("PT2H"), null).statusCode(200);
    accept(offer, "\"2\"", "EC").statusCode(200);

    List<CloudEvent> events =
        new TopicReader(bootstrap, "onus.agreement.v1")
            .await("four events of " + agreement, all -> of(all, agreement).size() >= 4).stream()
                .filter(read -> read.event().subject().equals(agreement))
                .map(TopicReader.Read::event)
                .toList();

    assertThat(events)
        .extracting(CloudEvent::type)
        .containsExactly(
            "io.onus.agreement.proposed.v1",
            "io.onus.agreement.signed.v1",
            "io.onus.agreement.proposed.v1",
            "io.onus.agreement.signed.v1");
    assertThat(events).extracting(CloudEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(events).extracting(CloudEvent::id).doesNotHaveDuplicates();
    JsonNode proposed = events.getFirst().data();
    assertThat(proposed.path("actor").path("id").asText()).isEqualTo("lead-of-EE");
    assertThat(proposed.path("actor").path("department").asText()).isEqualTo("EE");
    assertThat(proposed.path("actor").path("side").asText()).isEqualTo("PROVIDER");
    JsonNode signed = events.get(1).data();
    assertThat(signed.path("actor").path("id").asText()).isEqualTo("lead-of-EC");
    assertThat(signed.path("actor").path("side").asText()).isEqualTo("REQUESTER");
    assertThat(signed.path("terms").path("targets").path(0).path("duration").asText())
        .isEqualTo("PT4H");
  }

  @Test
  void aNewVersionBindsOnlyWhoAcceptsIt() {
    departments("NC", "ND", "NE");
    String offer = published("NE", "PT4H");
    String agreement = accept(offer, "\"1\"", "NC").statusCode(201).extract().path("id");
    accept(offer, "\"1\"", "ND").statusCode(201);
    Instant underTheFirst = clock.now();

    publish(offer, "\"1\"", "NE", terms("PT2H"), "shorter")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("number", equalTo(2))
        .body("note", equalTo("shorter"));
    accept(offer, "\"1\"", "NC")
        .statusCode(412)
        .body("offer.number", equalTo(2))
        .body("offer.note", equalTo("shorter"));
    accept(offer, "\"2\"", "NC")
        .statusCode(200)
        .body("id", equalTo(agreement))
        .body("status", equalTo("SIGNED"))
        .body("version", equalTo(3))
        .body("current.number", equalTo(2));

    assertThat(resolutionFor("NC", "NE", clock.now())).isEqualTo(Duration.ofHours(2));
    assertThat(resolutionFor("NC", "NE", underTheFirst)).isEqualTo(Duration.ofHours(4));
    assertThat(resolutionFor("ND", "NE", clock.now())).isEqualTo(Duration.ofHours(4));
    lead("ND")
        .get("/api/v1/offers/" + offer + "/versions")
        .then()
        .statusCode(200)
        .body("items.number", contains(1, 2))
        .body("items.note", contains(null, "shorter"));
  }

  @Test
  void aNewVersionAsksThoseWhoSignedAndShowsWhoStandsWhere() {
    // Given
    departments("QC", "QD", "QE");
    String offer = published("QE", "PT4H");
    String first = accept(offer, "\"1\"", "QC").statusCode(201).extract().path("id");
    String second = accept(offer, "\"1\"", "QD").statusCode(201).extract().path("id");

    // When
    publish(offer, "\"1\"", "QE", terms("PT2H"), "shorter").statusCode(200);
    accept(offer, "\"2\"", "QC").statusCode(200);

    // Then: both were asked, which changed nothing of what they have
    try (TopicReader topic = new TopicReader(bootstrap, "onus.agreement.v1")) {
      for (String agreement : List.of(first, second)) {
        JsonNode asked = topic.awaitOf(agreement, 3).get(2).data();
        assertThat(asked.at("/publication/offerId").asText()).isEqualTo(offer);
        assertThat(asked.at("/publication/number").asInt()).isEqualTo(2);
        assertThat(asked.path("status").asText()).isEqualTo("SIGNED");
        assertThat(asked.at("/terms/targets/0/duration").asText()).isEqualTo("PT2H");
      }
    }
    lead("QD")
        .get("/api/v1/agreements/" + second)
        .then()
        .body("status", equalTo("SIGNED"))
        .body("awaiting", nullValue())
        .body("version", equalTo(2));
    lead("QE")
        .get("/api/v1/offers/" + offer + "/acceptances")
        .then()
        .statusCode(200)
        .body("items.agreementId", contains(first, second))
        .body("items.department", contains("QC", "QD"))
        .body("items.number", contains(2, 1))
        .body("items.current", contains(true, false));
    lead("QD")
        .get("/api/v1/offers/" + offer + "/acceptances?pageSize=1")
        .then()
        .body("items.department", contains("QD"))
        .body("nextPageToken", nullValue());
  }

  @Test
  void anAmendmentOnTheTableIsAnsweredBeforeANewVersionIsTaken() {
    departments("AMC", "AME");
    String offer = published("AME", "PT4H");
    String agreement = accept(offer, "\"1\"", "AMC").statusCode(201).extract().path("id");
    lead("AMC")
        .header("If-Match", "\"2\"")
        .body("{\"terms\":" + terms("PT1H") + "}")
        .post("/api/v1/agreements/" + agreement + "/amend")
        .then()
        .statusCode(200);
    publish(offer, "\"1\"", "AME", terms("PT2H"), null).statusCode(200);

    accept(offer, "\"2\"", "AMC").statusCode(422).body("refusal", equalTo("offer-open"));

    lead("AMC")
        .header("If-Match", "\"3\"")
        .post("/api/v1/agreements/" + agreement + "/withdraw")
        .then()
        .statusCode(200);
    accept(offer, "\"2\"", "AMC").statusCode(200).body("current.number", equalTo(2));
  }

  @Test
  void anEndedAgreementIsNotRenewedButFollowed() {
    departments("ENC", "ENE");
    String offer = published("ENE", "PT4H");
    String agreement = accept(offer, "\"1\"", "ENC").statusCode(201).extract().path("id");
    lead("ENE")
        .header("If-Match", "\"2\"")
        .body(
            "{\"on\":\""
                + clock.now().atZone(java.time.ZoneOffset.UTC).toLocalDate()
                + "\",\"reason\":\"over\"}")
        .post("/api/v1/agreements/" + agreement + "/end")
        .then()
        .statusCode(200);
    lead("ENE").get("/api/v1/offers/" + offer + "/acceptances").then().body("items", hasSize(0));

    String next = accept(offer, "\"1\"", "ENC").statusCode(201).extract().path("id");

    assertThat(next).isNotEqualTo(agreement);
    assertThat(resolutionFor("ENC", "ENE", clock.now())).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void whatIsSignedAlreadyIsNotSignedAgain() {
    departments("SC", "SD", "SE");
    String offer = published("SE", "PT4H");
    String accepted = accept(offer, "\"1\"", "SC").statusCode(201).extract().path("id");
    String negotiated = negotiated("SD", "SE");

    accept(offer, "\"1\"", "SC")
        .statusCode(422)
        .body("refusal", equalTo("offer-already-accepted"))
        .body("agreementId", equalTo(accepted));
    accept(offer, "\"1\"", "SD")
        .statusCode(422)
        .body("refusal", equalTo("already-agreed"))
        .body("agreementId", equalTo(negotiated));
    accept(offer, "\"1\"", "SE").statusCode(422).body("refusal", equalTo("own-offer"));
  }

  @Test
  void onlyLeadsPublishWithdrawAndAccept() {
    departments("LC", "LE");
    member("LE").body(offer("LE", terms("PT4H"))).post("/api/v1/offers").then().statusCode(403);
    lead("LC").body(offer("LE", terms("PT4H"))).post("/api/v1/offers").then().statusCode(403);
    String offer = published("LE", "PT4H");

    publish(offer, "\"1\"", "LC", terms("PT2H"), null).statusCode(403);
    lead("LC")
        .header("If-Match", "\"1\"")
        .post("/api/v1/offers/" + offer + "/withdraw")
        .then()
        .statusCode(403);
    member("LC")
        .header("If-Match", "\"1\"")
        .body("{\"department\":\"LC\"}")
        .post("/api/v1/offers/" + offer + "/accept")
        .then()
        .statusCode(403);
    lead("LE")
        .header("If-Match", "\"1\"")
        .body("{\"department\":\"LC\"}")
        .post("/api/v1/offers/" + offer + "/accept")
        .then()
        .statusCode(403);
    member("LC")
        .get("/api/v1/offers/" + offer)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("status", equalTo("OPEN"))
        .body("withdrawnAt", nullValue());
  }

  @Test
  void aProviderHasOneOpenOfferForAService() {
    departments("OC", "OE");
    String first = published("OE", "PT4H");

    lead("OE")
        .body(offer("OE", terms("PT2H")))
        .post("/api/v1/offers")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("already-offered"))
        .body("offerId", equalTo(first));
    lead("OE")
        .body(offer("OE", terms("PT2H")).replace("\"help\"", "null"))
        .post("/api/v1/offers")
        .then()
        .statusCode(201);
  }

  @Test
  void aWithdrawnOfferStaysAsItWasAndAnotherTakesItsPlace() {
    departments("WC", "WE");
    String first = published("WE", "PT4H");
    String agreement = accept(first, "\"1\"", "WC").statusCode(201).extract().path("id");

    lead("WE").post("/api/v1/offers/" + first + "/withdraw").then().statusCode(428);
    lead("WE")
        .header("If-Match", "\"1\"")
        .post("/api/v1/offers/" + first + "/withdraw")
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("status", equalTo("WITHDRAWN"))
        .body("withdrawnBy", equalTo("lead-of-WE"));

    accept(first, "\"2\"", "WC").statusCode(422).body("refusal", equalTo("offer-withdrawn"));
    publish(first, "\"2\"", "WE", terms("PT1H"), null)
        .statusCode(422)
        .body("refusal", equalTo("offer-withdrawn"));
    assertThat(resolutionFor("WC", "WE", clock.now())).isEqualTo(Duration.ofHours(4));

    String second = published("WE", "PT3H");
    accept(second, "\"1\"", "WC").statusCode(200).body("id", equalTo(agreement));
    assertThat(resolutionFor("WC", "WE", clock.now())).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void theSameTermsAgainAreNoNewVersion() {
    departments("UE");
    String offer = published("UE", "PT4H");

    publish(offer, "\"1\"", "UE", terms("PT240M"), null)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("number", equalTo(1));
    publish(offer, null, "UE", terms("PT2H"), null).statusCode(428);
    publish(offer, "\"9\"", "UE", terms("PT2H"), null).statusCode(412);
  }

  @Test
  void termsNobodyCouldKeepAreRefused() {
    departments("KE");

    lead("KE")
        .body(offer("KE", terms("PT4H").replace("ALWAYS", "no-such-calendar")))
        .post("/api/v1/offers")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("unknown-calendar"));
    lead("KE")
        .body(offer("KE", "{\"targets\":[]}"))
        .post("/api/v1/offers")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("terms.targets"));
    lead("NOBODY")
        .body(offer("NOBODY", terms("PT4H")))
        .post("/api/v1/offers")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("unknown-department"));
  }

  @Test
  void offersAreListedByProviderServiceAndStatus() {
    departments("PE");
    String first = published("PE", "PT4H");
    lead("PE")
        .header("If-Match", "\"1\"")
        .post("/api/v1/offers/" + first + "/withdraw")
        .then()
        .statusCode(200);
    String second = published("PE", "PT3H");

    String token =
        member("ANY")
            .get("/api/v1/offers?provider=PE&pageSize=1")
            .then()
            .statusCode(200)
            .body("items.id", contains(first))
            .extract()
            .path("nextPageToken");
    member("ANY")
        .get("/api/v1/offers?provider=PE&pageSize=1&pageToken=" + token)
        .then()
        .statusCode(200)
        .body("items.id", contains(second))
        .body("nextPageToken", nullValue());
    member("ANY")
        .get("/api/v1/offers?provider=PE&service=help&status=OPEN")
        .then()
        .statusCode(200)
        .body("items.id", contains(second));
    member("ANY").get("/api/v1/offers?provider=PE&service=other").then().body("items", hasSize(0));
    member("ANY")
        .get("/api/v1/offers?status=GONE")
        .then()
        .statusCode(400)
        .body("detail", containsString("status"));
    member("ANY").get("/api/v1/offers/0198c0de-0000-7000-8000-0000000000ff").then().statusCode(404);
    member("ANY")
        .get("/api/v1/offers/0198c0de-0000-7000-8000-0000000000ff/versions")
        .then()
        .statusCode(404);
  }

  @Test
  void aRepeatedKeyPublishesAndSignsOnce() {
    departments("RC", "RE");
    String offer =
        lead("RE")
            .header("Idempotency-Key", "offer-of-RE")
            .body(offer("RE", terms("PT4H")))
            .post("/api/v1/offers")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    lead("RE")
        .header("Idempotency-Key", "offer-of-RE")
        .body(offer("RE", terms("PT4H")))
        .post("/api/v1/offers")
        .then()
        .statusCode(201)
        .body("id", equalTo(offer));
    String agreement = repeatable(offer).statusCode(201).extract().path("id");
    repeatable(offer).statusCode(201).body("id", equalTo(agreement));
  }

  @Test
  void ofTwoLeadsWhoAcceptAtOnceOneSigns() throws Exception {
    departments("TC", "TE");
    String offer = published("TE", "PT4H");
    List<Callable<Integer>> clicks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clicks.add(() -> accept(offer, "\"1\"", "TC").extract().statusCode());
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService leads = Executors.newFixedThreadPool(clicks.size())) {
      for (Future<Integer> answer : leads.invokeAll(clicks)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).containsExactlyInAnyOrder(201, 422, 422, 422);
    lead("TC")
        .get("/api/v1/agreements?requester=TC")
        .then()
        .statusCode(200)
        .body("items", hasSize(1));
  }

  private ValidatableResponse repeatable(String offer) {
    return lead("RC")
        .header("Idempotency-Key", "acceptance-of-RC")
        .header("If-Match", "\"1\"")
        .body("{\"department\":\"RC\"}")
        .post("/api/v1/offers/" + offer + "/accept")
        .then();
  }

  private Duration resolutionFor(String requester, String provider, Instant at) {
    return agreements
        .termsFor(new Parties(requester, provider, "help"), at, false)
        .terms()
        .target(Metric.RESOLUTION, Priority.P2)
        .orElseThrow();
  }

  private static List<TopicReader.Read> of(List<TopicReader.Read> all, String agreement) {
    return all.stream().filter(read -> read.event().subject().equals(agreement)).toList();
  }

  private static String published(String provider, String resolution) {
    return lead(provider)
        .body(offer(provider, terms(resolution)))
        .post("/api/v1/offers")
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", containsString("/api/v1/offers/"))
        .extract()
        .path("id");
  }

  private static ValidatableResponse publish(
      String offer, String ifMatch, String lead, String terms, String note) {
    RequestSpecification request = lead(lead);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    String said = note == null ? "null" : "\"" + note + "\"";
    return request
        .body("{\"terms\":" + terms + ",\"note\":" + said + "}")
        .put("/api/v1/offers/" + offer)
        .then();
  }

  private static ValidatableResponse accept(String offer, String ifMatch, String department) {
    return lead(department)
        .header("If-Match", ifMatch)
        .body("{\"department\":\"" + department + "\"}")
        .post("/api/v1/offers/" + offer + "/accept")
        .then();
  }

  private static String negotiated(String requester, String provider) {
    String id =
        lead(requester)
            .body(
                offer(provider, terms("PT8H"))
                    .replace("{\"p", "{\"requester\":\"" + requester + "\",\"p"))
            .post("/api/v1/agreements")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    lead(provider)
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(200);
    return id;
  }

  private static String offer(String provider, String terms) {
    return "{\"provider\":\"" + provider + "\",\"service\":\"help\",\"terms\":" + terms + "}";
  }

  private static String terms(String resolution) {
    return """
    {"targets":[{"metric":"RESOLUTION","priority":"P2","duration":"%s"}],"hours":"ALWAYS"}\
    """
        .formatted(resolution);
  }

  private void departments(String... codes) {
    for (String code : codes) {
      sql.update(
          """
          insert into departments (code, name, zone, calendar, version)
          values (?, ?, 'UTC', 'company', 1) on conflict do nothing
          """,
          code,
          code);
    }
  }

  private static RequestSpecification lead(String department) {
    return as(Tokens.lead("lead-of-" + department, department));
  }

  private static RequestSpecification member(String department) {
    return as(Tokens.member("member-of-" + department, department));
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }
}
