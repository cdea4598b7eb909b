package io.onus.request.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void linesAreNumberedFromOneAndTheLastNeedsNoEnd() {
    assertThat(read("a\n\nb", 10, 100)).containsExactly("1:a", "2:", "3:b");
    assertThat(read("a\n", 10, 100)).containsExactly("1:a");
    assertThat(read("", 10, 100)).isEmpty();
  }

  @Test
  void aLineLongerThanTheLimitIsSkippedAndTheNextIsRead() {
    assertThat(read("ab\nabcd\nabc\n", 3, 100)).containsExactly("1:ab", "2:too long", "3:abc");
  }

  @Test
  void blankIsWhatHoldsNothingButSpace() {
    assertThat(new LineReader.Line(1, " \t\r".getBytes(StandardCharsets.UTF_8)).isBlank()).isTrue();
    assertThat(new LineReader.Line(1, "x".getBytes(StandardCharsets.UTF_8)).isBlank()).isFalse();
    assertThat(new LineReader.Line(1, null).isBlank()).isFalse();
  }

  @Property
  void howTheBytesArriveDoesNotMatter(
      @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 7) int arriving) {
    assertThat(read(text, 4, arriving)).isEqualTo(byDefinition(text, 4));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('a', 'b', '\n').ofMaxLength(40);
  }

  private static List<String> byDefinition(String text, int limit) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    List<String> numbered = new ArrayList<>();
    for (String line : lines) {
      numbered.add((numbered.size() + 1) + ":" + (line.length() > limit ? "too long" : line));
    }
    return numbered;
  }

  private static List<String> read(String text, int limit, int arriving) {
    LineReader reader =
        new LineReader(arrivingIn(text.getBytes(StandardCharsets.UTF_8), arriving), limit);
    List<String> lines = new ArrayList<>();
    try {
      for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
        byte[] found = line.text();
        lines.add(
            line.number()
                + ":"
                + (found == null ? "too long" : new String(found, StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static InputStream arrivingIn(byte[] bytes, int parts) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, parts));
      }
    };
  }
}
