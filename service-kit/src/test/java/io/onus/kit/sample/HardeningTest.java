package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.ada;
import static io.onus.kit.sample.Calls.assertProblem;
import static io.onus.kit.sample.Calls.sending;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.onus.kit.test.OnusStack;
import io.onus.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile client gets: less than it asked for, and nothing it did not know. */
@QuarkusTest
@QuarkusTestResource(OnusStack.class)
class HardeningTest {

  @TestHTTPResource URI root;

  private static List<Response> answersOfEveryKind() {
    return List.of(
        ada().get(NOTES),
        given().get(NOTES),
        ada().get("/api/v1/nowhere"),
        ada().delete(NOTES),
        sending("{").post(NOTES),
        sending("{\"title\":\"broken\"}").post(NOTES),
        sending("x".repeat(150_000)).post(NOTES),
        ada().get(NOTES + "?prefix=" + "x".repeat(9_000)),
        ada().header("Content-Encoding", "gzip").body("x").post(NOTES),
        given().auth().oauth2("a.b.c").get(NOTES));
  }

  @Test
  void everyAnswerIsKeptFromBeingFramedSniffedAndKept() {
    answersOfEveryKind().forEach(HardeningTest::assertKept);
  }

  private static void assertKept(Response answer) {
    answer
        .then()
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("X-Frame-Options", equalTo("DENY"))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Cache-Control", equalTo("no-store"))
        .header("Strict-Transport-Security", nullValue())
        .header("Server", nullValue())
        .header("X-Powered-By", nullValue());
  }

  @Test
  void anotherOriginMayNotReadAnything() {
    RequestSpecification foreign = ada().header("Origin", "https://evil.example");
    Response simple = foreign.get(NOTES);
    Response preflight =
        given()
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "POST")
            .options(NOTES);

    for (Response answer : new Response[] {simple, preflight}) {
      assertThat(answer.headers().asList())
          .noneMatch(
              header -> header.getName().toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
  }

  @Test
  void aLongPathIsRefusedAndOneBelowIsNot() {
    ada().get(NOTES + "?prefix=" + "x".repeat(8_000)).then().statusCode(200);
    assertProblem(ada().get(NOTES + "?prefix=" + "x".repeat(8_200)).then(), 414, "uri-too-long")
        .body("limit", equalTo(8_192));
  }

  @Test
  void aPathBeyondWhatIsReadAtAllIsRefusedWithoutWords() throws Exception {
    try (Wire wire = new Wire(root)) {
      wire.send("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: onus\r\n\r\n");

      assertThat(wire.rest()).matches("(?s)HTTP/1.. 414 .*");
    }
  }

  @Test
  void manyParametersAreRefusedAndManyButOneAreNot() {
    ada().get(NOTES + "?" + parameters(100)).then().statusCode(200);
    assertProblem(ada().get(NOTES + "?" + parameters(101)).then(), 400, "malformed")
        .body("detail", containsString("100"));
  }

  @Test
  void longHeadersAreRefusedAndShorterOnesAreNot() {
    ada().header("X-A", "x".repeat(20_000)).get(NOTES).then().statusCode(200);
    assertProblem(
        ada().header("X-A", "x".repeat(25_000)).get(NOTES).then(),
        431,
        "request-header-fields-too-large");
  }

  @Test
  void headersBeyondWhatIsReadAtAllAreRefusedWithoutWords() throws Exception {
    try (Wire wire = new Wire(root)) {
      wire.send("GET " + NOTES + " HTTP/1.1\r\nHost: onus\r\nX-A: " + "x".repeat(100_000));

      assertThat(wire.rest()).matches("(?s)HTTP/1.. 431 .*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "GZIP", "gzip, gzip"})
  void aPackedBodyIsNotUnpacked(String encoding) throws Exception {
    assertProblem(
            ada()
                .header("Content-Encoding", encoding)
                .header("Content-Type", "application/json")
                .body(bomb())
                .post(NOTES)
                .then(),
            415,
            "unsupported-media-type")
        .header("Accept-Encoding", equalTo("identity"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "[1e-999999999]",
        "{\"a\":{\"b\":1e401}}",
      })
  void aNumberThatCannotBeWrittenOutIsMalformed(String extra) {
    assertProblem(
            sending("{\"title\":\"x\",\"extra\":" + extra + "}").post(NOTES).then(),
            400,
            "malformed")
        .body("detail", containsString("1e400"))
        .body("violations[0].field", equalTo("extra"));
  }

  @Test
  void aPriceThatCannotBeWrittenOutIsMalformed() {
    assertProblem(
            sending("{\"title\":\"x\",\"price\":1e999999999}").post(NOTES).then(), 400, "malformed")
        .body("violations[0].field", equalTo("price"));
    sending("{\"title\":\"x\",\"price\":1e30,\"extra\":{\"a\":[1e30]}}")
        .post(NOTES)
        .then()
        .statusCode(201);
  }

  @Test
  void deepJsonIsMalformedAndShallowerIsNot() throws Exception {
    assertThat(posted("{\"title\":\"x\",\"extra\":" + nested(150) + "}"))
        .startsWith("HTTP/1.1 201");
    for (String deep : new String[] {nested(250), "[".repeat(90_000), nested(40_000)}) {
      assertThat(posted("{\"title\":\"x\",\"extra\":" + deep + "}"))
          .startsWith("HTTP/1.1 400")
          .contains("/problems/malformed", "too deeply");
    }
  }

  /** Letter by letter: the usual client would print it nicely, and that takes very long. */
  private String posted(String body) throws Exception {
    try (Wire wire = new Wire(root)) {
      return wire.send(
              "POST "
                  + NOTES
                  + " HTTP/1.1\r\nHost: onus\r\nAuthorization: Bearer "
                  + Tokens.member("ada", "CS")
                  + "\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
          .answer();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/notes/%0d%0aSet-Cookie:%20a=b",
        "/api/v1/notes?prefix=%0d%0aSet-Cookie:%20a=b",
        "/api/v1/notes?pageToken=%0d%0aSet-Cookie:%20a=b",
        "/api/v1/notes?pageSize=%0d%0aSet-Cookie:%20a=b",
        "/api/v1/%0d%0aSet-Cookie:%20a=b",
        "/%0d%0aSet-Cookie:%20a=b",
        "/api/v1/notes/%00",
        "/api/v1/notes/%ff%fe",
        "/api/v1/notes/..%2f..%2fetc%2fpasswd",
        "/api/v1/notes/%zz",
        "/api/v1/notes?prefix=%zz"
      })
  void whatIsHiddenInAPathBecomesNoHeader(String path) throws Exception {
    try (Wire wire = new Wire(root)) {
      wire.send(
          "GET "
              + path
              + " HTTP/1.1\r\nHost: onus\r\nConnection: close\r\nAuthorization: Bearer "
              + Tokens.member("ada", "CS")
              + "\r\n\r\n");

      String answer = wire.rest();
      assertThat(answer).matches("(?s)HTTP/1.1 (200|400|404) .*");
      assertThat(head(answer)).doesNotContainIgnoringCase("set-cookie");
      assertLeaksNothing(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Request-Id: a\r\n b",
        "Idempotency-Key: a\rSet-Cookie: a=b",
        "Idempotency-Key: a\u0000b",
        "If-Match: \"\rSet-Cookie: a=b\"",
        "X Y: z",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: xchunked",
        "Host: other",
        "Expect: 200-ok"
      })
  void headersThatAreNoneAreNotTaken(String header) throws Exception {
    try (Wire wire = new Wire(root)) {
      wire.send(
          "PUT "
              + NOTES
              + "/00000000-0000-0000-0000-000000000001 HTTP/1.1\r\nHost: onus\r\nConnection:"
              + " close\r\nAuthorization: Bearer "
              + Tokens.member("ada", "CS")
              + "\r\nContent-Type: application/json\r\n"
              + header
              + "\r\n\r\n{}");

      String answer = wire.rest();
      assertThat(answer).matches("(?s)(HTTP/1.1 4\\d\\d .*)?");
      assertThat(head(answer)).doesNotContainIgnoringCase("set-cookie");
      assertLeaksNothing(answer);
    }
  }

  static Stream<String> malformedBodies() {
    return Stream.of(
        "",
        "\u0000",
        "{",
        "\"",
        "{\"title\":",
        "{\"title\":\"\\u0000\"}",
        "{\"title\":'x'}",
        "{\"title\":NaN}",
        "{\"title\":\"x\",\"count\":1e999999999}",
        "{\"title\":\"x\",\"count\":99999999999999999999}",
        "{\"title\":\"x\",\"at\":\"" + "9".repeat(5_000) + "\"}",
        "{\"title\":\"x\",\"within\":\"" + "P".repeat(5_000) + "\"}",
        "{\"title\":\"x\",\"colour\":\"'; drop table notes; --\"}",
        "{\"title\":\"x\",\"" + "y".repeat(900) + "\":1}",
        "{\"title\":\"x\",\"lines\":["
            + "{\"text\":\"longer\"},".repeat(1_000)
            + "{\"text\":\"longer\"}]}",
        "{\"@type\":\"java.lang.Runtime\",\"title\":\"x\"}",
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
        "{\"title\":\"broken\"}");
  }

  @ParameterizedTest
  @MethodSource("malformedBodies")
  void whatIsWrongWithABodyIsSaidShortlyAndLeaksNothing(String body) {
    String answer = sending(body).post(NOTES).asPrettyString();

    assertThat(answer).contains("/problems/");
    assertThat(answer.length()).isLessThan(20_000);
    assertLeaksNothing(answer);
  }

  private static void assertLeaksNothing(String answer) {
    assertThat(answer)
        .doesNotContain("io.onus", "java.", "jakarta.", "com.fasterxml", "org.postgresql")
        .doesNotContain("Exception", "\tat ", "4711", "StreamReadConstraints")
        .doesNotContain("insert into", "select ", "root:x:");
  }

  private static String head(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end < 0 ? answer : answer.substring(0, end);
  }

  private static String parameters(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static byte[] bomb() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      byte[] spaces = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 20; i++) {
        out.write(spaces);
      }
    }
    return packed.toByteArray();
  }
}
