package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.ada;
import static io.onus.kit.sample.Calls.as;
import static io.onus.kit.sample.Calls.sending;
import static io.onus.kit.sample.Calls.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.audit.Audit;
import io.onus.kit.audit.AuditEntry;
import io.onus.kit.http.Idempotency;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.AuditTrail;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.tx.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Inside a service: a change and its entry are one. */
@QuarkusTest
@QuarkusTestResource(OnusStack.class)
class AuditTest {

  private static final String AUDIT = "/api/v1/audit/kit-test";

  private final String mark = UUID.randomUUID().toString();

  @Inject Audit audit;
  @Inject Transactions transactions;
  @Inject Sql sql;

  @Test
  void aChangeLeavesAnEntryUnderTheIdOfItsCall() {
    Response answer =
        ada()
            .header("X-Request-Id", "call-" + mark)
            .contentType("application/json")
            .body(title(mark))
            .post(NOTES);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("X-Request-Id")).isEqualTo("call-" + mark);
    assertThat(AuditTrail.entriesOf(answer))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("ada");
              assertThat(entry.actorKind()).isEqualTo("HUMAN");
              assertThat(entry.onBehalfOf()).isNull();
              assertThat(entry.address()).isEqualTo("127.0.0.1");
              assertThat(entry.action()).isEqualTo("note.created");
              assertThat(entry.subjectType()).isEqualTo("note");
              assertThat(entry.subjectId()).isEqualTo(answer.<String>path("id"));
              assertThat(entry.departments()).containsExactly("CS", "ENG");
              assertThat(entry.changes())
                  .isEqualTo(json("{\"version\": [null, 1], \"title\": \"changed\"}"));
            });
  }

  @Test
  void anIdThatIsNotPlainIsReplaced() {
    for (String odd : List.of("", "a b", "x".repeat(65), "ä", "a'--", "-a", "{}")) {
      Response answer = ada().header("X-Request-Id", odd).get(NOTES);

      assertThat(UUID.fromString(answer.header("X-Request-Id")).version()).as(odd).isEqualTo(7);
    }
  }

  @Test
  void everyAnswerHasAnId() {
    assertThat(io.restassured.RestAssured.get(NOTES).header("X-Request-Id")).isNotBlank();
    assertThat(io.restassured.RestAssured.get("/nowhere").header("X-Request-Id")).isNotBlank();
    assertThat(ada().get(NOTES + "/forbidden").header("X-Request-Id")).isNotBlank();
  }

  @Test
  void whatIsRolledBackLeavesNoEntry() {
    Response answer = sending(title("refused")).post(NOTES);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(AuditTrail.entriesOf(answer)).isEmpty();
  }

  @Test
  void aRepeatedAnswerLeavesNoSecondEntry() {
    Response first = sending(title(mark)).header(Idempotency.HEADER, mark).post(NOTES);
    Response again = sending(title(mark)).header(Idempotency.HEADER, mark).post(NOTES);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(AuditTrail.entriesOf(first)).hasSize(1);
    assertThat(AuditTrail.entriesOf(again)).isEmpty();
  }

  @Test
  void aMutatingCallThatRecordsNothingFailsUnderTest() {
    ada()
        .post(NOTES + "/silently")
        .then()
        .statusCode(500)
        .body(containsString("/api/v1/notes/silently changed something and recorded nothing"));

    ada().post(NOTES + "/preview").then().statusCode(204);
  }

  @Test
  void withoutATransactionNothingIsRecorded() {
    AuditEntry entry = AuditEntry.of("note.created", "note", mark);

    assertThatThrownBy(() -> audit.record(entry)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void outsideACallTheServiceItselfIsTheActor() throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      thread
          .submit(
              () -> transactions.run(() -> audit.record(AuditEntry.of("note.faded", "note", mark))))
          .get();
    }

    auditor()
        .queryParam("subject", "note/" + mark)
        .get(AUDIT)
        .then()
        .statusCode(200)
        .body("items", org.hamcrest.Matchers.hasSize(1))
        .body("items[0].actor.kind", equalTo("SYSTEM"))
        .body("items[0].actor.id", equalTo("kit-test"))
        .body("items[0].address", org.hamcrest.Matchers.nullValue())
        .body("items[0].callId", org.hamcrest.Matchers.nullValue());
  }

  @Test
  void changesHoldCodesNumbersAndMomentsButNoTextsAndNoNames() {
    transactions.run(
        () ->
            audit.record(
                AuditEntry.of("note.changed", "note", mark)
                    .concerning("ENG", null, "CS")
                    .onBehalfOf("grace-" + mark)
                    .changed("priority", "P3", "P1")
                    .changed("same", "P3", "P3")
                    .changed("amount", new BigDecimal("1.50"), 2)
                    .changed("at", null, Instant.parse("2026-11-23T10:00:00Z"))
                    .changed("codes", List.of("A"), List.of("A", "B"))
                    .textChanged("text", "my password is 4711", "it is not")
                    .textChanged("sameText", "a", "a")
                    .personChanged("assignee", null, "bob-" + mark)));

    String stored =
        sql.one(
                "select changes::text || ' ' || e.* as row from audit_entries e where subject_id ="
                    + " ?",
                row -> row.text("row"),
                mark)
            .orElseThrow();
    assertThat(stored).doesNotContain("4711", "bob-", "grace-");
    JsonNode item = items("subject", mark).get(0);
    assertThat(item.path("onBehalfOf").path("id").asText()).isEqualTo("grace-" + mark);
    assertThat(item.path("departments")).isEqualTo(json("[\"CS\", \"ENG\"]"));
    JsonNode changes = item.path("changes");
    assertThat(changes.path("priority")).isEqualTo(json("[\"P3\", \"P1\"]"));
    assertThat(changes.path("amount")).isEqualTo(json("[1.50, 2]"));
    assertThat(changes.path("at")).isEqualTo(json("[null, \"2026-11-23T10:00:00Z\"]"));
    assertThat(changes.path("codes")).isEqualTo(json("[[\"A\"], [\"A\", \"B\"]]"));
    assertThat(changes.path("text")).isEqualTo(json("\"changed\""));
    assertThat(changes.path("assignee").path(1).path("id").asText()).isEqualTo("bob-" + mark);
    assertThat(changes.size()).isEqualTo(6);
    assertThat(items("actor", "grace-" + mark)).hasSize(1);
  }

  @Test
  void theTrailIsReadByFiltersAndPages() {
    // Given
    for (int i = 0; i < 5; i++) {
      int number = i;
      transactions.run(
          () ->
              audit.record(
                  List.of(
                      AuditEntry.of("note.moved", "note", mark)
                          .concerning("D" + mark)
                          .with("n", number),
                      AuditEntry.of("note.read", "note", mark).with("n", number))));
    }

    // When
    List<Integer> seen = new ArrayList<>();
    String token = null;
    do {
      Response page =
          auditor()
              .queryParam("department", "D" + mark)
              .queryParam("action", "note.moved")
              .queryParam("pageSize", 2)
              .queryParam("pageToken", token == null ? "" : token)
              .get(AUDIT);
      page.then().statusCode(200);
      seen.addAll(page.<List<Integer>>path("items.changes.n*.get(1)"));
      token = page.path("nextPageToken");
    } while (token != null);

    // Then
    assertThat(seen).containsExactly(4, 3, 2, 1, 0);
    assertThat(items("subject", "note/" + mark)).hasSize(10);
    assertThat(items("subject", "page/" + mark)).isEmpty();
    assertThat(items("actor", "nobody-" + mark)).isEmpty();
    String at = items("subject", mark).get(9).path("at").asText();
    assertThat(
            json(auditor().queryParam("subject", mark).queryParam("to", at).get(AUDIT).asString())
                .path("items"))
        .isEmpty();
    assertThat(
            json(auditor().queryParam("subject", mark).queryParam("from", at).get(AUDIT).asString())
                .path("items"))
        .hasSize(10);
    auditor().queryParam("from", "yesterday").get(AUDIT).then().statusCode(400);
  }

  @Test
  void aServiceKnowsItsOwnTrailOnly() {
    auditor().get("/api/v1/audit/kit-test").then().statusCode(200);
    auditor().get("/api/v1/audit/kit").then().statusCode(404);
    auditor().get("/api/v1/audit/request-service").then().statusCode(404);
    auditor().get("/api/v1/audit/request-service/verify").then().statusCode(404);
  }

  @Test
  void theTrailIsForAuditors() {
    for (String path : List.of("/audit/kit-test", "/audit/kit-test/verify", "/audit/verify")) {
      io.restassured.RestAssured.get("/api/v1" + path).then().statusCode(401);
      ada().get("/api/v1" + path).then().statusCode(403);
      io.restassured.RestAssured.given()
          .auth()
          .oauth2(Tokens.admin("root"))
          .get("/api/v1" + path)
          .then()
          .statusCode(403);
      auditor().get("/api/v1" + path).then().statusCode(200);
    }
  }

  @Test
  void theChainIsVerifiedOverHttp() {
    sending(title(mark)).post(NOTES).then().statusCode(201);
    awaitSealed();

    Response answer = auditor().get("/api/v1/audit/verify");

    answer
        .then()
        .statusCode(200)
        .body("intact", equalTo(true))
        .body("service", equalTo("kit-test"))
        .body("complete", equalTo(true));
    auditor()
        .queryParam("seq", answer.<Object>path("head.seq"))
        .queryParam("hash", answer.<String>path("head.hash"))
        .get("/api/v1/audit/kit-test/verify")
        .then()
        .statusCode(200)
        .body("intact", equalTo(true));
    auditor()
        .queryParam("seq", 1_000_000)
        .queryParam("hash", answer.<String>path("head.hash"))
        .get("/api/v1/audit/verify")
        .then()
        .statusCode(200)
        .body("intact", equalTo(false))
        .body("firstBreak.what", equalTo("SEAL_MISSING"));
    auditor().queryParam("seq", 1).get("/api/v1/audit/verify").then().statusCode(400);
    auditor().queryParam("from", 0).get("/api/v1/audit/verify").then().statusCode(400);
    auditor()
        .queryParam("seq", 1)
        .queryParam("hash", "x")
        .get("/api/v1/audit/verify")
        .then()
        .statusCode(400);
  }

  @Test
  void aPersonCanBePseudonymisedAndTheChainHolds() {
    // Given
    String person = "hedy-" + mark;
    as(person, "CS")
        .contentType("application/json")
        .body(title("a"))
        .post(NOTES)
        .then()
        .statusCode(201);
    String ref = items("actor", person).get(0).path("actor").path("ref").asText();
    awaitSealed();

    // When
    transactions.run(() -> audit.pseudonymise(person, "person-" + mark));

    // Then
    assertThat(items("actor", person)).isEmpty();
    JsonNode theirs = items("actor", "person-" + mark);
    assertThat(theirs).hasSize(1);
    assertThat(theirs.get(0).path("actor").path("ref").asText()).isEqualTo(ref);
    assertThat(items("subject", "person/" + ref).get(0).path("action").asText())
        .isEqualTo("person.pseudonymised");
    awaitSealed();
    auditor().get("/api/v1/audit/verify").then().statusCode(200).body("intact", equalTo(true));
    assertThat(
            sql.one(
                "select count(*) as n from audit_people p where p::text like ?",
                row -> row.number("n"),
                "%" + person + "%"))
        .contains(0L);

    // When: the same name acts again, and goes again
    as(person, "CS")
        .contentType("application/json")
        .body(title("b"))
        .post(NOTES)
        .then()
        .statusCode(201);
    assertThat(items("actor", person)).hasSize(1);
    transactions.run(() -> audit.pseudonymise(person, "person-" + mark));

    // Then
    assertThat(items("actor", person)).isEmpty();
    assertThat(items("actor", "person-" + mark)).hasSize(2);
    awaitSealed();
    auditor().get("/api/v1/audit/verify").then().statusCode(200).body("intact", equalTo(true));
  }

  @Test
  void aReferencePseudonymisedByAnotherReplicaIsNotUsedAgain() {
    // Given: this replica remembers the reference
    String person = "joan-" + mark;
    as(person, "CS")
        .contentType("application/json")
        .body(title("a"))
        .post(NOTES)
        .then()
        .statusCode(201);
    as(person, "CS")
        .contentType("application/json")
        .body(title("a"))
        .post(NOTES)
        .then()
        .statusCode(201);
    String ref = items("actor", person).get(0).path("actor").path("ref").asText();

    // When: past its memory, another pseudonymises
    transactions.run(
        () -> {
          audit.record(AuditEntry.of("person.pseudonymised", "person", ref));
          sql.update(
              "update audit_people set person_id = ?, name = null, salt = null,"
                  + " pseudonymised_at = now() where ref = ?",
              "person-" + mark,
              UUID.fromString(ref));
        });
    as(person, "CS")
        .contentType("application/json")
        .body(title("a"))
        .post(NOTES)
        .then()
        .statusCode(201);

    // Then
    assertThat(items("actor", "person-" + mark)).hasSize(2);
    assertThat(items("actor", person)).hasSize(1);
  }

  @Test
  void manyAtOnceOfOneNewPersonShareOneReference() throws Exception {
    String person = "edith-" + mark;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        calls.add(
            threads.submit(
                () ->
                    as(person, "CS")
                        .contentType("application/json")
                        .body(title(mark))
                        .post(NOTES)
                        .statusCode()));
      }
      for (Future<Integer> call : calls) {
        assertThat(call.get()).isEqualTo(201);
      }
    }

    JsonNode items = items("actor", person);
    assertThat(items).hasSize(16);
    assertThat(new HashSet<>(items.findValuesAsText("ref"))).hasSize(1);
  }

  private static io.restassured.specification.RequestSpecification auditor() {
    return io.restassured.RestAssured.given().auth().oauth2(Tokens.auditor("grace"));
  }

  private static JsonNode items(String filter, String value) {
    Response answer = auditor().queryParam(filter, value).queryParam("pageSize", 200).get(AUDIT);
    answer.then().statusCode(200);
    return json(answer.asString()).path("items");
  }

  private void awaitSealed() {
    Await.until(
        "all is sealed",
        () ->
            sql.one("select count(*) as n from audit_unsealed", row -> row.number("n"))
                .orElseThrow(),
        count -> count == 0);
  }

  private static JsonNode json(String text) {
    try {
      return JsonSettings.mapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
