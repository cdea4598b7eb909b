package io.onus.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Prints the lines a log gains. */
final class LogFollower {

  private final Path log;
  private final PrintStream out;
  private final String prefix;
  private long position;

  LogFollower(Path log, PrintStream out) {
    this(log, out, "", 0);
  }

  private LogFollower(Path log, PrintStream out, String prefix, long position) {
    this.log = log;
    this.out = out;
    this.prefix = prefix;
    this.position = position;
  }

  static LogFollower fromEnd(Path log, PrintStream out, String prefix) {
    return new LogFollower(log, out, prefix, log.toFile().length());
  }

  /** Prints the whole lines that were added since the last call. */
  void next() {
    if (log.toFile().length() < position) {
      // It was begun anew.
      position = 0;
    }
    if (log.toFile().length() == position) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(position);
      byte[] fresh = new byte[(int) Math.min(file.length() - position, 1 << 20)];
      file.readFully(fresh);
      int whole = lastNewline(fresh) + 1;
      new String(fresh, 0, whole, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> out.println(prefix + line));
      position += whole;
    } catch (IOException e) {
      // The log may be removed while it is read; there is nothing more to show then.
    }
  }

  private static int lastNewline(byte[] bytes) {
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
