package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.journeys.Api.Answer;
import io.onus.local.SuiteService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What each of the demo people may and may not, across the services; with the local OIDC server or
 * a real Keycloak. Every cell of every service is tried by its own matrix test; here the claims of
 * a real provider decide.
 */
@Order(4)
class RoleJourney {

  private static final Suite SUITE = Suite.running();

  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  @BeforeAll
  static void theAdminMakesTwoDepartmentsUnlessTheyAreThere() {
    for (String code : new String[] {"CS", "ENG"}) {
      String body = "{\"name\":\"" + code + "\",\"zone\":\"Europe/Berlin\"}";
      // The demo company has them, where it was made before.
      assertThat(requests("admin").put("/departments/" + code, body).status()).isIn(201, 428);
    }
    String service = "{\"provider\":\"ENG\",\"name\":\"Parts\",\"intake\":{\"type\":\"object\"}}";
    assertStatus(requests("admin").put("/services/parts", service), 201);
  }

  @Test
  void membersActOnTheirSide() {
    // Given
    String id = asked("ada");

    // Then the provider does what is the provider's, and the requester the rest
    assertStatus(verb("ada", id, "accept", "{}"), 403);
    assertStatus(verb("emil", id, "accept", "{}"), 200);
    assertStatus(verb("ada", id, "ask", "{\"text\":\"Which one?\"}"), 403);
    assertStatus(verb("emil", id, "ask", "{\"text\":\"Which one?\"}"), 200);
    assertStatus(verb("emil", id, "answer", "{\"text\":\"That one.\"}"), 403);
    assertStatus(verb("ada", id, "answer", "{\"text\":\"That one.\"}"), 200);
    assertStatus(verb("ada", id, "resolve", "{\"resolution\":\"done\"}"), 403);
    assertStatus(verb("otto", id, "resolve", "{\"resolution\":\"done\"}"), 200);
    assertStatus(verb("lena", id, "close", "{}"), 403);
    assertStatus(verb("cleo", id, "close", "{}"), 200);
  }

  @Test
  void nobodyAsksForADepartmentThatIsNotTheirs() {
    assertStatus(requests("emil").post("/requests", request("CS", "ENG")), 403);
    assertStatus(requests("shop").post("/requests", request("ENG", "CS")), 403);
    assertStatus(requests("admin").post("/requests", request("CS", "ENG")), 403);
    assertStatus(requests("audrey").post("/requests", request("CS", "ENG")), 403);
  }

  @Test
  void anAuditorReadsEverythingAndChangesNothing() {
    // Given
    String id = asked("ada");

    // Then
    assertStatus(requests("audrey").get("/requests/" + id), 200);
    assertThat(listed("audrey")).contains(id);
    assertStatus(
        requests("audrey").post("/requests/" + id + "/messages", "{\"text\":\"Hm\"}"), 403);
    assertStatus(verb("audrey", id, "cancel", "{\"reason\":\"not needed\"}"), 403);
    assertStatus(requests("audrey").put("/departments/OPS", "{\"name\":\"Operations\"}"), 403);
    assertStatus(sla("audrey").put("/calendars/audit", calendar()), 403);
  }

  @Test
  void anAdminManagesTheCompanyAndSeesNoRequestByThat() {
    // Given
    String id = asked("ada");

    // Then what one may not see is not there
    assertStatus(requests("admin").get("/requests/" + id), 404);
    assertStatus(verb("admin", id, "cancel", "{\"reason\":\"not needed\"}"), 404);
    assertThat(listed("admin")).doesNotContain(id);
    assertStatus(sla("admin").put("/calendars/admins", calendar()), 201);
    String facts =
        "{\"time\":\"2026-01-05T08:00:00Z\",\"type\":\"submitted\",\"request\":\"R-1\","
            + "\"from\":\"CS\",\"to\":\"ENG\",\"subject\":\"x\"}\n";
    assertStatus(imported("admin", facts), 200);

    // and others do not manage
    for (String other : new String[] {"ada", "lena", "otto", "shop", "bridge"}) {
      assertStatus(imported(other, facts), 403);
      assertStatus(requests(other).put("/departments/OPS", "{\"name\":\"Operations\"}"), 403);
      assertStatus(sla(other).put("/calendars/admins", calendar(), "If-Match", "\"1\""), 403);
    }
  }

  @Test
  void onlyLeadsSign() {
    // Given
    String proposal =
        """
        {"requester":"CS","provider":"ENG","service":"parts",
         "terms":{"hours":"ALWAYS","targets":[{"metric":"FIRST_RESPONSE","priority":"P1","duration":"PT4H"}]}}
        """;
    for (String other : new String[] {"ada", "emil", "otto", "audrey", "admin", "shop", "bridge"}) {
      assertStatus(proposedOnceKnown(other, proposal), 403);
    }

    // When
    Answer proposed = assertStatus(proposedOnceKnown("cleo", proposal), 201);

    // Then whoever sees it may not sign it, and for others it is not there
    String agreement = "/agreements/" + proposed.text("id");
    for (String other : new String[] {"ada", "emil", "otto", "audrey", "shop", "bridge"}) {
      assertStatus(sla(other).get(agreement), 200);
      assertStatus(accepted(other, agreement, proposed), 403);
    }
    assertStatus(sla("admin").get(agreement), 404);
    assertStatus(accepted("admin", agreement, proposed), 404);
    assertStatus(accepted("lena", agreement, proposed), 200);
  }

  @Test
  void aSystemAsksForItsDepartment() {
    // When
    String id = asked("shop");

    // Then it is the department's
    assertStatus(requests("ada").get("/requests/" + id), 200);
    assertStatus(requests("shop").get("/requests/" + id), 200);
  }

  @Test
  void onlyARelaySaysWhoDidItAndWhen() {
    // Given
    JsonNode asked =
        assertStatus(requests("ada").post("/requests", request("CS", "ENG")), 201).body();
    String id = asked.get("id").asText();
    String at = asked.get("createdAt").asText();
    String resolution = "{\"resolution\":\"done\",\"onBehalfOf\":\"emil\",\"at\":\"" + at + "\"}";

    // When
    assertStatus(verb("emil", id, "resolve", resolution), 403);
    assertStatus(verb("shop", id, "resolve", resolution), 403);
    assertStatus(verb("bridge", id, "resolve", resolution), 200);

    // Then it is told as that person's act, through the relay
    JsonNode history = requests("ada").get("/requests/" + id + "/history").ok().body();
    assertThat(history.toString()).contains("\"onBehalfOf\":\"emil\"").contains("\"bridge\"");
  }

  @Test
  void leadsKeepTheirOwnRoutesAndAnOnCallAdminEverybodys() {
    // Given
    assertStatus(notifications("otto").put("/people/ida", "{\"name\":\"Ida\"}"), 201);
    String method = "{\"kind\":\"EMAIL\",\"address\":\"ida@onus.example\",\"verified\":true}";
    assertStatus(notifications("otto").post("/people/ida/methods", method), 403);
    assertStatus(notifications("admin").post("/people/ida/methods", method), 201);

    // Then
    String[] others = {"ada", "emil", "lena", "audrey", "admin", "shop", "bridge"};
    for (String other : others) {
      assertStatus(routed(other, "CS"), 403);
    }
    assertStatus(routed("cleo", "CS"), 201);
    assertStatus(routed("otto", "ENG"), 201);
    assertStatus(routed("cleo", "ENG"), 403);
  }

  // --- who calls ---

  private static Api requests(String who) {
    return SUITE.withToken(SuiteService.REQUEST, token(who));
  }

  private static Api sla(String who) {
    return SUITE.withToken(SuiteService.SLA, token(who));
  }

  private static Api notifications(String who) {
    return SUITE.withToken(SuiteService.NOTIFICATION, token(who));
  }

  /** From the provider, once for the whole journey. */
  private static String token(String who) {
    Provider provider = SUITE.provider();
    return TOKENS.computeIfAbsent(
        who,
        name ->
            name.equals("shop") || name.equals("bridge")
                ? Web.systemToken(provider.issuer(), name, name + "-demo")
                : provider.personToken(name));
  }

  // --- what they do ---

  private static String asked(String who) {
    return assertStatus(requests(who).post("/requests", request("CS", "ENG")), 201).text("id");
  }

  private static String request(String from, String to) {
    return "{\"from\":\"%s\",\"to\":\"%s\",\"subject\":\"Which screw?\"}".formatted(from, to);
  }

  private static Answer verb(String who, String id, String verb, String body) {
    return requests(who).post("/requests/" + id + "/" + verb, body);
  }

  private static Answer imported(String who, String facts) {
    return requests(who)
        .post("/imports?source=roles&more=true", facts, "Content-Type", "application/x-ndjson");
  }

  private static Answer routed(String who, String department) {
    return notifications(who)
        .post("/routes", "{\"department\":\"" + department + "\",\"people\":[\"ida\"]}");
  }

  private static Stream<String> listed(String who) {
    JsonNode items = requests(who).get("/requests?from=CS&pageSize=200").ok().body().get("items");
    return StreamSupport.stream(items.spliterator(), false).map(item -> item.get("id").asText());
  }

  /** sla-service hears of departments and services a moment after they were made. */
  private static Answer proposedOnceKnown(String who, String proposal) {
    return Eventually.until(
        "sla-service to know CS, ENG and parts",
        () -> sla(who).post("/agreements", proposal),
        answer -> answer.status() != 422);
  }

  private static Answer accepted(String who, String agreement, Answer proposed) {
    return sla(who).post(agreement + "/accept", "{}", "If-Match", proposed.etag());
  }

  private static String calendar() {
    return "{\"zone\":\"Europe/Berlin\",\"weekly\":{\"MON\":[\"09:00-17:00\"]}}";
  }

  private static Answer assertStatus(Answer answer, int status) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    return answer;
  }
}
