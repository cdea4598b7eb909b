package io.onus.notification.channel.alertmanager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Wording;
import io.onus.notification.domain.Standing;
import io.onus.notification.test.Notices;
import io.onus.notification.test.PublishedSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertmanagerAlertsTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final PublishedSchema ALERTMANAGER = PublishedSchema.of("alertmanager-alerts");

  static Stream<Content> all() {
    return Notices.all().stream()
        .filter(
            content ->
                !(content instanceof Content.AlertMoved moved)
                    || moved.move() != Content.Move.ACKNOWLEDGED);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everythingThatCanBeToldFitsWhatAlertmanagerTakes(Content content) {
    assertThat(ALERTMANAGER.errors(alerts(content))).isEmpty();
  }

  @Test
  void aMilestoneIsAnAlertThatStaysOpen() {
    JsonNode alert = json(new Content.Milestone(Notices.breached("Which bolt?"))).get(0);

    assertThat(
            MAPPER.convertValue(alert.get("labels"), new TypeReference<Map<String, String>>() {}))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "alertname", "OnusPromise",
                "alert_id", Notices.ALERT.toString(),
                "request", "ENG-1042",
                "obligor", "ENG",
                "requester", "CS",
                "severity", "critical",
                "priority", "P2"));
    assertThat(alert.at("/annotations/metric").asText()).isEqualTo("FIRST_RESPONSE");
    assertThat(alert.at("/annotations/summary").asText()).startsWith("[ENG-1042] Breached");
    assertThat(alert.at("/annotations/at_stake").asText()).isEqualTo("125,000 USD");
    assertThat(Instant.parse(alert.get("startsAt").asText())).isEqualTo(Notices.NOW);
    assertThat(Instant.parse(alert.get("endsAt").asText()))
        .isAfter(Notices.NOW.plus(Duration.ofDays(7)));
    assertThat(alert.get("generatorURL").asText()).endsWith("/requests/" + Notices.REQUEST);
  }

  @Test
  void itKnowsNoAcknowledgement() {
    assertThat(alerts(Notices.moved(Content.Move.ACKNOWLEDGED))).isEmpty();
  }

  @Test
  void aDigestIsItsAlerts() {
    assertThat(json(Notices.digest(2, 1, 5)).findValuesAsText("generatorURL")).hasSize(3);
  }

  /** As Alertmanager sees it: labels are what tells alerts apart. */
  @Test
  void whenTheAlertIsOverNothingItWasLabelledWithIsOpen() {
    // Given
    Map<Map<String, String>, Instant> there = new HashMap<>();
    post(there, milestone(Standing.AT_RISK, "P3"), Notices.NOW);
    post(there, milestone(Standing.BREACHED, "P3"), Notices.NOW.plusSeconds(60));
    assertThat(open(there, Notices.NOW.plusSeconds(60))).hasSize(1);
    post(there, milestone(Standing.OVERDUE, "P1"), Notices.NOW.plusSeconds(120));
    assertThat(open(there, Notices.NOW.plusSeconds(120))).isNotEmpty();

    // When
    Content.AlertMoved over =
        new Content.AlertMoved(
            Content.Move.RESOLVED, milestone(Standing.OVERDUE, "P1").notice(), "kept after all");
    post(there, over, Notices.NOW.plusSeconds(180));

    // Then
    assertThat(open(there, Notices.NOW.plusSeconds(181))).isEmpty();
  }

  @Test
  void aPriorityNobodyKnowsHereEndsToo() {
    Map<Map<String, String>, Instant> there = new HashMap<>();
    Notice urgent = Notices.notice("?", Standing.BREACHED, 100, "URGENT");
    post(there, new Content.Milestone(urgent), Notices.NOW);

    post(
        there,
        new Content.AlertMoved(Content.Move.RESOLVED, urgent, "cancelled"),
        Notices.NOW.plusSeconds(1));

    assertThat(open(there, Notices.NOW.plusSeconds(2))).isEmpty();
  }

  private static Content.Milestone milestone(Standing standing, String priority) {
    return new Content.Milestone(Notices.notice("Which bolt?", standing, 100, priority));
  }

  private static void post(Map<Map<String, String>, Instant> there, Content content, Instant now) {
    for (JsonNode alert : json(content, now)) {
      there.put(
          MAPPER.convertValue(alert.get("labels"), new TypeReference<Map<String, String>>() {}),
          Instant.parse(alert.get("endsAt").asText()));
    }
  }

  private static Set<Map<String, String>> open(
      Map<Map<String, String>, Instant> there, Instant now) {
    Set<Map<String, String>> open = new HashSet<>();
    there.forEach(
        (labels, endsAt) -> {
          if (endsAt.isAfter(now)) {
            open.add(labels);
          }
        });
    return open;
  }

  private static JsonNode json(Content content) {
    return json(content, Notices.NOW);
  }

  private static JsonNode json(Content content, Instant now) {
    return MAPPER.valueToTree(alerts(content, now));
  }

  private static List<Map<String, Object>> alerts(Content content) {
    return alerts(content, Notices.NOW);
  }

  private static List<Map<String, Object>> alerts(Content content, Instant now) {
    return AlertmanagerAlerts.of(
        Notices.message(content), each -> Wording.of(each, Notices.LINK_BASE, now), now);
  }
}
