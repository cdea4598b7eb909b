package io.onus.local.servicenow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.LongAdder;

/** Sends the facts of many requests in bodies of about a thousand lines, a few bodies at a time. */
final class FactSender {

  private static final int LANES = 4;
  private static final int LINES = 1_000;
  static final String SOURCE = "servicenow";

  /** What became of the lines that were sent. */
  record Summary(long lines, long accepted, long unchanged, long rejected) {}

  private final OnusApi requests;
  private final ImportTokens tokens;
  private final PrintStream out;
  private final LongAdder lines = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder unchanged = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  FactSender(OnusApi requests, ImportTokens tokens, PrintStream out) {
    this.requests = requests;
    this.tokens = tokens;
    this.out = out;
  }

  /** Sends everything, then says that this was all until {@code asOf}. */
  Summary send(List<MappedIncident> incidents, Instant asOf) throws InterruptedException {
    long total = incidents.stream().mapToLong(incident -> incident.facts().size()).sum();
    Progress progress = new Progress(out, "facts", total);
    Lanes.each(
        LANES,
        new Bodies(incidents.iterator()),
        body -> {
          post("&more=true", body);
          progress.add(body.size());
        });
    // An end is an end only when every body before it has arrived.
    post("&asOf=" + URLEncoder.encode(asOf.toString(), StandardCharsets.UTF_8), List.of());
    progress.end();
    return new Summary(lines.sum(), accepted.sum(), unchanged.sum(), rejected.sum());
  }

  private void post(String parameters, List<PastFact> facts) throws InterruptedException {
    JsonNode answer =
        requests
            .postLines("/imports?source=" + SOURCE + parameters, tokens.office(), body(facts))
            .body();
    lines.add(answer.path("lines").asLong());
    accepted.add(answer.path("accepted").asLong());
    unchanged.add(answer.path("unchanged").asLong());
    rejected.add(answer.path("rejectedCount").asLong());
    for (JsonNode rejection : answer.path("rejected")) {
      PastFact fact = facts.get(rejection.path("line").asInt() - 1);
      String what = fact.request() + " " + fact.type() + " at " + fact.time();
      String why = rejection.path("reason").asText() + ", " + rejection.path("detail").asText();
      synchronized (out) {
        out.println("line " + fact.line() + " (" + what + "): " + why);
      }
    }
  }

  private static byte[] body(List<PastFact> facts) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(facts.size() * 300);
      for (PastFact fact : facts) {
        bytes.write(OnusApi.JSON.writeValueAsBytes(line(fact)));
        bytes.write('\n');
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode line(PastFact fact) {
    ObjectNode line = OnusApi.JSON.createObjectNode();
    line.put("time", fact.time().toString());
    line.put("type", fact.type());
    line.put("request", fact.request());
    line.put("ref", fact.ref());
    line.set("actor", OnusApi.JSON.valueToTree(fact.actor()));
    fact.fields().forEach((name, value) -> line.set(name, OnusApi.JSON.valueToTree(value)));
    return line;
  }

  /**
   * Whole incidents until a body is full: a request's facts must arrive in order, bodies need not.
   */
  private static final class Bodies implements Iterator<List<PastFact>> {

    private final Iterator<MappedIncident> incidents;

    Bodies(Iterator<MappedIncident> incidents) {
      this.incidents = incidents;
    }

    @Override
    public boolean hasNext() {
      return incidents.hasNext();
    }

    @Override
    public List<PastFact> next() {
      if (!incidents.hasNext()) {
        throw new NoSuchElementException();
      }
      List<PastFact> body = new ArrayList<>(LINES + 100);
      while (body.size() < LINES && incidents.hasNext()) {
        body.addAll(incidents.next().facts());
      }
      return body;
    }
  }
}
