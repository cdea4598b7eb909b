package io.onus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.local.identity.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two departments of a journey: one asks, the other owes; and what they have signed. */
record Partners(Suite suite, String requester, String provider) {

  static final Person ADMIN = Person.human("admin", "/onus/admin");

  /** Who can vouch for methods too, so that nothing waits for a code. */
  static final Person ON_CALL_ADMIN = Person.human("otto", "/onus/on-call-admin", "/onus/admin");

  /** Makes two departments whose codes begin with this; their leads can be written to. */
  static Partners named(Suite suite, String prefix) {
    return made(suite, prefix, true);
  }

  /** As {@link #named}, for journeys with more breaches than anybody wants to be told of. */
  static Partners withoutLeads(Suite suite, String prefix) {
    return made(suite, prefix, false);
  }

  private static Partners made(Suite suite, String prefix, boolean leads) {
    Partners partners = new Partners(suite, prefix + "-CS", prefix + "-ENG");
    partners.department(partners.requester, "Customer Service", leads);
    partners.department(partners.provider, "Engineering", leads);
    return partners;
  }

  /** Where mail for the lead of the provider goes. */
  String leadAddress() {
    return leadOf(provider);
  }

  /** Where mail for the lead of the requester goes. */
  String requesterLeadAddress() {
    return leadOf(requester);
  }

  /** Somebody of the requester. */
  Person ada() {
    return Person.human("ada", "/" + requester);
  }

  /** Somebody of the provider. */
  Person grace() {
    return Person.human("grace", "/" + provider);
  }

  /** Who signs for the requester. */
  Person cleo() {
    return leading("cleo", requester);
  }

  /** Who signs for the provider. */
  Person lena() {
    return leading("lena", provider);
  }

  private static Person leading(String id, String department) {
    return Person.human(id, "/" + department, "/" + department + "/lead");
  }

  Api requests() {
    return suite.requests(ada());
  }

  Api answers() {
    return suite.requests(grace());
  }

  private void department(String code, String name, boolean withLead) {
    String lead = "{\"name\":\"Lead of " + code + "\",\"email\":\"" + leadOf(code) + "\"}";
    String body =
        """
        {"name":"%s","zone":"Europe/Berlin","leads":[%s]}
        """
            .formatted(name, withLead ? lead : "");
    suite.requests(ADMIN).put("/departments/" + code, body).ok();
  }

  private static String leadOf(String code) {
    return "lead@" + code.toLowerCase(Locale.ROOT) + ".example";
  }

  void service(String code) {
    String body =
        """
        {"provider":"%s","name":"%s","intake":{"type":"object"}}
        """
            .formatted(provider, code);
    suite.requests(ADMIN).put("/services/" + code, body).ok();
  }

  /** A calendar without a closing time. */
  void calendarAroundTheClock(String code) {
    calendar(code, "00:00-24:00");
  }

  /** A calendar in Berlin with the same hours on every day. */
  void calendar(String code, String hours) {
    String day = "[\"" + hours + "\"]";
    String body =
        """
        {"zone":"Europe/Berlin","weekly":{"MON":%1$s,"TUE":%1$s,"WED":%1$s,"THU":%1$s,"FRI":%1$s,"SAT":%1$s,"SUN":%1$s}}
        """
            .formatted(day);
    suite.sla(ADMIN).put("/calendars/" + code, body).ok();
  }

  /** Both sides sign targets for FIRST_RESPONSE by priority, counted in these hours. */
  void sign(Map<String, String> firstResponse, String hours) {
    StringBuilder targets = new StringBuilder();
    new LinkedHashMap<>(firstResponse)
        .forEach(
            (priority, duration) ->
                targets
                    .append(targets.isEmpty() ? "" : ",")
                    .append("{\"metric\":\"FIRST_RESPONSE\",\"priority\":\"" + priority + "\",")
                    .append("\"duration\":\"" + duration + "\"}"));
    sign(
        """
        {"targets":[%s],"warnAt":[50,75,90],"hours":"%s","reopen":"REMAINING"}
        """
            .formatted(targets, hours));
  }

  void sign(String terms) {
    Api.Answer proposed = propose(terms);
    suite
        .sla(lena())
        .post("/agreements/" + proposed.text("id") + "/accept", "{}", "If-Match", proposed.etag())
        .ok();
  }

  /** The requester's lead proposes terms. */
  Api.Answer propose(String terms) {
    String proposal =
        """
        {"requester":"%s","provider":"%s","service":null,"terms":%s}
        """
            .formatted(requester, provider, terms);
    return proposeOnceKnown(proposal).ok();
  }

  /** sla-service hears of departments from request-service, a moment after they were made. */
  private Api.Answer proposeOnceKnown(String proposal) {
    return Eventually.until(
        "sla-service to know " + requester + " and " + provider,
        () -> suite.sla(cleo()).post("/agreements", proposal),
        answer -> !answer.body().path("refusal").asText().equals("unknown-department"));
  }

  /** Waits until sla-service has heard of both departments. */
  void awaitKnownToSla() {
    String impossible =
        """
        {"requester":"%s","provider":"%s","terms":{"hours":"no-such-calendar",
         "targets":[{"metric":"FIRST_RESPONSE","priority":"P1","duration":"PT1H"}]}}
        """
            .formatted(requester, provider);
    proposeOnceKnown(impossible);
  }

  /** Asks for something and answers the request as it was created. */
  JsonNode ask(String priority, String subject) {
    return requests().post("/requests", body(priority, subject)).ok().body();
  }

  JsonNode askService(String service, String priority, String subject) {
    String body =
        """
        {"from":"%s","service":"%s","priority":"%s","subject":"%s"}
        """
            .formatted(requester, service, priority, subject);
    return requests().post("/requests", body).ok().body();
  }

  /** Sends the alerts of the provider to a webhook instead of to its leads. */
  void routeAlertsTo(WebhookReceiver webhook) {
    routeAlertsTo(suite.notifications(ON_CALL_ADMIN), webhook.url());
  }

  /**
   * @param notifications the service that is told, as an on-call admin who vouches for the method
   */
  void routeAlertsTo(Api notifications, String url) {
    String person = bot();
    notifications.put("/people/" + person, "{\"name\":\"Bot\"}").ok();
    String method = "{\"kind\":\"WEBHOOK\",\"address\":\"" + url + "\",\"verified\":true}";
    notifications.post("/people/" + person + "/methods", method).ok();
    String route =
        """
        {"department":"%s","people":["%s"]}
        """
            .formatted(provider, person);
    notifications.post("/routes", route).ok();
  }

  /** The person who stands for the webhook the provider's alerts are routed to. */
  String bot() {
    return provider.toLowerCase(Locale.ROOT) + "-bot";
  }

  /** The alerts of a request, which must be as many as said. */
  void assertAlerts(String request, int count) {
    JsonNode found = suite.notifications(grace()).get("/alerts?requestId=" + request).ok().body();
    assertThat(found.get("items")).as("alerts of %s", request).hasSize(count);
  }

  /** The clocks of a request, once there are any. */
  List<JsonNode> clocksOf(JsonNode request) {
    Api sla = suite.sla(ada());
    String path = "/clocks?requestId=" + request.get("id").asText();
    JsonNode found =
        Eventually.until(
            "clocks of " + path,
            () -> sla.get(path).body(),
            answer -> answer.path("items").size() > 0);
    List<JsonNode> clocks = new ArrayList<>();
    found.get("items").forEach(clocks::add);
    return clocks;
  }

  /** The provider makes a move. */
  void does(String request, String verb, String json) {
    answers().post("/requests/" + request + "/" + verb, json).ok();
  }

  String body(String priority, String subject) {
    return """
    {"from":"%s","to":"%s","priority":"%s","subject":"%s","details":{"text":"%s"}}
    """
        .formatted(requester, provider, priority, subject, subject);
  }
}
