package io.onus.local.servicenow;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them: a quoted field may hold commas, doubled quotes and
 * line breaks.
 */
final class CsvReader implements Closeable {

  /** The fields of one record and the line it began on, from 1. */
  record Row(int line, List<String> fields) {}

  /** Characters of a record, line breaks in quotes included; real ones have some hundreds. */
  static final int LONGEST_RECORD = 1_000_000;

  private final BufferedReader in;
  private int line;

  CsvReader(BufferedReader in) {
    this.in = in;
  }

  /** The next record that is not an empty line, or null at the end. */
  @Nullable Row next() throws IOException {
    String text = readLine(LONGEST_RECORD);
    line++;
    while (text != null && text.isEmpty()) {
      text = readLine(LONGEST_RECORD);
      line++;
    }
    return text == null ? null : record(text);
  }

  /** As the reader's own, which would read a line without end until memory ends. */
  private @Nullable String readLine(int most) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return text.toString();
      }
      if (c == '\r') {
        in.mark(1);
        if (in.read() != '\n') {
          in.reset();
        }
        return text.toString();
      }
      if (text.length() == most) {
        throw new UnusableFileException(
            "Line %,d goes on for more than %,d characters; is this a CSV file?"
                .formatted(line + 1, LONGEST_RECORD));
      }
      text.append((char) c);
    }
    return text.isEmpty() ? null : text.toString();
  }

  private Row record(String first) throws IOException {
    int began = line;
    List<String> fields = new ArrayList<>(40);
    StringBuilder field = new StringBuilder();
    String text = first;
    boolean quoted = false;
    int at = 0;
    int left = LONGEST_RECORD - first.length();
    while (true) {
      if (at == text.length()) {
        String more = quoted ? readLine(Math.max(0, left)) : null;
        if (more == null) {
          fields.add(field.toString());
          return new Row(began, fields);
        }
        line++;
        left -= more.length() + 1;
        field.append('\n');
        text = more;
        at = 0;
        continue;
      }
      char c = text.charAt(at++);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (at < text.length() && text.charAt(at) == '"') {
          field.append('"');
          at++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
