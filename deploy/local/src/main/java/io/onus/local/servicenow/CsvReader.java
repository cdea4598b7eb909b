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

  private final BufferedReader in;
  private int line;

  CsvReader(BufferedReader in) {
    this.in = in;
  }

  /** The next record that is not an empty line, or null at the end. */
  @Nullable Row next() throws IOException {
    String text = in.readLine();
    line++;
    while (text != null && text.isEmpty()) {
      text = in.readLine();
      line++;
    }
    return text == null ? null : record(text);
  }

  private Row record(String first) throws IOException {
    int began = line;
    List<String> fields = new ArrayList<>(40);
    StringBuilder field = new StringBuilder();
    String text = first;
    boolean quoted = false;
    int at = 0;
    while (true) {
      if (at == text.length()) {
        String more = quoted ? in.readLine() : null;
        if (more == null) {
          fields.add(field.toString());
          return new Row(began, fields);
        }
        line++;
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
