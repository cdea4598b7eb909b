package io.onus.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class ResendsTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String MANY = "/api/v1/deliveries/resend";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private final String department = "RESEND" + NUMBER.incrementAndGet();
  private final String person = "resend-" + NUMBER.get();

  @Inject WallClock clock;

  private SettableClock time;
  private Publisher publisher;
  private Receiver receiver;

  /** Time stands still: what is put off stays so. */
  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, clock.now());
    publisher = new Publisher(bootstrap);
    receiver = new Receiver();
    Api.person(person);
    Api.method(person, "WEBHOOK", receiver.url("/"));
    Api.route(department, person);
  }

  @AfterEach
  void end() {
    receiver.close();
    publisher.close();
    time.close();
  }

  @Test
  void whatFailedInATimeIsSentAgainInOneGo() {
    // Given
    receiver.then(400).then(400).then(400);
    Instant before = clock.now();
    List<String> failed = failed(3);

    // When
    Api.as("ada")
        .body(
            Map.of(
                "status",
                "FAILED",
                "channel",
                "WEBHOOK",
                "person",
                person,
                "reason",
                "ANSWERED 400",
                "from",
                before.minusSeconds(60).toString(),
                "until",
                before.plusSeconds(600).toString()))
        .post(MANY)
        .then()
        .statusCode(200)
        .body("resent", equalTo(3))
        .body("ids", containsInAnyOrder(failed.toArray()))
        .body("refused", empty())
        .body("more", equalTo(false));

    // Then
    receiver.await(6);
    Await.until("all are taken", () -> with("SENT"), all -> all.size() == 3);
  }

  @Test
  void eachThatIsNamedAnswersForItself() {
    receiver.then(400).then(500);
    String failed = failed(1).getFirst();
    publisher.clock(new ClockFacts("CS", department).breached(UUID.randomUUID()));
    String waiting = Await.until("one is put off", this::putOff, all -> all.size() == 1).getFirst();
    String unknown = UUID.randomUUID().toString();

    Api.as("ada")
        .body(Map.of("ids", List.of(failed, waiting, unknown)))
        .post(MANY)
        .then()
        .statusCode(200)
        .body("ids", equalTo(List.of(failed)))
        .body("refused", hasSize(2))
        .body(
            "refused.find { it.id == '" + waiting + "' }.refusal",
            equalTo("delivery-still-pending"))
        .body("refused.find { it.id == '" + unknown + "' }.refusal", equalTo("not-found"));
  }

  @Test
  void whatOneMayNotKnowOfLooksLikeWhatIsNotThere() {
    receiver.then(400);
    String failed = failed(1).getFirst();

    as(Tokens.lead("sam", "ELSEWHERE"))
        .body(Map.of("ids", List.of(failed)))
        .post(MANY)
        .then()
        .statusCode(200)
        .body("resent", equalTo(0))
        .body("refused[0].refusal", equalTo("not-found"));
    as(Tokens.member(person))
        .body(Map.of("ids", List.of(failed)))
        .post(MANY)
        .then()
        .statusCode(200)
        .body("refused[0].refusal", equalTo("forbidden"));
    as(Tokens.lead("lena", department))
        .body(Map.of("status", "FAILED"))
        .post(MANY)
        .then()
        .statusCode(200)
        .body("ids", equalTo(List.of(failed)));
  }

  @Test
  void whatCannotBeIsRefused() {
    Api.as("ada").body("{}").post(MANY).then().statusCode(400);
    Api.as("ada").body(Map.of("ids", List.of())).post(MANY).then().statusCode(400);
    Api.as("ada")
        .body(Map.of("ids", List.of(UUID.randomUUID()), "status", "FAILED"))
        .post(MANY)
        .then()
        .statusCode(400);
    Api.as("ada").get("/api/v1/deliveries?from=yesterday").then().statusCode(400);
    Api.as("ada").get("/api/v1/deliveries?severity=BAD").then().statusCode(400);
  }

  @Test
  void deliveriesAreFoundByWhatIsSaidOfThem() {
    receiver.then(400);
    String failed = failed(1).getFirst();

    assertThat(search("reason=400&severity=CRITICAL")).containsExactly(failed);
    assertThat(search("severity=WARNING")).isEmpty();
    assertThat(search("until=2020-01-01T00:00:00Z")).isEmpty();
    assertThat(search("from=2020-01-01T00:00:00Z&channel=WEBHOOK")).containsExactly(failed);
  }

  private List<String> search(String query) {
    return Api.as("ada")
        .get("/api/v1/deliveries?person=" + person + "&" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.id");
  }

  private List<String> failed(int count) {
    for (int i = 0; i < count; i++) {
      publisher.clock(new ClockFacts("CS", department).breached(UUID.randomUUID()));
    }
    return Await.until(count + " failed", () -> with("FAILED"), all -> all.size() == count);
  }

  private List<String> putOff() {
    return Api.as("ada")
        .get("/api/v1/deliveries?person=" + person + "&channel=WEBHOOK&status=PENDING")
        .jsonPath()
        .getList("items.findAll { it.attempts == 1 }.id");
  }

  private List<String> with(String status) {
    return search("channel=WEBHOOK&status=" + status);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }
}
