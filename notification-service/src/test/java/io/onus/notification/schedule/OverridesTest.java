package io.onus.notification.schedule;

import static org.hamcrest.Matchers.equalTo;

import io.onus.kit.test.OnusStack;
import io.onus.kit.test.SettableClock;
import io.onus.kit.time.WallClock;
import io.onus.notification.test.Api;
import io.onus.notification.test.FreePorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_notification"))
@QuarkusTestResource(FreePorts.class)
class OverridesTest {

  private static final Instant NOW = Instant.parse("2026-06-01T11:00:00Z");

  @Inject WallClock clock;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String person = "o-" + mark;
  private final String overrides = "/api/v1/schedules/s-" + mark + "/overrides";

  private SettableClock time;

  @BeforeEach
  void begin() {
    time = SettableClock.drive(clock, NOW);
    Api.person(person);
    Api.method(person, "EMAIL", person + "@example.com");
    Api.schedule("s-" + mark, Api.scheduleForm("OVER", person));
  }

  @AfterEach
  void end() {
    time.close();
  }

  @Test
  void oneThatHasBegunIsAnotherOnceItWasTakenBack() {
    String path = overrides + "/" + made();
    Api.as("ada").get(path).then().header("ETag", "\"1\"").body("version", equalTo(1));
    time.advance(Duration.ofHours(1));

    Api.as("ada").header("If-Match", "\"2\"").delete(path).then().statusCode(412);
    Api.as("ada").header("If-Match", "\"1\"").delete(path).then().statusCode(204);

    Api.as("ada")
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("version", equalTo(2))
        .body("end", equalTo(NOW.plus(Duration.ofHours(1)).toString()));
  }

  private String made() {
    return Api.as("ada")
        .body(
            Map.of(
                "start",
                NOW.toString(),
                "end",
                NOW.plus(Duration.ofHours(4)).toString(),
                "people",
                List.of(person)))
        .post(overrides)
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .extract()
        .jsonPath()
        .getString("id");
  }
}
