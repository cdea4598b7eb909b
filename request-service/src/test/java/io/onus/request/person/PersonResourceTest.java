package io.onus.request.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.person.PersonPseudonymised;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.AuditTrail;
import io.onus.kit.test.PersonalColumns;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.test.Traces;
import io.onus.request.Edge;
import io.onus.request.request.Asking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PersonResourceTest {

  private final String person = "hedy-" + UUID.randomUUID();
  private final String email = person + "@example.com";

  @Inject Sql sql;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void everyColumnThatCanHoldTextIsInTheHandbook() {
    assertThat(PersonalColumns.differences("request-service", sql)).isEmpty();
  }

  @Test
  void aPersonIsFoundNowhereAfterwards() {
    // Given: she asked, was assigned, wrote, is a lead, and a system spoke for her
    Asking asking = new Asking("PSEUDO");
    Response created =
        Edge.as(person, asking.cs)
            .header("Idempotency-Key", "k-" + person)
            .body(
                "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"Which?\"}"
                    .formatted(asking.cs, asking.eng))
            .post("/api/v1/requests");
    created.then().statusCode(201);
    String id = created.path("id");
    Asking.done(
        asking.move("ben", asking.eng, id, "assign", "{\"person\":\"%s\"}".formatted(person)));
    Edge.as(person, asking.eng)
        .body("{\"text\":\"I look at it.\"}")
        .post("/api/v1/requests/" + id + "/messages")
        .then()
        .statusCode(201);
    String department = "P" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
    Edge.with(Tokens.admin("root"))
        .body(
            "{\"name\":\"D\",\"leads\":[{\"name\":\"Hedy\",\"email\":\"%s\"},{\"name\":\"Ben\",\"email\":\"ben@example.com\"}]}"
                .formatted(email.toUpperCase()))
        .put("/api/v1/departments/" + department)
        .then()
        .statusCode(201);
    long facts = count("request_facts where request_id = ?", id);
    long requests = count("requests where id = ?", id);

    // When
    Response answer = pseudonymise(person);

    // Then
    String pseudonym = answer.then().statusCode(200).extract().path("pseudonym");
    assertThat(pseudonym).matches("person-[0-9a-f]{16}");
    assertThat(Traces.of(person, sql)).isEmpty();
    assertThat(Traces.of(email, sql)).isEmpty();
    assertThat(count("request_facts where request_id = ?", id)).isEqualTo(facts);
    assertThat(count("requests where id = ?", id)).isEqualTo(requests);
    Edge.as("ben", asking.eng)
        .get("/api/v1/requests/" + id)
        .then()
        .statusCode(200)
        .body("assignee", equalTo(pseudonym));
    Edge.as("ben", asking.eng)
        .queryParam("assignee", pseudonym)
        .get("/api/v1/requests")
        .then()
        .body("items[0].id", equalTo(id));
    JsonNode history =
        Edge.json(Edge.as("ben", asking.eng).get("/api/v1/requests/" + id + "/history"));
    assertThat(history.toString()).contains(pseudonym).contains("I look at it.");
    Edge.get("/departments/" + department)
        .then()
        .body("leads.email", equalTo(List.of("ben@example.com")))
        .body("version", equalTo(2));
    assertThat(AuditTrail.entriesOf(answer))
        .extracting(AuditTrail.Recorded::action)
        .contains("pseudonym.given", "person.pseudonymised", "department.changed");
    awaitIntact();

    // And the others are told, without a word of who it was
    try (TopicReader reader = new TopicReader(bootstrap, "onus.directory.v1")) {
      TopicReader.Read told = reader.awaitOf("person/" + pseudonym, 1).getFirst();
      assertThat(told.event().type()).isEqualTo(PersonPseudonymised.TYPE);
      assertThat(told.text()).doesNotContain(person);
      PersonPseudonymised event = PersonPseudonymised.read(told.event());
      assertThat(event.person()).isEqualTo(PersonPseudonymised.fingerprint(event.salt(), person));
      assertThat(event.emails())
          .containsExactly(PersonPseudonymised.fingerprint(event.salt(), email));
    }
  }

  @Test
  void saidAgainItFindsWhatCameInMeanwhileAndGivesTheSamePseudonym() {
    // Given
    Asking asking = new Asking("PSEUDO");
    String first = pseudonymise(person).path("pseudonym");
    Edge.as(person, asking.cs)
        .body(
            "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"Late\"}".formatted(asking.cs, asking.eng))
        .post("/api/v1/requests")
        .then()
        .statusCode(201);

    // When
    String again = pseudonymise(person).path("pseudonym");

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(Traces.of(person, sql)).isEmpty();
    assertThat(pseudonymise(first).<String>path("pseudonym")).isEqualTo(first);
    assertThat(pseudonymise("other-" + person).<String>path("pseudonym")).isNotEqualTo(first);
    awaitIntact();
  }

  @Test
  void onlyAnAdminMayAndNotForThemselves() {
    String path = "/api/v1/people/" + person + "/pseudonymise";
    Edge.as("ada", "ENG").body("{}").post(path).then().statusCode(403);
    Edge.with(Tokens.lead("lena", "ENG")).body("{}").post(path).then().statusCode(403);
    Edge.with(Tokens.auditor("vera")).body("{}").post(path).then().statusCode(403);
    Edge.with(Tokens.admin(person))
        .body("{}")
        .post(path)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("own-pseudonym"));
    Edge.with(Tokens.admin("root"))
        .body("{\"emails\":[\"none\"]}")
        .post(path)
        .then()
        .statusCode(400);
  }

  @Test
  void theServicesRoleCanGiveOnlyPseudonyms() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> sql.list("select pseudonymise_person('ada', 'bob')", row -> true))
        .hasMessageContaining("not a pseudonym");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> sql.update("update request_facts set actor = 'bob' where actor = 'nobody'"))
        .hasMessageContaining("permission denied");
  }

  private Response pseudonymise(String id) {
    return Edge.with(Tokens.admin("root"))
        .body("{\"emails\":[\"%s\"]}".formatted(email))
        .post("/api/v1/people/" + id + "/pseudonymise");
  }

  private void awaitIntact() {
    Traces.awaitSealed(sql);
    Edge.with(Tokens.auditor("vera"))
        .get("/api/v1/audit/verify")
        .then()
        .statusCode(200)
        .body("intact", equalTo(true));
  }

  private long count(String what, String id) {
    return sql.one("select count(*) as n from " + what, row -> row.number("n"), UUID.fromString(id))
        .orElseThrow();
  }
}
