package io.onus.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a calendar and terms may ask for. Previews, since they store nothing. */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class BoundsTest {

  @Test
  void aDayHasSoManyWindows() {
    preview("{\"zone\":\"UTC\",\"weekly\":{\"MON\":" + windows(24) + "}}").statusCode(200);
    malformed(
        preview("{\"zone\":\"UTC\",\"weekly\":{\"MON\":" + windows(25) + "}}"), "calendar.weekly");
    String open = "\"open\":{\"2030-01-07\":";
    preview("{\"zone\":\"UTC\",\"weekly\":{\"MON\":[\"09:00-17:00\"]}," + open + windows(24) + "}}")
        .statusCode(200);
    malformed(
        preview(
            "{\"zone\":\"UTC\",\"weekly\":{\"MON\":[\"09:00-17:00\"]},"
                + open
                + windows(25)
                + "}}"),
        "calendar.open");
  }

  @Test
  void aCalendarOfAMillionWindowsIsRefused() {
    String day = "[" + "\"09:00-09:01\",".repeat(999) + "\"09:00-09:01\"]";
    String open =
        dates(1000).stream()
            .map(date -> "\"" + date + "\":" + "[\"00:00-00:01\"]")
            .collect(Collectors.joining(",", "{", "}"));

    malformed(preview("{\"zone\":\"UTC\",\"weekly\":{\"MON\":" + day + "}}"), "calendar.weekly");
    preview("{\"zone\":\"UTC\",\"weekly\":{\"MON\":[\"09:00-17:00\"]},\"open\":" + open + "}")
        .statusCode(200);
  }

  @Test
  void aCalendarNamesSoManyDates() {
    String office = "{\"zone\":\"UTC\",\"weekly\":{\"MON\":[\"09:00-17:00\"]},\"closed\":[";
    preview(office + quoted(dates(2000)) + "]}").statusCode(200);
    malformed(preview(office + quoted(dates(2001)) + "]}"), "calendar.closed");
    String open =
        dates(2001).stream()
            .map(date -> "\"" + date + "\":[\"09:00-10:00\"]")
            .collect(Collectors.joining(",", "{", "}"));
    malformed(preview("{\"zone\":\"UTC\",\"open\":" + open + "}"), "calendar.open");
  }

  @ParameterizedTest
  @CsvSource({"1900-12-31,400", "1901-01-01,200", "2199-12-31,200", "2200-01-01,400"})
  void aCalendarKnowsSoManyYears(String date, int status) {
    String office = "{\"zone\":\"UTC\",\"weekly\":{\"MON\":[\"09:00-17:00\"]},";
    preview(office + "\"closed\":[\"" + date + "\"]}").statusCode(status);
    preview(office + "\"open\":{\"" + date + "\":[\"09:00-10:00\"]}}").statusCode(status);
  }

  @Test
  void aPreviewAnswersSoManyQuestions() {
    String sum = "{\"start\":\"2026-12-04T15:00:00Z\",\"duration\":\"PT4H\"}";
    String span = "{\"start\":\"2026-12-04T15:00:00Z\",\"end\":\"2026-12-07T09:00:00Z\"}";
    for (String question : List.of("\"add\":[%s]", "\"between\":[%s]")) {
      String one = question.contains("add") ? sum : span;
      String most = question.formatted((one + ",").repeat(999) + one);
      String more = question.formatted((one + ",").repeat(1000) + one);
      post("/calendars/preview", "{\"code\":\"company\"," + most + "}").statusCode(200);
      malformed(
          post("/calendars/preview", "{\"code\":\"company\"," + more + "}"),
          question.substring(1, question.indexOf('"', 1)));
    }
  }

  @Test
  void aQuestionBeyondWhatCalendarsKnowIsRefused() {
    for (String question :
        List.of(
            "\"add\":[{\"start\":\"2026-12-04T15:00:00Z\",\"duration\":\"PT2562047788015215H\"}]",
            "\"add\":[{\"start\":\"2026-12-04T15:00:00Z\",\"duration\":\"P80000D\"}]",
            "\"add\":[{\"start\":\"9999-12-04T15:00:00Z\",\"duration\":\"PT1H\"}]",
            "\"between\":[{\"start\":\"0001-01-01T00:00:00Z\",\"end\":\"9999-12-07T09:00:00Z\"}]")) {
      post("/calendars/preview", "{\"code\":\"company\"," + question + "}")
          .statusCode(422)
          .body("refusal", org.hamcrest.Matchers.equalTo("out-of-reach"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"PT0S\"",
        "\"-PT1H\"",
        "\"P3654D\"",
        "\"P9999999D\"",
        "\"PT2562047788015215H\"",
        "\"PT9223372036854775807S\"",
        "\"PT0.0000001S\""
      })
  void aPromiseOfNoSensibleLengthIsMalformed(String duration) {
    malformed(propose(target(duration)), "terms.targets[0].durationSensible");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"PT1S\"", "\"P3653D\""})
  void aPromiseJustWithinReachIsRead(String duration) {
    // The departments of this test do not exist, which is said only when all else is well.
    propose(target(duration)).statusCode(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'objective':{'percent':95,'window':'PT23H'}       | 400",
        "'objective':{'percent':95,'window':'P1D'}         | 422",
        "'objective':{'percent':95,'window':'P3653D'}      | 422",
        "'objective':{'percent':95,'window':'P3654D'}      | 400",
        "'objective':{'percent':95,'window':'PT2562047788015215H'} | 400",
        "'breachCost':{'amount':999999999999999.9999,'currency':'USD','per':'BREACH'}  | 422",
        "'breachCost':{'amount':1000000000000000,'currency':'USD','per':'BREACH'}      | 400",
        "'breachCost':{'amount':1e300,'currency':'USD','per':'BREACH'}                 | 400",
        "'breachCost':{'amount':1e999999999,'currency':'USD','per':'BREACH'}           | 400",
        "'allowance':[{'priority':'P1','perWeek':1000000}] | 422",
        "'allowance':[{'priority':'P1','perWeek':1000001}] | 400",
        "'validFrom':'1970-01-01'                          | 422",
        "'validFrom':'1969-12-31'                          | 400",
        "'reviewOn':'2199-12-31'                           | 422",
        "'reviewOn':'+999999999-12-31'                     | 400",
        "'maxPauses':1000                                  | 422",
        "'maxPauses':1001                                  | 400"
      })
  void whatTermsMayAskFor(String more, int status) {
    propose(target("\"PT1H\"") + "," + more.strip().replace('\'', '"')).statusCode(status);
  }

  @Test
  void termsHaveSoManyWords() {
    propose(target("\"PT1H\"") + ",\"purpose\":\"" + "x".repeat(2000) + "\"").statusCode(422);
    malformed(
        propose(target("\"PT1H\"") + ",\"purpose\":\"" + "x".repeat(2001) + "\""), "terms.purpose");
  }

  private static ValidatableResponse preview(String calendar) {
    return post(
        "/calendars/preview",
        "{\"calendar\":"
            + calendar
            + ",\"add\":[{\"start\":\"2026-12-04T15:00:00Z\",\"duration\":\"PT1H\"}]}");
  }

  private static ValidatableResponse propose(String terms) {
    String stranger = "N" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
    return as(Tokens.lead("lea", stranger, stranger + "X"))
        .body(
            "{\"requester\":\"%s\",\"provider\":\"%sX\",\"terms\":{%s}}"
                .formatted(stranger, stranger, terms))
        .post("/api/v1/agreements")
        .then();
  }

  private static String target(String duration) {
    return "\"targets\":[{\"metric\":\"FIRST_RESPONSE\",\"priority\":\"P3\",\"duration\":"
        + duration
        + "}]";
  }

  private static ValidatableResponse post(String path, String body) {
    return as(Tokens.member("ada", "ENG")).body(body).post("/api/v1" + path).then();
  }

  private static RequestSpecification as(String token) {
    return RestAssured.given().auth().oauth2(token).contentType("application/json");
  }

  private static void malformed(ValidatableResponse answer, String field) {
    answer.statusCode(400).body("violations.field", hasItem(containsString(field)));
    assertThat(answer.extract().asString().length()).isLessThan(20_000);
  }

  private static String windows(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> "\"%02d:%02d-%02d:%02d\"".formatted(i / 2, i % 2 * 30, i / 2, i % 2 * 30 + 10))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static List<LocalDate> dates(int count) {
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dates.add(LocalDate.of(2030, 1, 1).plusDays(i));
    }
    return dates;
  }

  private static String quoted(List<LocalDate> dates) {
    return dates.stream().map(date -> "\"" + date + "\"").collect(Collectors.joining(","));
  }
}
