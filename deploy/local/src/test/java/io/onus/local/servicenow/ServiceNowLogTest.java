package io.onus.local.servicenow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNowLogTest {

  @Test
  void rowsOfOneIncidentBelongTogetherWhereverTheyStand() {
    ServiceNowLog log =
        Csv.log(
            Csv.row("New", "1/3/2016 08:05"),
            Csv.row("New", "1/3/2016 08:06").replace("INC1", "INC2"),
            Csv.row("Active", "1/3/2016 09:00"));

    assertThat(log.incidents()).extracting(Incident::number).containsExactly("INC1", "INC2");
    assertThat(log.incidents().getFirst().rows()).extracting(AuditRow::line).containsExactly(2, 4);
  }

  @Test
  void aQuestionMarkIsUnknown() {
    ServiceNowLog log = Csv.log(Csv.row("New", "1/3/2016 08:05", "?"));

    AuditRow row = log.incidents().getFirst().rows().getFirst();
    assertThat(row.group()).isNull();
    assertThat(row.assignedTo()).isNull();
    assertThat(row.location()).isEqualTo("Location 1");
  }

  @Test
  void aQuotedFieldMayHoldCommasQuotesAndLineBreaks() {
    ServiceNowLog log =
        Csv.log(
            Csv.row("New", "1/3/2016 08:05").replace("Symptom 8", "\"a \"\"b\"\", c\nd\""),
            Csv.row("Active", "1/3/2016 09:00"));

    assertThat(log.reported()).isEmpty();
    assertThat(log.incidents().getFirst().rows().getFirst().symptom()).isEqualTo("a \"b\", c\nd");
    assertThat(log.incidents().getFirst().rows().getLast().line()).isEqualTo(4);
  }

  @Test
  void datesAreInTheZoneThatWasNamed() throws IOException {
    String text = Csv.HEADER + "\n" + Csv.row("New", "1/7/2016 08:05");

    ServiceNowLog berlin = ServiceNowLog.read(new StringReader(text), ZoneId.of("Europe/Berlin"));
    ServiceNowLog utc = ServiceNowLog.read(new StringReader(text), ZoneOffset.UTC);

    assertThat(berlin.end()).isEqualTo(Instant.parse("2016-07-01T06:05:00Z"));
    assertThat(utc.end()).isEqualTo(Instant.parse("2016-07-01T08:05:00Z"));
  }

  @Test
  void aRowThatCannotBeReadIsReportedAndTheRestGoesOn() {
    ServiceNowLog log =
        Csv.log(
            Csv.row("New", "1/3/2016 08:05"),
            Csv.row("Active", "2016-03-01 09:00"),
            "INC1,Active,0",
            Csv.row("Active", "31/2/2016 09:00"),
            Csv.row("Active", "1/3/2016 09:00").replace(",0,Caller", ",none,Caller"),
            Csv.row("Resolved", "1/3/2016 10:00"));

    assertThat(log.incidents().getFirst().rows()).extracting(AuditRow::line).containsExactly(2, 7);
    assertThat(log.reported())
        .extracting(ReportedRow::line, reported -> reported.reason().label())
        .containsExactly(
            tuple(3, "bad-date"),
            tuple(4, "malformed"),
            tuple(5, "bad-date"),
            tuple(6, "malformed"));
  }

  @Test
  void aFileThatIsNoIncidentLogSaysWhatIsMissing() {
    assertThatThrownBy(
            () -> ServiceNowLog.read(new StringReader("number,state\nINC1,New"), ZoneOffset.UTC))
        .isInstanceOf(UnusableFileException.class)
        .hasMessage("The file has no column 'incident_state'.");
    assertThatThrownBy(() -> ServiceNowLog.read(new StringReader(""), ZoneOffset.UTC))
        .hasMessage("The file is empty.");
  }

  @Test
  void plainAndGzippedFilesReadTheSame(@TempDir Path folder) throws IOException {
    byte[] text =
        (Csv.HEADER + "\n" + Csv.row("New", "1/3/2016 08:05")).getBytes(StandardCharsets.UTF_8);
    Path plain = Files.write(folder.resolve("a.csv"), text);
    Path gzipped = folder.resolve("b.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
      out.write(text);
    }

    assertThat(ServiceNowLog.read(gzipped, ZoneOffset.UTC))
        .isEqualTo(ServiceNowLog.read(plain, ZoneOffset.UTC));
  }
}
