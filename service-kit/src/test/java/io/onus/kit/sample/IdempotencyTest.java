package io.onus.kit.sample;

import static io.onus.kit.sample.Calls.NOTES;
import static io.onus.kit.sample.Calls.ada;
import static io.onus.kit.sample.Calls.as;
import static io.onus.kit.sample.Calls.assertProblem;
import static io.onus.kit.sample.Calls.sending;
import static io.onus.kit.sample.Calls.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.onus.kit.http.Idempotency;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A POST that is sent again does nothing again. */
@QuarkusTest
@QuarkusTestResource(OnusStack.class)
class IdempotencyTest {

  private final String key = UUID.randomUUID().toString();
  private final String note = "note-" + key;

  @Inject Sql sql;
  @Inject WallClock clock;

  @Test
  void theSameBodyGetsTheSameAnswer() {
    // Given
    Response first = post(title(note));

    // When
    Response again = post(title(note));

    // Then
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.header("Location"))
        .isEqualTo(first.header("Location"))
        .isEqualTo(NOTES + "/" + first.path("id"));
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.contentType()).startsWith("application/json");
    assertThat(notes(note)).isEqualTo(1);
  }

  @Test
  void withoutAKeyEachIsANewOne() {
    sending(title(note)).post(NOTES).then().statusCode(201);
    sending(title(note)).post(NOTES).then().statusCode(201);

    assertThat(notes(note)).isEqualTo(2);
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    post(title(note)).then().statusCode(201);

    assertProblem(post(title(note) + " ").then(), 422, "refused")
        .body("refusal", equalTo("idempotency-key-reused"));
    assertThat(notes(note)).isEqualTo(1);
    post(title(note)).then().statusCode(201);
  }

  @Test
  void aRefusalIsReplayedAndTheRuleIsNotAskedAgain() {
    Response first = post(title("refused"));
    int worked = NoteResource.WORKED.get("refused").get();

    Response again = post(title("refused"));

    assertProblem(again.then(), 422, "refused");
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(NoteResource.WORKED.get("refused")).hasValue(worked);
    assertThat(notes("refused")).isZero();
  }

  @Test
  void aFailureIsNotStoredAndItsWorkIsRolledBack() {
    post(title("broken")).then().statusCode(500);
    int worked = NoteResource.WORKED.get("broken").get();

    post(title("broken")).then().statusCode(500);

    assertThat(NoteResource.WORKED.get("broken")).hasValue(worked + 1);
    assertThat(notes("broken")).isZero();
    assertThat(storedKeys()).isZero();
  }

  @Test
  void whatIsUnavailableForNowIsNotStored() {
    post(title("busy")).then().statusCode(503);

    assertThat(storedKeys()).isZero();
    assertThat(notes("busy")).isZero();
  }

  @Test
  void aBodyThatCannotBeReadDoesNotUseUpTheKey() {
    post("{").then().statusCode(400);

    post(title(note)).then().statusCode(201);
  }

  @Test
  void whileTheFirstIsAtWorkARepeatIsToldToComeAgain() throws Exception {
    // Given
    NoteResource.hasStarted = new CountDownLatch(1);
    NoteResource.mayFinish = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Response> first = thread.submit(() -> post(title("slow")));
      assertThat(NoteResource.hasStarted.await(30, TimeUnit.SECONDS)).isTrue();

      // When
      Response early = post(title("slow"));
      NoteResource.mayFinish.countDown();
      Response done = first.get();

      // Then
      assertProblem(early.then(), 409, "conflict").header("Retry-After", equalTo("1"));
      assertThat(done.statusCode()).isEqualTo(201);
      assertThat(post(title("slow")).asString()).isEqualTo(done.asString());
    } finally {
      NoteResource.mayFinish.countDown();
      thread.shutdown();
    }
  }

  @Test
  void ofManyAtOnceOneDoesTheWork() throws Exception {
    // Given
    int callers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      // When
      List<Future<Response>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        calls.add(threads.submit(() -> post(title(note))));
      }

      // Then
      for (Future<Response> call : calls) {
        assertThat(call.get().statusCode()).isIn(201, 409);
      }
      assertThat(notes(note)).isEqualTo(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aKeyBelongsToItsCallerAndPath() {
    post(title(note)).then().statusCode(201);

    as("bob", "CS")
        .header(Idempotency.HEADER, key)
        .contentType(ContentType.JSON)
        .body(title(note))
        .post(NOTES)
        .then()
        .statusCode(201);
    // A system of the same name is somebody else.
    RestAssured.given()
        .auth()
        .oauth2(Tokens.robot("ada", "CS"))
        .header(Idempotency.HEADER, key)
        .contentType(ContentType.JSON)
        .body(title(note))
        .post(NOTES)
        .then()
        .statusCode(201);
    ada().header(Idempotency.HEADER, key).post(NOTES + "/touch").then().statusCode(204);
    assertThat(notes(note)).isEqualTo(3);
  }

  @Test
  void anAnswerWithoutABodyIsReplayedToo() {
    ada().header(Idempotency.HEADER, key).post(NOTES + "/touch").then().statusCode(204);

    Response again = ada().header(Idempotency.HEADER, key).post(NOTES + "/touch");

    assertThat(again.statusCode()).isEqualTo(204);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    try (SettableClock time = SettableClock.drive(clock, clock.now())) {
      String first = post(title(note)).then().statusCode(201).extract().path("id");
      time.advance(Duration.ofHours(24).minusSeconds(1));
      assertThat(post(title(note)).<String>path("id")).isEqualTo(first);

      time.advance(Duration.ofSeconds(1));
      String later = post(title(note)).then().statusCode(201).extract().path("id");

      assertThat(later).isNotEqualTo(first);
      assertThat(post(title(note)).<String>path("id")).isEqualTo(later);
    }
  }

  @Test
  void aKeyMustBeOfSomeLength() {
    sending(title(note))
        .header(Idempotency.HEADER, "k".repeat(256))
        .post(NOTES)
        .then()
        .statusCode(400);
    sending(title(note)).header(Idempotency.HEADER, " ").post(NOTES).then().statusCode(400);
  }

  private Response post(String body) {
    return sending(body).header(Idempotency.HEADER, key).post(NOTES);
  }

  private long notes(String title) {
    return sql.one("select count(*) as n from notes where title = ?", r -> r.number("n"), title)
        .orElseThrow();
  }

  private long storedKeys() {
    return sql.one(
            "select count(*) as n from idempotency_keys where key = ?", r -> r.number("n"), key)
        .orElseThrow();
  }
}
