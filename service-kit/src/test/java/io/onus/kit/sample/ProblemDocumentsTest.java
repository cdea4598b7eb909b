package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.ada;
import static io.onus.kit.sample.Calls.assertProblem;
import static io.onus.kit.sample.Calls.sending;
import static io.onus.kit.sample.Calls.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.onus.kit.test.OnusStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, the answer is a problem document that says what to do. */
@QuarkusTest
@QuarkusTestResource(OnusStack.class)
class ProblemDocumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"title\":\"\"}                            | title         | must not be blank",
        "{}                                          | title         | must not be blank",
        "{\"title\":{\"a\":1}}                       | title         | must be text",
        "{\"title\":\"x\",\"titel\":\"y\"}           | titel         | is not a known field",
        "{\"title\":\"x\",\"colour\":\"BLUE\"}       | colour        | must be one of RED, GREEN",
        "{\"title\":\"x\",\"colour\":0}              | colour        | must be one of RED, GREEN",
        "{\"title\":\"x\",\"within\":\"4 hours\"}    | within        | ISO-8601 duration",
        "{\"title\":\"x\",\"within\":\"\"}           | within        | ISO-8601 duration",
        "{\"title\":\"x\",\"within\":4}              | within        | ISO-8601 duration",
        "{\"title\":\"x\",\"within\":{}}             | within        | ISO-8601 duration",
        "{\"title\":\"x\",\"within\":\"PT9999999999999999H\"} | within | ISO-8601 duration",
        "{\"title\":\"x\",\"at\":\"yesterday\"}      | at            | RFC 3339 instant",
        "{\"title\":\"x\",\"at\":1767603600}         | at            | RFC 3339 instant",
        "{\"title\":\"x\",\"at\":[]}                 | at            | RFC 3339 instant",
        "{\"title\":\"x\",\"at\":\"2026-01-05T09:00:00\"} | at       | RFC 3339 instant",
        "{\"title\":\"x\",\"at\":\"+99999-01-01T00:00:00Z\"} | at    | RFC 3339 instant",
        "{\"title\":\"x\",\"count\":\"many\"}        | count         | must be a whole number",
        "{\"title\":\"x\",\"lines\":{}}              | lines         | must be an array",
        "{\"title\":\"x\",\"lines\":[{\"text\":\"a\"},{\"text\":\"longer\"}]} | lines[1].text | at"
            + " most 5",
        "{\"title\":\"x\",\"lines\":[{\"word\":\"a\"}]} | lines[0].word | is not a known field",
      })
  void aFieldThatIsWrongIsNamedWithWhatWasWished(String body, String field, String message) {
    assertProblem(sending(body).post(NOTES).then(), 400, "malformed")
        .body("violations", hasSize(1))
        .body("violations[0].field", equalTo(field))
        .body("violations[0].message", containsString(message))
        .body("detail", containsString(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"title\":",
        "title",
        "[]",
        "null",
        "\"text\"",
        "7",
        "",
        "{\"title\":\"x\"} {}",
        "{\"title\":\"x\",\"title\":\"y\"}"
      })
  void aBodyThatIsNotTheObjectWishedIsMalformed(String body) {
    assertProblem(sending(body).post(NOTES).then(), 400, "malformed");
  }

  @Test
  void aBodyThatIsMissingIsNamedTheBody() {
    assertProblem(sending("").post(NOTES).then(), 400, "malformed")
        .body("violations[0].field", equalTo("body"));
  }

  @Test
  void textWithACharacterTheDatabaseCannotKeepIsMalformed() {
    assertProblem(sending(title("a\\u0000b")).post(NOTES).then(), 400, "malformed")
        .body("detail", containsString("U+0000"));
  }

  @Test
  void anotherMediaTypeIsRefusedWithTheOneWished() {
    assertProblem(
            ada().contentType(ContentType.TEXT).body("x").post(NOTES).then(),
            415,
            "unsupported-media-type")
        .body("detail", containsString("application/json"));
  }

  @Test
  void anAnswerInAnotherFormIsNotAcceptable() {
    assertProblem(ada().accept("text/csv").get(NOTES).then(), 406, "not-acceptable");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    assertProblem(
            sending(title("x".repeat(150_000))).post(NOTES).then(), 413, "request-entity-too-large")
        .body("limit", equalTo(102_400));
  }

  @Test
  void anUnknownPathIsNotFound() {
    assertProblem(ada().get("/api/v1/nowhere").then(), 404, "not-found");
    assertProblem(ada().get("/nowhere").then(), 404, "not-found");
    assertProblem(ada().get(NOTES + "/not-an-id").then(), 404, "not-found");
  }

  @Test
  void anUnknownThingIsNotFoundByItsName() {
    UUID id = UUID.randomUUID();

    assertProblem(ada().get(NOTES + "/" + id).then(), 404, "not-found")
        .body("detail", equalTo("No note " + id + "."));
  }

  @Test
  void anotherMethodIsNotAllowed() {
    assertProblem(ada().delete(NOTES).then(), 405, "method-not-allowed");
  }

  @Test
  void aQueryParameterOfTheWrongFormIsNamed() {
    assertProblem(ada().get(NOTES + "?pageSize=many").then(), 400, "malformed")
        .body("violations[0].field", equalTo("pageSize"))
        .body("violations[0].message", containsString("many"));
  }

  @Test
  void whatIsForbiddenSaysWhatIsNeeded() {
    assertProblem(ada().get(NOTES + "/forbidden").then(), 403, "forbidden")
        .body("needs", equalTo("lead"));
  }

  @Test
  void aConflictHasItsFacts() {
    assertProblem(ada().get(NOTES + "/conflict").then(), 409, "conflict")
        .body("code", equalTo("ENG"));
  }

  @Test
  void aRefusalHasItsKindAndItsFacts() {
    assertProblem(sending(title("refused")).post(NOTES).then(), 422, "refused")
        .body("refusal", equalTo("title-taken"))
        .body("taken", equalTo("refused"))
        .body("currentStatus", equalTo("TAKEN"));
  }

  @Test
  void tooManyRequestsSaysWhenToComeAgain() {
    assertProblem(ada().get(NOTES + "/throttled").then(), 429, "too-many-requests")
        .header("Retry-After", equalTo("1"));
  }

  @Test
  void whatIsUnavailableSaysWhenToComeAgain() {
    assertProblem(sending(title("busy")).post(NOTES).then(), 503, "unavailable")
        .header("Retry-After", equalTo("7"));
  }

  @Test
  void anInternalErrorHasALogIdAndNoDetail() {
    String answer =
        assertProblem(sending(title("broken")).post(NOTES).then(), 500, "internal")
            .body("logId", matchesPattern("[0-9a-f-]{36}"))
            .body("violations", nullValue())
            .extract()
            .asString();

    assertThat(answer).doesNotContain("4711");
  }

  @Test
  void anAnswerThatCannotBeWrittenIsAnInternalError() {
    assertProblem(ada().get(NOTES + "/unwritable").then(), 500, "internal");
  }

  @Test
  void aCheckThatBreaksIsAnInternalErrorInOurWords() {
    assertProblem(
            sending("{\"title\":\"x\",\"lines\":[{\"text\":\"boom\"}]}").post(NOTES).then(),
            500,
            "internal")
        .body("logId", matchesPattern("[0-9a-f-]{36}"))
        .body("detail", not(containsString("secret")));
  }

  @Test
  void aVersionMustBeNamedAndMustBeTheCurrentOne() {
    String id = sending(title("versioned")).post(NOTES).then().extract().path("id");
    String path = NOTES + "/" + id;

    assertProblem(sending(title("b")).put(path).then(), 428, "precondition-required")
        .body("detail", containsString("If-Match: \"1\""));
    assertProblem(
            sending(title("b")).header("If-Match", "\"7\"").put(path).then(),
            412,
            "precondition-failed")
        .body("version", equalTo(1));
    sending(title("b"))
        .header("If-Match", "\"1\"")
        .put(path)
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
  }

  @Test
  void aPageTokenThatIsNoneIsMalformed() {
    assertProblem(ada().get(NOTES + "?pageToken=garbage").then(), 400, "malformed")
        .body("violations.field", hasItem("pageToken"));
    assertProblem(ada().get(NOTES + "?pageSize=201").then(), 400, "malformed")
        .body("violations.field", hasItem("pageSize"));
  }
}
