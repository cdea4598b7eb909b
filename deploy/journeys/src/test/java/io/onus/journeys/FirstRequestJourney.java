package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.journeys.Topic.Event;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The first quarter of an hour with Onus: from two departments and a sentence to a promise that is
 * broken in public.
 */
class FirstRequestJourney {

  private final Suite suite = Suite.running();

  @Test
  void twoDepartmentsAndASentenceAlreadyGiveClocksUnderHouseTerms() {
    // Given
    Partners partners = Partners.named(suite, "FIRST");

    // When
    JsonNode request = partners.ask("P3", "Which screw fits part 4711?");

    // Then
    List<JsonNode> clocks = partners.clocksOf(request);
    assertThat(clocks)
        .extracting(clock -> clock.get("metric").asText())
        .containsExactlyInAnyOrder("FIRST_RESPONSE", "RESOLUTION");
    assertThat(clocks)
        .allSatisfy(
            clock -> {
              assertThat(clock.get("phase").asText()).isEqualTo("RUNNING");
              assertThat(clock.get("verdict").asText()).isEqualTo("PENDING");
              assertThat(clock.get("expected").asBoolean()).isTrue();
              assertThat(Instant.parse(clock.get("dueAt").asText()))
                  .isAfter(Instant.parse(request.get("createdAt").asText()));
            });
  }

  @Test
  void aBrokenPromiseIsOnKafkaAndTellsSomebodyOnceAndAKeptOneIsSilent() throws IOException {
    // Given two departments that signed five seconds, on the calendar of the provider
    Partners partners = Partners.named(suite, "FIVE");
    partners.service("five-second-answers");
    partners.calendarAroundTheClock("five-hours");
    partners.sign(Map.of("P2", "PT5S"), "five-hours");
    try (Topic topic = suite.topic("onus.sla.v1");
        WebhookReceiver webhook = new WebhookReceiver()) {
      partners.routeAlertsTo(webhook);

      // When one request is answered in time, and the others are not answered, or only accepted or
      // assigned
      String kept = partners.askService("five-second-answers", "P2", "kept").get("id").asText();
      String expectedBy = Clock.systemUTC().instant().plus(Duration.ofHours(2)).toString();
      partners
          .answers()
          .post("/requests/" + kept + "/accept", "{\"expectedBy\":\"" + expectedBy + "\"}")
          .ok();
      String ignored =
          partners.askService("five-second-answers", "P2", "ignored").get("id").asText();
      String accepted =
          partners.askService("five-second-answers", "P2", "accepted").get("id").asText();
      partners.answers().post("/requests/" + accepted + "/accept", "{}").ok();
      String assigned =
          partners.askService("five-second-answers", "P2", "assigned").get("id").asText();
      partners.answers().post("/requests/" + assigned + "/assign", "{\"person\":\"grace\"}").ok();

      // Then
      for (String broken : List.of(ignored, accepted, assigned)) {
        Event breach =
            topic.await(
                "a breach of " + broken,
                event -> event.type().equals("clock-breached") && event.key().equals(broken));
        assertThat(breach.time()).isEqualTo(Instant.parse(breach.data().get("dueAt").asText()));
        assertThat(breach.data().get("target").asText()).isEqualTo("PT5S");
        assertThat(breach.data().get("provider").asText()).isEqualTo(partners.provider());
        System.out.printf(
            "breach of a 5 s target: recorded %d ms after the due instant, read %d ms after it%n",
            Duration.between(breach.time(), breach.recordedTime()).toMillis(),
            Duration.between(breach.time(), breach.readAt()).toMillis());
      }
      Event met =
          topic.await(
              "a met clock",
              event ->
                  event.type().equals("clock-met")
                      && event.key().equals(kept)
                      && event.data().get("metric").asText().equals("FIRST_RESPONSE"));
      assertThat(met.data().get("verdict").asText()).isEqualTo("MET");

      Eventually.until(
          "a mail and a webhook call for each broken promise",
          () ->
              List.of(ignored, accepted, assigned).stream()
                  .allMatch(id -> breachMails(partners, id) == 1 && breachCalls(webhook, id) == 1));
      partners.assertAlerts(ignored, 1);
      partners.assertAlerts(kept, 0);
      assertThat(breachMails(partners, kept)).isZero();
      assertThat(breachCalls(webhook, kept)).isZero();
      assertThat(topic.firsts())
          .filteredOn(event -> event.key().equals(ignored) && event.type().equals("clock-breached"))
          .hasSize(1);
    }
  }

  /** Mails to the lead that link this request and call it broken. */
  private long breachMails(Partners partners, String request) {
    return suite.mailbox().to(partners.leadAddress()).stream()
        .filter(
            mail ->
                mail.mentions(request)
                    && mail.subject().toLowerCase(Locale.ROOT).contains("breach"))
        .count();
  }

  private static long breachCalls(WebhookReceiver webhook, String request) {
    return webhook.received().stream()
        .filter(
            call ->
                call.body().contains(request)
                    && call.body().contains("io.onus.sla.clock-breached.v1"))
        .count();
  }
}
