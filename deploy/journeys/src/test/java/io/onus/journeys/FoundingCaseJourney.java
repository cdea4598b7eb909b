package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.journeys.Topic.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What Onus is for: Customer Service asks Engineering before a customised part is ordered, and one
 * wrong shipment costs 125,000 USD. What each may expect of the other is negotiated, and a question
 * that is answered late is late on the side that owed the answer.
 */
@Order(3)
class FoundingCaseJourney {

  private static final String COST = "{\"amount\":250,\"currency\":\"USD\",\"per\":\"BREACH\"}";

  private final Suite suite = Suite.running();

  /**
   * The hours are real ones of a Tuesday and a Wednesday of March 2024, told as the past they are.
   */
  @Test
  void aQuestionAnsweredLateIsCustomerServicesBreachAndEngineeringWasPausedMeanwhile() {
    // Given what both leads have signed, after one counter-offer
    Partners partners = Partners.named(suite, "FOUND");
    partners.calendar("founding-hours", "09:00-17:00");
    JsonNode agreement = negotiated(partners);
    try (Topic clocks = suite.topicFromNow("onus.sla.v1");
        Topic requests = suite.topicFromNow("onus.request.v1")) {

      // When Engineering asks after an hour, and Customer Service answers the next morning
      String id = toldAsItWas(partners);
      Event broken =
          clocks.await("a breach of REPLY", event -> isOf(event, id, "clock-breached", "REPLY"));
      clocks.await("a resolution", event -> isOf(event, id, "clock-met", "RESOLUTION"));

      // Then the promise that broke is Customer Service's, four office hours after the question
      JsonNode said = broken.data();
      assertThat(said.at("/obligor/side").asText()).isEqualTo("REQUESTER");
      assertThat(said.at("/obligor/department").asText()).isEqualTo(partners.requester());
      assertThat(broken.time()).isEqualTo(Instant.parse("2024-03-05T14:00:00Z"));
      assertThat(said.get("target").asText()).isEqualTo("PT4H");
      assertThat(said.at("/agreement/id").asText()).isEqualTo(agreement.get("id").asText());
      assertThat(said.at("/customer/ref").asText()).isEqualTo("ORD-4711");
      // what was agreed to cost and what is at stake stand apart
      assertThat(said.at("/cost/amount").decimalValue()).isEqualByComparingTo("250");
      assertThat(said.at("/atStake/amount").decimalValue()).isEqualByComparingTo("125000");

      // and it is the only one
      assertThat(clocks.firsts())
          .filteredOn(event -> event.key().equals(id) && event.type().equals("clock-breached"))
          .hasSize(1);
      Map<String, JsonNode> byMetric = clocksOf(partners, id);
      assertThat(verdicts(byMetric))
          .isEqualTo(Map.of("FIRST_RESPONSE", "MET", "RESOLUTION", "MET", "REPLY", "BREACHED"));

      // and the explanation proves that Engineering was paused by its question
      assertProven(explained(partners, byMetric.get("RESOLUTION")), eventIds(requests, id));
      // while Customer Service's own clock ran, and nothing else
      JsonNode reply = explained(partners, byMetric.get("REPLY"));
      assertThat(reply.get("total").asText()).isEqualTo("PT7H");
      assertThat(reply.get("intervals"))
          .extracting(interval -> interval.get("reason").asText())
          .containsExactly("RUNNING", "OUTSIDE_HOURS", "RUNNING");
    }
  }

  /** As it happens, with seconds for hours where somebody has to be late. */
  @Test
  void silenceHasTheConsequencesThatWereSigned() {
    // Given
    Partners partners = Partners.named(suite, "SILENT");
    partners.sign(
        """
        {"targets":[{"metric":"RESOLUTION","priority":"P2","duration":"PT6H"},
                    {"metric":"REPLY","priority":"P2","duration":"PT2S"},
                    {"metric":"CONFIRMATION","priority":"P2","duration":"PT2S"}],
         "hours":"ALWAYS","onNoReply":{"action":"REMIND","after":1}}
        """);
    try (Topic clocks = suite.topicFromNow("onus.sla.v1");
        Topic requests = suite.topicFromNow("onus.request.v1")) {

      // When nobody answers a question
      String id = partners.ask("P2", "Does thread M6 fit part 4711?").get("id").asText();
      partners.does(id, "ask", "{\"text\":\"Which revision of the part?\"}");

      // Then both sides are reminded, as was agreed, and the lead of who owes the answer is told
      Event unanswered =
          clocks.await("a breach of REPLY", event -> isOf(event, id, "clock-breached", "REPLY"));
      assertThat(unanswered.data().get("consequence").asText()).isEqualTo("REMIND");
      assertThat(unanswered.data().at("/obligor/department").asText())
          .isEqualTo(partners.requester());
      Event reminder =
          requests.await(
              "a reminder",
              event ->
                  event.type().equals("message-posted")
                      && event.envelope().path("causationid").asText().equals(unanswered.id()));
      assertThat(reminder.key()).isEqualTo(id);
      assertThat(partners.requests().get("/requests/" + id + "/messages").ok().body().toString())
          .contains("Reminder: the question of " + partners.provider());
      Eventually.until(
          "a mail to the lead of " + partners.requester(),
          () ->
              suite.mailbox().to(partners.requesterLeadAddress()).stream()
                  .anyMatch(mail -> mail.mentions(id)));
      assertThat(clocksOf(partners, id).get("RESOLUTION").get("phase").asText())
          .isEqualTo("PAUSED");

      // When it is answered at last, and nobody says a word to the resolution
      partners.requests().post("/requests/" + id + "/answer", "{\"text\":\"Revision C.\"}").ok();
      partners.does(id, "resolve", "{\"resolution\":\"It does.\"}");

      // Then silence is consent
      Event unconfirmed =
          clocks.await(
              "a breach of CONFIRMATION",
              event -> isOf(event, id, "clock-breached", "CONFIRMATION"));
      assertThat(unconfirmed.data().get("consequence").asText()).isEqualTo("CLOSE");
      Event closed =
          requests.await(
              "the closing", event -> event.key().equals(id) && event.type().equals("closed"));
      assertThat(closed.envelope().path("causationid").asText()).isEqualTo(unconfirmed.id());
      JsonNode request = partners.requests().get("/requests/" + id).ok().body();
      assertThat(request.get("status").asText()).isEqualTo("CLOSED");
      assertThat(request.get("reason").asText()).isEqualTo("SILENCE");
      assertThat(clocksOf(partners, id).get("RESOLUTION").get("verdict").asText()).isEqualTo("MET");
    }
  }

  // --- how it came about ---

  /** Customer Service proposes, Engineering counters, Customer Service accepts. */
  private JsonNode negotiated(Partners partners) {
    Api cleo = suite.sla(partners.cleo());
    Api lena = suite.sla(partners.lena());
    Api.Answer proposed = partners.propose(terms("PT1H", "PT4H", ""));
    String path = "/agreements/" + proposed.text("id");
    String reply = ",{\"metric\":\"REPLY\",\"priority\":\"P2\",\"duration\":\"PT4H\"}";
    String counter =
        """
        {"terms":%s,"note":"Two hours and six, and you answer our questions within four."}
        """
            .formatted(terms("PT2H", "PT6H", reply));
    Api.Answer countered = lena.post(path + "/counter", counter, "If-Match", proposed.etag()).ok();
    // Whoever still looks at the first offer accepts nothing by mistake.
    assertThat(cleo.post(path + "/accept", "{}", "If-Match", proposed.etag()).status())
        .isEqualTo(412);
    JsonNode signed = cleo.post(path + "/accept", "{}", "If-Match", countered.etag()).ok().body();

    assertThat(signed.get("signatures"))
        .extracting(signature -> signature.get("side").asText())
        .containsExactlyInAnyOrder("REQUESTER", "PROVIDER");
    assertThat(signed.get("signatures"))
        .extracting(signature -> signature.get("by").asText())
        .containsExactlyInAnyOrder("cleo", "lena");
    assertThat(signed.get("signatures"))
        .extracting(signature -> signature.get("termsHash").asText())
        .containsOnly(countered.body().at("/proposed/termsHash").asText());
    return signed;
  }

  private static String terms(String firstResponse, String resolution, String more) {
    return """
    {"purpose":"No customised part is ordered before Engineering has said that it fits.",
     "targets":[{"metric":"FIRST_RESPONSE","priority":"P2","duration":"%s"},
                {"metric":"RESOLUTION","priority":"P2","duration":"%s"}%s],
     "hours":"founding-hours","breachCost":%s,"validFrom":"2024-01-01"}
    """
        .formatted(firstResponse, resolution, more, COST);
  }

  /** The times are UTC, one hour before those in Berlin. Answers the id of the request. */
  private String toldAsItWas(Partners partners) {
    List<String> lines = new ArrayList<>();
    String asked = "\"subject\":\"Does thread M6 fit part 4711?\",\"priority\":\"P2\"";
    String customer = "\"customer\":{\"ref\":\"ORD-4711\",\"name\":\"Acme Inc.\"}";
    String atStake = "\"atStake\":{\"amount\":125000,\"currency\":\"USD\"}";
    String sides =
        "\"from\":\"%s\",\"to\":\"%s\"".formatted(partners.requester(), partners.provider());
    lines.add(fact("05T09:00", "submitted", String.join(",", sides, asked, customer, atStake)));
    lines.add(fact("05T10:00", "asked", "\"text\":\"Which revision of the part?\""));
    lines.add(fact("06T09:00", "answered", "\"text\":\"Revision C.\""));
    lines.add(fact("06T12:00", "resolved", "\"resolution\":\"It does.\""));
    JsonNode told =
        suite
            .requests(Partners.ADMIN)
            .post(
                "/imports?source=founding",
                String.join("\n", lines),
                "Content-Type",
                "application/x-ndjson")
            .ok()
            .body();
    assertThat(told.get("accepted").asInt()).as("%s", told).isEqualTo(lines.size());
    JsonNode found = partners.requests().get("/requests?externalRef=founding:CS-881").ok().body();
    return found.at("/items/0/id").asText();
  }

  private static String fact(String time, String type, String fields) {
    return "{\"time\":\"2024-03-%s:00Z\",\"type\":\"%s\",\"request\":\"CS-881\",%s}"
        .formatted(time, type, fields);
  }

  // --- what is seen of it ---

  private static void assertProven(JsonNode explanation, Map<String, String> eventIds) {
    List<List<String>> intervals = new ArrayList<>();
    for (JsonNode interval : explanation.get("intervals")) {
      intervals.add(
          List.of(
              interval.get("start").asText(),
              interval.get("reason").asText(),
              interval.get("working").asText(),
              interval.get("total").asText(),
              interval.at("/cause/eventId").asText()));
    }
    assertThat(intervals)
        .containsExactly(
            List.of("2024-03-05T09:00:00Z", "RUNNING", "PT1H", "PT1H", eventIds.get("submitted")),
            List.of("2024-03-05T10:00:00Z", "PAUSED", "PT0S", "PT1H", eventIds.get("asked")),
            List.of("2024-03-06T09:00:00Z", "RUNNING", "PT3H", "PT4H", eventIds.get("answered")));
    assertThat(explanation.get("total").asText())
        .isEqualTo("PT4H")
        .isEqualTo(explanation.at("/clock/consumed").asText());
    // Seven office hours of waiting: with them, six would not have been enough.
    assertThat(Duration.parse(explanation.at("/clock/pausedTime").asText()))
        .isEqualTo(Duration.ofHours(7));
  }

  private JsonNode explained(Partners partners, JsonNode clock) {
    String path = "/clocks/" + clock.get("id").asText() + "/explanation";
    JsonNode explanation = suite.sla(partners.ada()).get(path).ok().body();
    assertThat(explanation.get("total")).isEqualTo(clock.get("consumed"));
    return explanation;
  }

  /** The event behind each thing that happened, by its type. */
  private static Map<String, String> eventIds(Topic requests, String id) {
    Map<String, String> ids = new TreeMap<>();
    requests.firsts().stream()
        .filter(event -> event.key().equals(id))
        .forEach(event -> ids.put(event.type(), event.id()));
    assertThat(ids.keySet()).containsAll(Set.of("submitted", "asked", "answered", "resolved"));
    return ids;
  }

  private Map<String, JsonNode> clocksOf(Partners partners, String id) {
    Map<String, JsonNode> byMetric = new TreeMap<>();
    JsonNode found = suite.sla(partners.ada()).get("/clocks?requestId=" + id).ok().body();
    for (JsonNode clock : found.get("items")) {
      assertThat(byMetric.put(clock.get("metric").asText(), clock)).isNull();
    }
    return byMetric;
  }

  private static Map<String, String> verdicts(Map<String, JsonNode> byMetric) {
    Map<String, String> verdicts = new TreeMap<>();
    byMetric.forEach((metric, clock) -> verdicts.put(metric, clock.get("verdict").asText()));
    return verdicts;
  }

  private static boolean isOf(Event event, String request, String type, String metric) {
    return event.key().equals(request)
        && event.type().equals(type)
        && event.data().path("metric").asText().equals(metric);
  }
}
