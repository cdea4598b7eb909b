package io.onus.notification.channel.pager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.json.JsonSettings;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.domain.Wording;
import io.onus.notification.test.Notices;
import io.onus.notification.test.PublishedSchema;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagerEventTest {

  private static final ObjectMapper MAPPER = JsonSettings.mapper();
  private static final PublishedSchema PAGERDUTY = PublishedSchema.of("pagerduty-event");
  private static final Secret KEY = new Secret("0123456789abcdef0123456789ABCDEF");

  static Stream<Content> all() {
    return Stream.concat(
        Notices.all().stream(),
        Stream.of(
            new Content.Milestone(Notices.breached("x".repeat(5000))),
            Notices.digest(300, 300, 9)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everythingThatCanBeToldFitsWhatPagerDutyTakes(Content content) {
    assertThat(PAGERDUTY.errors(event(content))).isEmpty();
    // Its own bound is 512 KB.
    assertThat(PublishedSchema.json(event(content))).hasSizeLessThan(400_000);
  }

  @Test
  void aMilestoneTriggersTheIncidentOfItsAlert() {
    JsonNode event = json(new Content.Milestone(Notices.breached("Which bolt?")));

    assertThat(event.get("routing_key").asText()).isEqualTo(KEY.value());
    assertThat(event.get("event_action").asText()).isEqualTo("trigger");
    assertThat(event.get("dedup_key").asText()).isEqualTo(Notices.ALERT.toString());
    assertThat(event.at("/payload/summary").asText())
        .startsWith("[ENG-1042] Breached: ENG promised CS a first answer");
    assertThat(event.at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(event.at("/payload/source").asText()).isEqualTo("onus/ENG");
    assertThat(event.at("/payload/timestamp").asText()).isEqualTo(Notices.NOW.toString());
    assertThat(event.at("/payload/component").asText()).isEqualTo("part-clarification");
    assertThat(event.at("/payload/group").asText()).isEqualTo("ENG");
    assertThat(event.at("/payload/class").asText()).isEqualTo("first_response");
    assertThat(event.at("/payload/custom_details/Priority").asText()).isEqualTo("P2");
    assertThat(event.at("/payload/custom_details/Customer").asText()).startsWith("ORD-4711, ACME");
    assertThat(event.at("/links/0/href").asText())
        .isEqualTo("https://onus.example.com/requests/" + Notices.REQUEST);
    assertThat(event.get("client").asText()).isEqualTo("Onus");
  }

  @ParameterizedTest
  @CsvSource({"ACKNOWLEDGED, acknowledge", "RESOLVED, resolve"})
  void whatBecomesOfTheAlertBecomesOfItsIncident(Content.Move move, String action) {
    assertThat(event(Notices.moved(move)))
        .isEqualTo(
            Map.of(
                "routing_key",
                KEY.value(),
                "event_action",
                action,
                "dedup_key",
                Notices.ALERT.toString()));
  }

  @Test
  void aWarningIsOneAndNewsIsNone() {
    assertThat(json(new Content.Milestone(Notices.atRisk("?"))).at("/payload/severity").asText())
        .isEqualTo("warning");
    assertThat(json(Notices.code()).at("/payload/severity").asText()).isEqualTo("info");
  }

  @Test
  void whatIsNoAlertHasAnIncidentOfItsOwn() {
    assertThat(json(Notices.digest(2, 1, 0)).get("dedup_key").asText())
        .isEqualTo(Notices.DELIVERY.toString());
    assertThat(json(Notices.code()).get("dedup_key").asText())
        .isEqualTo(Notices.DELIVERY.toString());
  }

  private static JsonNode json(Content content) {
    return MAPPER.valueToTree(event(content));
  }

  private static Map<String, Object> event(Content content) {
    return PagerEvent.of(
        Notices.message(content),
        KEY,
        Wording.of(content, Notices.LINK_BASE, Notices.NOW),
        Notices.NOW);
  }
}
