package io.onus.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.id.Ids;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.outbox.Outbox;
import io.onus.kit.person.PersonPseudonymised;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.PersonalColumns;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.Traces;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.ClockService;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.onus.sla.clock.domain.Actor;
import io.onus.sla.clock.domain.ClockAct;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A person who signed, acted and set terms is a pseudonym afterwards, and nothing else changes. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class PseudonymTest {

  private static final String PSEUDONYM = "person-7f3a09c41be2d856";

  private final String person = "hedy-" + UUID.randomUUID();

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject ClockService clocks;

  @Test
  void everyColumnThatCanHoldTextIsInTheHandbook() {
    assertThat(PersonalColumns.differences("sla-service", sql)).isEmpty();
  }

  @Test
  void aPersonIsFoundNowhereAfterwards() {
    // Given
    Scene.Departments departments = Scene.departments(sql, "PSEUDO");
    Scene scene = new Scene(departments, new Scene.Clocked("none", "none"));
    String hers = Tokens.lead(person, scene.requester(), scene.provider());
    String agreement = scene.proposedBy(Tokens.lead(person, scene.requester()));
    Scene.as(scene.providerLead())
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + agreement + "/accept")
        .then()
        .statusCode(200);
    Scene.as(hers)
        .body("{\"text\":\"send photos\"}")
        .post("/api/v1/agreements/" + agreement + "/suggestions")
        .then()
        .statusCode(201);
    Scene.as(hers)
        .body("{\"outcome\":\"KEEP\"}")
        .post("/api/v1/agreements/" + agreement + "/review")
        .then()
        .statusCode(200);
    Scene.as(hers)
        .header("If-Match", "\"3\"")
        .body("{\"on\":\"2199-12-31\",\"reason\":\"some day\"}")
        .post("/api/v1/agreements/" + agreement + "/end")
        .then()
        .statusCode(200);
    String open = scene.proposedBy(Tokens.lead(person, scene.provider()), scene.other());
    String offer =
        Scene.as(hers)
            .body(scene.offer())
            .post("/api/v1/offers")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Scene.as(hers)
        .header("If-Match", "\"1\"")
        .post("/api/v1/offers/" + offer + "/withdraw")
        .then()
        .statusCode(200);
    Scene.as(hers)
        .body(Scene.calendar())
        .put("/api/v1/calendars/" + scene.provider() + "-" + scene.service())
        .then()
        .statusCode(201);
    RequestFactsOnTopic request =
        new RequestFactsOnTopic(outbox, transactions, scene.requester(), scene.provider());
    request.publish(
        request.fact(
            "submitted",
            clock.now(),
            "REQUESTER",
            data -> {
              ((ObjectNode) data.get("actor")).put("id", person).put("onBehalfOf", person);
              data.put("assignee", person);
            }));
    Await.until(
        "the fact is here",
        () -> Traces.of(person, sql).containsAll(List.of("request_facts", "tracked_requests")));
    renegotiated(request, hers);
    excused(request);
    assertThat(Traces.of(person, sql))
        .contains(
            "request_acts",
            "clock_proposals",
            "clock_waivers",
            "agreements",
            "agreement_offers",
            "agreement_reviews",
            "agreement_suggestions",
            "agreement_versions",
            "offers",
            "offer_versions",
            "calendars");
    long facts = count("request_facts", request.id);
    long clocks = count("clocks", request.id);

    // When
    publish(PersonPseudonymised.of(PSEUDONYM, "0011", person, List.of()));

    // Then
    Await.until("she is gone", () -> Traces.of(person, sql), List::isEmpty);
    assertThat(Traces.of(PSEUDONYM, sql))
        .contains(
            "agreements",
            "agreement_offers",
            "agreement_reviews",
            "agreement_suggestions",
            "agreement_versions",
            "offers",
            "offer_versions",
            "calendars",
            "request_facts",
            "request_acts",
            "clock_proposals",
            "clock_waivers",
            "tracked_requests",
            "audit_people");
    assertThat(count("request_facts", request.id)).isEqualTo(facts);
    assertThat(count("clocks", request.id)).isEqualTo(clocks);
    Scene.as(scene.requesterLead())
        .get("/api/v1/agreements/" + agreement)
        .then()
        .statusCode(200)
        .body("signatures[0].by", equalTo(PSEUDONYM));
    Scene.as(scene.providerLead()).get("/api/v1/agreements/" + open).then().statusCode(200);
    Traces.awaitSealed(sql);
    Scene.as(Tokens.auditor("vera"))
        .get("/api/v1/audit/verify")
        .then()
        .statusCode(200)
        .body("intact", equalTo(true));
  }

  /** She proposes another due instant for a clock, and asks to be excused. */
  private void renegotiated(RequestFactsOnTopic request, String hers) {
    String clockId =
        Scene.as(hers)
            .get("/api/v1/clocks?requestId=" + request.id)
            .then()
            .statusCode(200)
            .extract()
            .path("items.find { it.metric == 'RESOLUTION' }.id");
    Scene.as(hers)
        .body("{\"dueAt\":\"2035-01-01T00:00:00Z\",\"reason\":\"parts are late\"}")
        .post("/api/v1/clocks/" + clockId + "/proposals")
        .then()
        .statusCode(201);
    Scene.as(hers)
        .body("{\"reason\":\"parts are late\"}")
        .post("/api/v1/clocks/" + clockId + "/waiver")
        .then()
        .statusCode(201);
  }

  /** She excuses a clock. */
  private void excused(RequestFactsOnTopic request) {
    UUID clockId =
        sql.list("select id from clocks where request_id = ?", row -> row.uuid("id"), request.id)
            .getFirst();
    transactions.callInNew(
        () ->
            clocks.act(
                request.id,
                new ClockAct.Waive(clockId),
                new Actor(person, "PSEUDO-CS", Side.REQUESTER, Actor.Kind.HUMAN),
                state -> {}));
  }

  private void publish(PersonPseudonymised person) {
    String subject = "person/" + person.pseudonym();
    CloudEvent event =
        new CloudEvent(
            Ids.newId(clock.now()),
            "/onus/request-service",
            PersonPseudonymised.TYPE,
            subject,
            clock.now(),
            clock.now(),
            1,
            null,
            null,
            JsonSettings.mapper().valueToTree(person));
    transactions.run(() -> outbox.append("onus.directory.v1", subject, event));
  }

  private long count(String table, UUID request) {
    return sql.one(
            "select count(*) as n from " + table + " where request_id = ?",
            row -> row.number("n"),
            request)
        .orElseThrow();
  }
}
