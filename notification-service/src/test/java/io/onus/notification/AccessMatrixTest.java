package io.onus.notification;

import io.onus.kit.test.AccessMatrix;
import io.onus.kit.test.AccessMatrix.Answer;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.notification.test.Codes;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every cell of the table of this service in {@code docs/security.md}. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class AccessMatrixTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject Codes codes;

  private Scene scene;

  @BeforeEach
  void begin() {
    scene = new Scene(bootstrap);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCell() {
    return AccessMatrix.<Scene>of("notification-service", () -> scene)
        .caller("stranger", with -> Tokens.lead("sam", with.other()))
        .caller("requester", with -> Tokens.member("rita", with.requester()))
        .caller("requester lead", with -> Tokens.lead("cleo", with.requester()))
        .caller("provider", with -> Tokens.member("emil", with.provider()))
        .caller("provider lead", with -> Tokens.lead("lena", with.provider()))
        .caller("the person", with -> Tokens.member(with.person()))
        .caller("robot", with -> Tokens.robot(with.person(), with.requester()))
        .caller("admin", with -> Tokens.admin("root"))
        .caller("auditor", with -> Tokens.auditor("audrey"))
        .caller("on-call admin", with -> Tokens.onCallAdmin("otto"))
        .attempt(
            "GET /api/v1/people",
            (in, call) -> Answer.list(call.get("/api/v1/people?pageSize=200"), in.person()))
        .attempt(
            "GET /api/v1/people/{id}",
            (in, call) -> Answer.of(call.get("/api/v1/people/" + in.person())))
        .attempt(
            "PUT /api/v1/people/{id}",
            (in, call) ->
                Answer.of(
                    call.body("{\"name\":\"Changed\"}")
                        .header("If-Match", "*")
                        .put("/api/v1/people/" + in.person())))
        .attempt(
            "GET /api/v1/people/{id}/methods",
            (in, call) -> Answer.of(call.get("/api/v1/people/" + in.person() + "/methods")))
        .attempt(
            "POST /api/v1/people/{id}/methods",
            (in, call) ->
                Answer.of(
                    call.body(
                            "{\"kind\":\"EMAIL\",\"address\":\"%s@example.com\"}"
                                .formatted(UUID.randomUUID()))
                        .post("/api/v1/people/" + in.person() + "/methods")))
        .attempt(
            "DELETE /api/v1/people/{id}/methods/{methodId}",
            (in, call) ->
                Answer.of(
                    call.signedIn()
                        .delete(
                            "/api/v1/people/%s/methods/%s".formatted(in.person(), in.newMethod()))))
        .attempt(
            "GET /api/v1/people/{id}/methods/{methodId}",
            (in, call) -> Answer.of(call.get(method(in, in.newMethod()))))
        .attempt(
            "PUT /api/v1/people/{id}/methods/{methodId}",
            (in, call) ->
                Answer.of(
                    call.body("{\"urgency\":\"HIGH\"}")
                        .header("If-Match", "*")
                        .put(method(in, in.newMethod()))))
        .attempt(
            "POST /api/v1/people/{id}/methods/{methodId}/rotate-secret",
            (in, call) -> Answer.of(call.post(method(in, in.newSignedMethod()) + "/rotate-secret")))
        .attempt(
            "POST /api/v1/people/{id}/methods/{methodId}/code",
            (in, call) -> {
              String fresh = in.newUnverifiedMethod();
              codes.forget(fresh);
              return Answer.of(call.post(method(in, fresh) + "/code"));
            })
        .attempt(
            "POST /api/v1/people/{id}/methods/{methodId}/verify",
            (in, call) -> {
              String fresh = in.newUnverifiedMethod();
              return Answer.of(
                  call.body("{\"code\":\"%s\"}".formatted(codes.of(fresh)))
                      .post(method(in, fresh) + "/verify"));
            })
        .attempt(
            "POST /api/v1/people/{id}/methods/{methodId}/test",
            (in, call) -> Answer.of(call.post(method(in, in.newMethod()) + "/test")))
        .attempt(
            "GET /api/v1/people/{id}/preferences",
            (in, call) -> Answer.of(call.get("/api/v1/people/" + in.person() + "/preferences")))
        .attempt(
            "PUT /api/v1/people/{id}/preferences",
            (in, call) ->
                Answer.of(
                    call.body("{\"budget\":20}")
                        .header("If-Match", "*")
                        .put("/api/v1/people/" + in.person() + "/preferences")))
        .attempt(
            "GET /api/v1/webhooks",
            (in, call) -> Answer.list(call.get("/api/v1/webhooks?pageSize=200"), in.webhook()))
        .attempt(
            "GET /api/v1/webhooks/{id}",
            (in, call) -> Answer.of(call.get("/api/v1/webhooks/" + in.webhook())))
        .attempt(
            "PUT /api/v1/webhooks/{id}",
            (in, call) ->
                Answer.of(
                    call.signedIn()
                        .body(in.webhookForm())
                        .header("If-Match", "*")
                        .put("/api/v1/webhooks/" + in.webhook())))
        .attempt(
            "DELETE /api/v1/webhooks/{id}",
            (in, call) -> Answer.of(call.signedIn().delete("/api/v1/webhooks/" + in.newWebhook())))
        .attempt(
            "POST /api/v1/webhooks/{id}/enable",
            (in, call) ->
                Answer.of(call.post("/api/v1/webhooks/" + in.newGoneWebhook() + "/enable")))
        .attempt(
            "POST /api/v1/webhooks/{id}/test",
            (in, call) -> Answer.of(call.post("/api/v1/webhooks/" + in.webhook() + "/test")))
        .attempt(
            "POST /api/v1/webhooks/{id}/rotate-secret",
            (in, call) ->
                Answer.of(call.post("/api/v1/webhooks/" + in.webhook() + "/rotate-secret")))
        .attempt(
            "GET /api/v1/routes",
            (in, call) -> Answer.list(call.get("/api/v1/routes?pageSize=200"), in.route()))
        .attempt(
            "GET /api/v1/routes/{id}",
            (in, call) -> Answer.of(call.get("/api/v1/routes/" + in.route())))
        .attempt(
            "POST /api/v1/routes",
            (in, call) -> Answer.of(call.signedIn().body(in.routeForm()).post("/api/v1/routes")))
        .attempt(
            "PUT /api/v1/routes/{id}",
            (in, call) ->
                Answer.of(
                    call.signedIn()
                        .body(in.routeForm())
                        .header("If-Match", "\"1\"")
                        .put("/api/v1/routes/" + in.newRoute())))
        .attempt(
            "DELETE /api/v1/routes/{id}",
            (in, call) -> Answer.of(call.signedIn().delete("/api/v1/routes/" + in.newRoute())))
        .attempt(
            "PUT /api/v1/schedules/{id}",
            (in, call) ->
                Answer.of(
                    call.signedIn()
                        .body(in.scheduleForm())
                        .header("If-Match", "\"1\"")
                        .put("/api/v1/schedules/" + in.newSchedule())))
        .attempt(
            "GET /api/v1/schedules",
            (in, call) -> Answer.list(call.get("/api/v1/schedules?pageSize=200"), in.schedule()))
        .attempt(
            "GET /api/v1/schedules/{id}",
            (in, call) -> Answer.of(call.get("/api/v1/schedules/" + in.schedule())))
        .attempt(
            "DELETE /api/v1/schedules/{id}",
            (in, call) ->
                Answer.of(call.signedIn().delete("/api/v1/schedules/" + in.newSchedule())))
        .attempt(
            "GET /api/v1/schedules/{id}/on-call",
            (in, call) -> Answer.of(call.get("/api/v1/schedules/" + in.schedule() + "/on-call")))
        .attempt(
            "GET /api/v1/schedules/{id}/shifts",
            (in, call) ->
                list(call.get("/api/v1/schedules/" + in.schedule() + "/shifts"), in.person()))
        .attempt(
            "GET /api/v1/schedules/{id}/gaps",
            (in, call) -> Answer.of(call.get("/api/v1/schedules/" + in.schedule() + "/gaps")))
        .attempt(
            "GET /api/v1/schedules/{id}/calendar.ics",
            (in, call) ->
                Answer.of(call.get("/api/v1/schedules/" + in.schedule() + "/calendar.ics")))
        .attempt(
            "POST /api/v1/schedules/{id}/feed",
            (in, call) -> Answer.of(call.post("/api/v1/schedules/" + in.newSchedule() + "/feed")))
        .attempt(
            "DELETE /api/v1/schedules/{id}/feed",
            (in, call) ->
                Answer.of(call.signedIn().delete(in.newFeed().replaceAll("feed\\.ics.*", "feed"))))
        .attempt(
            "GET /api/v1/schedules/{id}/feed.ics", (in, call) -> Answer.of(call.get(in.newFeed())))
        .ownSecret("GET /api/v1/schedules/{id}/feed.ics")
        .attempt(
            "POST /api/v1/schedules/{id}/overrides",
            (in, call) ->
                Answer.of(
                    call.signedIn()
                        .body(in.overrideForm())
                        .post("/api/v1/schedules/" + in.newSchedule() + "/overrides")))
        .attempt(
            "GET /api/v1/schedules/{id}/overrides",
            (in, call) -> {
              String schedule = in.newSchedule();
              String override = in.newOverride(schedule);
              return list(call.get("/api/v1/schedules/" + schedule + "/overrides"), override);
            })
        .attempt(
            "GET /api/v1/schedules/{id}/overrides/{overrideId}",
            (in, call) -> {
              String schedule = in.newSchedule();
              String override = in.newOverride(schedule);
              return Answer.of(
                  call.get("/api/v1/schedules/" + schedule + "/overrides/" + override));
            })
        .attempt(
            "DELETE /api/v1/schedules/{id}/overrides/{overrideId}",
            (in, call) -> {
              String schedule = in.newSchedule();
              String override = in.newOverride(schedule);
              return Answer.of(
                  call.signedIn()
                      .delete("/api/v1/schedules/" + schedule + "/overrides/" + override));
            })
        .attempt(
            "POST /api/v1/schedules/{id}/swaps",
            (in, call) -> {
              String shared = in.newShared();
              return Answer.of(
                  call.signedIn()
                      .body(in.swapForm(shared, in.person()))
                      .post("/api/v1/schedules/" + shared + "/swaps"));
            })
        .attempt(
            "GET /api/v1/schedules/{id}/swaps",
            (in, call) ->
                list(call.get(in.newSwap(in.person()).replaceAll("/[0-9]+$", "")), in.colleague()))
        .attempt(
            "GET /api/v1/schedules/{id}/swaps/{number}",
            (in, call) -> Answer.of(call.get(in.newSwap(in.person()))))
        .attempt(
            "POST /api/v1/schedules/{id}/swaps/{number}/accept",
            (in, call) -> Answer.of(call.post(in.newSwap(in.colleague()) + "/accept")))
        .attempt(
            "POST /api/v1/schedules/{id}/swaps/{number}/decline",
            (in, call) -> Answer.of(call.post(in.newSwap(in.colleague()) + "/decline")))
        .attempt(
            "POST /api/v1/schedules/{id}/swaps/{number}/withdraw",
            (in, call) -> Answer.of(call.post(in.newSwap(in.person()) + "/withdraw")))
        .attempt(
            "GET /api/v1/alerts",
            (in, call) ->
                Answer.list(call.get("/api/v1/alerts?requestId=" + in.request()), in.alert()))
        .attempt(
            "GET /api/v1/alerts/{id}",
            (in, call) -> Answer.of(call.get("/api/v1/alerts/" + in.alert())))
        .attempt(
            "POST /api/v1/alerts/{id}/acknowledge",
            (in, call) -> Answer.of(call.post("/api/v1/alerts/" + in.newAlert() + "/acknowledge")))
        .attempt(
            "POST /api/v1/alerts/{id}/snooze",
            (in, call) ->
                Answer.of(
                    call.signedIn()
                        .body(Map.of("until", in.soon()))
                        .post("/api/v1/alerts/" + in.newAlert() + "/snooze")))
        .attempt(
            "POST /api/v1/alerts/{id}/escalate",
            (in, call) -> Answer.of(call.post("/api/v1/alerts/" + in.newAlert() + "/escalate")))
        .attempt(
            "POST /api/v1/routes/test",
            (in, call) ->
                Answer.of(
                    call.signedIn()
                        .body(
                            Map.of(
                                "type",
                                "BREACHED",
                                "requester",
                                in.requester(),
                                "provider",
                                in.provider()))
                        .post("/api/v1/routes/test")))
        .attempt(
            "PUT /api/v1/policies/{code}",
            (in, call) ->
                Answer.of(
                    call.signedIn()
                        .body(in.policyForm())
                        .put("/api/v1/policies/0-" + UUID.randomUUID())))
        .attempt(
            "GET /api/v1/policies/{code}",
            (in, call) -> Answer.of(call.get("/api/v1/policies/" + in.policy())))
        .attempt(
            "GET /api/v1/policies",
            (in, call) -> Answer.list(call.get("/api/v1/policies?pageSize=200"), in.policy()))
        .attempt(
            "DELETE /api/v1/policies/{code}",
            (in, call) -> Answer.of(call.signedIn().delete("/api/v1/policies/" + in.newPolicy())))
        .attempt(
            "GET /api/v1/fallback",
            (in, call) -> {
              in.newFallback();
              return Answer.of(call.get("/api/v1/fallback"));
            })
        .attempt(
            "PUT /api/v1/fallback",
            (in, call) -> {
              in.noFallback();
              return Answer.of(call.signedIn().body(in.fallbackForm()).put("/api/v1/fallback"));
            })
        .attempt(
            "DELETE /api/v1/fallback",
            (in, call) -> {
              in.newFallback();
              return Answer.of(call.signedIn().delete("/api/v1/fallback"));
            })
        .attempt(
            "POST /api/v1/alerts/{id}/resolve",
            (in, call) -> Answer.of(call.post("/api/v1/alerts/" + in.newAlert() + "/resolve")))
        .attempt(
            "GET /api/v1/deliveries",
            (in, call) ->
                Answer.list(call.get("/api/v1/deliveries?alertId=" + in.alert()), in.delivery()))
        .attempt(
            "GET /api/v1/deliveries/{id}",
            (in, call) -> Answer.of(call.get("/api/v1/deliveries/" + in.delivery())))
        .attempt(
            "POST /api/v1/deliveries/resend",
            (in, call) -> {
              String delivery = in.newDelivery();
              return Answer.list(
                  call.body("{\"status\":\"SENT\",\"person\":\"%s\"}".formatted(in.person()))
                      .post("/api/v1/deliveries/resend"),
                  delivery);
            })
        .attempt(
            "GET /api/v1/stream",
            (in, call) -> Answer.list(call.get("/api/v1/stream?for=PT0S"), in.alert()))
        .attempt(
            "POST /api/v1/deliveries/{id}/resend",
            (in, call) ->
                Answer.of(call.post("/api/v1/deliveries/" + in.newDelivery() + "/resend")))
        .attempt("GET /api/v1/auditor", (in, call) -> Answer.of(call.get("/api/v1/auditor")))
        .attempt(
            "GET /api/v1/weekly/{department}",
            (in, call) -> Answer.of(call.get("/api/v1/weekly/" + in.knownProvider())))
        .attempt(
            "GET /api/v1/weekly/{department}/letter",
            (in, call) -> Answer.of(call.get("/api/v1/weekly/" + in.knownProvider() + "/letter")))
        .attempt(
            "PUT /api/v1/weekly/{department}/letter",
            (in, call) ->
                Answer.of(
                    call.body("{\"on\":false}")
                        .header("If-Match", "*")
                        .put("/api/v1/weekly/" + in.knownProvider() + "/letter")))
        .attempt(
            "GET /api/v1/audit/{service}",
            (in, call) -> Answer.of(call.get("/api/v1/audit/notification-service")))
        .attempt(
            "GET /api/v1/audit/{service}/verify",
            (in, call) -> Answer.of(call.get("/api/v1/audit/notification-service/verify")))
        .attempt(
            "GET /api/v1/audit/verify", (in, call) -> Answer.of(call.get("/api/v1/audit/verify")))
        .tests();
  }

  /** A list that is hidden as a whole from who may not know what it belongs to. */
  private static Answer list(Response response, String item) {
    return response.statusCode() == 200 ? Answer.list(response, item) : Answer.of(response);
  }

  private static String method(Scene in, String methodId) {
    return "/api/v1/people/%s/methods/%s".formatted(in.person(), methodId);
  }
}
