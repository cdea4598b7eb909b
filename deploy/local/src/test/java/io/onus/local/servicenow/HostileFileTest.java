package io.onus.local.servicenow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not meant to be read to their end. */
class HostileFileTest {

  /** Less than is read of a file, so that the test is not as slow as the bomb. */
  private static final long MOST = 8_000_000;

  @Test
  void aTextIsReadUpToItsBoundAndNoFurther() throws IOException {
    byte[] bytes = new byte[1001];

    try (BoundedText below = new BoundedText(new ByteArrayInputStream(bytes), 1001)) {
      assertThat(below.readAllBytes()).hasSize(1001);
    }
    try (BoundedText above = new BoundedText(new ByteArrayInputStream(bytes), 1000)) {
      assertThatThrownBy(above::readAllBytes)
          .isInstanceOf(UnusableFileException.class)
          .hasMessageContaining("1,000 bytes");
    }
  }

  @Test
  void aZipBombIsReported(@TempDir Path folder) throws IOException {
    // Given: some kilobytes that unpack to more than is read
    Path bomb = folder.resolve("bomb.csv.gz");
    byte[] lines = ("x".repeat(500_000) + "\n").getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb), 1 << 16)) {
      out.write((Csv.HEADER + "\n").getBytes(StandardCharsets.UTF_8));
      for (long written = 0; written <= MOST; written += lines.length) {
        out.write(lines);
      }
    }

    // Then
    assertThat(Files.size(bomb)).isLessThan(100_000);
    assertThatThrownBy(() -> ServiceNowLog.read(bomb, ZoneOffset.UTC, MOST))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("bytes when unpacked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x,", "\"\"\""})
  void aRecordWithoutEndIsReported(String piece) {
    String text = piece.repeat(CsvReader.LONGEST_RECORD + 1);

    assertThatThrownBy(() -> first(text))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("1,000,000 characters");
  }

  @Test
  void aQuoteThatIsNeverClosedIsReported() {
    String text = "\"" + "x\n".repeat(CsvReader.LONGEST_RECORD);

    assertThatThrownBy(() -> first(text)).isInstanceOf(UnusableFileException.class);
  }

  @Test
  void aRecordJustBelowTheBoundIsRead() throws IOException {
    String half = "x".repeat(CsvReader.LONGEST_RECORD / 2 - 2);

    assertThat(first("x".repeat(CsvReader.LONGEST_RECORD) + "\nnext")).hasSize(1);
    assertThat(first("\"" + half + "\n" + half + "\"\nnext").getFirst())
        .hasSize(CsvReader.LONGEST_RECORD - 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nb", "a\rb", "\n\na\n\nb\n", "a\r\n\r\nb\r\n"})
  void linesEndAsTheyDoEverywhere(String text) throws IOException {
    try (CsvReader csv = new CsvReader(new BufferedReader(new StringReader(text)))) {
      assertThat(csv.next().fields()).containsExactly("a");
      assertThat(csv.next().fields()).containsExactly("b");
      assertThat(csv.next()).isNull();
    }
  }

  @Test
  void rowsHaveABound() throws IOException {
    String text = Csv.HEADER + "\n" + "INC1\n".repeat(10);

    assertThat(ServiceNowLog.read(new StringReader(text), ZoneOffset.UTC, 10).reported())
        .hasSize(10);
    assertThatThrownBy(() -> ServiceNowLog.read(new StringReader(text), ZoneOffset.UTC, 9))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("9 rows");
  }

  @Test
  void theCommandSaysInOneLineWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
    // Given
    Path endless = folder.resolve("endless.csv");
    Files.writeString(endless, "x".repeat(CsvReader.LONGEST_RECORD + 1));
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

    // Then
    for (Path file : List.of(endless, cut)) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int status =
          ImportCommand.run(
              new String[] {"servicenow", file.toString(), "--zone", "UTC", "--token", "none"},
              Map.of(),
              () -> {
                throw new AssertionError("nobody is asked for a token for a file like this");
              },
              System.out,
              new PrintStream(said, true, StandardCharsets.UTF_8));
      assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(1);
      assertThat(said.toString(StandardCharsets.UTF_8)).hasLineCount(1);
    }
  }

  private static List<String> first(String text) throws IOException {
    try (CsvReader csv = new CsvReader(new BufferedReader(new StringReader(text)))) {
      return csv.next().fields();
    }
  }
}
