package io.onus.notification.test;

import static io.restassured.RestAssured.given;

import io.onus.kit.test.Await;
import io.onus.kit.test.Tokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider owes a requester something, a person of no department is told by its route. What a
 * test only reads is there once; what it changes is made for it.
 */
public final class Scene implements AutoCloseable {

  /** What was reported of one request, and came to the person. */
  private record Told(UUID request, String alert, String delivery) {}

  /** Its departments are its own: routes of another scene must not catch what is told here. */
  private final String number =
      "S" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  private final Publisher publisher;
  private final Receiver receiver = new Receiver();
  private final String person;
  private final String route;
  private final String webhook;
  private final String schedule;
  private final String policy;
  private final Told told;
  private @Nullable String colleague;

  public Scene(String bootstrap) {
    publisher = new Publisher(bootstrap);
    // Digits come first, so that the person is on the first page of any list.
    person = "0-" + UUID.randomUUID();
    Api.person(person);
    Api.method(person, "WEBHOOK", receiver.url("/scene"));
    route = newRoute();
    webhook = newWebhook();
    schedule = newSchedule();
    policy = newPolicy();
    told = newTold();
  }

  /** The department that waits. */
  public String requester() {
    return number + "-CS";
  }

  /** The department that owes. */
  public String provider() {
    return number + "-ENG";
  }

  /** The department that owes, once the directory is heard to name it; nobody leads it there. */
  public String knownProvider() {
    publisher.department(provider(), 1);
    Await.until(
        "the department",
        () -> Api.as("ada").get("/api/v1/weekly/" + provider()).statusCode(),
        status -> status == 200);
    return provider();
  }

  /** A department that has nothing to do with it. */
  public String other() {
    return number + "-SALES";
  }

  /** Who is told. */
  public String person() {
    return person;
  }

  /** A further address of the person. */
  public String newMethod() {
    removeFurtherMethods();
    return Api.method(person, "EMAIL", UUID.randomUUID() + "@example.com").getString("id");
  }

  /** One that its person has not verified. */
  public String newUnverifiedMethod() {
    removeFurtherMethods();
    return Api.unverifiedMethod(person, "EMAIL", UUID.randomUUID() + "@example.com")
        .getString("id");
  }

  /** One with a secret. */
  public String newSignedMethod() {
    removeFurtherMethods();
    return Api.method(person, "WEBHOOK", receiver.url("/" + UUID.randomUUID())).getString("id");
  }

  /** Nobody may have very many. */
  private void removeFurtherMethods() {
    String path = "/api/v1/people/" + person + "/methods";
    List<String> methods = Api.as("otto").get(path).jsonPath().getList("items.id");
    methods.stream()
        .skip(1)
        .forEach(id -> Api.as("otto").delete(path + "/" + id).then().statusCode(204));
  }

  /** A machine of the provider. */
  public String webhook() {
    return webhook;
  }

  public String newWebhook() {
    // Digits come first, so that it is on the first page of any list.
    String id = "0-" + UUID.randomUUID();
    Api.as("otto").body(webhookForm()).put("/api/v1/webhooks/" + id).then().statusCode(201);
    return id;
  }

  /** One whose receiver says that it is gone. */
  public String newGoneWebhook() {
    String id = "0-" + UUID.randomUUID();
    try (Receiver gone = new Receiver().then(410)) {
      Map<String, Object> form = new HashMap<>(webhookForm());
      form.put("address", gone.url("/gone"));
      form.put("events", List.of("*"));
      Api.as("otto").body(form).put("/api/v1/webhooks/" + id).then().statusCode(201);
      ClockFacts facts = new ClockFacts(requester(), provider());
      publisher.clock(facts.met(UUID.randomUUID()));
      Await.until(
          "the webhook is disabled",
          () -> Api.as("otto").get("/api/v1/webhooks/" + id).jsonPath().getString("status"),
          "DISABLED"::equals);
    }
    return id;
  }

  public Map<String, Object> webhookForm() {
    return Map.of(
        "name",
        "Machine of " + provider(),
        "kind",
        "WEBHOOK",
        "address",
        receiver.url("/machine"),
        "department",
        provider());
  }

  /** A route for what the provider owes. */
  public String route() {
    return route;
  }

  public String newRoute() {
    return Api.as("otto").body(routeForm()).post("/api/v1/routes").jsonPath().getString("id");
  }

  public Map<String, Object> routeForm() {
    return Map.of("department", provider(), "people", List.of(person));
  }

  /** A schedule of the provider, in which the person is on call. */
  public String schedule() {
    return schedule;
  }

  public String newSchedule() {
    String code = "0-" + UUID.randomUUID();
    Api.schedule(code, scheduleForm());
    return code;
  }

  public Map<String, Object> scheduleForm() {
    return Api.scheduleForm(provider(), person);
  }

  /** A policy of the provider's. */
  public String policy() {
    return policy;
  }

  public String newPolicy() {
    String code = "0-" + UUID.randomUUID();
    Api.as("otto").body(policyForm()).put("/api/v1/policies/" + code).then().statusCode(201);
    return code;
  }

  public Map<String, Object> policyForm() {
    return Map.of(
        "name",
        "A policy",
        "department",
        provider(),
        "steps",
        List.of(Map.of("targets", List.of(Map.of("kind", "PERSON", "id", person)))));
  }

  public Map<String, Object> fallbackForm() {
    return Map.of("targets", List.of(Map.of("kind", "PERSON", "id", person)));
  }

  public void newFallback() {
    noFallback();
    Api.as("otto").body(fallbackForm()).put("/api/v1/fallback").then().statusCode(201);
  }

  public void noFallback() {
    Api.as("otto").delete("/api/v1/fallback");
  }

  /** An instant ahead of any clock of a test, and not too far. */
  public String soon() {
    return Instant.now(Clock.systemUTC()).plusSeconds(3600).toString();
  }

  /** That the person is on call tomorrow, which they are anyway. */
  public Map<String, Object> overrideForm() {
    Instant now = Instant.now(Clock.systemUTC());
    return Map.of(
        "start", now.plus(Duration.ofDays(1)).toString(),
        "end", now.plus(Duration.ofDays(2)).toString(),
        "people", List.of(person));
  }

  public String newOverride(String of) {
    return Api.as("otto")
        .body(overrideForm())
        .post("/api/v1/schedules/" + of + "/overrides")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A further schedule, in which the person and a colleague take turns. */
  public String newShared() {
    String code = "0-" + UUID.randomUUID();
    Api.schedule(code, Api.scheduleForm(provider(), person, colleague()));
    return code;
  }

  /** Asks for the next shift of one of the two to be taken by the other. */
  public Map<String, Object> swapForm(String shared, String from) {
    JsonPath shifts = Api.as("otto").get("/api/v1/schedules/" + shared + "/shifts").jsonPath();
    List<String> owners = shifts.getList("items.person.id");
    // The first has begun already.
    int next = owners.subList(1, owners.size()).indexOf(from) + 1;
    return Map.of(
        "to",
        from.equals(person) ? colleague() : person,
        "gives",
        Map.of(
            "start", shifts.getString("items[" + next + "].start"),
            "end", shifts.getString("items[" + next + "].end")));
  }

  /** A swap that awaits an answer; the path of it. */
  public String newSwap(String from) {
    String shared = newShared();
    String swaps = "/api/v1/schedules/" + shared + "/swaps";
    return swaps
        + "/"
        + as(from)
            .body(swapForm(shared, from))
            .post(swaps)
            .then()
            .statusCode(201)
            .extract()
            .<Integer>path("number");
  }

  /** The URL of the person's own calendar. */
  public String newFeed() {
    return as(person)
        .post("/api/v1/schedules/" + newSchedule() + "/feed")
        .then()
        .statusCode(201)
        .extract()
        .path("url");
  }

  /** Who takes turns with the person. */
  public synchronized String colleague() {
    if (colleague == null) {
      colleague = "1-" + UUID.randomUUID();
      Api.person(colleague);
      Api.method(colleague, "EMAIL", colleague + "@example.com");
    }
    return colleague;
  }

  private static RequestSpecification as(String someone) {
    return given().auth().oauth2(Tokens.member(someone)).contentType(ContentType.JSON);
  }

  public UUID request() {
    return told.request();
  }

  public String alert() {
    return told.alert();
  }

  public String newAlert() {
    return newTold().alert();
  }

  public String delivery() {
    return told.delivery();
  }

  public String newDelivery() {
    return newTold().delivery();
  }

  @Override
  public void close() {
    noFallback();
    receiver.close();
    publisher.close();
  }

  private Told newTold() {
    ClockFacts facts = new ClockFacts(requester(), provider());
    publisher.clock(facts.breached(UUID.randomUUID()));
    JsonPath alert = Api.awaitAlert(facts.requestId(), "an alert", a -> true);
    List<Map<String, Object>> deliveries =
        Await.until(
            "a call to the person",
            () -> Api.deliveries(alert.get("id")),
            all ->
                all.stream()
                    .anyMatch(
                        d -> d.get("channel").equals("WEBHOOK") && d.get("status").equals("SENT")));
    String delivery =
        deliveries.stream()
            .filter(d -> d.get("channel").equals("WEBHOOK"))
            .map(d -> String.valueOf(d.get("id")))
            .findFirst()
            .orElseThrow();
    return new Told(facts.requestId(), alert.getString("id"), delivery);
  }
}
