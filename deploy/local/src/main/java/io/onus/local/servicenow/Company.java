package io.onus.local.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.local.servicenow.LogDirectory.Pair;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the facts of a log refer to: a calendar, departments, services, and one signed
 * agreement for each pair of departments. What exists already stays as it is.
 */
final class Company {

  private static final int LANES = 8;
  private static final String ZONE = "Europe/Berlin";

  private final OnusApi requests;
  private final OnusApi sla;
  private final ImportTokens tokens;
  private final PrintStream out;

  Company(OnusApi requests, OnusApi sla, ImportTokens tokens, PrintStream out) {
    this.requests = requests;
    this.sla = sla;
    this.tokens = tokens;
    this.out = out;
  }

  void make(LogDirectory directory, TermsFile terms) throws InterruptedException {
    String zone = terms.calendar().path("zone").asText(ZONE);
    if (sla.putNew("/calendars/" + terms.calendarCode(), tokens.office(), terms.calendar())) {
      out.println("calendar " + terms.calendarCode() + ": created");
    }
    departments(directory, zone, terms.calendarCode());
    services(directory);
    agreements(directory, terms.terms());
  }

  private void departments(LogDirectory directory, String zone, String calendar)
      throws InterruptedException {
    Progress progress = new Progress(out, "departments", directory.departments().size());
    Lanes.each(
        LANES,
        directory.departments().entrySet().iterator(),
        department -> {
          ObjectNode body = OnusApi.JSON.createObjectNode();
          body.put("name", department.getValue()).put("zone", zone).put("calendar", calendar);
          requests.putNew("/departments/" + department.getKey(), tokens.office(), body);
          progress.add(1);
        });
    progress.end();
  }

  private void services(LogDirectory directory) throws InterruptedException {
    Progress progress = new Progress(out, "services", directory.services().size());
    Lanes.each(
        LANES,
        directory.services().entrySet().iterator(),
        service -> {
          ObjectNode body = OnusApi.JSON.createObjectNode();
          body.put("provider", service.getValue().provider())
              .put("name", service.getValue().name());
          body.putObject("intake").put("type", "object");
          requests.putNew("/services/" + service.getKey(), tokens.office(), body);
          progress.add(1);
        });
    progress.end();
  }

  private void agreements(LogDirectory directory, JsonNode terms) throws InterruptedException {
    Map<Pair, JsonNode> existing = existingAgreements();
    Progress progress = new Progress(out, "agreements", directory.pairs().size());
    Lanes.each(
        LANES,
        directory.pairs().iterator(),
        pair -> {
          sign(pair, existing.get(pair), terms);
          progress.add(1);
        });
    progress.end();
  }

  private void sign(Pair pair, @Nullable JsonNode existing, JsonNode terms)
      throws InterruptedException {
    if (existing == null) {
      ObjectNode proposal = OnusApi.JSON.createObjectNode();
      proposal
          .put("requester", pair.requester())
          .put("provider", pair.provider())
          .putNull("service");
      proposal.set("terms", terms);
      OnusApi.Answer proposed =
          sla.postOnceKnown("/agreements", tokens.leadOf(pair.requester()), proposal);
      accept(pair, proposed.body());
    } else if (existing.path("status").asText().equals("PROPOSED")) {
      // An import that was interrupted in between.
      accept(pair, existing);
    }
  }

  private void accept(Pair pair, JsonNode proposed) throws InterruptedException {
    String etag = '"' + proposed.path("version").asText() + '"';
    String path = "/agreements/" + proposed.path("id").asText() + "/accept";
    sla.post(path, tokens.leadOf(pair.provider()), OnusApi.JSON.createObjectNode(), etag);
  }

  private Map<Pair, JsonNode> existingAgreements() throws InterruptedException {
    Map<Pair, JsonNode> existing = new HashMap<>();
    String next = "";
    do {
      JsonNode page = sla.get("/agreements?pageSize=200" + next, tokens.office()).body();
      for (JsonNode agreement : page.path("items")) {
        if (!agreement.hasNonNull("service")) {
          existing.put(
              new Pair(agreement.path("requester").asText(), agreement.path("provider").asText()),
              agreement);
        }
      }
      next =
          page.hasNonNull("nextPageToken")
              ? "&pageToken=" + page.get("nextPageToken").asText()
              : "";
    } while (!next.isEmpty());
    return existing;
  }
}
