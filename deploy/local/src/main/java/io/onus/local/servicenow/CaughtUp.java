package io.onus.local.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Waits until sla-service has applied what was sent. Facts reach it in the order they were
 * recorded, each request's in a lane of its own among a dozen; when the last hundred requests have
 * all their facts, so has everybody.
 */
final class CaughtUp {

  private static final int SAMPLE = 100;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final OnusApi requests;
  private final OnusApi sla;
  private final ImportTokens tokens;
  private final PrintStream out;

  CaughtUp(OnusApi requests, OnusApi sla, ImportTokens tokens, PrintStream out) {
    this.requests = requests;
    this.sla = sla;
    this.tokens = tokens;
    this.out = out;
  }

  void await(List<MappedIncident> sent) throws InterruptedException {
    List<MappedIncident> sample =
        sent.stream()
            .filter(incident -> !incident.facts().isEmpty())
            .skip(Math.max(0, sent.size() - SAMPLE))
            .toList();
    Progress progress = new Progress(out, "requests clocked (of a sample)", sample.size());
    for (MappedIncident incident : sample) {
      String id = id(incident.facts().getFirst().request());
      while (applied(id) < incident.facts().size()) {
        progress.add(0);
        Thread.sleep(PAUSE);
      }
      progress.add(1);
    }
    progress.end();
  }

  private String id(String reference) throws InterruptedException {
    String ref = URLEncoder.encode(FactSender.SOURCE + ":" + reference, StandardCharsets.UTF_8);
    JsonNode found =
        requests.get("/requests?externalRef=" + ref, tokens.office()).body().path("items");
    if (found.isEmpty()) {
      throw new OnusApi.Refused("request-service does not know " + reference + " any more.");
    }
    return found.get(0).path("id").asText();
  }

  /** The number of the last fact of a request that its clocks have seen. */
  private long applied(String id) throws InterruptedException {
    return sla.get("/clocks?requestId=" + id, tokens.office()).body().path("sequence").asLong();
  }
}
