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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The first quarter of an hour with Onus: from two departments and a sentence to a promise that is
 * broken in public.
 */
@Order(1)
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
  void aBrokenPromiseIsOnKafkaAndTheLeadHearsOfItOnceAndAKeptOneIsSilent() {
    // Given two departments that signed five seconds, by a calendar of their own, and an hour for
    // what is to be kept however slow this machine is
    Partners partners = Partners.named(suite, "FIVE");
    partners.service("five-second-answers");
    partners.calendarAroundTheClock("five-hours");
    partners.sign(Map.of("P1", "PT1H", "P2", "PT5S"), "five-hours");
    try (Topic topic = suite.topicFromNow("onus.sla.v1")) {

      // When one request is answered in time, and the others are ignored, or only accepted or
      // assigned
      String kept = partners.askService("five-second-answers", "P1", "kept").get("id").asText();
      String expectedBy = Clock.systemUTC().instant().plus(Duration.ofHours(2)).toString();
      partners.does(kept, "accept", "{\"expectedBy\":\"" + expectedBy + "\"}");
      String ignored =
          partners.askService("five-second-answers", "P2", "ignored").get("id").asText();
      String accepted =
          partners.askService("five-second-answers", "P2", "accepted").get("id").asText();
      partners.does(accepted, "accept", "{}");
      String assigned =
          partners.askService("five-second-answers", "P2", "assigned").get("id").asText();
      partners.does(assigned, "assign", "{\"person\":\"grace\"}");

      // Then
      List<String> all = List.of(ignored, accepted, assigned);
      for (String broken : all) {
        Event breach =
            topic.await("a breach of " + broken, event -> isOf(event, broken, "clock-breached"));
        assertThat(breach.time()).isEqualTo(Instant.parse(breach.data().get("dueAt").asText()));
        assertThat(breach.data().get("target").asText()).isEqualTo("PT5S");
        assertThat(breach.data().get("provider").asText()).isEqualTo(partners.provider());
        System.out.printf(
            "breach of a 5 s target: recorded %d ms after the due instant, read %d ms after it%n",
            Duration.between(breach.time(), breach.recordedTime()).toMillis(),
            Duration.between(breach.time(), breach.readAt()).toMillis());
      }
      Event met = topic.await("a met clock", event -> isOf(event, kept, "clock-met"));
      assertThat(met.data().get("metric").asText()).isEqualTo("FIRST_RESPONSE");
      assertThat(met.data().get("verdict").asText()).isEqualTo("MET");

      Eventually.until(
          "a mail for each broken promise",
          () -> all.stream().allMatch(id -> breachMails(partners, id) > 0));
      for (String broken : all) {
        assertThat(breachMails(partners, broken)).isEqualTo(1);
        partners.assertAlerts(broken, 1);
        assertThat(topic.firsts())
            .filteredOn(event -> isOf(event, broken, "clock-breached"))
            .hasSize(1);
      }
      assertThat(suite.mailbox().to(partners.leadAddress())).noneMatch(mail -> mail.mentions(kept));
      partners.assertAlerts(kept, 0);
    }
  }

  @Test
  void aWebhookIsCalledOnceForABrokenPromise() throws IOException {
    // Given
    Partners partners = Partners.named(suite, "HOOK");
    partners.sign(Map.of("P2", "PT3S"), "ALWAYS");
    try (WebhookReceiver webhook = new WebhookReceiver()) {
      partners.routeAlertsTo(webhook);

      // When
      String request = partners.ask("P2", "nobody answers").get("id").asText();

      // Then
      Eventually.until("a webhook call", () -> breachCalls(webhook, request) > 0);
      assertThat(breachCalls(webhook, request)).isEqualTo(1);
      assertThat(webhook.received())
          .allSatisfy(
              call ->
                  assertThat(call.headers())
                      .containsKeys("webhook-id", "webhook-timestamp", "webhook-signature"));
      partners.assertAlerts(request, 1);
    }
  }

  private static boolean isOf(Event event, String request, String type) {
    return event.key().equals(request) && event.type().equals(type);
  }

  /** Mails to the lead that name this request and call it broken. */
  private long breachMails(Partners partners, String request) {
    return suite.mailbox().to(partners.leadAddress()).stream()
        .filter(mail -> mail.mentions(request))
        .filter(mail -> mail.subject().toLowerCase(Locale.ROOT).contains("breach"))
        .count();
  }

  private static long breachCalls(WebhookReceiver webhook, String request) {
    return webhook.received().stream()
        .filter(call -> call.body().contains(request))
        .filter(call -> call.body().contains("io.onus.sla.clock-breached.v1"))
        .count();
  }
}
