package io.onus.request.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.problem.Problem;
import io.onus.kit.time.WallClock;
import io.onus.request.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one body, by request and in (time, line) order. A body is kept as the bytes it came
 * in: as trees it would take several times the memory.
 */
final class PastLines {

  /** One readable line. */
  record PastLine(long number, Instant time, String type, byte[] json) {}

  /** The lines of one request. */
  record PastOfRequest(String reference, List<PastLine> lines) {}

  /** How long a line may be, in bytes, and how many lines a body may have. */
  record Bounds(int line, int lines) {}

  private static final int MAX_REFERENCE = 200;

  private static final Comparator<PastLine> IN_ORDER =
      Comparator.comparing(PastLine::time).thenComparingLong(PastLine::number);

  private final ObjectMapper mapper;
  private final Instant now;
  private final ImportTally tally;
  private final Map<String, List<PastLine>> byReference = new LinkedHashMap<>();
  private @Nullable Instant latest;

  private PastLines(ObjectMapper mapper, Instant now, ImportTally tally) {
    this.mapper = mapper;
    this.now = now;
    this.tally = tally;
  }

  static PastLines read(
      InputStream body, Bounds bounds, ObjectMapper mapper, Instant now, ImportTally tally)
      throws IOException {
    PastLines lines = new PastLines(mapper, now, tally);
    LineReader reader = new LineReader(body, bounds.line());
    for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
      if (line.number() > bounds.lines()) {
        throw Problem.malformed(
            "An import may have up to "
                + bounds.lines()
                + " lines. Nothing of it was taken: send it in parts.");
      }
      if (!line.isBlank()) {
        tally.line();
        lines.take(line, bounds.line());
      }
    }
    lines.byReference.values().forEach(facts -> facts.sort(IN_ORDER));
    return lines;
  }

  Collection<PastOfRequest> requests() {
    return byReference.entrySet().stream()
        .map(entry -> new PastOfRequest(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The time of the latest readable line; null where there is none. */
  @Nullable Instant latest() {
    return latest;
  }

  private void take(LineReader.Line line, int maxLine) {
    byte[] text = line.text();
    if (text == null) {
      reject(line, "line-too-long", "has more than " + maxLine + " bytes");
      return;
    }
    JsonNode fact = tree(text);
    if (fact == null || !fact.isObject()) {
      reject(line, "malformed", "is no JSON object");
      return;
    }
    String reference = fact.path("request").asText("");
    Instant time = time(fact.path("time").asText(""));
    if (!isReference(reference)) {
      reject(
          line, "malformed", "request must be one line of 1 to " + MAX_REFERENCE + " characters");
    } else if (!fact.path("type").isTextual()) {
      reject(line, "malformed", "type must be the name of a fact, like submitted");
    } else if (time == null) {
      reject(line, "malformed", "time must be an RFC 3339 instant such as 2016-02-29T01:16:00Z");
    } else if (time.isAfter(now)) {
      reject(line, "in-the-future", "time is later than now");
    } else {
      keep(reference, new PastLine(line.number(), time, fact.get("type").asText(), text));
    }
  }

  private static boolean isReference(String text) {
    return !text.isBlank() && text.length() <= MAX_REFERENCE && Texts.isLine(text);
  }

  private void keep(String reference, PastLine line) {
    byReference.computeIfAbsent(reference, none -> new ArrayList<>()).add(line);
    latest = latest == null || line.time().isAfter(latest) ? line.time() : latest;
  }

  private void reject(LineReader.Line line, String reason, String detail) {
    tally.reject(new RejectedLine(line.number(), reason, detail));
  }

  private @Nullable JsonNode tree(byte[] text) {
    try {
      return mapper.readTree(text);
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Instant time(String text) {
    try {
      return WallClock.truncated(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
