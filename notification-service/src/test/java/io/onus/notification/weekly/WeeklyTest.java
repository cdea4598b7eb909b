package io.onus.notification.weekly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.Await;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.time.WallClock;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.test.ClockFacts;
import io.onus.notification.test.FreePorts;
import io.onus.notification.test.Publisher;
import io.onus.notification.test.Samples;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class WeeklyTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();

  /** 08:00 where the departments are, on the Monday after {@link ClockFacts#DUE}. */
  private static final Instant NEXT_MONDAY = Instant.parse("2026-11-30T07:00:00Z");

  /** Somebody who got a letter, and its title. */
  private record Got(String address, String title) {}

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject WallClock clock;
  @Inject Sql sql;
  @Inject WeeklyService service;
  @Inject DirectoryService directory;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String eng = "ENG-" + mark.toUpperCase(Locale.ROOT);
  private final String cs = "CS-" + mark.toUpperCase(Locale.ROOT);
  private final String lena = "lena@" + mark + ".example";
  private final String leo = "leo@" + mark + ".example";

  private SettableClock time;
  private Publisher publisher;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, ClockFacts.DUE);
    publisher = new Publisher(bootstrap);
    publisher.department(eng, 1, lena, leo);
    Await.until(
        "the department",
        () -> lead(eng).get("/api/v1/weekly/" + eng).statusCode(),
        status -> status == 200);
  }

  @AfterEach
  void end() {
    publisher.close();
    time.close();
  }

  @Test
  void theLeadsGetOneLetterOfTheWeekWhoeverLooksAndHoweverOften() {
    // Given
    wants(eng);
    keepOneBreakOneAndHaveOneDue();
    service.tellDue();
    assertThat(letters()).isEmpty();

    // When
    time.set(NEXT_MONDAY);
    replicas(4, service::tellDue);
    time.advance(Duration.ofDays(1));
    service.tellDue();

    // Then
    String title = "%s, week 48: kept 1 of 2 promises (50 %%)".formatted(eng);
    assertThat(letters()).containsExactlyInAnyOrder(new Got(lena, title), new Got(leo, title));
  }

  @Test
  void afterAnOutageOnlyTheLatestWeekIsTold() {
    wants(eng);
    keepOneBreakOneAndHaveOneDue();

    time.set(NEXT_MONDAY.plus(Duration.ofDays(15)));
    service.tellDue();

    // What broke in week 48 is not there yet, and that is all there is to say of week 50.
    assertThat(letters())
        .extracting(Got::title)
        .containsOnly(eng + ", week 50: nothing it promised came due");
    assertThat(letters()).hasSize(2);
  }

  @Test
  void aWeekWithNothingToSayIsNotSentNorIsTheFirstOneEver() {
    String quiet = "QUIET-" + mark.toUpperCase(Locale.ROOT);
    publisher.department(quiet, 1, "quinn@" + mark + ".example");
    Await.until("it", () -> admin().get(path(quiet)).statusCode(), status -> status == 200);
    wants(quiet);
    keepOneBreakOneAndHaveOneDue();
    sql.update(
        "insert into weekly_wishes values (?, true, null, 2, now()) on conflict do nothing", eng);

    // When
    time.set(NEXT_MONDAY);
    service.tellDue();

    // Then: that department was never told of before, and this one's week was empty
    assertThat(letters()).isEmpty();
    time.advance(Duration.ofDays(7));
    service.tellDue();
    assertThat(letters()).extracting(Got::address).containsExactlyInAnyOrder(lena, leo);
  }

  @Test
  void whoeverHasAnAddressLaterInTheWeekGetsTheLetterThen() {
    wants(eng);
    keepOneBreakOneAndHaveOneDue();
    service.tellDue();
    publisher.department(eng, 2);
    Await.until(
        "nobody leads it", () -> directory.find(eng).orElseThrow().reachableLeads().isEmpty());
    time.set(NEXT_MONDAY);
    service.tellDue();
    service.tellDue();
    assertThat(letters()).isEmpty();

    publisher.department(eng, 3, lena);
    Await.until(
        "somebody does", () -> !directory.find(eng).orElseThrow().reachableLeads().isEmpty());
    service.tellDue();

    assertThat(letters()).extracting(Got::address).containsExactly(lena);
  }

  @Test
  void leadsReadTheSameFiguresAndLateFactsChangeThem() {
    ClockFacts facts = new ClockFacts(cs, eng);
    UUID broken = UUID.randomUUID();
    publisher.clock(
        facts.event(
            "breached",
            broken,
            data -> data.putObject("cost").put("amount", 1000).put("currency", "USD")));
    JsonPath before = awaitWeek(week -> week.getInt("owes.original.broken") == 1);
    assertThat(before.getString("week")).isEqualTo("2026-W48");
    assertThat(before.getList("owes.cost.currency")).containsExactly("USD");
    assertThat(before.getFloat("owes.original.percentKept")).isZero();
    assertThat(before.getInt("owes.late")).isEqualTo(1);

    ClockFacts.Fact retracted =
        facts.event(
            "breach-retracted",
            broken,
            data -> data.put("phase", "FINISHED").put("verdict", "MET"));
    publisher.clock(retracted, retracted);

    JsonPath after = awaitWeek(week -> week.getInt("owes.original.kept") == 1);
    assertThat(after.getInt("owes.original.broken")).isZero();
    assertThat(after.getList("owes.cost")).isEmpty();
    assertThat(after.getInt("owes.late")).isZero();
  }

  @Test
  void whatCameInTimeAndWasNoAnswerWasNotKept() {
    ClockFacts facts = new ClockFacts(cs, eng);
    UUID first = UUID.randomUUID();
    publisher.clock(
        facts.event("met", first, data -> data.put("metric", "RESOLUTION")),
        facts.met(UUID.randomUUID()),
        facts.event(
            "started",
            UUID.randomUUID(),
            data -> data.put("metric", "RESOLUTION").put("reopened", "NOT_ANSWERED")));

    JsonPath week = awaitWeek(read -> read.getInt("owes.unanswered") == 1);

    assertThat(week.getInt("owes.original.kept")).isEqualTo(1);
    assertThat(week.getInt("owes.original.broken")).isEqualTo(1);
    assertThat(week.getList("owes.cost")).isEmpty();
    assertThat(week.getInt("owes.late")).isZero();
  }

  @Test
  void bothRolesAreShownHistoryIsNotAndHouseTermsStandApart() {
    ClockFacts owed = new ClockFacts(eng, cs);
    publisher.clock(
        owed.met(UUID.randomUUID()),
        owed.event("met", UUID.randomUUID(), data -> data.put("expected", true)),
        owed.event("met", UUID.randomUUID(), data -> data.put("imported", true)));
    ClockFacts owes = new ClockFacts(cs, eng);
    publisher.clock(
        owes.event(
            "started", UUID.randomUUID(), data -> data.put("dueAt", "2026-11-27T10:00:00Z")));

    JsonPath week =
        awaitWeek(read -> read.getInt("owes.due.count") + read.getInt("isOwed.expected.kept") == 2);

    assertThat(week.getInt("isOwed.original.kept")).isEqualTo(1);
    assertThat(week.getInt("isOwed.expected.kept")).isEqualTo(1);
    assertThat(week.getList("isOwed.counterparts.department")).containsExactly(cs);
    assertThat(week.getString("owes.due.items[0].owedTo")).isEqualTo(cs);
    assertThat(week.getString("owes.due.items[0].subject")).contains("Which bolt");
  }

  @Test
  void reviewsOfTheNextThirtyDaysAreAheadUntilNoticeIsGiven() {
    UUID agreement = UUID.randomUUID();
    publish(agreement, "signed", 1, "2026-12-20");

    JsonPath week = awaitWeek(read -> !read.getList("reviews").isEmpty());
    assertThat(week.getString("reviews[0].with")).isEqualTo(cs);
    assertThat(week.getString("reviews[0].on")).isEqualTo("2026-12-20");

    publish(agreement, "ended", 2, "2026-12-20");
    awaitWeek(read -> read.getList("reviews").isEmpty());
  }

  @Test
  void whoLeadsTheDepartmentSaysWhetherAndWhenTheLetterComes() {
    String letter = path(eng) + "/letter";
    lead(eng)
        .get(letter)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("on", equalTo(false))
        .body("asTheCompany", equalTo(true))
        .body("next", nullValue());

    lead(eng).body("{\"on\":true}").put(letter).then().statusCode(428);
    lead(eng)
        .header("If-Match", "\"1\"")
        .body("{\"on\":true,\"day\":\"FRI\",\"at\":\"16:00\"}")
        .put(letter)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("day", equalTo("FRI"))
        .body("next", equalTo("2026-11-27T15:00:00Z"));
    lead(eng).header("If-Match", "\"1\"").body("{\"on\":false}").put(letter).then().statusCode(412);
    for (String wrong :
        List.of(
            "{}",
            "{\"on\":true,\"day\":\"FRI\"}",
            "{\"on\":true,\"day\":\"FRI\",\"at\":\"25:00\"}",
            "{\"on\":true,\"day\":\"SOMEDAY\",\"at\":\"08:00\"}",
            "{\"on\":true,\"hour\":8}")) {
      lead(eng).header("If-Match", "\"2\"").body(wrong).put(letter).then().statusCode(400);
    }
    lead(eng).get(letter).then().body("version", equalTo(2)).body("next", notNullValue());
  }

  @Test
  void weeksThatAreNoneOrNotThereAreRefusedWithWhatThereIs() {
    lead(eng).get(path(eng) + "?week=2026-48").then().statusCode(400);
    lead(eng)
        .get(path(eng) + "?week=2026-W49")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("week-not-begun"))
        .body("current", equalTo("2026-W48"));
    lead(eng)
        .get(path(eng) + "?week=2026-W39")
        .then()
        .statusCode(422)
        .body("refusal", equalTo("week-not-kept"))
        .body("earliest", equalTo("2026-W40"));
    lead(eng).get(path(eng) + "?week=2026-W40").then().statusCode(200);
  }

  @Test
  void toWhoLeadsAnotherDepartmentItLooksLikeOneThatIsNotThere() {
    String seen =
        lead(cs).get(path(eng)).then().statusCode(404).extract().jsonPath().getString("detail");
    String missing =
        admin()
            .get(path("NONE-" + mark))
            .then()
            .statusCode(404)
            .extract()
            .jsonPath()
            .getString("detail");

    assertThat(seen.replace(eng, "X")).isEqualTo(missing.replace("NONE-" + mark, "X"));
  }

  @Test
  void whatWasOverSixtyDaysAgoIsForgotten() {
    UUID over = UUID.randomUUID();
    UUID open = UUID.randomUUID();
    ClockFacts facts = new ClockFacts(cs, eng);
    publisher.clock(facts.met(over), facts.event("paused", open, data -> {}));
    Await.until("both", () -> clocks(over, open), count -> count == 2);

    time.advance(Duration.ofDays(60));
    service.forget();
    assertThat(clocks(over, open)).isEqualTo(2);
    time.advance(Duration.ofSeconds(1));
    service.forget();

    assertThat(clocks(over)).isZero();
    assertThat(clocks(open)).isEqualTo(1);
  }

  private void keepOneBreakOneAndHaveOneDue() {
    ClockFacts facts = new ClockFacts(cs, eng);
    publisher.clock(
        facts.met(UUID.randomUUID()),
        facts.breached(UUID.randomUUID()),
        facts.event(
            "at-risk",
            UUID.randomUUID(),
            data -> data.put("percent", 50).put("dueAt", "2026-12-01T09:00:00Z")));
    Await.until(
        "three clocks",
        () ->
            sql.one(
                    "select count(*) as count from weekly_clocks where owed_by = ?",
                    row -> row.integer("count"),
                    eng)
                .orElse(0),
        count -> count == 3);
  }

  private void wants(String department) {
    admin()
        .header("If-Match", "*")
        .body("{\"on\":true,\"day\":\"MON\",\"at\":\"08:00\"}")
        .put(path(department) + "/letter")
        .then()
        .statusCode(200);
  }

  private JsonPath awaitWeek(Predicate<JsonPath> wished) {
    return Await.until(
        "the figures",
        () -> lead(eng).get(path(eng) + "?week=2026-W48").then().extract().jsonPath(),
        wished);
  }

  private int clocks(UUID... ids) {
    return sql.one(
            "select count(*) as count from weekly_clocks where clock_id = any(?)",
            row -> row.integer("count"),
            List.of(ids))
        .orElse(0);
  }

  private List<Got> letters() {
    return sql.list(
        """
        select d.address, n.content ->> 'title' as title from deliveries d join notices n on n.id = d.notice_id
        where n.content ->> 'topic' = 'WEEKLY' and d.channel = 'EMAIL' and d.address like ?
        """,
        row -> new Got(row.text("address"), row.text("title")),
        "%@" + mark + ".example");
  }

  private void publish(UUID agreement, String what, long sequence, String reviewOn) {
    CloudEvent sample =
        Samples.in("sla-service/src/test/resources/events/samples")
            .get("io.onus.agreement." + what + ".v1");
    ObjectNode data = sample.data().deepCopy();
    data.put("agreementId", agreement.toString()).put("requester", cs).put("provider", eng);
    ((ObjectNode) data.get("terms")).put("reviewOn", reviewOn);
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID(),
            sample.source(),
            sample.type(),
            agreement.toString(),
            sample.time(),
            time.instant(),
            sequence,
            null,
            null,
            data);
    publisher.raw("onus.agreement.v1", event.subject(), CloudEvents.write(event, MAPPER));
  }

  /** The same at the same time, as replicas do. */
  private static void replicas(int count, Runnable work) {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<? extends Future<?>> runs =
          IntStream.range(0, count).mapToObj(i -> threads.submit(work)).toList();
      for (Future<?> run : runs) {
        run.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String path(String department) {
    return "/api/v1/weekly/" + department;
  }

  private static RequestSpecification lead(String department) {
    return RestAssured.given()
        .auth()
        .oauth2(Tokens.lead("lena", department))
        .contentType(ContentType.JSON);
  }

  private static RequestSpecification admin() {
    return RestAssured.given()
        .auth()
        .oauth2(Tokens.onCallAdmin("ada"))
        .contentType(ContentType.JSON);
  }
}
