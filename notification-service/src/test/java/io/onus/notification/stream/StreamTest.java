package io.onus.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.notification.test.Api;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class StreamTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String PATH = "/api/v1/stream";

  /** One event as it came. */
  private record Event(String id, String name, JsonPath data) {}

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @TestHTTPResource(PATH)
  URI stream;

  private final String department = "STREAM" + NUMBER.incrementAndGet();
  private final String person = "stream-" + NUMBER.get();
  private final ClockFacts facts = new ClockFacts("CS", department);

  private Publisher publisher;

  @BeforeEach
  void begin() {
    publisher = new Publisher(bootstrap);
    Api.person(person);
    Api.method(person, "EMAIL", person + "@example.com");
    Api.route(department, person);
  }

  @AfterEach
  void end() {
    publisher.close();
  }

  @Test
  void whatSomebodyIsToldIsInTheirStreamAndInNobodyElses() {
    publisher.clock(facts.breached(UUID.randomUUID()));
    JsonPath alert = told(facts);

    Event event = read(person, null).getFirst();

    assertThat(event.name()).isEqualTo("milestone");
    assertThat(event.data().getString("alertId")).isEqualTo(alert.getString("id"));
    assertThat(event.data().getString("requestId")).isEqualTo(facts.requestId().toString());
    assertThat(event.data().getString("severity")).isEqualTo("CRITICAL");
    assertThat(event.data().getString("status")).isEqualTo("OPEN");
    assertThat(event.data().getString("title")).contains("Breached");
    assertThat(event.data().getList("lines")).isNotEmpty();
    assertThat(event.data().getString("link")).isEqualTo("/requests/" + facts.requestId());
    assertThat(read("somebody-else-" + person, null)).isEmpty();
  }

  @Test
  void whoComesBackGoesOnBehindWhatTheyHaveAndShowsThatItArrived() {
    // Given
    publisher.clock(facts.breached(UUID.randomUUID()));
    JsonPath alert = told(facts);
    String last = read(person, null).getLast().id();
    assertThat(inStream(alert)).containsEntry("status", "SENT");
    ClockFacts next = new ClockFacts("CS", department);
    publisher.clock(next.breached(UUID.randomUUID()));
    JsonPath later = told(next);

    // When
    List<Event> rest = read(person, last);

    // Then
    assertThat(rest)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.data().getString("alertId")).isEqualTo(later.getString("id")));
    assertThat(inStream(alert)).containsEntry("status", "DELIVERED");
    assertThat(inStream(later)).containsEntry("status", "SENT");
    assertThat(Api.alert(alert.get("id")).<String>getList("timeline.kind")).contains("DELIVERED");
    assertThat(read(person, null)).extracting(Event::id).containsExactly(rest.getFirst().id());
  }

  @Test
  void whoeverActsOnAnAlertHasHeardOfIt() {
    publisher.clock(facts.breached(UUID.randomUUID()));
    JsonPath alert = told(facts);

    Api.as(person)
        .post("/api/v1/alerts/" + alert.get("id") + "/acknowledge")
        .then()
        .statusCode(200);

    assertThat(inStream(alert).get("status")).isIn("DELIVERED", "SENT");
    assertThat(Api.allDeliveries(alert.get("id")))
        .filteredOn(d -> d.get("kind").equals("MILESTONE") && d.get("channel").equals("STREAM"))
        .extracting(d -> d.get("status"))
        .containsExactly("DELIVERED");
    assertThat(read(person, null).getLast().name()).isEqualTo("alert-moved");
  }

  @Test
  void aStreamThatIsOpenGivesWhatComes() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<Stream<String>> answer =
          http.send(call(Tokens.of(person).sign(), ""), BodyHandlers.ofLines());
      List<String> lines = new CopyOnWriteArrayList<>();
      Thread reading = Thread.ofVirtual().start(() -> answer.body().forEach(lines::add));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));

      publisher.clock(facts.breached(UUID.randomUUID()));

      Await.until(
          "an event",
          () ->
              lines.stream()
                  .anyMatch(
                      line -> line.equals("event:milestone") || line.equals("event: milestone")));
      reading.interrupt();
      http.shutdownNow();
    }
  }

  @Test
  void aLeadOnlyTheDirectoryKnowsReadsUnderTheAddressTheProviderVouchesFor() {
    String led = department + "-LED";
    String address = "Lena." + department + "@example.com";
    publisher.department(led, 1, address);
    ClockFacts theirs = new ClockFacts("CS", led);
    publisher.clock(theirs.breached(UUID.randomUUID()));
    JsonPath alert = told(theirs);
    Tokens vouched =
        Tokens.of("lena-" + department).claim("email", address.toUpperCase(Locale.ROOT));

    assertThat(readAs(vouched.claim("email_verified", true).sign(), null))
        .extracting(event -> event.data().getString("alertId"))
        .containsExactly(alert.getString("id"));
    assertThat(readAs(vouched.claim("email_verified", false).sign(), null)).isEmpty();
  }

  @Test
  void nothingIsMissedOrReadTwiceWhileManyAreToldAtOnce() throws InterruptedException {
    // Given: requests of many partitions, so that transactions commit in any order
    List<ClockFacts> many = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      many.add(new ClockFacts("CS", department));
    }
    Thread telling =
        Thread.ofVirtual()
            .start(() -> many.forEach(each -> publisher.clock(each.breached(UUID.randomUUID()))));
    List<String> requests = new ArrayList<>();
    AtomicInteger reads = new AtomicInteger();
    List<String> last = new ArrayList<>();
    last.add("0");

    // When: a reader who comes back again and again
    Await.until(
        "all have been read",
        () -> {
          reads.incrementAndGet();
          for (Event event : read(person, last.getLast())) {
            requests.add(event.data().getString("requestId"));
            last.add(event.id());
          }
          return requests.size();
        },
        count -> count >= many.size());

    // Then
    telling.join();
    assertThat(requests).hasSize(many.size());
    assertThat(new HashSet<>(requests)).hasSize(many.size());
    assertThat(reads.get()).isGreaterThan(1);
  }

  @Test
  void nobodyHasMoreThanTenStreamsOpen() throws Exception {
    String token = Tokens.of(person).sign();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < 10; i++) {
        assertThat(http.send(call(token, ""), BodyHandlers.ofInputStream()).statusCode())
            .isEqualTo(200);
      }

      assertThat(http.send(call(token, ""), BodyHandlers.ofString()).statusCode()).isEqualTo(429);
      assertThat(read("another-" + person, null)).isEmpty();
      http.shutdownNow();
    }
    // Those that went away make room.
    Await.until(
        "room again",
        () -> RestAssured.given().auth().oauth2(token).get(PATH + "?for=PT0S").statusCode() == 200);
  }

  @Test
  void aStreamEndsWithItsToken() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> ended =
          http.send(call(Tokens.of(person).expiresIn(6).sign(), ""), BodyHandlers.ofString());

      assertThat(ended.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    Api.as(person).get(PATH + "?for=soon").then().statusCode(400);
    Api.as(person).get(PATH + "?for=-PT1S").then().statusCode(400);
    Api.as(person)
        .header("Last-Event-ID", "x")
        .get(PATH)
        .then()
        .statusCode(400)
        .body(containsString("Last-Event-ID"));
    RestAssured.given().auth().oauth2(Tokens.robot(person)).get(PATH).then().statusCode(403);
  }

  private static JsonPath told(ClockFacts facts) {
    return Api.awaitAlert(
        facts.requestId(), "told", a -> a.<String>getList("timeline.kind").contains("ROUTED"));
  }

  private static Map<String, Object> inStream(JsonPath alert) {
    return Api.allDeliveries(alert.get("id")).stream()
        .filter(d -> d.get("channel").equals("STREAM") && d.get("kind").equals("MILESTONE"))
        .findFirst()
        .orElseThrow();
  }

  private HttpRequest call(String token, String query) {
    return HttpRequest.newBuilder(URI.create(stream + query))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private static List<Event> read(String person, @Nullable String last) {
    return readAs(Tokens.of(person).sign(), last);
  }

  /** All that is there now. */
  private static List<Event> readAs(String token, @Nullable String last) {
    String query = last == null ? "" : "&lastEventId=" + last;
    String text =
        RestAssured.given()
            .auth()
            .oauth2(token)
            .get(PATH + "?for=PT0S" + query)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return Arrays.stream(text.split("\n\n"))
        .filter(part -> part.contains("data:"))
        .map(StreamTest::event)
        .toList();
  }

  private static Event event(String part) {
    return new Event(field(part, "id"), field(part, "event"), new JsonPath(field(part, "data")));
  }

  private static String field(String part, String name) {
    return part.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + part));
  }
}
