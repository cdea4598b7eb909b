package io.onus.journeys.naive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The rows of the log by incident, in the order of the file. This log has no quoted field, so a
 * comma is a comma.
 */
final class NaiveLog {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm");

  /** Times are minutes of the epoch. */
  record Row(String state, int priority, int reopened, String group, long opened, long updated) {

    Row countedAt(long minute) {
      return new Row(state, priority, reopened, group, opened, minute);
    }
  }

  final Map<String, List<Row>> incidents = new LinkedHashMap<>();
  long end;

  static NaiveLog read(Path file) throws IOException {
    NaiveLog log = new NaiveLog();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> header = List.of(in.readLine().split(","));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        log.add(header, line.split(",", -1));
      }
    }
    return log;
  }

  private void add(List<String> header, String[] fields) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < fields.length; i++) {
      row.put(header.get(i), fields[i]);
    }
    long updated = minute(row.get("sys_updated_at"));
    end = Math.max(end, updated);
    incidents
        .computeIfAbsent(row.get("number"), number -> new ArrayList<>())
        .add(
            new Row(
                row.get("incident_state"),
                Integer.parseInt(row.get("priority").substring(0, 1)),
                Integer.parseInt(row.get("reopen_count")),
                row.get("assignment_group"),
                minute(row.get("opened_at")),
                updated));
  }

  private static long minute(String date) {
    return LocalDateTime.parse(date, DATE).toEpochSecond(ZoneOffset.UTC) / 60;
  }
}
