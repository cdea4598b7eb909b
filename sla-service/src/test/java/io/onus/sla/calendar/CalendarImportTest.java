package io.onus.sla.calendar;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.onus.sla.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class CalendarImportTest {

  /** Christmas 2030: half of a Tuesday, a Wednesday, and a Thursday somebody opened. */
  private static final String CHRISTMAS =
      file(
          "DTSTART:20301224T120000;;DTEND:20301225T000000",
          "DTSTART;VALUE=DATE:20301225;;DTEND;VALUE=DATE:20301227;;TRANSP:TRANSPARENT",
          "DTSTART;VALUE=DATE:20301231;;STATUS:CANCELLED");

  private static final String YEARS = "?fromYear=2030&untilYear=2030";

  @Inject Sql sql;

  private final String code = "import-" + UUID.randomUUID();

  @BeforeEach
  void office() {
    caller()
        .contentType("application/json")
        .body(
            """
            {"zone": "Europe/Berlin",
             "weekly": {"MON": ["09:00-17:00"], "TUE": ["09:00-17:00"], "WED": ["09:00-17:00"],
                        "THU": ["09:00-17:00"], "FRI": ["09:00-17:00"]},
             "open": {"2030-12-26": ["10:00-12:00"]}}
            """)
        .put("/api/v1/calendars/{code}", code)
        .then()
        .statusCode(201);
  }

  @Test
  void theClosuresOfAFileBecomeTheNextVersion() {
    post(YEARS, CHRISTMAS, "\"1\"")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("preview", equalTo(false))
        .body("calendar.version", equalTo(2))
        .body("calendar.open.'2030-12-24'", contains("09:00-12:00"))
        .body("calendar.open.'2030-12-26'", contains("10:00-12:00"))
        .body("calendar.closed", contains("2030-12-25"))
        .body("changes.date", contains("2030-12-24", "2030-12-25"))
        .body("changes[0].before", contains("09:00-17:00"))
        .body("changes[0].after", contains("09:00-12:00"))
        .body("changes[1].after", empty())
        .body("kept", contains("2030-12-26"))
        .body("events.read", equalTo(3))
        .body("events.cancelled", equalTo(1));

    // Nothing from noon on Tuesday until the Thursday that somebody opened.
    caller()
        .contentType("application/json")
        .body(
            """
            {"code": "%s", "add": [{"start": "2030-12-24T10:00:00Z", "duration": "PT2H"}]}
            """
                .formatted(code))
        .post("/api/v1/calendars/preview")
        .then()
        .statusCode(200)
        .body("add", contains("2030-12-26T10:00:00Z"));
  }

  @Test
  void theSameFileAgainChangesNothing() {
    post(YEARS, CHRISTMAS, "\"1\"").statusCode(200).header("ETag", "\"2\"");

    post(YEARS, CHRISTMAS, "\"2\"")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("changes", empty())
        .body("kept", contains("2030-12-26"));
  }

  @Test
  void aRepeatedCallIsOneImport() {
    String key = UUID.randomUUID().toString();
    for (int call = 0; call < 2; call++) {
      caller()
          .contentType("text/calendar; charset=utf-8")
          .header("If-Match", "\"1\"")
          .header("Idempotency-Key", key)
          .body(CHRISTMAS)
          .post("/api/v1/calendars/" + code + "/import" + YEARS)
          .then()
          .statusCode(200)
          .header("ETag", "\"2\"")
          .body("changes", hasSize(2));
    }
  }

  @Test
  void aPreviewSaysTheSameAndWritesNothing() {
    post(YEARS + "&preview=true", CHRISTMAS, null)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("preview", equalTo(true))
        .body("calendar.version", equalTo(1))
        .body("changes.date", contains("2030-12-24", "2030-12-25"));

    get().header("ETag", "\"1\"").body("closed", empty());
  }

  @Test
  void datesOpenedByNameAreClosedWhereThatIsAsked() {
    post(YEARS + "&openedToo=true", CHRISTMAS, "\"1\"")
        .statusCode(200)
        .body("kept", empty())
        .body("calendar.open.keySet()", contains("2030-12-24"))
        .body("calendar.closed", contains("2030-12-25", "2030-12-26"));
  }

  @Test
  void whatRecursIsFollowedThroughTheYearsAskedFor() {
    String newYear = file("DTSTART;VALUE=DATE:19700101;;RRULE:FREQ=YEARLY");

    post("?fromYear=2028&untilYear=2030&preview=true", newYear, null)
        .body("changes.date", contains("2028-01-01", "2029-01-01", "2030-01-01"));
    // Left out: this year and the next five.
    post("?preview=true", newYear, null).body("changes", hasSize(6));
    post("?fromYear=2030&untilYear=2029", newYear, "\"1\"").statusCode(400);
    post("?fromYear=1900", newYear, "\"1\"")
        .statusCode(400)
        .body("violations[0].field", equalTo("fromYear"));
    post("?fromYear=soon", newYear, "\"1\"").statusCode(400);
    post("?preview=yes", newYear, "\"1\"")
        .statusCode(400)
        .body("violations[0].field", equalTo("preview"));
  }

  @Test
  void anImportNeedsTheVersionThatWasRead() {
    post(YEARS, CHRISTMAS, null).statusCode(428);
    post(YEARS, CHRISTMAS, "\"7\"").statusCode(412).body("version", equalTo(1));
    post(YEARS + "&preview=true", CHRISTMAS, "\"7\"").statusCode(412);
    get().header("ETag", "\"1\"");
  }

  @Test
  void aCalendarThatWouldNeverOpenAgainIsRefused() {
    String never = file("DTSTART;VALUE=DATE:20260101;;RRULE:FREQ=DAILY");

    for (String preview : new String[] {"", "&preview=true"}) {
      post("?untilYear=2030" + preview, never, "\"1\"")
          .statusCode(422)
          .body("refusal", equalTo("no-working-time"));
    }
    get().header("ETag", "\"1\"");
  }

  @Test
  void aCalendarNamesOnlySoManyDates() {
    String daily = file("DTSTART;VALUE=DATE:20280101;;RRULE:FREQ=DAILY");

    post("?fromYear=2028&untilYear=2033", daily, "\"1\"")
        .statusCode(422)
        .body("refusal", equalTo("too-many-dates"))
        .body("closed", equalTo(2191))
        .body("limit", equalTo(2000));
  }

  @Test
  void whatIsNoFileIsRefusedInWords() {
    post("", "<html></html>", "\"1\"")
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("no iCalendar file"));
    post("", file("DTSTART;VALUE=DATE:20300101;;RRULE:FREQ=SECONDLY"), "\"1\"")
        .statusCode(400)
        .body("violations[0].field", equalTo("event[1].RRULE"));
    String tooMany =
        file(
            IntStream.rangeClosed(0, 5000)
                .mapToObj(i -> "DTSTART;VALUE=DATE:20300101")
                .collect(Collectors.toList())
                .toArray(String[]::new));
    post("", tooMany, "\"1\"").statusCode(400).body("detail", containsString("5000 events"));
    post("", "BEGIN:VCALENDAR\r\n" + "X-A:" + "a".repeat(1_100_000), "\"1\"").statusCode(413);
    caller()
        .contentType("application/xml")
        .header("If-Match", "\"1\"")
        .body("<a/>")
        .post("/api/v1/calendars/" + code + "/import")
        .then()
        .statusCode(415);
    get().header("ETag", "\"1\"");
  }

  @Test
  void anAdminHasAFileFetchedAndNothingInsideTheNetwork() {
    fetch(Tokens.admin("ada"), "{\"url\":\"http://127.0.0.1:1/holidays.ics\"}")
        .statusCode(422)
        .body("refusal", equalTo("feed-inside-network"))
        .body("detail", containsString("127.0.0.1"));
    fetch(Tokens.admin("ada"), "{\"url\":\"file:///etc/passwd\"}")
        .statusCode(400)
        .body("violations[0].field", equalTo("url"));
    fetch(Tokens.admin("ada"), "{}").statusCode(400).body("violations[0].field", equalTo("url"));
    fetch(Tokens.admin("ada"), "{\"link\":\"http://example.org\"}").statusCode(400);
    fetch(Tokens.admin("ada"), "").statusCode(400);
  }

  @Test
  void aLeadImportsIntoTheirCalendarButHasNothingFetched() {
    Scene scene = Scene.of(Scene.departments(sql, "IMPORT"));
    String calendar = scene.provider() + "-" + UUID.randomUUID();
    String lead = scene.providerLead();
    Scene.as(lead)
        .body(Scene.calendar())
        .put("/api/v1/calendars/" + calendar)
        .then()
        .statusCode(201);

    Scene.as(lead)
        .contentType("text/calendar")
        .header("If-Match", "\"1\"")
        .body(CHRISTMAS)
        .post("/api/v1/calendars/" + calendar + "/import" + YEARS)
        .then()
        .statusCode(200);
    Scene.as(lead)
        .header("If-Match", "\"2\"")
        .body("{\"url\":\"https://example.org/holidays.ics\"}")
        .post("/api/v1/calendars/" + calendar + "/import")
        .then()
        .statusCode(403)
        .body("detail", containsString("text/calendar"));
    Scene.as(lead)
        .contentType("text/calendar")
        .header("If-Match", "\"1\"")
        .body(CHRISTMAS)
        .post("/api/v1/calendars/" + code + "/import")
        .then()
        .statusCode(403);
  }

  @Test
  void aCalendarThatIsNotThereTakesNothing() {
    caller()
        .contentType("text/calendar")
        .header("If-Match", "\"1\"")
        .body(CHRISTMAS)
        .post("/api/v1/calendars/no-such-calendar/import")
        .then()
        .statusCode(404)
        .body("type", not(equalTo("/problems/internal")));
  }

  private ValidatableResponse fetch(String token, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .header("If-Match", "\"1\"")
        .body(body)
        .post("/api/v1/calendars/" + code + "/import")
        .then();
  }

  private ValidatableResponse post(String query, String file, @Nullable String ifMatch) {
    RequestSpecification call = caller().contentType("text/calendar").body(file);
    if (ifMatch != null) {
      call = call.header("If-Match", ifMatch);
    }
    return call.post("/api/v1/calendars/" + code + "/import" + query).then();
  }

  private ValidatableResponse get() {
    return caller().get("/api/v1/calendars/{code}", code).then().statusCode(200);
  }

  private static RequestSpecification caller() {
    return given().auth().oauth2(Tokens.admin("ada"));
  }

  private static String file(String... events) {
    StringBuilder file = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for (String event : events) {
      file.append("BEGIN:VEVENT\r\n")
          .append(event.replace(";;", "\r\n"))
          .append("\r\nEND:VEVENT\r\n");
    }
    return file.append("END:VCALENDAR\r\n").toString();
  }
}
