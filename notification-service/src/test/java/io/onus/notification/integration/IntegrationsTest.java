package io.onus.notification.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.onus.kit.decide.NameBasedIds;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.method.MethodService;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.ClockFacts.Fact;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Receiver;
import io.onus.notification.test.Receiver.Call;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class IntegrationsTest {

  private final String mark = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
  private final String department = "I" + mark;
  private final String id = "machine-" + mark;
  private final String path = "/api/v1/webhooks/" + id;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject IntegrationService integrations;
  @Inject WallClock clock;

  private Receiver receiver;
  private Publisher publisher;

  @BeforeEach
  void begin() {
    receiver = new Receiver();
    publisher = new Publisher(bootstrap);
  }

  @AfterEach
  void end() {
    publisher.close();
    receiver.close();
  }

  @Test
  void anEventThatWasAskedForIsSentAsItIsAndSigned() {
    // Given
    String secret = created("io.onus.sla.clock-*").getString("secret");
    ClockFacts facts = new ClockFacts("CS", department);
    Fact met = facts.met(UUID.randomUUID());

    // When: nobody is alerted that a promise was kept
    publisher.clock(met);

    // Then
    Call call = receiver.await(1).getFirst();
    assertThat(call.body()).isEqualTo(met.bytes());
    assertThat(call.isSignedWith(secret)).isTrue();
    String delivery = call.header("webhook-id");
    assertThat(UUID.fromString(delivery).version()).isEqualTo(5);
    lead()
        .get("/api/v1/deliveries/" + delivery)
        .then()
        .statusCode(200)
        .body("alertId", nullValue())
        .body("person", nullValue());
  }

  @Test
  void whatWasNotAskedForIsNotSentNorIsHistoryNorWhatOthersDo() {
    created("io.onus.sla.clock-met.v1");
    ClockFacts facts = new ClockFacts("CS", department);
    ClockFacts others = new ClockFacts("CS", "X" + mark);

    publisher.clock(facts.event("started", UUID.randomUUID(), data -> {}));
    publisher.clock(facts.event("met", UUID.randomUUID(), data -> data.put("imported", true)));
    publisher.clock(others.met(UUID.randomUUID()));
    Fact last = facts.met(UUID.randomUUID());
    publisher.clock(last);

    assertThat(receiver.await(1)).extracting(Call::text).containsExactly(last.text());
  }

  @Test
  void whatItsDepartmentOwesIsSentThoughAnotherHoldsTheRequestByNow() {
    created("io.onus.sla.clock-*");
    Fact handedOver =
        new ClockFacts("CS", "X" + mark)
            .event(
                "handed-over",
                UUID.randomUUID(),
                data ->
                    data.putObject("obligor")
                        .put("side", "PROVIDER")
                        .put("department", department));

    publisher.clock(handedOver);

    assertThat(receiver.await(1).getFirst().text()).isEqualTo(handedOver.text());
  }

  @Test
  void anEventThatComesAgainIsNotSentAgain() {
    created("*");
    ClockFacts facts = new ClockFacts(department, "CS");
    Fact twice = facts.met(UUID.randomUUID());
    Fact after = facts.met(UUID.randomUUID());

    publisher.clock(twice, twice, after);

    assertThat(receiver.await(2))
        .extracting(Call::text)
        .containsExactlyInAnyOrder(twice.text(), after.text());
  }

  @Test
  void aReceiverThatIsGoneIsDisabledUntilItIsEnabled() {
    // Given
    created("*");
    receiver.then(410);
    ClockFacts facts = new ClockFacts("CS", department);
    publisher.clock(facts.met(UUID.randomUUID()));
    JsonPath disabled =
        Await.until(
            "it is disabled",
            () -> lead().get(path).jsonPath(),
            webhook ->
                "DISABLED".equals(webhook.getString("status")) && webhook.getInt("version") == 2);
    assertThat(disabled.getString("reason")).contains("410");
    assertThat(integrations.recipient(id)).isEmpty();
    assertThat(integrations.isKnown(id)).isTrue();
    lead().post(path + "/test").then().statusCode(422).body("refusal", equalTo("webhook-disabled"));

    // When
    lead()
        .post(path + "/enable")
        .then()
        .statusCode(200)
        .header("ETag", "\"3\"")
        .body("status", equalTo("ACTIVE"))
        .body("reason", nullValue());

    // Then
    Fact met = facts.met(UUID.randomUUID());
    publisher.clock(met);
    assertThat(receiver.await(2).getLast().text()).isEqualTo(met.text());
    lead().post(path + "/enable").then().statusCode(422);
  }

  @Test
  void itsLeadHasSentAgainWhatItRefused() {
    created("*");
    receiver.then(400);
    Fact met = new ClockFacts("CS", department).met(UUID.randomUUID());
    publisher.clock(met);
    String delivery = receiver.await(1).getFirst().header("webhook-id");
    Await.until(
        "it failed",
        () -> lead().get("/api/v1/deliveries/" + delivery).jsonPath().getString("status"),
        "FAILED"::equals);

    lead()
        .body(Map.of("status", "FAILED", "channel", "WEBHOOK"))
        .post("/api/v1/deliveries/resend")
        .then()
        .statusCode(200)
        .body("ids", hasItem(delivery));

    assertThat(receiver.await(2).getLast().header("webhook-id")).isEqualTo(delivery);
  }

  @Test
  void itsSecretIsShownOnce() {
    assertThat(created().getString("secret")).startsWith("whsec_");

    lead().get(path).then().statusCode(200).body("$", not(hasKey("secret")));
    assertThat(lead().get("/api/v1/webhooks").asString()).contains(id).doesNotContain("whsec_");
    lead()
        .post(path + "/rotate-secret")
        .then()
        .statusCode(200)
        .body("secret", startsWith("whsec_"))
        .header("ETag", "\"2\"");
  }

  @Test
  void afterARotationBothSecretsSign() {
    String before = created("*").getString("secret");
    String after = rotated();

    publisher.clock(new ClockFacts("CS", department).met(UUID.randomUUID()));

    Call call = receiver.await(1).getFirst();
    assertThat(call.isSignedWith(before)).isTrue();
    assertThat(call.isSignedWith(after)).isTrue();
  }

  @Test
  void bothSecretsSignAtAnotherAddressToo() {
    String before = created("*").getString("secret");
    String after = rotated();
    Map<String, Object> moved = form("*");
    moved.put("address", receiver.url("/moved"));
    lead().header("If-Match", "\"2\"").body(moved).put(path).then().statusCode(200);

    publisher.clock(new ClockFacts("CS", department).met(UUID.randomUUID()));

    Call call = receiver.await(1).getFirst();
    assertThat(call.path()).isEqualTo("/moved");
    assertThat(call.isSignedWith(before)).isTrue();
    assertThat(call.isSignedWith(after)).isTrue();
  }

  @Test
  void aDayAfterARotationOnlyTheNewSecretSigns() {
    Instant now = clock.now();
    try (SettableClock time =
        SettableClock.drive(clock, now.minus(MethodService.OLD_SECRET_SIGNS))) {
      String before = created("*").getString("secret");
      String after = rotated();

      time.set(now);
      publisher.clock(new ClockFacts("CS", department).met(UUID.randomUUID()));

      Call call = receiver.await(1).getFirst();
      assertThat(call.isSignedWith(before)).isFalse();
      assertThat(call.isSignedWith(after)).isTrue();
    }
  }

  private String rotated() {
    return lead()
        .post(path + "/rotate-secret")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("secret");
  }

  @Test
  void whatWaitsGoesToTheNewAddress() {
    // Given: a receiver that is busy for a day
    String secret = created("*").getString("secret");
    receiver.then(503, "Retry-After", "3600");
    Fact met = new ClockFacts("CS", department).met(UUID.randomUUID());
    publisher.clock(met);
    String delivery = receiver.await(1).getFirst().header("webhook-id");
    Await.until(
        "it waits",
        () -> lead().get("/api/v1/deliveries/" + delivery).jsonPath().getString("status"),
        "PENDING"::equals);
    UUID before = integrations.recipient(id).map(Recipient::methodId).orElseThrow();

    // When
    Map<String, Object> moved = form("*");
    moved.put("address", receiver.url("/moved"));
    lead().body(moved).put(path).then().statusCode(428);
    lead()
        .header("If-Match", "\"1\"")
        .body(moved)
        .put(path)
        .then()
        .statusCode(200)
        .body("$", not(hasKey("secret")));

    // Then
    lead()
        .get("/api/v1/deliveries/" + delivery)
        .then()
        .body("address", equalTo(receiver.url("/moved")));
    assertThat(integrations.recipient(id).map(Recipient::methodId).orElseThrow())
        .isNotEqualTo(before);
    Fact later = new ClockFacts("CS", department).met(UUID.randomUUID());
    publisher.clock(later);
    Call call = receiver.await(2).getLast();
    assertThat(call.path()).isEqualTo("/moved");
    assertThat(call.isSignedWith(secret)).isTrue();
  }

  @Test
  void whatIsBeingSentGoesToTheNewAddressWhereItIsTriedAgain() {
    // Given: an address that hangs
    created("*");
    CountDownLatch hang = new CountDownLatch(1);
    receiver.then(
        exchange -> {
          try {
            hang.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(503, -1);
        });
    publisher.clock(new ClockFacts("CS", department).met(UUID.randomUUID()));
    String delivery = receiver.await(1).getFirst().header("webhook-id");

    // When
    Map<String, Object> moved = form("*");
    moved.put("address", receiver.url("/moved"));
    lead().header("If-Match", "\"1\"").body(moved).put(path).then().statusCode(200);
    hang.countDown();

    // Then
    Call again = receiver.await(2).getLast();
    assertThat(again.path()).isEqualTo("/moved");
    assertThat(again.header("webhook-id")).isEqualTo(delivery);
  }

  @Test
  void aPolicyTellsAMachineThatIsThereAndKeepsIt() {
    // Given
    String code = "p-" + mark.toLowerCase(Locale.ROOT);
    String policy = "/api/v1/policies/" + code;
    Map<String, Object> steps =
        Map.of(
            "name",
            "Policy",
            "department",
            department,
            "steps",
            List.of(Map.of("targets", List.of(Map.of("kind", "WEBHOOK", "id", id)))));
    lead().body(steps).put(policy).then().statusCode(422).body("names", hasItem(id));
    String secret = created().getString("secret");
    lead().body(steps).put(policy).then().statusCode(201);
    lead()
        .body(Map.of("department", department, "policy", code))
        .post("/api/v1/routes")
        .then()
        .statusCode(201);

    // When
    Fact breach = new ClockFacts("CS", department).breached(UUID.randomUUID());
    publisher.clock(breach);

    // Then
    Call call = receiver.await(1).getFirst();
    assertThat(call.text()).isEqualTo(breach.text());
    assertThat(call.isSignedWith(secret)).isTrue();
    lead().delete(path).then().statusCode(422);
  }

  @Test
  void whatIsRemovedIsNotSentTo() {
    created("*");

    lead().delete(path).then().statusCode(204);

    lead().get(path).then().statusCode(404);
    assertThat(integrations.recipient(id)).isEmpty();
    created();
  }

  @Test
  void oneOfNoDepartmentTakesAnOnCallAdminAndLeadsKnowItsName() {
    Map<String, Object> shared = form();
    shared.remove("department");
    lead().body(shared).put(path).then().statusCode(403);
    Api.as("otto").body(shared).put(path).then().statusCode(201);

    lead()
        .get(path)
        .then()
        .statusCode(200)
        .body("name", equalTo("Machine"))
        .body("$", not(hasKey("address")))
        .body("$", not(hasKey("events")));
    lead().delete(path).then().statusCode(403);
    Api.as("otto").delete(path).then().statusCode(204);
  }

  @Test
  void nobodyHandsOneToADepartmentThatIsNotTheirs() {
    created();
    Map<String, Object> theirs = form();
    theirs.put("department", "X" + mark);

    lead().header("If-Match", "\"1\"").body(theirs).put(path).then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({
    "kind, EMAIL, kind",
    "kind, STREAM, kind",
    "address, ftp://example.com, address",
    "events, clock-breached, events",
    "events, io.onus.agreement.signed.v1, events",
    "secret, whsec_mine, secret"
  })
  void whatCannotBeIsRefusedByItsField(String field, String value, String named) {
    Map<String, Object> wrong = form();
    wrong.put(field, field.equals("events") ? List.of(value) : value);

    lead().body(wrong).put(path).then().statusCode(400).body("violations.field", hasItem(named));
  }

  @Test
  void theSameEventHasTheSameIdForTheSameMachine() {
    UUID space = UUID.fromString("5a0f7f0e-6a3e-5c0b-9a43-1b6f5f8b2d10");
    created("*");
    Fact met = new ClockFacts("CS", department).met(UUID.randomUUID());

    publisher.clock(met);

    assertThat(receiver.await(1).getFirst().header("webhook-id"))
        .isEqualTo(NameBasedIds.of(space, id, met.eventId().toString()).toString());
  }

  private JsonPath created(String... events) {
    return lead().body(form(events)).put(path).then().statusCode(201).extract().jsonPath();
  }

  private Map<String, Object> form(String... events) {
    Map<String, Object> form = new HashMap<>();
    form.put("name", "Machine");
    form.put("kind", "WEBHOOK");
    form.put("address", receiver.url("/machine"));
    form.put("department", department);
    form.put("events", List.of(events));
    return form;
  }

  private RequestSpecification lead() {
    return RestAssured.given()
        .auth()
        .oauth2(Tokens.lead("lena", department))
        .contentType(ContentType.JSON);
  }
}
