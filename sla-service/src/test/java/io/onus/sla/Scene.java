package io.onus.sla;

import static io.restassured.RestAssured.given;

import io.onus.kit.outbox.Outbox;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.sla.clock.RequestFactsOnTopic;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Two departments with a third beside them, and what they have with each other; everything but the
 * departments and the request is made when it is first asked for, for a service of its own.
 */
public final class Scene {

  /** The departments of a scene; {@code other} is on no side of anything. */
  public record Departments(String requester, String provider, String other) {}

  /** A request and one of its clocks: what nobody can change, so scenes may share it. */
  public record Clocked(String request, String clock) {}

  private static final AtomicInteger SERVICES = new AtomicInteger();

  private final Departments departments;
  private final @Nullable Clocked clocked;
  private final String service = "svc-" + SERVICES.incrementAndGet();

  public Scene(Departments departments, @Nullable Clocked clocked) {
    this.departments = departments;
    this.clocked = clocked;
  }

  /** Without a request. */
  public static Scene of(Departments departments) {
    return new Scene(departments, null);
  }

  public static Departments departments(Sql sql, String prefix) {
    Departments made = new Departments(prefix + "-CS", prefix + "-ENG", prefix + "-OPS");
    for (String code : List.of(made.requester(), made.provider(), made.other())) {
      sql.update(
          """
          insert into departments (code, name, zone, calendar, version)
          values (?, ?, 'UTC', 'company', 1) on conflict do nothing
          """,
          code,
          code);
    }
    return made;
  }

  public static Clocked clocked(
      Departments departments, Outbox outbox, Transactions transactions, WallClock clock) {
    RequestFactsOnTopic request =
        new RequestFactsOnTopic(
            outbox, transactions, departments.requester(), departments.provider());
    request.publish(request.submitted(clock.now()));
    String id =
        Await.until(
                "a clock of " + request.id,
                () ->
                    as(Tokens.auditor("vera"))
                        .get("/api/v1/clocks?requestId=" + request.id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.id"),
                clocks -> !clocks.isEmpty())
            .getFirst();
    return new Clocked(request.id.toString(), id);
  }

  public String requester() {
    return departments.requester();
  }

  public String provider() {
    return departments.provider();
  }

  public String other() {
    return departments.other();
  }

  public String service() {
    return service;
  }

  public Clocked clocked() {
    return Objects.requireNonNull(clocked, "a scene without a request");
  }

  public String requesterLead() {
    return Tokens.lead("cleo", requester());
  }

  public String providerLead() {
    return Tokens.lead("lena", provider());
  }

  /** A body of {@code POST /agreements}. */
  public String proposal() {
    return """
    {"requester":"%s","provider":"%s","service":"%s","terms":%s}\
    """
        .formatted(requester(), provider(), service, terms("PT4H"));
  }

  /** A body of {@code POST /offers}. */
  public String offer() {
    return """
    {"provider":"%s","service":"%s","terms":%s}\
    """
        .formatted(provider(), service, terms("PT4H"));
  }

  public static String terms(String resolution) {
    return """
    {"targets":[{"metric":"RESOLUTION","priority":"P2","duration":"%s"}],"hours":"ALWAYS"}\
    """
        .formatted(resolution);
  }

  public static String calendar() {
    return """
    {"zone":"UTC","weekly":{"MON":["09:00-17:00"]}}\
    """;
  }

  /** An agreement that whoever holds this token has proposed; its version is 1. */
  public String proposedBy(String token) {
    return id(as(token).body(proposal()), "/api/v1/agreements");
  }

  /** One the provider proposes to another department. */
  String proposedBy(String token, String requester) {
    return id(as(token).body(proposal().replace(requester(), requester)), "/api/v1/agreements");
  }

  /** An agreement both have signed; its version is 2. */
  public String signed() {
    String id = proposedBy(requesterLead());
    as(providerLead())
        .header("If-Match", "\"1\"")
        .post("/api/v1/agreements/" + id + "/accept")
        .then()
        .statusCode(200);
    return id;
  }

  /** Terms kept ready, by a code of this scene's own. */
  public String template() {
    String code = "terms-" + service;
    as(Tokens.admin("root"))
        .body("{\"terms\":" + terms("PT4H") + "}")
        .put("/api/v1/terms-templates/" + code)
        .then()
        .statusCode(201);
    return code;
  }

  /** An open offer of the provider; its version is 1. */
  public String offered() {
    return id(as(providerLead()).body(offer()), "/api/v1/offers");
  }

  private static String id(RequestSpecification call, String path) {
    return call.post(path).then().statusCode(201).extract().path("id");
  }

  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }
}
