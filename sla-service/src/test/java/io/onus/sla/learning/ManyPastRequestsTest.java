package io.onus.sla.learning;

import static io.onus.sla.Scene.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.sql.Sql;
import io.onus.kit.test.EventSchemas;
import io.onus.kit.test.OnusStack;
import io.onus.sla.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Goes through many past requests, several pages of them, and prints how long that took. To
 * measure: {@code ./mvnw -pl sla-service test -Dtest=ManyPastRequestsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-Donus.learning.requests=20000}.
 */
@QuarkusTest
@QuarkusTestResource(
    value = OnusStack.class,
    initArgs = @ResourceArg(name = "db", value = "onus_sla"))
class ManyPastRequestsTest {

  private static final int REQUESTS = Integer.getInteger("onus.learning.requests", 2_000);

  @Inject Sql sql;

  /**
   * Each is submitted an hour after the one before it, and answered, asked about, replied to and
   * resolved in times that follow from its number.
   */
  @Test
  void manyRequestsAreTriedPageByPageAndNoneIsLeftOutOrCountedTwice() {
    Scene scene = Scene.of(Scene.departments(sql, "MANY"));
    store(scene);
    String agreement =
        as(scene.requesterLead())
            .body(
                """
                {"requester":"%s","provider":"%s","terms":{"targets":[\
                {"metric":"FIRST_RESPONSE","priority":"P2","duration":"PT1H"},\
                {"metric":"RESOLUTION","priority":"P2","duration":"PT6H"},\
                {"metric":"REPLY","priority":"P2","duration":"PT2H"}],"hours":"ALWAYS",\
                "breachCost":{"amount":100,"currency":"USD","per":"BREACH"}}}\
                """
                    .formatted(scene.requester(), scene.provider()))
            .post("/api/v1/agreements")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    JsonNode answer = null;
    for (int run = 1; run <= 3; run++) {
      long began = System.nanoTime();
      answer =
          EventSchemas.json(
              as(scene.requesterLead())
                  .body("{\"window\":{\"from\":\"2000-01-01T00:00:00Z\"}}")
                  .post("/api/v1/agreements/" + agreement + "/dry-run")
                  .then()
                  .statusCode(200)
                  .extract()
                  .asString());
      print("dry run", began);
    }
    long began = System.nanoTime();
    JsonNode suggestions =
        EventSchemas.json(
            as(scene.requesterLead())
                .get(
                    "/api/v1/suggestions?since=2000-01-01T00:00:00Z&requester="
                        + scene.requester()
                        + "&provider="
                        + scene.provider())
                .then()
                .statusCode(200)
                .extract()
                .asString());
    print("suggestions", began);

    // Answered within (n mod 90) minutes, replied to within (n mod 180), resolved after (n mod 600)
    // of work: what the terms keep can be counted without any clock.
    int answered = 0;
    int replied = 0;
    int resolved = 0;
    for (int n = 1; n <= REQUESTS; n++) {
      answered += n % 90 <= 60 ? 1 : 0;
      replied += n % 180 <= 120 ? 1 : 0;
      resolved += n % 90 + 5 + n % 600 <= 360 ? 1 : 0;
    }
    assertThat(answer.path("requests").asInt()).isEqualTo(REQUESTS);
    assertKept(answer, "FIRST_RESPONSE", answered);
    assertKept(answer, "REPLY", replied);
    assertKept(answer, "RESOLUTION", resolved);
    assertThat(answer.path("proposed").path("worst")).hasSize(10);
    assertThat(suggestions.path("requests").asInt()).isEqualTo(REQUESTS);
    assertThat(suggestions.path("lines")).hasSize(3);
    for (JsonNode line : suggestions.path("lines")) {
      assertThat(line.path("count").asInt()).isEqualTo(REQUESTS);
    }
  }

  private static void print(String what, long began) {
    System.out.printf(
        Locale.ROOT,
        "%s of %,d requests, %,d facts: %.2f s%n",
        what,
        REQUESTS,
        REQUESTS * 6,
        (System.nanoTime() - began) / 1e9);
  }

  private static void assertKept(JsonNode answer, String metric, int kept) {
    for (JsonNode line : answer.path("proposed").path("lines")) {
      if (line.path("metric").asText().equals(metric)) {
        assertThat(line.path("kept").asInt()).as(metric).isEqualTo(kept);
        assertThat(line.path("breached").asInt()).as(metric).isEqualTo(REQUESTS - kept);
        return;
      }
    }
    throw new AssertionError("no line of " + metric + " in " + answer);
  }

  private void store(Scene scene) {
    sql.update(
        """
        insert into request_facts
          (request_id, sequence, event_id, type, happened_at, recorded_at, data)
        select request, sequence, gen_random_uuid(), 'io.onus.request.' || type || '.v1', at, at,
          jsonb_build_object(
            'actor', jsonb_build_object(
              'id', 'someone', 'department', case when side = 'PROVIDER' then ? else ? end,
              'side', side, 'kind', 'HUMAN'),
            'requestId', request, 'number', 'MANY-' || n, 'from', ?, 'to', ?,
            'service', 'parts-' || n % 7, 'provider', ?, 'priority', 'P2', 'status', 'SUBMITTED',
            'onus', 'PROVIDER', 'subject', 'Which part fits the machine of our customer?',
            'imported', true, 'visibility', 'BOTH', 'text', 'Which one of the two do you mean?',
            'customer', jsonb_build_object('ref', 'ORD-' || n, 'name', 'Acme'),
            'atStake', jsonb_build_object('amount', 125000, 'currency', 'USD'))
        from (select n, gen_random_uuid() as request,
                timestamptz '2015-01-01T00:00:00Z' + n * interval '1 hour' as submitted
              from generate_series(1, ?) n) requests,
          lateral (values
            (1, 'submitted', 'REQUESTER', submitted),
            (2, 'accepted', 'PROVIDER', submitted),
            (3, 'message-posted', 'PROVIDER', submitted + n % 90 * interval '1 minute'),
            (4, 'asked', 'PROVIDER', submitted + (n % 90 + 5) * interval '1 minute'),
            (5, 'answered', 'REQUESTER',
              submitted + (n % 90 + 5 + n % 180) * interval '1 minute'),
            (6, 'resolved', 'PROVIDER',
              submitted + (n % 90 + 5 + n % 180 + n % 600) * interval '1 minute')
          ) facts (sequence, type, side, at)
        """,
        scene.provider(),
        scene.requester(),
        scene.requester(),
        scene.provider(),
        scene.provider(),
        REQUESTS);
  }
}
