package io.onus.sla.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.test.Tokens;
import io.onus.kit.test.TopicReader;
import io.onus.kit.test.TopicReader.Read;
import io.onus.kit.time.WallClock;
import io.onus.sla.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class CalendarTellingTest {

  private static final String HOURS = "{\"zone\":\"Europe/Berlin\",\"weekly\":{\"MON\":[\"%s\"]}}";
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String FILE =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      BEGIN:VEVENT
      UID:outing@example.com
      DTSTART;VALUE=DATE:%s
      SUMMARY:Outing
      END:VEVENT
      END:VCALENDAR
      """;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject CalendarWatch watch;
  @Inject WallClock clock;

  private final String code = "told-" + UUID.randomUUID();
  private final String key = "calendar/" + code;

  private SettableClock time;
  private TopicReader topic;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, clock.now());
    topic = new TopicReader(kafka, CalendarEvents.TOPIC);
  }

  @AfterEach
  void end() {
    topic.close();
    time.close();
  }

  @Test
  void theCompanysCalendarIsToldWithoutAnybodyWritingIt() {
    watch.step();

    JsonNode company = topic.awaitOf("calendar/company", 1).getFirst().data();
    assertThat(company.path("zone").asText()).isEqualTo("UTC");
    assertThat(company.path("open").size()).isGreaterThan(300);
  }

  @Test
  void everyChangeIsToldWithTheWholeStateInOrder() {
    put(HOURS.formatted("09:00-17:00"), null);
    put(HOURS.formatted("10:00-17:00"), "\"1\"");
    LocalDate monday = today().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    as().contentType("text/calendar")
        .header("If-Match", "\"2\"")
        .body(FILE.formatted(monday.format(DateTimeFormatter.BASIC_ISO_DATE)))
        .post("/api/v1/calendars/" + code + "/import")
        .then()
        .statusCode(200);

    List<Read> told = topic.awaitOf(key, 3);
    told.forEach(read -> EventSchemas.check(EventSchemas.json(read.text())));
    assertThat(told).extracting(read -> read.event().sequence()).containsExactly(1L, 2L, 3L);
    assertThat(told)
        .extracting(read -> read.data().path("version").asInt())
        .containsExactly(1, 2, 3);
    JsonNode last = told.getLast().data();
    assertThat(last.at("/horizon/from").asText()).isEqualTo(midnight(today().minusDays(35)));
    assertThat(last.at("/horizon/until").asText()).isEqualTo(midnight(today().plusDays(400)));
    assertThat(last.path("open").size()).isBetween(61, 62);
    assertThat(last.at("/closedDates/0").asText()).isEqualTo(monday.toString());
    assertThat(last.path("closedDates")).hasSize(1);
  }

  @Test
  void whatIsToldMovesOnWithTheDayAndIsToldOnceADay() {
    put(HOURS.formatted("09:00-17:00"), null);
    watch.step();

    String before = midnight(today().minusDays(35));
    time.advance(Duration.ofHours(26));
    watch.step();
    watch.step();
    put(HOURS.formatted("09:00-16:00"), "\"1\"");

    List<Read> told = topic.awaitOf(key, 3);
    assertThat(told).hasSize(3);
    assertThat(told)
        .extracting(read -> read.data().path("version").asInt())
        .containsExactly(1, 1, 2);
    String after = midnight(today().minusDays(35));
    assertThat(told)
        .extracting(read -> read.data().at("/horizon/from").asText())
        .containsExactly(before, after, after);
    assertThat(told).extracting(read -> read.event().id()).doesNotHaveDuplicates();
  }

  @Test
  void whatChangesNothingIsNotTold() {
    put(HOURS.formatted("09:00-17:00"), null);
    put(HOURS.formatted("09:00-17:00"), "\"1\"");
    put(HOURS.formatted("09:00-16:00"), "\"1\"");

    assertThat(topic.awaitOf(key, 2))
        .extracting(read -> read.data().path("version").asInt())
        .containsExactly(1, 2);
  }

  private LocalDate today() {
    return clock.now().atZone(BERLIN).toLocalDate();
  }

  private static String midnight(LocalDate day) {
    return day.atStartOfDay(BERLIN).toInstant().toString();
  }

  private void put(String calendar, @Nullable String ifMatch) {
    RequestSpecification call = as().contentType(ContentType.JSON).body(calendar);
    (ifMatch == null ? call : call.header("If-Match", ifMatch))
        .put("/api/v1/calendars/" + code)
        .then()
        .statusCode(lessThan(300));
  }

  private static RequestSpecification as() {
    return Scene.as(Tokens.admin("root"));
  }
}
