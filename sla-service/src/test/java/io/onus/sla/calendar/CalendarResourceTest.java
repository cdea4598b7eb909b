package io.onus.sla.calendar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class CalendarResourceTest {

  private static final String OFFICE =
      """
      {"zone": "Europe/Berlin",
       "weekly": {"MON": ["09:00-12:30", "13:30-18:00"], "TUE": ["09:00-18:00"]},
       "holidays": {"country": "DE", "region": "by"},
       "closed": ["2030-12-24"],
       "open": {"2030-12-07": ["10:00-14:00"]}}
      """;
  private static final String ROUND_THE_CLOCK =
      """
      {"zone": "UTC",
       "weekly": {"MON": ["00:00-24:00"], "TUE": ["00:00-24:00"], "WED": ["00:00-24:00"],
                  "THU": ["00:00-24:00"], "FRI": ["00:00-24:00"], "SAT": ["00:00-24:00"],
                  "SUN": ["00:00-24:00"]}}
      """;

  @Inject CalendarService calendars;

  private final String code = "test-" + UUID.randomUUID();

  @Test
  void theCompanysCalendarExistsAtInstall() {
    get("company")
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("code", equalTo("company"))
        .body("version", equalTo(1))
        .body("zone", equalTo("UTC"))
        .body("weekly.MON", contains("09:00-17:00"))
        .body("weekly.FRI", contains("09:00-17:00"))
        .body("weekly.SAT", nullValue())
        .body("holidays", nullValue());
  }

  @Test
  void aNewCodeCreatesACalendar() {
    put(code, OFFICE, null)
        .statusCode(201)
        .header("ETag", "\"1\"")
        .header("Location", containsString("/api/v1/calendars/" + code))
        .body("version", equalTo(1));

    get(code)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("zone", equalTo("Europe/Berlin"))
        .body("weekly.MON", contains("09:00-12:30", "13:30-18:00"))
        .body("holidays.country", equalTo("DE"))
        .body("holidays.region", equalTo("by"))
        .body("closed", contains("2030-12-24"))
        .body("open.'2030-12-07'", contains("10:00-14:00"))
        .body("tzdata", containsString("20"));
  }

  @Test
  void anEditNeedsTheVersionThatWasRead() {
    put(code, OFFICE, null).statusCode(201);

    put(code, ROUND_THE_CLOCK, null)
        .statusCode(428)
        .body("type", equalTo("/problems/precondition-required"));
    put(code, ROUND_THE_CLOCK, "\"1\"").statusCode(200).header("ETag", "\"2\"");
    put(code, OFFICE, "\"1\"")
        .statusCode(412)
        .body("type", equalTo("/problems/precondition-failed"))
        .body("version", equalTo(2));

    get(code).body("version", equalTo(2)).body("zone", equalTo("UTC"));
  }

  @Test
  void aVersionNobodyReadCannotBeNamed() {
    put(code, OFFICE, "\"1\"").statusCode(412);
    get(code).statusCode(404).body("type", equalTo("/problems/not-found"));
  }

  @Test
  void writingTheSameAgainMakesNoVersion() {
    put(code, OFFICE, null).statusCode(201);

    put(code, OFFICE, "\"1\"").statusCode(200).header("ETag", "\"1\"");
  }

  @Test
  void ofEditsMadeAtOnceOneWins() throws Exception {
    put(code, OFFICE, null).statusCode(201);
    List<Callable<Integer>> edits = new ArrayList<>();
    for (int hour = 10; hour < 18; hour++) {
      String calendar = "{\"zone\":\"UTC\",\"weekly\":{\"MON\":[\"09:00-" + hour + ":00\"]}}";
      edits.add(() -> put(code, calendar, "\"1\"").extract().statusCode());
    }

    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> status : people.invokeAll(edits)) {
        statuses.add(status.get());
      }
    }

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    get(code).body("version", equalTo(2));
  }

  @Test
  void anOldVersionStaysAsItWas() {
    Instant monday = Instant.parse("2026-11-23T09:00:00Z"); // 10:00 in Berlin
    put(code, OFFICE, null).statusCode(201);
    StoredCalendar before = calendars.current(code);

    put(code, ROUND_THE_CLOCK, "\"1\"").statusCode(200);

    Duration day = Duration.ofHours(8);
    assertThat(before.version()).isEqualTo(1);
    assertThat(calendars.calendar(code, 1).add(monday, day))
        .isEqualTo(before.calendar().add(monday, day))
        .isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
    assertThat(calendars.current(code).version()).isEqualTo(2);
    assertThat(calendars.current(code).calendar().add(monday, day))
        .isEqualTo(Instant.parse("2026-11-23T17:00:00Z"));
  }

  @Test
  void aCompiledVersionIsKept() {
    put(code, OFFICE, null).statusCode(201);

    assertThat(calendars.current(code)).isSameAs(calendars.current(code));
    assertThat(calendars.find("no-such-calendar")).isEmpty();
  }

  @Test
  void alwaysIsACalendarThatNobodyWrote() {
    Instant night = Instant.parse("2026-11-22T03:00:00Z");

    assertThat(calendars.current("ALWAYS").calendar().add(night, Duration.ofHours(1)))
        .isEqualTo(Instant.parse("2026-11-22T04:00:00Z"));
    put("ALWAYS", ROUND_THE_CLOCK, null)
        .statusCode(400)
        .body("violations[0].field", equalTo("code"));
  }

  @Test
  void calendarsAreListedByCodeInPages() {
    put(code + ".a", OFFICE, null).statusCode(201);
    put(code + ".b", OFFICE, null).statusCode(201);
    put(code + ".b", ROUND_THE_CLOCK, "\"1\"").statusCode(200);

    List<String> listed = new ArrayList<>();
    String token = null;
    do {
      RequestSpecification page = caller().queryParam("pageSize", 1);
      if (token != null) {
        page.queryParam("pageToken", token);
      }
      var answer = page.get("/api/v1/calendars").then().statusCode(200).extract();
      listed.addAll(answer.path("items.code"));
      token = answer.path("nextPageToken");
    } while (token != null);

    assertThat(listed)
        .contains("company", code + ".a", code + ".b")
        .doesNotHaveDuplicates()
        .isSorted();
    caller()
        .get("/api/v1/calendars?pageSize=200")
        .then()
        .statusCode(200)
        .body("items.find { it.code == '" + code + ".b' }.version", equalTo(2));
    caller().get("/api/v1/calendars?pageSize=201").then().statusCode(400);
  }

  @Test
  void aCalendarThatNeverOpensIsRefused() {
    put(code, "{\"zone\":\"UTC\",\"weekly\":{}}", null)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/refused"))
        .body("refusal", equalTo("no-working-time"))
        .body("detail", containsString("never opens"));
    put(code, "{\"zone\":\"UTC\",\"open\":{\"2020-01-01\":[\"09:00-17:00\"]}}", null)
        .statusCode(422);
    get(code).statusCode(404);
  }

  @Test
  void holidaysOfAnUnknownPlaceAreRefusedWithTheKnownOnes() {
    put(code, OFFICE.replace("\"DE\"", "\"XX\""), null)
        .statusCode(400)
        .body("violations[0].field", equalTo("holidays.country"))
        .body("violations[0].message", containsString("DE, "));
    put(code, OFFICE.replace("\"by\"", "\"xx\""), null)
        .statusCode(400)
        .body("violations[0].field", equalTo("holidays.region"))
        .body("violations[0].message", containsString("by-ag"));
    put(code, OFFICE.replace("\"DE\"", "\"JP\""), null)
        .statusCode(400)
        .body("violations[0].message", containsString("must be left out"));
  }

  @Test
  void badFieldsAreNamed() {
    put(code, "{\"zone\":\"UTC\",\"weekly\":{\"MON\":[\"22:00-06:00\"]},\"open\":{}}", null)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("violations.field", contains("weekly.MON"))
        .body("violations[0].message", containsString("crosses midnight"));
    put(code, "{\"zone\":\"Mars/Olympus\",\"weekly\":{}}", null)
        .statusCode(400)
        .body("violations.field", contains("zone"));
    put(code, "{\"weekly\":{}}", null).statusCode(400).body("violations.field", contains("zone"));
    put(code, "{\"zone\":\"UTC\",\"holiday\":{}}", null)
        .statusCode(400)
        .body("violations.field", contains("holiday"));
    put(code, "{\"zone\":\"UTC\",\"closed\":[\"24.12.2026\"]}", null)
        .statusCode(400)
        .body("violations[0].field", containsString("closed"));
    put(code, "{\"zone\":\"UTC\",\"weekly\":{\"MON\":null}}", null).statusCode(400);
    put(code, "{\"zone\":\"UTC\",\"open\":{\"2026-12-05\":null}}", null).statusCode(400);
    put(code, "{\"zone\":\"UTC\",\"holidays\":{}}", null)
        .statusCode(400)
        .body("violations.field", contains("holidays.country"));
    put(code, "", null).statusCode(400);
    put(code, "{\"zone\":", null).statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", "a b", "ü", "PROVIDER", "BOTH"})
  void aCodeThatIsNoneIsRefused(String notACode) {
    caller()
        .body(OFFICE)
        .put("/api/v1/calendars/{code}", notACode)
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("code"));
  }

  @Test
  void aCallerIsNeeded() {
    given().get("/api/v1/calendars/company").then().statusCode(401);
  }

  @Test
  void aCalendarIsTriedOutWithoutBeingStored() {
    preview(
            """
            {"calendar": %s,
             "add": [{"start": "2026-11-23T11:00:00Z", "duration": "PT1H"},
                     {"start": "2026-11-23T11:00:00.123456789Z", "duration": "PT0S"},
                     {"start": "2026-11-24T17:00:00+01:00", "duration": "PT2H"}],
             "between": [{"start": "2026-11-23T00:00:00Z", "end": "2026-11-30T00:00:00Z"},
                         {"start": "2026-01-05T23:00:00Z", "end": "2026-01-06T23:00:00Z"}]}
            """
                .formatted(OFFICE))
        .statusCode(200)
        .body(
            "add",
            contains("2026-11-23T13:00:00Z", "2026-11-23T11:00:00.123456Z", "2026-11-30T09:00:00Z"))
        .body("between", contains("PT17H", "PT0S"));
  }

  @Test
  void aStoredCalendarIsTriedOutByItsCode() {
    preview(
            """
            {"code": "company", "add": [{"start": "2026-11-20T16:00:00Z", "duration": "PT1H"},
                                        {"start": "2026-11-20T16:00:00Z", "duration": "PT1H0.5S"}]}
            """)
        .statusCode(200)
        .body("add", contains("2026-11-20T17:00:00Z", "2026-11-23T09:00:00.500Z"))
        .body("between", equalTo(List.of()));
    preview(
            """
            {"code": "ALWAYS", "between": [{"start": "2026-11-21T00:00:00Z", "end": "2026-11-23T00:00:00Z"}]}
            """)
        .statusCode(200)
        .body("between", contains("PT48H"));
  }

  @Test
  void aPreviewThatCannotBeAnsweredSaysWhy() {
    preview("{}").statusCode(400).body("violations.field", contains("calendar"));
    preview("{\"code\":\"company\",\"calendar\":" + OFFICE + "}").statusCode(400);
    preview("{\"code\":\"no-such-calendar\"}").statusCode(404);
    preview("{\"calendar\":{\"zone\":\"UTC\",\"weekly\":{\"MON\":[\"9-17\"]}}}")
        .statusCode(400)
        .body("violations.field", contains("calendar.weekly.MON"));
    preview("{\"calendar\":{\"zone\":\"UTC\"}}")
        .statusCode(422)
        .body("refusal", equalTo("no-working-time"));
    preview(
            "{\"code\":\"company\",\"add\":[{\"start\":\"2026-11-20T16:00:00Z\",\"duration\":\"1h\"}]}")
        .statusCode(400)
        .body("violations[0].field", containsString("duration"));
    preview("{\"code\":\"company\",\"add\":[{\"start\":\"2026-11-20T16:00:00Z\"}]}")
        .statusCode(400)
        .body("violations[0].field", containsString("duration"));
    preview(
            "{\"code\":\"company\",\"add\":[{\"start\":\"2026-11-20T16:00:00Z\",\"duration\":\"-PT1H\"}]}")
        .statusCode(400)
        .body("violations[0].field", equalTo("add[0].duration"));
    preview(
            """
            {"code": "company", "between": [{"start": "2026-11-20T16:00:00Z", "end": "2026-11-20T15:00:00Z"}]}
            """)
        .statusCode(400)
        .body("violations[0].field", equalTo("between[0].end"));
    preview(
            """
            {"code": "company", "add": [{"start": "2026-11-20T16:00:00Z", "duration": "PT1000000H"}]}
            """)
        .statusCode(422)
        .body("refusal", equalTo("out-of-reach"))
        .body("field", equalTo("add[0]"));
    preview(
            """
            {"code": "company", "between": [{"start": "0026-11-20T16:00:00Z", "end": "2026-11-20T15:00:00Z"}]}
            """)
        .statusCode(422)
        .body("refusal", equalTo("out-of-reach"));
  }

  private static ValidatableResponse get(String code) {
    return caller().get("/api/v1/calendars/{code}", code).then();
  }

  private static ValidatableResponse put(String code, String calendar, @Nullable String ifMatch) {
    RequestSpecification request = caller().body(calendar);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.put("/api/v1/calendars/{code}", code).then();
  }

  private static ValidatableResponse preview(String question) {
    return caller().body(question).post("/api/v1/calendars/preview").then();
  }

  private static RequestSpecification caller() {
    return given().contentType("application/json").auth().oauth2(Tokens.admin("ada"));
  }
}
