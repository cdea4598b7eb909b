package io.onus.notification.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.notification.target.domain.OnCall;
import io.onus.notification.test.Api;
import io.onus.notification.test.FreePorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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
class SchedulesTest {

  /** A Monday. */
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String code = "s-" + mark;
  private final String path = "/api/v1/schedules/" + code;
  private final String department = "D" + mark.toUpperCase(Locale.ROOT);
  private final String ann = "ann-" + mark;
  private final String ben = "ben-" + mark;

  @Inject WallClock clock;
  @Inject ScheduleService service;

  private SettableClock time;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, NOW);
    for (String person : List.of(ann, ben)) {
      Api.person(person);
      Api.method(person, "EMAIL", person + "@example.com");
    }
  }

  @AfterEach
  void end() {
    time.close();
  }

  @Test
  void aScheduleIsCreatedChangedOnlyByWhoKnowsTheVersionAndRemoved() {
    put(weekly(ann, ben)).statusCode(201).header("ETag", "\"1\"").body("combine", equalTo("FIRST"));

    put(weekly(ben)).statusCode(428);
    JsonPath read = get(path).statusCode(200).extract().jsonPath();
    Api.as("ada")
        .header("If-Match", "\"1\"")
        .body(
            Map.of(
                "name", read.getString("name"),
                "zone", read.getString("zone"),
                "department", read.getString("department"),
                "combine", "ALL",
                "handOverNotice", read.getString("handOverNotice"),
                "layers", read.getList("layers")))
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("combine", equalTo("ALL"))
        .body("layers[0].people", equalTo(List.of(List.of(ann), List.of(ben))));
    Api.as("ada").header("If-Match", "\"1\"").body(weekly(ben)).put(path).then().statusCode(412);
    Api.as("ada").delete(path).then().statusCode(204);
    get(path).statusCode(404).body("detail", equalTo("No schedule " + code + "."));
  }

  @Test
  void whoIsOnCallIsSaidWithNamesAndUntilWhen() {
    put(weekly(ann, ben)).statusCode(201);

    get(path + "/on-call")
        .statusCode(200)
        .body("people.id", contains(ann))
        .body("people.name", contains("Name of " + ann))
        .body("until", equalTo("2026-06-08T07:00:00Z"))
        .body("next.id", contains(ben));
    get(path + "/on-call?at=2026-06-08T07:00:00Z").statusCode(200).body("people.id", contains(ben));
    get(path + "/on-call?at=0001-01-01T00:00:00Z").statusCode(200).body("people", empty());
    get(path + "/on-call?at=9999-12-31T00:00:00Z").statusCode(200);
    get(path + "/on-call?at=soon").statusCode(400).body("violations.field", hasItem("at"));
  }

  @Test
  void othersAskWhoIsOnCallWithoutARightOfTheirOwn() {
    put(weekly(ann, ben)).statusCode(201);

    assertThat(service.onCall(code, NOW)).isEqualTo(new OnCall(true, List.of(ann), List.of()));
    assertThat(service.onCall(code, Instant.EPOCH))
        .isEqualTo(new OnCall(true, List.of(), List.of("nobody is on call in " + code)));
    assertThat(service.onCall("nowhere", NOW).known()).isFalse();
    assertThat(service.exists(code)).isTrue();
    assertThat(service.exists("nowhere")).isFalse();
  }

  @Test
  void shiftsOfTheNextThirtyDaysComeInPages() {
    put(weekly(ann, ben)).statusCode(201);

    JsonPath one = get(path + "/shifts?pageSize=3").statusCode(200).extract().jsonPath();
    JsonPath two =
        get(path + "/shifts?pageSize=3&pageToken=" + one.getString("nextPageToken"))
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(one.<String>getList("items.person.id")).containsExactly(ann, ben, ann);
    assertThat(one.<String>getList("items.start"))
        .containsExactly("2026-06-01T07:00:00Z", "2026-06-08T07:00:00Z", "2026-06-15T07:00:00Z");
    assertThat(two.<String>getList("items.person.id")).containsExactly(ben, ann);
    assertThat(two.getString("nextPageToken")).isNull();
    get(path + "/shifts?until=2027-06-07T10:00:00Z").statusCode(400);
    get(path + "/shifts?from=2026-06-02T00:00:00Z&until=2026-06-01T00:00:00Z").statusCode(400);
  }

  @Test
  void timesNobodyIsOnCallAreShown() {
    Map<String, Object> ends = layer(ann);
    ends.put("until", "2026-06-10");
    put(schedule(ends)).statusCode(201);

    get(path + "/gaps")
        .statusCode(200)
        .body("items.start", contains("2026-06-10T07:00:00Z"))
        .body("items.end", contains("2026-07-01T10:00:00Z"));
  }

  @Test
  void aRestrictedLayerIsKeptAsItWasWritten() {
    Map<String, Object> nights = layer(ann);
    nights.put("name", "nights");
    nights.put("every", "P2W");
    nights.put("weekday", "WED");
    nights.put("weekly", Map.of("MON", List.of("18:00-24:00"), "TUE", List.of("00:00-08:00")));
    put(schedule(layer(ben), nights))
        .statusCode(201)
        .body("layers[1].weekly", equalTo(nights.get("weekly")))
        .body("layers[1].weekday", equalTo("WED"))
        .body("layers[0].weekly", nullValue());

    get(path + "/on-call?at=2026-06-01T20:00:00Z").body("people.id", contains(ann));
    get(path + "/on-call?at=2026-06-02T06:00:00Z").body("people.id", contains(ben));
  }

  @Test
  void nobodyUnknownOrUnreachableIsPutOnCall() {
    put(weekly("nobody-at-all"))
        .statusCode(422)
        .body("refusal", equalTo("unknown-people"))
        .body("people", contains("nobody-at-all"));
    Api.person("mute-" + mark);
    put(weekly(ann, "mute-" + mark))
        .statusCode(422)
        .body("refusal", equalTo("unreachable-people"))
        .body("people", contains("mute-" + mark));
    put(schedule()).statusCode(422).body("refusal", equalTo("nobody-in-any-layer"));
    Map<String, Object> layer = layer(ann);
    layer.put("calendar", "moon");
    put(schedule(layer)).statusCode(422).body("refusal", equalTo("unknown-calendars"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every | P1M",
        "every | PT0H",
        "handover | 25:00",
        "handover | 9:00",
        "weekday | MONDAY",
        "weekday | MON",
        "until | 2026-01-05",
        "start | 1999-12-31",
        "start | soon",
      })
  void aLayerThatCannotBeReadIsRefusedWithItsField(String field, String value) {
    Map<String, Object> layer = layer(ann);
    layer.put("every", "P1D");
    layer.put(field, value);

    put(schedule(layer)).statusCode(400).body("violations[0].field", containsString(field));
  }

  @Test
  void aScheduleThatCannotBeReadIsRefused() {
    Map<String, Object> form = new HashMap<>(weekly(ann));
    form.put("zone", "+02:00");
    put(form).statusCode(400).body("violations.field", hasItem("zone"));
    form.put("zone", "Europe/Berlin");
    form.put("handOverNotice", "P8D");
    put(form).statusCode(400).body("violations.field", hasItem("handOverNotice"));
    Map<String, Object> layer = layer(ann);
    layer.put("weekly", Map.of("MON", List.of("18:00-08:00"), "TODAY", List.of()));
    put(schedule(layer)).statusCode(400).body("violations.field", hasItem("layers[0].weekly.MON"));
    layer.put("weekly", Map.of());
    put(schedule(layer)).statusCode(400).body("violations.field", hasItem("layers[0].weekly"));
    form.put("layers", Collections.nCopies(21, layer(ann)));
    put(form).statusCode(400).body("violations.field", hasItem("layers"));
    layer = layer(ann);
    layer.put("people", Collections.nCopies(101, List.of(ann)));
    put(schedule(layer)).statusCode(400);
    layer.put("people", List.of(List.of()));
    put(schedule(layer)).statusCode(400);
    Api.as("ada")
        .body(weekly(ann))
        .put("/api/v1/schedules/Not-A-Code")
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("id"));
  }

  @Test
  void aCodeThatIsAnothersIsTakenAndSaysNoMore() {
    put(weekly(ann)).statusCode(201);
    Map<String, Object> form = new HashMap<>(weekly(ann));
    form.put("department", "OTHER");

    as(Tokens.lead("sam", "OTHER")).body(form).put(path).then().statusCode(409);
    as(Tokens.lead("lena", department))
        .header("If-Match", "*")
        .body(form)
        .put(path)
        .then()
        .statusCode(403);
  }

  @Test
  void aScheduleOfNoDepartmentIsAnOnCallAdmins() {
    Map<String, Object> form = new HashMap<>(weekly(ann));
    form.remove("department");

    as(Tokens.lead("lena", department)).body(form).put(path).then().statusCode(403);
    put(form).statusCode(201).body("department", nullValue());
    as(Tokens.lead("lena", department)).get(path).then().statusCode(404);
    as(Tokens.member(ann)).get(path).then().statusCode(200);
  }

  @Test
  void theLastWayToAPersonWhoIsToBeOnCallStays() {
    put(weekly(ann)).statusCode(201);
    String methods = "/api/v1/people/" + ann + "/methods";
    String method = get(methods).extract().jsonPath().getString("items[0].id");

    Api.as("ada")
        .delete(methods + "/" + method)
        .then()
        .statusCode(422)
        .body("refusal", equalTo("last-way-to-scheduled-person"))
        .body("schedules", contains(code));

    Api.as("ada").delete(path).then().statusCode(204);
    Api.as("ada").delete(methods + "/" + method).then().statusCode(204);
  }

  private ValidatableResponse put(Map<String, Object> form) {
    return Api.as("ada").body(form).put(path).then();
  }

  private static ValidatableResponse get(String path) {
    return Api.as("ada").get(path).then();
  }

  private static RequestSpecification as(String token) {
    return RestAssured.given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private Map<String, Object> weekly(String... people) {
    return schedule(layer(people));
  }

  @SafeVarargs
  private Map<String, Object> schedule(Map<String, Object>... layers) {
    Map<String, Object> form = new HashMap<>(Api.scheduleForm(department, ann));
    form.put("layers", List.of(layers));
    return form;
  }

  /** Turns of a week since the first of June. */
  private static Map<String, Object> layer(String... people) {
    return new HashMap<>(
        Map.of(
            "people", Arrays.stream(people).map(List::of).toList(),
            "every", "P1W",
            "handover", "09:00",
            "start", "2026-06-01"));
  }
}
