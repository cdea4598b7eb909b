package io.onus.notification.test;

import static io.restassured.RestAssured.given;

import io.onus.kit.test.Await;
import io.onus.kit.test.Tokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** The service's REST interface, as an on-call admin calls it; an admin vouches for methods. */
public final class Api {

  private Api() {}

  public static RequestSpecification as(String person) {
    return given().auth().oauth2(Tokens.onCallAdmin(person)).contentType(ContentType.JSON);
  }

  public static void person(String id) {
    as("ada")
        .body(Map.of("name", "Name of " + id))
        .put("/api/v1/people/" + id)
        .then()
        .statusCode(201);
  }

  public static RequestSpecification asAdmin() {
    return given().auth().oauth2(Tokens.admin("root")).contentType(ContentType.JSON);
  }

  /** Adds a method that works, and answers it as the creating answer shows it. */
  public static JsonPath method(String person, String kind, String address) {
    return asAdmin()
        .body(Map.of("kind", kind, "address", address, "verified", true))
        .post("/api/v1/people/" + person + "/methods")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  /** Adds a method that is not used until its code is entered. */
  public static JsonPath unverifiedMethod(String person, String kind, String address) {
    return as("ada")
        .body(Map.of("kind", kind, "address", address))
        .post("/api/v1/people/" + person + "/methods")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  /** A route for everything a department owes. */
  public static void route(String department, String... people) {
    as("ada")
        .body(Map.of("department", department, "people", List.of(people)))
        .post("/api/v1/routes")
        .then()
        .statusCode(201);
  }

  public static void schedule(String code, Map<String, Object> form) {
    as("ada").body(form).put("/api/v1/schedules/" + code).then().statusCode(201);
  }

  /** People who take turns of a week, around the clock, since long ago; nobody is told of it. */
  public static Map<String, Object> scheduleForm(String department, String... people) {
    return Map.of(
        "name",
        "First line of " + department,
        "zone",
        "Europe/Berlin",
        "department",
        department,
        "handOverNotice",
        "NONE",
        "layers",
        List.of(
            Map.of(
                "people", Arrays.stream(people).map(List::of).toList(),
                "every", "P1W",
                "handover", "09:00",
                "start", "2026-01-05")));
  }

  public static List<Map<String, Object>> alerts(UUID requestId) {
    return as("ada")
        .queryParam("requestId", requestId)
        .get("/api/v1/alerts")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items");
  }

  /** Waits until the newest alert of a request is as wished, and answers it with its timeline. */
  public static JsonPath awaitAlert(UUID requestId, String what, Predicate<JsonPath> wished) {
    return Await.until(
        what + " of request " + requestId,
        () -> {
          List<Map<String, Object>> alerts = alerts(requestId);
          return alerts.isEmpty() ? null : alert(alerts.getFirst().get("id"));
        },
        alert -> alert != null && wished.test(alert));
  }

  public static JsonPath alert(Object id) {
    return as("ada").get("/api/v1/alerts/" + id).then().statusCode(200).extract().jsonPath();
  }

  public static Response post(String path) {
    return as("ada").post("/api/v1" + path);
  }

  /** Those that are sent: everybody who is told has it in the stream, too. */
  public static List<Map<String, Object>> deliveries(Object alertId) {
    return allDeliveries(alertId).stream()
        .filter(delivery -> !delivery.get("channel").equals("STREAM"))
        .toList();
  }

  /** Newest first, those in the stream included. */
  public static List<Map<String, Object>> allDeliveries(Object alertId) {
    return as("ada")
        .queryParam("alertId", alertId)
        .get("/api/v1/deliveries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items");
  }

  /** Waits until the alert's deliveries, newest first, have these statuses. */
  public static List<Map<String, Object>> awaitDeliveries(Object alertId, String... statuses) {
    return Await.until(
        "deliveries " + List.of(statuses),
        () -> deliveries(alertId),
        all -> all.stream().map(d -> d.get("status")).toList().equals(List.of(statuses)));
  }
}
