package io.onus.sla;

import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.AccessMatrix;
import io.onus.kit.test.AccessMatrix.Answer;
import io.onus.kit.test.AccessMatrix.Call;
import io.onus.kit.test.EventSchemas;
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
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of rules in {@code docs/security.md}, cell by cell. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class AccessMatrixTest {

  private static final String FIRST = "\"1\"";
  private static final String REASON = "{\"reason\":\"the line stood still\"}";
  private static final String NEXT_TERMS = "{\"terms\":" + Scene.terms("PT2H") + "}";

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject WallClock clock;
  @Inject Sql sql;

  @TestFactory
  Stream<DynamicTest> everyCell() {
    Scene.Departments departments = Scene.departments(sql, "MATRIX");
    Scene.Clocked clocked = Scene.clocked(departments, outbox, transactions, clock);
    return AccessMatrix.of("sla-service", () -> new Scene(departments, clocked))
        .caller("stranger", scene -> Tokens.lead("sam", scene.other()))
        .caller("requester", scene -> Tokens.member("ada", scene.requester()))
        .caller("requester lead", Scene::requesterLead)
        .caller("provider", scene -> Tokens.member("eva", scene.provider()))
        .caller("provider lead", Scene::providerLead)
        .caller("auditor", scene -> Tokens.auditor("vera"))
        .caller("admin", scene -> Tokens.admin("root"))
        .caller("on-call admin", scene -> Tokens.onCallAdmin("otto"))
        .caller("robot", scene -> Tokens.robot("shop", scene.requester()))
        .attempt(
            "GET /api/v1/calendars",
            (scene, call) -> Answer.list(call.get("/api/v1/calendars?pageSize=200"), "\"company\""))
        .attempt(
            "GET /api/v1/calendars/{code}",
            (scene, call) -> Answer.of(call.get("/api/v1/calendars/company")))
        .attempt(
            "PUT /api/v1/calendars/{code}",
            (scene, call) -> Answer.of(put(call, calendarOf(scene), Scene.calendar(), null)))
        .attempt(
            "POST /api/v1/calendars/{code}/import",
            (scene, call) -> {
              String calendar = written(scene);
              return Answer.of(
                  call.signedIn()
                      .contentType("text/calendar")
                      .header("If-Match", FIRST)
                      .body("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
                      .post(calendar + "/import"));
            })
        .attempt(
            "POST /api/v1/calendars/{code}/preview",
            (scene, call) ->
                Answer.of(call.body(Scene.calendar()).post(written(scene) + "/preview")))
        .attempt(
            "POST /api/v1/calendars/{code}/apply",
            (scene, call) -> Answer.of(call.signedIn().post(written(scene) + "/apply")))
        .attempt(
            "GET /api/v1/calendars/{code}/applications",
            (scene, call) -> Answer.of(call.get(written(scene) + "/applications")))
        .attempt(
            "GET /api/v1/calendars/{code}/applications/{number}",
            (scene, call) -> {
              String calendar = written(scene);
              Scene.as(Tokens.admin("root")).post(calendar + "/apply").then().statusCode(202);
              return Answer.of(call.get(calendar + "/applications/1"));
            })
        .attempt(
            "POST /api/v1/calendars/preview",
            (scene, call) ->
                Answer.of(call.body("{\"code\":\"company\"}").post("/api/v1/calendars/preview")))
        .attempt(
            "GET /api/v1/house-terms", (scene, call) -> Answer.of(call.get("/api/v1/house-terms")))
        .attempt("PUT /api/v1/house-terms", (scene, call) -> Answer.of(setHouseTerms(call)))
        .attempt(
            "POST /api/v1/agreements",
            (scene, call) -> Answer.of(call.body(scene.proposal()).post("/api/v1/agreements")))
        .attempt(
            "GET /api/v1/agreements",
            (scene, call) -> {
              String id = scene.proposedBy(scene.requesterLead());
              return Answer.list(call.get("/api/v1/agreements?service=" + scene.service()), id);
            })
        .attempt(
            "GET /api/v1/agreements/{id}",
            (scene, call) -> {
              String id = scene.proposedBy(scene.requesterLead());
              return Answer.of(call.get("/api/v1/agreements/" + id));
            })
        .attempt("POST /api/v1/agreements/{id}/accept", AccessMatrixTest::accept)
        .attempt(
            "POST /api/v1/agreements/{id}/dry-run",
            (scene, call) -> {
              String id = scene.proposedBy(scene.requesterLead());
              return Answer.of(call.body("{}").post("/api/v1/agreements/" + id + "/dry-run"));
            })
        .attempt(
            "GET /api/v1/suggestions",
            (scene, call) ->
                Answer.list(
                    call.get(
                        "/api/v1/suggestions?requester="
                            + scene.requester()
                            + "&provider="
                            + scene.provider()),
                    "\"requests\":1,"))
        .attempt(
            "POST /api/v1/promises/preview",
            (scene, call) ->
                Answer.of(
                    call.body(
                            """
                            {"from":"%s","to":"%s"}\
                            """
                                .formatted(scene.requester(), scene.provider()))
                        .post("/api/v1/promises/preview")))
        .attempt(
            "POST /api/v1/agreements/{id}/counter",
            (scene, call) -> answer(scene, call, "counter", NEXT_TERMS))
        .attempt(
            "POST /api/v1/agreements/{id}/decline",
            (scene, call) -> answer(scene, call, "decline", "{\"reason\":\"not now\"}"))
        .attempt("POST /api/v1/agreements/{id}/withdraw", AccessMatrixTest::withdraw)
        .attempt(
            "POST /api/v1/agreements/{id}/amend",
            (scene, call) -> moveSigned(scene, call, "amend", NEXT_TERMS))
        .attempt(
            "POST /api/v1/agreements/{id}/end",
            (scene, call) ->
                moveSigned(scene, call, "end", "{\"on\":\"2199-12-31\",\"reason\":\"some day\"}"))
        .attempt(
            "POST /api/v1/agreements/{id}/review",
            (scene, call) -> moveSigned(scene, call, "review", "{\"outcome\":\"KEEP\"}"))
        .attempt(
            "POST /api/v1/agreements/{id}/suggestions",
            (scene, call) -> moveSigned(scene, call, "suggestions", "{\"text\":\"photos\"}"))
        .attempt(
            "GET /api/v1/agreements/{id}/suggestions",
            (scene, call) -> seen(scene, call, "suggestions"))
        .attempt(
            "GET /api/v1/agreements/{id}/versions", (scene, call) -> seen(scene, call, "versions"))
        .attempt(
            "GET /api/v1/agreements/{id}/versions/{number}",
            (scene, call) -> seen(scene, call, "versions/1"))
        .attempt("GET /api/v1/agreements/{id}/offers", (scene, call) -> seen(scene, call, "offers"))
        .attempt(
            "GET /api/v1/agreements/{id}/diff",
            (scene, call) -> seen(scene, call, "diff?from=offer-1&to=current"))
        .attempt(
            "POST /api/v1/agreements/{id}/apply",
            (scene, call) -> {
              String id = scene.signed();
              return Answer.of(call.signedIn().post("/api/v1/agreements/" + id + "/apply"));
            })
        .attempt(
            "GET /api/v1/agreements/{id}/applications",
            (scene, call) -> seen(scene, call, "applications"))
        .attempt(
            "GET /api/v1/agreements/{id}/applications/{number}",
            (scene, call) -> {
              String path = "/api/v1/agreements/" + scene.signed();
              Scene.as(scene.providerLead()).post(path + "/apply").then().statusCode(202);
              return Answer.of(call.get(path + "/applications/1"));
            })
        .attempt(
            "GET /api/v1/agreements/{id}/reviews", (scene, call) -> seen(scene, call, "reviews"))
        .attempt(
            "GET /api/v1/terms-templates",
            (scene, call) -> {
              String code = scene.template();
              return Answer.list(call.get("/api/v1/terms-templates?pageSize=200"), code);
            })
        .attempt(
            "GET /api/v1/terms-templates/{code}",
            (scene, call) -> Answer.of(call.get("/api/v1/terms-templates/" + scene.template())))
        .attempt(
            "PUT /api/v1/terms-templates/{code}",
            (scene, call) ->
                Answer.of(
                    put(call, "/api/v1/terms-templates/new-" + scene.service(), NEXT_TERMS, null)))
        .attempt(
            "GET /api/v1/offers/{id}/acceptances",
            (scene, call) -> {
              String offer = scene.offered();
              String agreement =
                  Scene.as(scene.requesterLead())
                      .header("If-Match", FIRST)
                      .body("{\"department\":\"" + scene.requester() + "\"}")
                      .post("/api/v1/offers/" + offer + "/accept")
                      .then()
                      .statusCode(201)
                      .extract()
                      .path("id");
              return Answer.list(call.get("/api/v1/offers/" + offer + "/acceptances"), agreement);
            })
        .attempt(
            "GET /api/v1/offers",
            (scene, call) -> {
              String id = scene.offered();
              return Answer.list(call.get("/api/v1/offers?service=" + scene.service()), id);
            })
        .attempt(
            "POST /api/v1/offers",
            (scene, call) -> Answer.of(call.body(scene.offer()).post("/api/v1/offers")))
        .attempt(
            "GET /api/v1/offers/{id}",
            (scene, call) -> Answer.of(call.get("/api/v1/offers/" + scene.offered())))
        .attempt(
            "GET /api/v1/offers/{id}/versions",
            (scene, call) -> Answer.of(call.get("/api/v1/offers/" + scene.offered() + "/versions")))
        .attempt(
            "PUT /api/v1/offers/{id}",
            (scene, call) -> {
              String next = "{\"terms\":" + Scene.terms("PT2H") + "}";
              return Answer.of(put(call, "/api/v1/offers/" + scene.offered(), next, FIRST));
            })
        .attempt(
            "POST /api/v1/offers/{id}/withdraw",
            (scene, call) ->
                Answer.of(
                    call.signedIn()
                        .header("If-Match", FIRST)
                        .post("/api/v1/offers/" + scene.offered() + "/withdraw")))
        .attempt(
            "POST /api/v1/offers/{id}/accept",
            (scene, call) ->
                Answer.of(
                    call.body("{\"department\":\"" + scene.requester() + "\"}")
                        .header("If-Match", FIRST)
                        .post("/api/v1/offers/" + scene.offered() + "/accept")))
        .attempt(
            "GET /api/v1/clocks",
            (scene, call) ->
                Answer.list(
                    call.get("/api/v1/clocks?requestId=" + scene.clocked().request()),
                    scene.clocked().clock()))
        .attempt(
            "GET /api/v1/clocks/{id}",
            (scene, call) -> Answer.of(call.get("/api/v1/clocks/" + scene.clocked().clock())))
        .attempt(
            "POST /api/v1/clocks/{id}/proposals",
            (scene, call) -> Answer.of(call.body(due(3)).post(promises(freshClock(departments)))))
        .attempt(
            "GET /api/v1/clocks/{id}/proposals",
            (scene, call) -> Answer.of(call.get(promises(scene.clocked().clock()))))
        .attempt(
            "GET /api/v1/clocks/{id}/proposals/{number}",
            (scene, call) ->
                Answer.of(call.get(proposed(scene.requesterLead(), freshClock(departments)))))
        .attempt(
            "POST /api/v1/clocks/{id}/proposals/{number}/accept",
            (scene, call) -> answerProposal(scene, departments, call, "accept", "{}"))
        .attempt(
            "POST /api/v1/clocks/{id}/proposals/{number}/decline",
            (scene, call) -> answerProposal(scene, departments, call, "decline", REASON))
        .attempt(
            "POST /api/v1/clocks/{id}/proposals/{number}/counter",
            (scene, call) -> answerProposal(scene, departments, call, "counter", due(4)))
        .attempt(
            "POST /api/v1/clocks/{id}/proposals/{number}/withdraw",
            (scene, call) -> answerProposal(scene, departments, call, "withdraw", "{}"))
        .attempt(
            "POST /api/v1/clocks/{id}/waiver",
            (scene, call) -> Answer.of(call.body(REASON).post(waiver(freshClock(departments)))))
        .attempt(
            "GET /api/v1/clocks/{id}/waiver",
            (scene, call) -> Answer.of(call.get(waiverAsked(scene, departments))))
        .attempt(
            "GET /api/v1/clocks/{id}/waiver/history",
            (scene, call) -> Answer.of(call.get(waiver(scene.clocked().clock()) + "/history")))
        .attempt(
            "POST /api/v1/clocks/{id}/waiver/approve",
            (scene, call) -> answerWaiver(call, waiverAsked(scene, departments) + "/approve"))
        .attempt(
            "POST /api/v1/clocks/{id}/waiver/decline",
            (scene, call) -> answerWaiver(call, waiverAsked(scene, departments) + "/decline"))
        .attempt(
            "GET /api/v1/clocks/{id}/explanation",
            (scene, call) ->
                Answer.of(call.get("/api/v1/clocks/" + scene.clocked().clock() + "/explanation")))
        .attempt(
            "GET /api/v1/agreements/{id}/budget",
            (scene, call) ->
                Answer.of(call.get("/api/v1/agreements/" + scene.signed() + "/budget")))
        .attempt(
            "GET /api/v1/chains/{id}",
            (scene, call) -> Answer.of(call.get("/api/v1/chains/" + scene.clocked().request())))
        .attempt(
            "GET /api/v1/audit/{service}",
            (scene, call) -> Answer.of(call.get("/api/v1/audit/sla-service")))
        .attempt(
            "GET /api/v1/audit/{service}/verify",
            (scene, call) -> Answer.of(call.get("/api/v1/audit/sla-service/verify")))
        .attempt(
            "GET /api/v1/audit/verify",
            (scene, call) -> Answer.of(call.get("/api/v1/audit/verify")))
        .tests();
  }

  /** A lead's own offer is refused to them whatever they may do, so they try the other side's. */
  private static Answer accept(Scene scene, Call call) {
    Answer first = acceptOfferOf(scene.requesterLead(), scene, call);
    return first.body().contains("own-offer")
        ? acceptOfferOf(scene.providerLead(), scene, call)
        : first;
  }

  private static Answer acceptOfferOf(String lead, Scene scene, Call call) {
    return Answer.of(
        call.signedIn()
            .header("If-Match", FIRST)
            .post("/api/v1/agreements/" + scene.proposedBy(lead) + "/accept"));
  }

  /** The same with a body, for another answer. */
  private static Answer answer(Scene scene, Call call, String verb, String body) {
    Answer first = answerOfferOf(scene.requesterLead(), scene, call, verb, body);
    return first.body().contains("own-offer")
        ? answerOfferOf(scene.providerLead(), scene, call, verb, body)
        : first;
  }

  private static Answer answerOfferOf(
      String lead, Scene scene, Call call, String verb, String body) {
    String id = scene.proposedBy(lead);
    return Answer.of(
        call.body(body).header("If-Match", FIRST).post("/api/v1/agreements/" + id + "/" + verb));
  }

  /** Only one's own offer is one's to withdraw. */
  private static Answer withdraw(Scene scene, Call call) {
    Answer first = withdrawn(scene.requesterLead(), scene, call);
    return first.body().contains("not-your-offer")
        ? withdrawn(scene.providerLead(), scene, call)
        : first;
  }

  private static Answer withdrawn(String lead, Scene scene, Call call) {
    return Answer.of(
        call.signedIn()
            .header("If-Match", FIRST)
            .post("/api/v1/agreements/" + scene.proposedBy(lead) + "/withdraw"));
  }

  private static Answer moveSigned(Scene scene, Call call, String verb, String body) {
    String id = scene.signed();
    return Answer.of(
        call.body(body).header("If-Match", "\"2\"").post("/api/v1/agreements/" + id + "/" + verb));
  }

  private static Answer seen(Scene scene, Call call, String what) {
    String id = scene.signed();
    return Answer.of(call.get("/api/v1/agreements/" + id + "/" + what));
  }

  /** A calendar of the provider that is there already. */
  private static String written(Scene scene) {
    String calendar = calendarOf(scene);
    put(Scene.as(Tokens.admin("root")).body(Scene.calendar()), calendar, null);
    return calendar;
  }

  private static String calendarOf(Scene scene) {
    return "/api/v1/calendars/" + scene.provider() + "-" + scene.service();
  }

  /** A clock the provider owes, of a request of its own. */
  private String freshClock(Scene.Departments departments) {
    return Scene.clocked(departments, outbox, transactions, clock).clock();
  }

  private String due(int days) {
    return "{\"dueAt\":\"" + clock.now().plus(Duration.ofDays(days)) + "\",\"reason\":\"so\"}";
  }

  private static String promises(String clockId) {
    return "/api/v1/clocks/" + clockId + "/proposals";
  }

  /** A proposal that whoever holds this token has made; its version is 1. */
  private String proposed(String token, String clockId) {
    return Scene.as(token)
        .body(due(3))
        .post(promises(clockId))
        .then()
        .statusCode(201)
        .extract()
        .header("Location")
        .replaceFirst("^https?://[^/]+", "");
  }

  /** Which of the two sides somebody may answer for is the table's matter, not this attempt's. */
  private Answer answerProposal(
      Scene scene, Scene.Departments departments, Call call, String verb, String body) {
    String clockId = freshClock(departments);
    Answer first = moved(call, proposed(scene.requesterLead(), clockId) + "/" + verb, body);
    return first.body().contains("own-proposal")
        ? moved(call, proposed(scene.providerLead(), freshClock(departments)) + "/" + verb, body)
        : first;
  }

  private static Answer moved(Call call, String path, String body) {
    return Answer.of(call.body(body).header("If-Match", FIRST).post(path));
  }

  private static String waiver(String clockId) {
    return "/api/v1/clocks/" + clockId + "/waiver";
  }

  private String waiverAsked(Scene scene, Scene.Departments departments) {
    String path = waiver(freshClock(departments));
    Scene.as(scene.providerLead()).body(REASON).post(path).then().statusCode(201);
    return path;
  }

  private static Answer answerWaiver(Call call, String path) {
    return moved(call, path, path.endsWith("decline") ? REASON : "{}");
  }

  /** Sets what is set already: other tests go by it. */
  private static Response setHouseTerms(Call call) {
    Response read = Scene.as(Tokens.admin("root")).get("/api/v1/house-terms");
    String terms = EventSchemas.json(read.asString()).path("terms").toString();
    return put(call, "/api/v1/house-terms", terms, read.header("ETag"));
  }

  private static Response put(Call call, String path, String json, @Nullable String ifMatch) {
    return put(call.body(json), path, ifMatch);
  }

  private static Response put(RequestSpecification request, String path, @Nullable String ifMatch) {
    return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(path);
  }
}
