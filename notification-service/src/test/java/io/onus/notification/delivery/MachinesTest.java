package io.onus.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pager and an Alertmanager hear of one alert, from its first breach to its end. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class MachinesTest {

  private static final String KEY = "0123456789abcdef0123456789ABCDEF";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String person = "m-" + mark;
  private final String department = "M" + mark.toUpperCase(Locale.ROOT);
  private final ClockFacts facts = new ClockFacts("CS", department);
  private final UUID clockId = UUID.randomUUID();

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
  }

  @AfterEach
  void end() {
    receiver.close();
    publisher.close();
    time.close();
  }

  @Test
  void aPagerHasOneIncidentThatIsAcknowledgedAndEnds() throws IOException {
    pager();

    publisher.clock(breached());
    JsonNode trigger = call(1);
    assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
    assertThat(trigger.path("routing_key").asText()).isEqualTo(KEY);

    acknowledge();
    JsonNode acknowledged = call(2);
    assertThat(acknowledged.path("event_action").asText()).isEqualTo("acknowledge");

    publisher.clock(facts.event("finished-late", clockId, data -> data.put("percent", 120)));
    JsonNode over = call(3);
    assertThat(over.path("event_action").asText()).isEqualTo("resolve");
    assertThat(List.of(acknowledged, over))
        .extracting(event -> event.path("dedup_key").asText())
        .containsOnly(trigger.path("dedup_key").asText());
  }

  @Test
  void anIncidentThatWasAcknowledgedBeginsAnewWithTheNextMilestoneAndCalls() throws IOException {
    pager();
    publisher.clock(breached());
    JsonNode trigger = call(1);
    acknowledge();
    call(2);

    publisher.clock(facts.event("overdue", clockId, data -> data.put("percent", 200)));

    assertThat(call(3).path("event_action").asText()).isEqualTo("resolve");
    JsonNode again = call(4);
    assertThat(again.path("event_action").asText()).isEqualTo("trigger");
    assertThat(List.of(call(3), again))
        .extracting(event -> event.path("dedup_key").asText())
        .containsOnly(trigger.path("dedup_key").asText());

    // And once it called it is one incident as before
    Api.awaitAlert(
        facts.requestId(),
        "recorded",
        a -> a.<String>getList("timeline.kind").stream().filter("SENT"::equals).count() == 3);
    publisher.clock(facts.event("overdue", clockId, data -> data.put("percent", 400)));
    assertThat(call(5).path("event_action").asText()).isEqualTo("trigger");
  }

  @Test
  void aPagerThatNeverTookTheIncidentHearsNothingOfItsEnd() throws IOException {
    pager();
    receiver.then(400);

    publisher.clock(breached());
    receiver.await(1);
    JsonPath alert =
        Api.awaitAlert(
            facts.requestId(), "refused", a -> a.getList("timeline.kind").contains("FAILED"));
    publisher.clock(facts.event("finished-late", clockId, data -> data.put("percent", 120)));

    Api.awaitAlert(facts.requestId(), "over", a -> a.get("status").equals("RESOLVED"));
    assertThat(Api.deliveries(alert.get("id"))).extracting(d -> d.get("status")).contains("FAILED");

    // Whatever else was to be sent would be there before what comes later
    publisher.clock(new ClockFacts("CS", department).breached(UUID.randomUUID()));
    assertThat(call(2).path("event_action").asText()).isEqualTo("trigger");
    assertThat(receiver.calls()).hasSize(2);
  }

  @Test
  void aPagerThatMayHaveTheIncidentHearsOfItsEnd() throws IOException {
    pager();
    receiver.then(503);

    publisher.clock(breached());
    JsonNode trigger = call(1);
    Api.awaitAlert(
        facts.requestId(), "put off", a -> a.getList("timeline.kind").contains("PUT_OFF"));
    publisher.clock(facts.event("finished-late", clockId, data -> data.put("percent", 120)));

    JsonNode over = call(2);
    assertThat(over.path("event_action").asText()).isEqualTo("resolve");
    assertThat(over.path("dedup_key")).isEqualTo(trigger.path("dedup_key"));
  }

  @Test
  void anAlertmanagerHasOneAlertThatEnds() throws IOException {
    Api.method(person, "ALERTMANAGER", receiver.url("/am"));
    Api.route(department, person);

    publisher.clock(breached());
    JsonNode firing = call(1).path(0);
    assertThat(receiver.calls().getFirst().path()).isEqualTo("/am/api/v2/alerts");

    publisher.clock(facts.event("finished-late", clockId, data -> data.put("percent", 120)));
    List<JsonNode> over =
        StreamSupport.stream(call(2).spliterator(), false)
            .filter(alert -> alert.path("labels").equals(firing.path("labels")))
            .toList();
    assertThat(over)
        .singleElement()
        .satisfies(
            alert ->
                assertThat(Instant.parse(alert.path("endsAt").asText()))
                    .isBefore(Instant.parse(firing.path("endsAt").asText())));
  }

  private void pager() {
    Map<String, Object> form = new HashMap<>();
    form.put("kind", "PAGER");
    form.put("address", receiver.url("/v2/enqueue"));
    form.put("secret", KEY);
    form.put("verified", true);
    Api.asAdmin().body(form).post("/api/v1/people/" + person + "/methods").then().statusCode(201);
    Api.route(department, person);
  }

  /** By default a pager is for these. */
  private ClockFacts.Fact breached() {
    return facts.event("breached", clockId, data -> data.put("priority", "P1").put("percent", 100));
  }

  private void acknowledge() {
    JsonPath alert =
        Api.awaitAlert(facts.requestId(), "told", a -> a.getList("timeline.kind").contains("SENT"));
    Api.post("/alerts/" + alert.getString("id") + "/acknowledge").then().statusCode(200);
  }

  private JsonNode call(int number) throws IOException {
    return JsonSettings.mapper().readTree(receiver.await(number).get(number - 1).body());
  }
}
