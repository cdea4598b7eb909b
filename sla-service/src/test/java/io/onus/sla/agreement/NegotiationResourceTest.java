package io.onus.sla.agreement;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.time.WallClock;
import io.onus.sla.Scene;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Priority;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every move of a negotiation over REST, and the terms that bind a request after it. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class NegotiationResourceTest {

  @Inject Sql sql;
  @Inject AgreementService agreements;
  @Inject WallClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private Scene scene;

  @BeforeEach
  void company() {
    scene = Scene.of(Scene.departments(sql, "MOVES"));
  }

  @Test
  void twoSidesCounterUntilOneAccepts() {
    // Given: the founding case
    String id = scene.proposedBy(scene.requesterLead());

    // When
    move(id, "counter", scene.providerLead(), 1, terms("PT6H", "you answer us too"))
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("status", equalTo("COUNTERED"))
        .body("awaiting", equalTo(scene.requester()))
        .body("inForce", equalTo(false))
        .body("proposed.number", equalTo(2))
        .body("proposed.department", equalTo(scene.provider()))
        .body("proposed.by", equalTo("lena"))
        .body("proposed.note", equalTo("you answer us too"))
        .body("owes.provider", hasItem(containsString("resolves within 6 h (P2).")));
    move(id, "counter", scene.requesterLead(), 2, terms("PT5H", null)).statusCode(200);
    move(id, "accept", scene.providerLead(), 3, null)
        .statusCode(200)
        .header("ETag", equalTo("\"4\""))
        .body("status", equalTo("SIGNED"))
        .body("awaiting", nullValue())
        .body("inForce", equalTo(true))
        .body("proposed", nullValue())
        .body("signatures.side", contains("REQUESTER", "PROVIDER"))
        .body("signatures.by", contains("cleo", "lena"))
        .body("current.number", equalTo(1))
        .body("current.terms.targets[0].duration", equalTo("PT5H"));

    // Then: every offer can be read
    as(Tokens.member("ada", scene.requester()))
        .get(path(id, "offers"))
        .then()
        .statusCode(200)
        .body("items.number", contains(1, 2, 3))
        .body("items.by", contains("cleo", "lena", "cleo"))
        .body("items.answer.kind", contains("COUNTERED", "COUNTERED", "ACCEPTED"))
        .body("items.answer.by", contains("lena", "cleo", "lena"));
    diff(id, "offer-1", "offer-2")
        .statusCode(200)
        .body("changes", hasSize(1))
        .body("changes[0].field", equalTo("targets.RESOLUTION.P2"))
        .body("changes[0].from", equalTo("PT4H"))
        .body("changes[0].to", equalTo("PT6H"));
    diff(id, "offer-3", "1").statusCode(200).body("changes", hasSize(0));
    diff(id, "1", "2").statusCode(404).body("detail", containsString("No version 2"));
    diff(id, "offer-9", "1").statusCode(404);
    diff(id, "current", "proposed").statusCode(404);
    diff(id, "current", "someday").statusCode(400).body("violations.field", contains("to"));
    as(scene.requesterLead()).get(path(id, "diff")).then().statusCode(400);
  }

  @Test
  void anybodyCanRecomputeWhatWasSigned() throws Exception {
    String id = scene.signed();
    JsonNode agreement =
        EventSchemas.json(
            as(scene.requesterLead()).get("/api/v1/agreements/" + id).then().extract().asString());

    // Compact, keys sorted, no nulls.
    String canonical =
        """
        {"allowance":[],"hours":"ALWAYS","reopen":"REMAINING","targets":[{"duration":"PT4H",\
        "metric":"RESOLUTION","priority":"P2"}],"warnAt":[50,75,90]}\
        """;
    assertThat(agreement.at("/signatures/1/termsHash").asText())
        .isEqualTo(agreement.at("/signatures/0/termsHash").asText())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(canonical.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void whatIsDeclinedOrWithdrawnIsOver() {
    String declined = scene.proposedBy(scene.requesterLead());
    move(declined, "decline", scene.requesterLead(), 1, "{\"reason\":\"mine\"}")
        .statusCode(422)
        .body("refusal", equalTo("own-offer"));
    move(declined, "decline", scene.providerLead(), 1, "{}")
        .statusCode(400)
        .body("violations.field", contains("reason"));
    move(declined, "decline", scene.providerLead(), 1, "{\"reason\":\"too soon\"}")
        .statusCode(200)
        .body("status", equalTo("DECLINED"))
        .body("awaiting", nullValue())
        .body("answer.kind", equalTo("DECLINED"))
        .body("answer.reason", equalTo("too soon"))
        .body("answer.by", equalTo("lena"));
    move(declined, "accept", scene.providerLead(), 2, null)
        .statusCode(422)
        .body("refusal", equalTo("offer-already-answered"))
        .body("answeredBy", equalTo("lena"));
    move(declined, "amend", scene.providerLead(), 2, terms("PT6H", null)).statusCode(422);

    String withdrawn = scene.proposedBy(scene.requesterLead());
    move(withdrawn, "withdraw", scene.providerLead(), 1, null)
        .statusCode(422)
        .body("refusal", equalTo("not-your-offer"));
    move(withdrawn, "withdraw", scene.requesterLead(), 1, null)
        .statusCode(200)
        .body("status", equalTo("WITHDRAWN"));
    move(withdrawn, "counter", scene.providerLead(), 2, terms("PT6H", null))
        .statusCode(422)
        .body("refusal", equalTo("offer-withdrawn"))
        .body("withdrawnBy", equalTo("cleo"));
  }

  @Test
  void anOfferNobodyAnswersExpires() {
    // Given: one whose time is over, however long this test took to get here
    String id =
        id(
            as(scene.requesterLead())
                .body(
                    scene
                        .proposal()
                        .replaceFirst(
                            "\\{",
                            "{\"expiresAt\":\"" + clock.now().plus(Duration.ofDays(1)) + "\","))
                .post("/api/v1/agreements")
                .then());
    Instant over = clock.now().minusSeconds(1);
    sql.update("update agreement_offers set expires_at = ? where agreement_id = ?::uuid", over, id);
    sql.update("update agreements set open_until = ? where id = ?::uuid", over, id);

    await(id, "EXPIRED");

    move(id, "accept", scene.providerLead(), 2, null)
        .statusCode(422)
        .body("refusal", equalTo("offer-expired"));
    as(scene.requesterLead())
        .body(scene.proposal().replaceFirst("\\{", "{\"expiresAt\":\"2020-01-01T00:00:00Z\","))
        .post("/api/v1/agreements")
        .then()
        .statusCode(400)
        .body("violations.field", contains("expiresAt"));
  }

  @Test
  void anAmendmentBindsFromItsDayAndTheCurrentVersionUntilThen() {
    // Given
    String id = scene.signed();
    LocalDate nextYear = today().plusYears(1);
    String later =
        terms("PT2H", "more of us by then")
            .replace("\"hours\"", "\"validFrom\":\"" + nextYear + "\",\"hours\"");

    // When
    move(id, "amend", scene.providerLead(), 2, later)
        .statusCode(200)
        .body("status", equalTo("AMENDING"))
        .body("inForce", equalTo(true))
        .body("awaiting", equalTo(scene.requester()))
        .body("current.number", equalTo(1))
        .body("proposed.terms.validFrom", equalTo(nextYear.toString()))
        .body("signatures.side", contains("REQUESTER", "PROVIDER"));
    diff(id, "current", "proposed")
        .body("changes.field", contains("targets.RESOLUTION.P2", "validFrom"));
    move(id, "amend", scene.requesterLead(), 3, later)
        .statusCode(422)
        .body("refusal", equalTo("offer-open"))
        .body("offeredBy", equalTo("lena"));
    move(id, "accept", scene.requesterLead(), 3, null)
        .statusCode(200)
        .body("status", equalTo("SIGNED"))
        .body("current.number", equalTo(1))
        .body("next.number", equalTo(2));

    // Then
    Instant start = nextYear.atStartOfDay(ZoneOffset.UTC).toInstant();
    assertThat(resolution(clock.now())).isEqualTo(Duration.ofHours(4));
    assertThat(resolution(start.minusSeconds(1))).isEqualTo(Duration.ofHours(4));
    assertThat(resolution(start)).isEqualTo(Duration.ofHours(2));
    as(scene.providerLead())
        .get(path(id, "versions"))
        .then()
        .statusCode(200)
        .body("items.number", contains(1, 2));
    as(scene.providerLead())
        .get(path(id, "versions/2"))
        .then()
        .statusCode(200)
        .body("inForceFrom", equalTo(start.toString()));
    as(scene.providerLead()).get(path(id, "versions/3")).then().statusCode(404);

    // And: a version signed later replaces the one that was to come
    move(id, "amend", scene.requesterLead(), 4, terms("PT3H", null)).statusCode(200);
    move(id, "accept", scene.providerLead(), 5, null)
        .statusCode(200)
        .body("current.number", equalTo(3))
        .body("next", nullValue());
    assertThat(resolution(start)).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void anAmendmentThatComesToNothingLeavesWhatIsSigned() {
    String id = scene.signed();
    move(id, "amend", scene.providerLead(), 2, terms("PT4H", null))
        .statusCode(422)
        .body("refusal", equalTo("same-terms"));
    move(id, "amend", scene.providerLead(), 2, terms("PT2H", null)).statusCode(200);
    move(id, "decline", scene.requesterLead(), 3, "{\"reason\":\"too fast\"}")
        .statusCode(200)
        .body("status", equalTo("SIGNED"));
    move(id, "amend", scene.providerLead(), 4, terms("PT3H", null)).statusCode(200);
    move(id, "withdraw", scene.providerLead(), 5, null)
        .statusCode(200)
        .body("status", equalTo("SIGNED"))
        .body("current.number", equalTo(1))
        .body("signatures", hasSize(2));
    assertThat(resolution(clock.now())).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void anEndedAgreementBindsUntilItsDayAndNotAfter() {
    // Given
    String id = scene.signed();
    LocalDate on = today().plusDays(30);

    // When
    move(id, "end", scene.providerLead(), 2, end(today().minusDays(1)))
        .statusCode(422)
        .body("refusal", equalTo("notice-in-the-past"));
    move(id, "end", scene.providerLead(), 2, "{\"on\":\"" + on + "\"}").statusCode(400);
    move(id, "end", scene.providerLead(), 2, end(on))
        .statusCode(200)
        .body("status", equalTo("ENDED"))
        .body("inForce", equalTo(true))
        .body("notice.by", equalTo("lena"))
        .body("notice.reason", equalTo("moving"))
        .body("notice.endsAt", equalTo(start(on).toString()));

    // Then
    assertThat(bound(start(on).minusSeconds(1)).agreementId()).isEqualTo(UUID.fromString(id));
    assertThat(bound(start(on)).expected()).isTrue();
    move(id, "amend", scene.requesterLead(), 3, terms("PT2H", null))
        .statusCode(422)
        .body("refusal", equalTo("agreement-ended"))
        .body("noticeBy", equalTo("lena"));
    as(scene.requesterLead())
        .body("{\"text\":\"too late\"}")
        .post(path(id, "suggestions"))
        .then()
        .statusCode(422)
        .body("refusal", equalTo("agreement-ended"));

    // And: the next one can be signed for the time after it, and for no time before
    as(scene.requesterLead())
        .body(scene.proposal())
        .post("/api/v1/agreements")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("already-agreed"))
        .body("agreementId", equalTo(id))
        .body("endsAt", equalTo(start(on).toString()));
    String next =
        id(
            as(scene.requesterLead())
                .body(
                    scene
                        .proposal()
                        .replace("\"hours\"", "\"validFrom\":\"" + on + "\",\"hours\"")
                        .replace("PT4H", "PT9H"))
                .post("/api/v1/agreements")
                .then());
    move(next, "accept", scene.providerLead(), 1, null)
        .statusCode(200)
        .body("inForce", equalTo(false));
    assertThat(bound(start(on).minusSeconds(1)).agreementId()).isEqualTo(UUID.fromString(id));
    assertThat(bound(start(on)).agreementId()).isEqualTo(UUID.fromString(next));
  }

  @Test
  void aNoticeForTodayEndsItNow() {
    String id = scene.signed();
    Instant before = clock.now();

    move(id, "end", scene.requesterLead(), 2, end(today()))
        .statusCode(200)
        .body("inForce", equalTo(false));

    assertThat(bound(before).agreementId()).isEqualTo(UUID.fromString(id));
    assertThat(bound(clock.now()).expected()).isTrue();
  }

  @Test
  void theDatabaseItselfKeepsAgreementsApart() {
    String id = scene.signed();

    assertThatThrownBy(
            () ->
                sql.update(
                    """
                    insert into agreements (id, requester, provider, service, status, version,
                      created_at, updated_at, in_force_from)
                    select gen_random_uuid(), requester, provider, service, 'SIGNED', 1, now(),
                      now(), now() + interval '1 year'
                    from agreements where id = ?::uuid
                    """,
                    id))
        .hasMessageContaining("agreements_one_at_an_instant");
  }

  @Test
  void importedFactsAreBoundFromTheDayTheTermsHoldWheneverTheyWereSigned() {
    String id =
        id(
            as(scene.requesterLead())
                .body(
                    scene.proposal().replace("\"hours\"", "\"validFrom\":\"2020-01-01\",\"hours\""))
                .post("/api/v1/agreements")
                .then());
    Instant before = clock.now();
    move(id, "accept", scene.providerLead(), 1, null).statusCode(200);
    Parties parties = new Parties(scene.requester(), scene.provider(), scene.service());

    assertThat(agreements.termsFor(parties, before, false).expected())
        .as("what was signed later does not reach back")
        .isTrue();
    assertThat(agreements.termsFor(parties, before, true).agreementId())
        .isEqualTo(UUID.fromString(id));
    assertThat(agreements.termsFor(parties, Instant.parse("2019-12-31T23:59:59Z"), true).expected())
        .isTrue();
  }

  @Test
  void everyMoveNeedsTheVersionThatWasReadAndAStaleOneIsShownTheNewerOffer() {
    String id = scene.proposedBy(scene.requesterLead());
    String signed = Scene.of(Scene.departments(sql, "MOVES")).signed();
    for (String verb : List.of("counter", "accept", "decline", "withdraw", "amend", "end")) {
      String agreement = verb.equals("amend") || verb.equals("end") ? signed : id;
      move(agreement, verb, scene.providerLead(), null, body(verb)).statusCode(428);
    }
    move(id, "counter", scene.providerLead(), 1, terms("PT6H", "six")).statusCode(200);

    for (String verb : List.of("counter", "accept", "decline", "withdraw", "amend", "end")) {
      move(id, verb, scene.requesterLead(), 1, body(verb))
          .statusCode(412)
          .body("version", equalTo(2))
          .body("agreement.status", equalTo("COUNTERED"))
          .body("agreement.proposed.number", equalTo(2))
          .body("agreement.proposed.note", equalTo("six"))
          .body("agreement.proposed.terms.targets[0].duration", equalTo("PT6H"));
    }
  }

  @Test
  void ofTwoLeadsWhoClickAtOnceOneWinsAndTheOtherSeesTheNewerOffer() throws Exception {
    for (int round = 0; round < 5; round++) {
      Scene fresh = Scene.of(Scene.departments(sql, "MOVES"));
      String id = fresh.proposedBy(fresh.requesterLead());
      List<Callable<ValidatableResponse>> clicks =
          List.of(
              () -> move(id, "accept", fresh.providerLead(), 1, null),
              () -> move(id, "counter", fresh.providerLead(), 1, terms("PT6H", null)),
              () -> move(id, "withdraw", fresh.requesterLead(), 1, null));
      List<Integer> answers = new ArrayList<>();
      try (ExecutorService leads = Executors.newFixedThreadPool(clicks.size())) {
        for (Future<ValidatableResponse> answer : leads.invokeAll(clicks)) {
          ValidatableResponse click = answer.get();
          int status = click.extract().statusCode();
          answers.add(status);
          if (status == 412) {
            click
                .body("agreement.version", equalTo(2))
                .body("agreement.status", not(equalTo("PROPOSED")));
          }
        }
      }
      assertThat(answers).containsExactlyInAnyOrder(200, 412, 412);
    }
  }

  @Test
  void whatIsToldOfANegotiationComesInOrderAndOnce() {
    String id = scene.proposedBy(scene.requesterLead());
    move(id, "counter", scene.providerLead(), 1, terms("PT6H", null)).statusCode(200);
    move(id, "accept", scene.requesterLead(), 2, null).statusCode(200);
    move(id, "amend", scene.requesterLead(), 3, terms("PT5H", null)).statusCode(200);
    move(id, "withdraw", scene.requesterLead(), 4, null).statusCode(200);
    as(Tokens.member("eva", scene.provider()))
        .body("{\"text\":\"send photos\"}")
        .post(path(id, "suggestions"))
        .then()
        .statusCode(201)
        .body("side", equalTo("PROVIDER"));
    review(id, scene.requesterLead(), "KEEP").statusCode(200);
    review(id, scene.providerLead(), "KEEP").statusCode(200);
    ValidatableResponse now = as(scene.requesterLead()).get("/api/v1/agreements/" + id).then();
    move(id, "end", scene.requesterLead(), now.extract().<Integer>path("version"), end(today()))
        .statusCode(200);

    List<TopicReader.Read> told;
    try (TopicReader topic = new TopicReader(bootstrap, "onus.agreement.v1")) {
      told = topic.awaitOf(id, 8);
    }

    told.forEach(read -> assertThat(read.event().type()).startsWith("io.onus.agreement."));
    assertThat(told)
        .extracting(read -> read.event().type().replaceAll("io.onus.agreement.|.v1", ""))
        .containsExactly(
            "proposed",
            "countered",
            "signed",
            "proposed",
            "withdrawn",
            "suggested",
            "reviewed",
            "ended");
    assertThat(told)
        .extracting(read -> read.event().sequence())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(told).extracting(read -> read.event().id()).doesNotHaveDuplicates();
    as(scene.requesterLead())
        .get(path(id, "suggestions"))
        .then()
        .statusCode(200)
        .body("items.text", contains("send photos"));
  }

  @Test
  void aReviewIsClosedByBothAndKeepPlansTheNext() {
    // Given
    String id = scene.signed();
    LocalDate later = today().plusYears(2);
    LocalDate sooner = today().plusYears(1);

    // When
    review(id, scene.requesterLead(), "AMEND")
        .statusCode(200)
        .body("review.opinions.outcome", contains("AMEND"));
    review(id, scene.providerLead(), "KEEP\",\"nextReviewOn\":\"" + sooner)
        .statusCode(200)
        .body("review.opinions.outcome", contains("AMEND", "KEEP"));
    review(id, scene.requesterLead(), "KEEP\",\"nextReviewOn\":\"" + later)
        .statusCode(200)
        .body("review.opinions", hasSize(0))
        .body("review.on", equalTo(sooner.toString()))
        .body("review.due", equalTo(false));

    // Then
    as(scene.providerLead())
        .get(path(id, "reviews"))
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].outcome", equalTo("KEEP"))
        .body("items[0].nextReviewOn", equalTo(sooner.toString()));
    review(id, scene.providerLead(), "KEEP\",\"nextReviewOn\":\"" + today())
        .statusCode(422)
        .body("refusal", equalTo("review-in-the-past"));
    review(id, scene.providerLead(), "END\",\"nextReviewOn\":\"" + later).statusCode(400);
    review(
            Scene.of(Scene.departments(sql, "MOVES")).proposedBy(scene.requesterLead()),
            scene.providerLead(),
            "KEEP")
        .statusCode(422)
        .body("refusal", equalTo("not-signed"));
  }

  @Test
  void aReviewThatIsDueIsTold() {
    String id =
        id(
            as(scene.requesterLead())
                .body(
                    scene
                        .proposal()
                        .replace("\"hours\"", "\"reviewOn\":\"" + today() + "\",\"hours\""))
                .post("/api/v1/agreements")
                .then());
    move(id, "accept", scene.providerLead(), 1, null).statusCode(200);

    Await.until(
        "the review is due",
        () ->
            as(scene.requesterLead())
                .get("/api/v1/agreements/" + id)
                .then()
                .extract()
                .<Boolean>path("review.due"),
        due -> due);

    try (TopicReader topic = new TopicReader(bootstrap, "onus.agreement.v1")) {
      JsonNode due = topic.awaitOf(id, 3).getLast().data();
      assertThat(due.path("reviewOn").asText()).isEqualTo(today().toString());
      assertThat(due.path("actor").path("kind").asText()).isEqualTo("SYSTEM");
    }
  }

  @Test
  void aTemplateIsCopiedAtThatMoment() {
    // Given
    String code = scene.template();
    String put = "/api/v1/terms-templates/" + code;
    String byTemplate =
        "{\"requester\":\"%s\",\"provider\":\"%s\",\"service\":\"%s\",\"template\":\"%s\"}"
            .formatted(scene.requester(), scene.provider(), scene.service(), code);
    String id = id(as(scene.requesterLead()).body(byTemplate).post("/api/v1/agreements").then());

    // When
    String changed = "{\"name\":\"new\",\"terms\":" + Scene.terms("PT1H") + "}";
    as(Tokens.admin("root")).body(changed).put(put).then().statusCode(428);
    as(Tokens.admin("root"))
        .header("If-Match", "\"9\"")
        .body(changed)
        .put(put)
        .then()
        .statusCode(412);
    as(Tokens.admin("root"))
        .header("If-Match", "\"1\"")
        .body(changed)
        .put(put)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""));

    // Then
    move(id, "accept", scene.providerLead(), 1, null)
        .statusCode(200)
        .body("current.terms.targets[0].duration", equalTo("PT4H"));
    move(id, "amend", scene.providerLead(), 2, "{\"template\":\"" + code + "\"}")
        .statusCode(200)
        .body("proposed.terms.targets[0].duration", equalTo("PT1H"));
    move(id, "counter", scene.requesterLead(), 3, "{\"template\":\"no-such\"}")
        .statusCode(422)
        .body("refusal", equalTo("unknown-template"));
    move(id, "counter", scene.requesterLead(), 3, "{\"note\":\"nothing\"}").statusCode(400);
    move(
            id,
            "counter",
            scene.requesterLead(),
            3,
            terms("PT2H", null).replaceFirst("\\{", "{\"template\":\"" + code + "\","))
        .statusCode(400)
        .body("violations.field", contains("terms"));
    as(scene.providerLead())
        .body(
            "{\"provider\":\"%s\",\"service\":\"%s\",\"template\":\"%s\"}"
                .formatted(scene.provider(), scene.service(), code))
        .post("/api/v1/offers")
        .then()
        .statusCode(201)
        .body("terms.targets[0].duration", equalTo("PT1H"));
    as(scene.requesterLead())
        .get("/api/v1/terms-templates?pageSize=200")
        .then()
        .statusCode(200)
        .body("items.code", hasItem(code));
  }

  @Test
  void termsThatCannotBeKeptAreRefusedWithWhatToDo() {
    String noReply = terms("PT4H", null).replace("\"hours\"", "\"onNoReply\":%s,\"hours\"");
    String id = scene.proposedBy(scene.requesterLead());

    move(
            id,
            "counter",
            scene.providerLead(),
            1,
            noReply.formatted("{\"action\":\"CLOSE\",\"after\":2}"))
        .statusCode(422)
        .body("refusal", equalTo("no-reply-target"));
    move(
            id,
            "counter",
            scene.providerLead(),
            1,
            noReply.formatted("{\"action\":\"CLOSE\",\"after\":4}"))
        .statusCode(400);
    move(
            id,
            "counter",
            scene.providerLead(),
            1,
            terms("PT4H", null).replace("ALWAYS", "no-such-calendar"))
        .statusCode(422)
        .body("refusal", equalTo("unknown-calendar"));
    move(
            id,
            "counter",
            scene.providerLead(),
            1,
            noReply
                .formatted("{\"action\":\"CLOSE\",\"after\":2}")
                .replace(
                    "\"targets\":[",
                    "\"targets\":[{\"metric\":\"REPLY\",\"priority\":\"P2\",\"duration\":\"PT4H\"},"))
        .statusCode(200)
        .body("proposed.terms.onNoReply.action", equalTo("CLOSE"))
        .body("owes.requester", hasItem(containsString("answers a question within 4 h (P2).")));

    String house = as(scene.requesterLead()).get("/api/v1/house-terms").header("ETag");
    as(Tokens.admin("root"))
        .header("If-Match", house)
        .body(
            "{\"targets\":[{\"metric\":\"CONFIRMATION\",\"priority\":\"P2\",\"duration\":\"PT4H\"}]}")
        .put("/api/v1/house-terms")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("only-signed"));
  }

  @Test
  void theHoursOfTwoThatAreNeverAtWorkAtOnceAreRefused() {
    Scene apart = Scene.of(Scene.departments(sql, "APART"));
    for (String side : List.of(apart.requester(), apart.provider())) {
      String day = side.equals(apart.provider()) ? "MON" : "TUE";
      as(Tokens.admin("root"))
          .body("{\"zone\":\"UTC\",\"weekly\":{\"" + day + "\":[\"09:00-17:00\"]}}")
          .put("/api/v1/calendars/" + side + "-hours")
          .then()
          .statusCode(201);
      sql.update("update departments set calendar = ? where code = ?", side + "-hours", side);
    }

    as(apart.requesterLead())
        .body(apart.proposal().replace("ALWAYS", "BOTH"))
        .post("/api/v1/agreements")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("no-common-hours"));
    as(apart.requesterLead())
        .body(apart.proposal().replace("ALWAYS", "EITHER"))
        .post("/api/v1/agreements")
        .then()
        .statusCode(201)
        .body("owes.both", hasItem(containsString("is at work")));
    String offer =
        id(
            as(apart.providerLead())
                .body(apart.offer().replace("ALWAYS", "BOTH"))
                .post("/api/v1/offers")
                .then());
    as(apart.requesterLead())
        .header("If-Match", "\"1\"")
        .body("{\"department\":\"" + apart.requester() + "\"}")
        .post("/api/v1/offers/" + offer + "/accept")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("no-common-hours"));
  }

  @Test
  void agreementsAreListedByStatusAndByWhoMustAnswer() {
    Scene.Departments pair = Scene.departments(sql, "AWAIT");
    Scene mine = Scene.of(pair);
    String proposed = mine.proposedBy(mine.requesterLead());
    Scene other = Scene.of(pair);
    String signed = other.signed();
    move(signed, "amend", other.providerLead(), 2, terms("PT2H", null)).statusCode(200);

    as(mine.providerLead())
        .get("/api/v1/agreements?awaiting=" + pair.provider())
        .then()
        .body("items.id", contains(proposed));
    as(mine.requesterLead())
        .get("/api/v1/agreements?awaiting=" + pair.requester())
        .then()
        .body("items.id", contains(signed));
    as(mine.requesterLead())
        .get("/api/v1/agreements?requester=" + pair.requester() + "&status=AMENDING")
        .then()
        .body("items.id", contains(signed));
    as(mine.requesterLead()).get("/api/v1/agreements?status=GONE").then().statusCode(400);
  }

  @Test
  void eachMoveIsInTheAuditTrail() {
    String id = scene.proposedBy(scene.requesterLead());
    move(id, "counter", scene.providerLead(), 1, terms("PT6H", "six")).statusCode(200);
    move(id, "accept", scene.requesterLead(), 2, null).statusCode(200);
    move(id, "amend", scene.requesterLead(), 3, terms("PT5H", null)).statusCode(200);
    move(id, "decline", scene.providerLead(), 4, "{\"reason\":\"no\"}").statusCode(200);
    review(id, scene.providerLead(), "END").statusCode(200);
    review(id, scene.requesterLead(), "END").statusCode(200);
    move(id, "end", scene.requesterLead(), 7, end(today())).statusCode(200);

    assertThat(
            sql.list(
                "select action from audit_entries where subject_id = ? order by id",
                row -> row.text("action"),
                id))
        .containsExactly(
            "agreement.proposed",
            "agreement.countered",
            "agreement.signed",
            "agreement.proposed",
            "agreement.declined",
            "agreement.review-opinion",
            "agreement.reviewed",
            "agreement.ended");
  }

  private static String body(String verb) {
    return switch (verb) {
      case "counter", "amend" -> terms("PT7H", null);
      case "decline" -> "{\"reason\":\"no\"}";
      case "end" -> "{\"on\":\"2199-01-01\",\"reason\":\"moving\"}";
      default -> "{}";
    };
  }

  private static ValidatableResponse move(
      String id, String verb, String token, @Nullable Integer version, @Nullable String body) {
    RequestSpecification call = as(token);
    if (version != null) {
      call.header("If-Match", "\"" + version + "\"");
    }
    if (body != null) {
      call.body(body);
    }
    return call.post(path(id, verb)).then();
  }

  private static ValidatableResponse review(String id, String token, String outcome) {
    return as(token).body("{\"outcome\":\"" + outcome + "\"}").post(path(id, "review")).then();
  }

  private ValidatableResponse diff(String id, String from, String to) {
    return as(scene.requesterLead()).get(path(id, "diff?from=" + from + "&to=" + to)).then();
  }

  private static String path(String id, String what) {
    return "/api/v1/agreements/" + id + "/" + what;
  }

  private static String id(ValidatableResponse answer) {
    return answer.statusCode(201).extract().path("id");
  }

  private void await(String id, String status) {
    Await.until(
        id + " is " + status,
        () ->
            as(scene.requesterLead())
                .get("/api/v1/agreements/" + id)
                .then()
                .extract()
                .<String>path("status"),
        status::equals);
  }

  private BoundTerms bound(Instant at) {
    return agreements.termsFor(
        new Parties(scene.requester(), scene.provider(), scene.service()), at, false);
  }

  private Duration resolution(Instant at) {
    return bound(at).terms().target(Metric.RESOLUTION, Priority.P2).orElseThrow();
  }

  private LocalDate today() {
    return clock.now().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant start(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String end(LocalDate on) {
    return "{\"on\":\"" + on + "\",\"reason\":\"moving\"}";
  }

  private static String terms(String resolution, @Nullable String note) {
    return "{\"terms\":"
        + Scene.terms(resolution)
        + (note == null ? "}" : ",\"note\":\"" + note + "\"}");
  }
}
