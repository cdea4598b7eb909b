package io.onus.request.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.json.JsonSettings;
import io.onus.kit.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastLinesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final ImportTally tally = new ImportTally();

  private static final PastLines.Bounds BOUNDS = new PastLines.Bounds(256, 50);

  @Test
  void factsOfARequestAreInTimeThenLineOrder() throws IOException {
    // When
    PastLines past =
        read(
            line("2016-02-29T03:00:00Z", "closed", "A"),
            line("2016-02-29T02:00:00Z", "started", "A"),
            line("2016-02-29T01:00:00Z", "submitted", "B"),
            line("2016-02-29T04:00:00+02:00", "asked", "A"));

    // Then
    assertThat(past.requests())
        .extracting(PastLines.PastOfRequest::reference)
        .containsExactly("A", "B");
    assertThat(past.requests().iterator().next().lines())
        .extracting(PastLines.PastLine::number)
        .containsExactly(2L, 4L, 1L);
    assertThat(past.latest()).isEqualTo("2016-02-29T03:00:00Z");
  }

  @Test
  void aLineThatMakesNoSenseIsReportedAndTheRestGoesOn() throws IOException {
    // When
    PastLines past =
        read(
            "{\"time\":",
            "[]",
            "",
            line("yesterday", "asked", "A"),
            line("2016-02-29T01:00:00Z", "asked", "\\u0000"),
            "{\"time\":\"2016-02-29T01:00:00Z\",\"request\":\"A\"}",
            line("2026-11-21T10:00:00.000001Z", "asked", "A"),
            "{\"text\":\"" + "x".repeat(300) + "\"}",
            line("2026-11-21T10:00:00Z", "asked", "A"));

    // Then
    assertThat(past.requests()).singleElement().extracting(r -> r.lines().size()).isEqualTo(1);
    ImportView view = tally.view(0);
    assertThat(view.lines()).isEqualTo(8);
    assertThat(view.rejected())
        .extracting(RejectedLine::line)
        .containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L);
    assertThat(view.rejected())
        .extracting(RejectedLine::reason)
        .containsExactly(
            "malformed",
            "malformed",
            "malformed",
            "malformed",
            "malformed",
            "in-the-future",
            "line-too-long");
  }

  @Test
  void ofManyRejectedLinesTheFirstAreShownAndAllAreCounted() {
    // When
    for (long line = 3000; line > 0; line--) {
      tally.reject(new RejectedLine(line, "malformed", "is no JSON object"));
    }

    // Then
    ImportView view = tally.view(0);
    assertThat(view.rejectedCount()).isEqualTo(3000);
    assertThat(view.rejected()).hasSize(ImportTally.KEPT);
    assertThat(view.rejected().getFirst().line()).isEqualTo(1);
    assertThat(view.rejected().getLast().line()).isEqualTo(ImportTally.KEPT);
  }

  @Test
  void aBodyHasSoManyLinesAndBlankOnesCountToo() throws IOException {
    read("\n".repeat(BOUNDS.lines()));

    assertThatThrownBy(() -> read("\n".repeat(BOUNDS.lines() + 1)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(400))
        .hasMessageContaining("up to 50 lines");
  }

  @Test
  void aLineOfAnyLengthTakesNoMoreMemoryThanTheBound() throws IOException {
    // Given: a line much longer than what may be held of it
    long length = 200_000_000;
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    // When
    PastLines past = PastLines.read(new Endless(length), BOUNDS, JsonSettings.mapper(), NOW, tally);

    // Then
    assertThat(past.requests()).isEmpty();
    assertThat(tally.view(0).rejected())
        .extracting(RejectedLine::reason)
        .containsExactly("line-too-long");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1e999999999}",
        "{\"a\":" + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[" + "}",
        "\u0000",
        "{\"time\":\"2016-02-29T01:00:00Z\",\"time\":\"2016-02-29T01:00:00Z\"}"
      })
  void aLineThatIsATrapIsRejectedAndNoMore(String line) throws IOException {
    read(line);

    assertThat(tally.view(0).rejected())
        .extracting(RejectedLine::reason)
        .containsExactly("malformed");
  }

  /** One letter, very often. */
  private static final class Endless extends InputStream {

    private long left;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int some = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + some, (byte) 'x');
      left -= some;
      return some;
    }
  }

  private PastLines read(String... lines) throws IOException {
    byte[] body = String.join("\n", List.of(lines)).getBytes(StandardCharsets.UTF_8);
    return PastLines.read(
        new ByteArrayInputStream(body), BOUNDS, JsonSettings.mapper(), NOW, tally);
  }

  private static String line(String time, String type, String request) {
    return "{\"time\":\"%s\",\"type\":\"%s\",\"request\":\"%s\"}".formatted(time, type, request);
  }
}
