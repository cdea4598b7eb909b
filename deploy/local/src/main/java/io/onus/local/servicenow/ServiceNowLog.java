package io.onus.local.servicenow;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An audit export of ServiceNow's incident table: the incidents in order of appearance, and the
 * rows that could not be read. The export does not say in which zone its dates are, so the reader
 * has to be told.
 */
record ServiceNowLog(List<Incident> incidents, List<ReportedRow> reported) {

  /** All of them are held in memory. */
  private static final int MOST_ROWS = 2_000_000;

  private static final Pattern DATE =
      Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4}) (\\d{1,2}):(\\d{2})");

  /** Reads a file, plain or gzipped by its first bytes, not by its name. */
  static ServiceNowLog read(Path file, ZoneId zone) throws IOException {
    return read(file, zone, BoundedText.MOST_BYTES);
  }

  static ServiceNowLog read(Path file, ZoneId zone, long mostBytes) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      raw.mark(2);
      boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      InputStream plain = gzipped ? new GZIPInputStream(raw, 1 << 16) : raw;
      InputStream bounded = new BoundedText(plain, mostBytes);
      return read(new InputStreamReader(bounded, StandardCharsets.UTF_8), zone);
    }
  }

  static ServiceNowLog read(Reader text, ZoneId zone) throws IOException {
    return read(text, zone, MOST_ROWS);
  }

  static ServiceNowLog read(Reader text, ZoneId zone, int mostRows) throws IOException {
    try (CsvReader csv = new CsvReader(new BufferedReader(text, 1 << 16))) {
      CsvReader.Row header = csv.next();
      if (header == null) {
        throw new UnusableFileException("The file is empty.");
      }
      Collector collector = new Collector(Columns.of(header.fields()), zone);
      int rows = 0;
      for (CsvReader.Row row = csv.next(); row != null; row = csv.next()) {
        if (++rows > mostRows) {
          throw new UnusableFileException(
              "The file has more than %,d rows. Split it, and import the parts."
                  .formatted(mostRows));
        }
        collector.add(row);
      }
      return collector.log();
    }
  }

  /** The number of rows that could be read. */
  int rows() {
    return incidents.stream().mapToInt(incident -> incident.rows().size()).sum();
  }

  /** When the last change of the log happened. */
  Instant end() {
    return incidents.stream()
        .flatMap(incident -> incident.rows().stream())
        .map(AuditRow::updatedAt)
        .max(Instant::compareTo)
        .orElseThrow(() -> new UnusableFileException("The file has no incident."));
  }

  private static final class Collector {

    private final Columns columns;
    private final ZoneId zone;
    private final Map<String, List<AuditRow>> byNumber = new LinkedHashMap<>();
    private final List<ReportedRow> reported = new ArrayList<>();
    // The same few names come thousands of times; keep one of each.
    private final Map<String, String> names = new HashMap<>();

    Collector(Columns columns, ZoneId zone) {
      this.columns = columns;
      this.zone = zone;
    }

    void add(CsvReader.Row row) {
      String number =
          row.fields().size() > columns.number()
              ? shortened(row.fields().get(columns.number()))
              : "";
      if (row.fields().size() != columns.count()) {
        String detail = row.fields().size() + " fields instead of " + columns.count();
        reported.add(new ReportedRow(row.line(), number, ReportedRow.Reason.MALFORMED, detail));
        return;
      }
      try {
        AuditRow audit = audit(row);
        byNumber.computeIfAbsent(audit.number(), n -> new ArrayList<>()).add(audit);
      } catch (DateTimeException e) {
        reported.add(
            new ReportedRow(
                row.line(), number, ReportedRow.Reason.BAD_DATE, shortened(e.getMessage())));
      } catch (NumberFormatException e) {
        reported.add(
            new ReportedRow(
                row.line(), number, ReportedRow.Reason.MALFORMED, shortened(e.getMessage())));
      }
    }

    /** What is wrong is kept and printed; a field that is wrong can be very long. */
    private static String shortened(String text) {
      return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private AuditRow audit(CsvReader.Row row) {
      List<String> fields = row.fields();
      return new AuditRow(
          row.line(),
          named(fields.get(columns.number())),
          named(fields.get(columns.state())),
          Integer.parseInt(fields.get(columns.reopenCount())),
          instant(fields.get(columns.openedAt())),
          instant(fields.get(columns.updatedAt())),
          known(fields.get(columns.caller())),
          known(fields.get(columns.updatedBy())),
          known(fields.get(columns.assignedTo())),
          known(fields.get(columns.contactType())),
          known(fields.get(columns.location())),
          known(fields.get(columns.category())),
          known(fields.get(columns.subcategory())),
          known(fields.get(columns.symptom())),
          named(fields.get(columns.priority())),
          known(fields.get(columns.group())),
          known(fields.get(columns.closedCode())));
    }

    private Instant instant(String text) {
      Matcher date = DATE.matcher(text);
      if (!date.matches()) {
        throw new DateTimeException("'" + text + "' is not a date like 29/2/2016 01:16");
      }
      return LocalDateTime.of(
              Integer.parseInt(date.group(3)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(4)),
              Integer.parseInt(date.group(5)))
          .atZone(zone)
          .toInstant();
    }

    private @Nullable String known(String value) {
      return value.isBlank() || value.equals("?") ? null : named(value);
    }

    private String named(String value) {
      return names.computeIfAbsent(value.strip(), name -> name);
    }

    ServiceNowLog log() {
      List<Incident> incidents = new ArrayList<>(byNumber.size());
      byNumber.forEach((number, rows) -> incidents.add(new Incident(number, rows)));
      return new ServiceNowLog(incidents, reported);
    }
  }

  /**
   * Where each column that matters stands; exports differ in which others they have, and in their
   * order.
   */
  private record Columns(
      int count,
      int number,
      int state,
      int reopenCount,
      int openedAt,
      int updatedAt,
      int caller,
      int updatedBy,
      int assignedTo,
      int contactType,
      int location,
      int category,
      int subcategory,
      int symptom,
      int priority,
      int group,
      int closedCode) {

    static Columns of(List<String> header) {
      return new Columns(
          header.size(),
          index(header, "number"),
          index(header, "incident_state"),
          index(header, "reopen_count"),
          index(header, "opened_at"),
          index(header, "sys_updated_at"),
          index(header, "caller_id"),
          index(header, "sys_updated_by"),
          index(header, "assigned_to"),
          index(header, "contact_type"),
          index(header, "location"),
          index(header, "category"),
          index(header, "subcategory"),
          index(header, "u_symptom"),
          index(header, "priority"),
          index(header, "assignment_group"),
          index(header, "closed_code"));
    }

    private static int index(List<String> header, String column) {
      int index = header.indexOf(column);
      if (index < 0) {
        throw new UnusableFileException("The file has no column '" + column + "'.");
      }
      return index;
    }
  }
}
