package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.journeys.Topic.Event;
import io.onus.local.ServiceProcess;
import io.onus.local.SuiteService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Nobody watches while hundreds of deadlines pass. Each is still announced, once, and says how late
 * that is.
 */
@Order(3)
class EngineDownJourney {

  private static final int DEADLINES = 500;
  private static final Map<String, String> TARGETS =
      Map.of("P1", "PT45S", "P2", "PT48S", "P3", "PT51S", "P4", "PT54S");

  private final Suite suite = Suite.running();

  @Test
  void whatPassedWhileTheEngineWasDownFiresOnceAndInOrderOnReturn() {
    // Given
    Partners partners = Partners.withoutLeads(suite, "DOWN");
    partners.sign(TARGETS, "ALWAYS");
    ServiceProcess sla = suite.stack().service(SuiteService.SLA);
    try (Topic topic = suite.topic("onus.sla.v1")) {
      Set<String> requests = askMany(partners);
      Eventually.until(
          "all clocks started",
          () -> firstResponses(topic, requests, "clock-started").size(),
          count -> count == DEADLINES);
      Instant lastDue =
          firstResponses(topic, requests, "clock-started").stream()
              .map(event -> Instant.parse(event.data().get("dueAt").asText()))
              .max(Instant::compareTo)
              .orElseThrow();

      // When
      sla.stop();
      assertThat(firstResponses(topic, requests, "clock-breached")).isEmpty();
      Eventually.until("every deadline passed", () -> now().isAfter(lastDue));
      Instant returned = now();
      sla.start();
      sla.awaitReady(Duration.ofSeconds(60));

      // Then
      List<Event> breaches =
          Eventually.until(
              "every breach",
              () -> firstResponses(topic, requests, "clock-breached"),
              found -> found.size() >= DEADLINES);
      assertThat(breaches).extracting(Event::key).containsExactlyInAnyOrderElementsOf(requests);
      assertThat(breaches)
          .allSatisfy(
              breach -> {
                assertThat(breach.time())
                    .isEqualTo(Instant.parse(breach.data().get("dueAt").asText()));
                assertThat(breach.time()).isBefore(returned);
                assertThat(breach.recordedTime()).isAfter(returned);
                assertThat(Instant.parse(breach.data().get("detectedAt").asText()))
                    .isAfter(returned);
              });
      assertEachMilestoneOnceAndInOrder(topic, requests);
    }
  }

  /**
   * Every request went through 50, 75 and 90 percent before it was broken, whoever was there to see
   * it.
   */
  private static void assertEachMilestoneOnceAndInOrder(Topic topic, Set<String> requests) {
    Map<String, List<String>> milestones = new HashMap<>();
    Map<String, List<Instant>> times = new HashMap<>();
    for (Event event : topic.read()) {
      if (!requests.contains(event.key()) || !isFirstResponse(event)) {
        continue;
      }
      if (event.type().equals("clock-at-risk") || event.type().equals("clock-breached")) {
        String name =
            event.type().equals("clock-breached") ? "breach" : event.data().get("percent").asText();
        milestones.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(name);
        times.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event.time());
      }
    }
    assertThat(milestones).hasSize(DEADLINES);
    assertThat(milestones.values())
        .allSatisfy(seen -> assertThat(seen).containsExactly("50", "75", "90", "breach"));
    assertThat(times.values()).allSatisfy(seen -> assertThat(seen).isSorted());
  }

  private Set<String> askMany(Partners partners) {
    Set<String> ids = new HashSet<>();
    ArrayNode batch = Api.JSON.createArrayNode();
    List<String> priorities = List.of("P1", "P2", "P3", "P4");
    for (int i = 0; i < DEADLINES; i++) {
      ObjectNode request = batch.addObject();
      request.put("from", partners.requester()).put("to", partners.provider());
      request.put("priority", priorities.get(i % 4)).put("subject", "deadline " + i);
      request.putObject("details").put("text", "deadline " + i);
    }
    for (JsonNode result :
        partners
            .requests()
            .post("/requests/batch", "{\"items\":" + batch + "}")
            .ok()
            .body()
            .get("results")) {
      assertThat(result.get("status").asInt()).as("%s", result).isEqualTo(201);
      ids.add(result.get("request").get("id").asText());
    }
    assertThat(ids).hasSize(DEADLINES);
    return ids;
  }

  private static List<Event> firstResponses(Topic topic, Set<String> requests, String type) {
    return topic.firsts().stream()
        .filter(
            event ->
                requests.contains(event.key())
                    && event.type().equals(type)
                    && isFirstResponse(event))
        .toList();
  }

  private static boolean isFirstResponse(Event event) {
    return event.data().path("metric").asText().equals("FIRST_RESPONSE");
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }
}
