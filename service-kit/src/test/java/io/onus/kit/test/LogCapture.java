package io.onus.kit.test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/**
 * Everything that is logged while it is open: at DEBUG what is ours, at INFO what is not, with the
 * stack traces.
 */
public final class LogCapture extends Handler implements AutoCloseable {

  private static final Logger ALL = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("io.onus");

  private final Formatter formatter = new SimpleFormatter();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Level before = OURS.getLevel();

  public LogCapture() {
    setLevel(Level.ALL);
    OURS.setLevel(Level.FINE);
    ALL.addHandler(this);
  }

  @Override
  public void publish(LogRecord record) {
    StringWriter text = new StringWriter();
    text.append(record.getLevel() + " " + record.getLoggerName() + " ");
    text.append(
        record instanceof org.jboss.logmanager.ExtLogRecord ours
            ? ours.getFormattedMessage()
            : formatter.formatMessage(record));
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(text));
    }
    lines.add(text.toString());
  }

  public String text() {
    return lines.stream().collect(Collectors.joining("\n"));
  }

  /** The lines that have any of the words: what a test shows when there should be none. */
  public java.util.List<String> linesWith(String... words) {
    return lines.stream()
        .filter(line -> java.util.Arrays.stream(words).anyMatch(line::contains))
        .toList();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ALL.removeHandler(this);
    OURS.setLevel(before);
  }
}
