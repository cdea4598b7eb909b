package io.onus.request.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream line by line and never holds more of a line than {@code limit} bytes: what is
 * longer is skipped up to its end.
 */
final class LineReader {

  /** {@code text} is null where the line was longer than the limit. */
  record Line(long number, byte @Nullable [] text) {

    boolean isBlank() {
      if (text == null) {
        return false;
      }
      for (byte b : text) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  private final InputStream in;
  private final byte[] line;
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int end;
  private long number;

  LineReader(InputStream in, int limit) {
    this.in = in;
    this.line = new byte[limit];
  }

  /** Null at the end of the stream. */
  @Nullable Line next() throws IOException {
    if (at == end && !fill()) {
      return null;
    }
    number++;
    int length = 0;
    boolean fits = true;
    while (at < end || fill()) {
      int stop = endOfLine();
      int part = stop - at;
      fits &= length + part <= line.length;
      if (fits) {
        System.arraycopy(buffer, at, line, length, part);
        length += part;
      }
      at = stop;
      if (at < end) {
        at++;
        break;
      }
    }
    return new Line(number, fits ? Arrays.copyOf(line, length) : null);
  }

  private int endOfLine() {
    for (int i = at; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return end;
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer);
    at = 0;
    end = Math.max(read, 0);
    return read > 0;
  }
}
