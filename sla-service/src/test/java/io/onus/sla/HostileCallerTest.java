package io.onus.sla;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody with a good token and bad intentions: whatever they send is refused with a problem, and
 * nothing that is stored is another afterwards.
 */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class HostileCallerTest {

  /** Whose rows change by calls alone. */
  private static final List<String> TABLES =
      List.of(
          "agreements",
          "agreement_versions",
          "agreement_offers",
          "agreement_reviews",
          "agreement_suggestions",
          "terms_templates",
          "offers",
          "offer_versions",
          "offer_acceptances",
          "calendars",
          "house_terms",
          "departments");

  /** Whose rows change with time too, so only those of the scene's request count. */
  private static final List<String> TABLES_OF_REQUESTS =
      List.of("request_facts", "tracked_requests", "clocks");

  private static final String FIRST = "\"1\"";

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;

  private final Map<String, Supplier<Response>> attacks = new LinkedHashMap<>();
  private Scene scene;
  private String agreement;
  private String offer;
  private String stranger;
  private String member;
  private String lead;
  private String providerLead;
  private String admin;

  @BeforeEach
  void company() {
    Scene.Departments departments = Scene.departments(sql, "HOSTILE");
    scene = new Scene(departments, Scene.clocked(departments, outbox, transactions, clock));
    stranger = Tokens.lead("mallory", scene.other());
    member = Tokens.member("ada", scene.requester());
    lead = scene.requesterLead();
    providerLead = scene.providerLead();
    admin = Tokens.admin("root");
    agreement = scene.proposedBy(lead);
    offer = scene.offered();
  }

  @Test
  void whoGuessesIdsGetsNothing() {
    String clockId = scene.clocked().clock();
    attack("reads an agreement", () -> as(stranger).get(agreements(agreement)));
    attack("accepts it", () -> accept(stranger, agreement, FIRST));
    attack("accepts it, whatever its version", () -> accept(stranger, agreement, "*"));
    attack("reads a clock", () -> as(stranger).get("/api/v1/clocks/" + clockId));
    attack("explains it", () -> as(stranger).get("/api/v1/clocks/" + clockId + "/explanation"));
    attack("accepts a clock", () -> accept(stranger, clockId, FIRST));
    attack("counts ids up", () -> as(stranger).get(agreements(UUID.randomUUID().toString())));
    attack("asks for no id", () -> as(stranger).get(agreements("1")));
    attack("asks for SQL", () -> as(stranger).get("/api/v1/agreements/{id}", "' or 1=1 --"));
    attack("climbs", () -> as(stranger).get("/api/v1/agreements/{id}", "../agreements"));
    attack(
        "asks for SQL as a request",
        () -> as(stranger).queryParam("requestId", "x' or '1'='1").get("/api/v1/clocks"));
    attack("asks for no request", () -> as(stranger).get("/api/v1/clocks"));

    assertRefusedWithoutATrace();
  }

  @Test
  void whoNamesADepartmentThatIsNotInTheTokenGetsNothing() {
    attack("proposes for others", () -> propose(stranger, scene.proposal()));
    attack("proposes as a member", () -> propose(member, scene.proposal()));
    attack("proposes as an admin", () -> propose(admin, scene.proposal()));
    attack("offers for others", () -> as(lead).body(scene.offer()).post("/api/v1/offers"));
    attack("publishes for others", () -> putOffer(lead, "{\"terms\":" + Scene.terms("PT1S") + "}"));
    attack("withdraws another's", () -> act(lead, "/api/v1/offers/" + offer + "/withdraw"));
    attack("accepts for others", () -> acceptOffer(stranger, scene.requester()));
    attack("accepts as a member", () -> acceptOffer(member, scene.requester()));
    attack("accepts for nobody", () -> acceptOffer(stranger, "NOBODY"));
    attack("writes the provider's calendar", () -> putCalendar(lead, scene.provider() + "-x"));
    attack("writes the company's", () -> putCalendar(lead, "company"));
    attack("sets house terms", () -> putHouseTerms(lead, Scene.terms("PT1S")));
    attack(
        "says so in headers",
        () -> as(stranger).header("Onus-For", scene.provider()).get(agreements(agreement)));
    attack(
        "says so in the query",
        () -> as(stranger).queryParam("onBehalfOf", "lena").get(agreements(agreement)));

    assertRefusedWithoutATrace();
  }

  @Test
  void whoWritesWhatIsNotTheirsToWriteGetsNothing() {
    for (String field :
        List.of(
            "\"id\":\"" + UUID.randomUUID() + "\"",
            "\"status\":\"SIGNED\"",
            "\"version\":7",
            "\"awaiting\":null",
            "\"signatures\":[]",
            "\"signatures\":[{\"side\":\"PROVIDER\",\"by\":\"lena\",\"termsHash\":\"\"}]",
            "\"current\":{\"number\":1}",
            "\"by\":\"lena\"",
            "\"side\":\"PROVIDER\"",
            "\"actor\":{\"id\":\"lena\"}",
            "\"onBehalfOf\":\"lena\"",
            "\"createdAt\":\"2020-01-01T00:00:00Z\"")) {
      attack("proposes with " + field, () -> propose(lead, with(field, scene.proposal())));
      attack(
          "proposes terms with " + field,
          () -> propose(lead, scene.proposal().replace("\"hours\":", field + ",\"hours\":")));
      attack(
          "offers with " + field,
          () -> as(providerLead).body(with(field, otherOffer())).post("/api/v1/offers"));
      attack(
          "publishes with " + field,
          () -> putOffer(providerLead, with(field, "{\"terms\":" + Scene.terms("PT1S") + "}")));
      attack(
          "accepts with " + field,
          () ->
              as(lead)
                  .header("If-Match", FIRST)
                  .body(with(field, "{\"department\":\"" + scene.requester() + "\"}"))
                  .post("/api/v1/offers/" + offer + "/accept"));
      attack(
          "sets house terms with " + field,
          () -> putHouseTerms(admin, with(field, Scene.terms("PT1S"))));
      attack(
          "writes a calendar with " + field,
          () ->
              as(providerLead)
                  .body(with(field, Scene.calendar()))
                  .put("/api/v1/calendars/" + scene.provider() + "-y"));
    }
    attack(
        "signs for the other side",
        () ->
            as(lead)
                .header("If-Match", FIRST)
                .body("{\"side\":\"PROVIDER\",\"by\":\"lena\"}")
                .post(agreements(agreement) + "/accept"));
    attack(
        "calls their calendar otherwise",
        () ->
            as(providerLead)
                .body(with("\"code\":\"company\"", Scene.calendar()))
                .put("/api/v1/calendars/" + scene.provider() + "-z"));
    attack("takes a word of agreements", () -> putCalendar(admin, "PROVIDER"));

    assertRefusedWithoutATrace();
  }

  @Test
  void whoSendsTooMuchGetsNothing() {
    String longNote = "\"note\":\"" + "x".repeat(2_001) + "\"";
    attack("a long note", () -> propose(lead, with(longNote, scene.proposal())));
    attack(
        "a long service",
        () -> propose(lead, scene.proposal().replace(scene.service(), "s".repeat(129))));
    attack(
        "a long department",
        () -> propose(lead, scene.proposal().replace(scene.requester(), "D".repeat(65))));
    attack("too many targets", () -> propose(lead, withTargets(65)));
    attack("a megabyte and more", () -> propose(lead, withTargets(20_000)));
    attack("a deep tree", () -> propose(lead, "{\"terms\":" + "[".repeat(5_000)));
    attack("a number without end", () -> propose(lead, withCost("1e1000000000")));
    attack("a number of many digits", () -> propose(lead, withCost("9".repeat(5_000))));
    attack(
        "an allowance no int holds",
        () ->
            propose(
                lead, withTerm("\"allowance\":[{\"priority\":\"P1\",\"perWeek\":4294967296}]")));
    attack(
        "a long key",
        () ->
            as(lead)
                .header("Idempotency-Key", "k".repeat(256))
                .body(scene.proposal())
                .post("/api/v1/agreements"));
    attack("a page of a million", () -> as(lead).get("/api/v1/agreements?pageSize=1000000"));
    attack("a forged page", () -> as(lead).get("/api/v1/agreements?pageToken=YWxs.YWxs.0"));
    attack("a long address", () -> as(lead).get(agreements("a".repeat(9_000))));
    attack(
        "a long header",
        () -> as(lead).header("X-Long", "x".repeat(30_000)).get(agreements(agreement)));
    attack("a long calendar", () -> putCalendar(admin, "c".repeat(65)));

    assertRefusedWithoutATrace();
  }

  @Test
  void whoSendsWhatIsNoTextGetsNothing() {
    attack("a zero in a department", () -> propose(lead, withZero(scene.requester())));
    attack("a zero in a service", () -> propose(lead, withZero(scene.service())));
    attack(
        "a zero in a note", () -> propose(lead, with("\"note\":\"a\\u0000b\"", scene.proposal())));
    attack("a zero in the purpose", () -> propose(lead, withTerm("\"purpose\":\"a\\u0000b\"")));
    attack("zeros in the hours", () -> propose(lead, withTerm("\"hours\":\"a\\u0000b\"")));
    attack(
        "a zero in an offer's note",
        () ->
            as(providerLead)
                .body(with("\"note\":\"a\\u0000b\"", otherOffer()))
                .post("/api/v1/offers"));
    attack("a zero in who accepts", () -> acceptOffer(lead, scene.requester() + "\\u0000"));
    attack("a zero in a filter", () -> raw(lead).get("/api/v1/agreements?requester=%00"));
    attack("a zero in a filter of offers", () -> raw(lead).get("/api/v1/offers?service=a%00"));
    attack("a zero in a calendar", () -> raw(lead).get("/api/v1/calendars/a%00"));
    attack("a zero in a preview", () -> preview("{\"code\":\"a\\u0000\"}"));
    attack("a line break in a calendar", () -> putCalendar(admin, "a\r\nX-Injected: 1"));
    attack("a line break to read", () -> raw(lead).get("/api/v1/calendars/a%0d%0aX-Injected:%201"));
    attack("a version that is none", () -> accept(providerLead, agreement, "W/\"1\" or 1=1"));
    attack("a status that is none", () -> as(lead).get("/api/v1/agreements?status=ALL"));
    attack(
        "bytes that are no UTF-8",
        () -> as(lead).body(new byte[] {'{', (byte) 0xff}).post("/api/v1/agreements"));
    attack(
        "another kind of body",
        () -> as(lead).contentType("application/xml").body("<x/>").post("/api/v1/agreements"));
    attack(
        "another method in a header",
        () ->
            as(admin)
                .header("X-HTTP-Method-Override", "PUT")
                .body(Scene.calendar())
                .post("/api/v1/calendars/company"));
    attack("another method", () -> as(admin).delete("/api/v1/calendars/company"));
    attack("yet another method", () -> as(lead).body("{}").patch(agreements(agreement)));

    assertRefusedWithoutATrace();
  }

  private void attack(String name, Supplier<Response> call) {
    attacks.put(name, call);
  }

  private void assertRefusedWithoutATrace() {
    Map<String, String> before = stored();
    List<String> complaints = new ArrayList<>();
    attacks.forEach(
        (name, call) -> {
          Response answer = call.get();
          if (answer.statusCode() < 400 || answer.statusCode() > 499) {
            complaints.add(name + ": " + answer.statusCode() + " " + answer.asString());
          } else if (!answer.contentType().startsWith("application/problem+json")) {
            complaints.add(name + ": " + answer.statusCode() + " as " + answer.contentType());
          } else if (answer.header("X-Injected") != null) {
            complaints.add(name + ": a header of theirs came back");
          }
        });

    assertThat(complaints).isEmpty();
    assertThat(stored()).isEqualTo(before);
  }

  /** The content of the tables, as a hash each. */
  private Map<String, String> stored() {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (String table : TABLES) {
      hashes.put(table, hash("select t::text as line from " + table + " t"));
    }
    UUID request = UUID.fromString(scene.clocked().request());
    for (String table : TABLES_OF_REQUESTS) {
      hashes.put(
          table, hash("select t::text as line from " + table + " t where request_id = ?", request));
    }
    return hashes;
  }

  private String hash(String lines, Object... arguments) {
    return sql.one(
            "select count(*) || ' ' || coalesce(md5(string_agg(line, '\n' order by line)), '') as h"
                + " from ("
                + lines
                + ") as content",
            row -> row.text("h"),
            arguments)
        .orElseThrow();
  }

  /** With an address that is sent as it is written. */
  private static RequestSpecification raw(String token) {
    return as(token).urlEncodingEnabled(false);
  }

  private static String agreements(String id) {
    return "/api/v1/agreements/" + id;
  }

  private static Response act(String token, String path) {
    return as(token).header("If-Match", FIRST).body("{}").post(path);
  }

  private static Response accept(String token, String id, String ifMatch) {
    return as(token).header("If-Match", ifMatch).post(agreements(id) + "/accept");
  }

  private static Response propose(String token, String body) {
    return as(token).body(body).post("/api/v1/agreements");
  }

  private Response putOffer(String token, String body) {
    return as(token).header("If-Match", FIRST).body(body).put("/api/v1/offers/" + offer);
  }

  private Response acceptOffer(String token, String department) {
    return as(token)
        .header("If-Match", FIRST)
        .body("{\"department\":\"" + department + "\"}")
        .post("/api/v1/offers/" + offer + "/accept");
  }

  private static Response putCalendar(String token, String code) {
    RequestSpecification call = as(token).body(Scene.calendar());
    return call.put("/api/v1/calendars/{code}", code);
  }

  private static Response putHouseTerms(String token, String body) {
    return as(token).header("If-Match", "*").body(body).put("/api/v1/house-terms");
  }

  private Response preview(String body) {
    return as(lead).body(body).post("/api/v1/calendars/preview");
  }

  /** Of a service nobody has offered yet. */
  private String otherOffer() {
    return scene.offer().replace(scene.service(), scene.service() + "-more");
  }

  private static String with(String field, String body) {
    return "{" + field + "," + body.substring(1);
  }

  private String withTerm(String field) {
    return scene.proposal().replace("\"hours\":\"ALWAYS\"", field);
  }

  private String withCost(String amount) {
    return withTerm(
        "\"breachCost\":{\"amount\":" + amount + ",\"currency\":\"USD\",\"per\":\"BREACH\"}");
  }

  private String withZero(String word) {
    return scene.proposal().replace("\"" + word + "\"", "\"" + word + "\\u0000\"");
  }

  private String withTargets(int count) {
    String target = "{\"metric\":\"RESOLUTION\",\"priority\":\"P2\",\"duration\":\"PT4H\"}";
    return scene.proposal().replace(target, (target + ",").repeat(count - 1) + target);
  }
}
