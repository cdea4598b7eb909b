package io.onus.notification.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.onus.kit.test.OnusStack;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.test.Api;
import io.onus.notification.test.FreePorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class PreferencesOverRestTest {

  private static final Map<String, Object> NIGHTS =
      Map.of(
          "zone",
          "Europe/Berlin",
          "quietHours",
          Map.of(
              "weekly",
              Map.of("MON", List.of("22:00-07:00"), "SAT", List.of("00:00-24:00")),
              "holidaysOf",
              "ENG-hours"),
          "throttle",
          Map.of("most", 3, "within", "PT5M"),
          "budget",
          20,
          "shift",
          "P7D",
          "digestEvery",
          "PT1H",
          "digestFrom",
          2);

  private final String person = "p-" + UUID.randomUUID();
  private final String path = "/api/v1/people/" + person + "/preferences";

  @Inject PersonService people;

  @Test
  void whoHasSaidNothingHasWhatGoesForEverybody() {
    Api.person(person);

    Api.as(person)
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"0\"")
        .body("zone", equalTo("UTC"))
        .body("quietHours", nullValue())
        .body("throttle.most", equalTo(10))
        .body("budget", equalTo(40))
        .body("digestFrom", equalTo(5));
    assertThat(people.preferences(List.of(person))).isEqualTo(Map.of(person, Preferences.DEFAULT));
  }

  @Test
  void whatSomebodySaysIsWhatTheServiceGoesBy() {
    Api.person(person);

    Api.as(person)
        .body(NIGHTS)
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("quietHours.weekly.MON", equalTo(List.of("22:00-07:00")))
        .body("quietHours.holidaysOf", equalTo("ENG-hours"));

    Preferences said = people.preferences(List.of(person)).get(person);
    assertThat(said.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(said.throttle().within()).isEqualTo(Duration.ofMinutes(5));
    assertThat(said.shift()).isEqualTo(Duration.ofDays(7));
    assertThat(said.quietUntil(Instant.parse("2026-06-01T22:00:00Z"), Set.of()))
        .isEqualTo("2026-06-02T05:00:00Z");
  }

  @Test
  void whatWasSaidIsReplacedAsAWholeAndOnlyByWhoKnowsTheVersion() {
    Api.person(person);
    Api.as(person).body(NIGHTS).put(path).then().statusCode(200);
    Map<String, Integer> change = Map.of("budget", 7);

    Api.as(person).body(change).put(path).then().statusCode(428);
    Api.as(person).header("If-Match", "\"9\"").body(change).put(path).then().statusCode(412);
    Api.as(person)
        .header("If-Match", "\"1\"")
        .body(change)
        .put(path)
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("budget", equalTo(7))
        .body("zone", equalTo("UTC"))
        .body("quietHours", nullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zone | {\"zone\":\"+02:00\"}",
        "zone | {\"zone\":\"Mars/Base\"}",
        "quietHours.weekly | {\"quietHours\":{\"weekly\":{\"MONDAY\":[]}}}",
        "quietHours.weekly.MON | {\"quietHours\":{\"weekly\":{\"MON\":[\"22-7\"]}}}",
        "quietHours.weekly | {\"quietHours\":{\"weekly\":{\"MON\":[\"00:00-24:00\"],"
            + "\"TUE\":[\"00:00-24:00\"],\"WED\":[\"00:00-24:00\"],\"THU\":[\"00:00-24:00\"],"
            + "\"FRI\":[\"00:00-24:00\"],\"SAT\":[\"00:00-24:00\"],\"SUN\":[\"00:00-24:00\"]}}}",
        "quietHours.holidaysOf | {\"quietHours\":{\"holidaysOf\":\"not a code\"}}",
        "throttle.within | {\"throttle\":{\"most\":1,\"within\":\"PT1S\"}}",
        "throttle.most | {\"throttle\":{\"most\":0,\"within\":\"PT1M\"}}",
        "budget | {\"budget\":501}",
        "shift | {\"shift\":\"PT30M\"}",
        "digestEvery | {\"digestEvery\":\"PT13H\"}",
        "digestFrom | {\"digestFrom\":1}"
      })
  void whatIsOutOfBoundsIsRefusedByItsField(String field, String body) {
    Api.person(person);

    Api.as(person)
        .body(body)
        .put(path)
        .then()
        .statusCode(400)
        .body("violations.field", hasItem(field));
  }
}
