package io.onus.notification.integration.domain;

import java.util.regex.Pattern;

/** An event type, or with a star at its end all types that begin so. */
public record EventPattern(String text) {

  private static final Pattern WRITTEN = Pattern.compile("\\*|io\\.onus\\.[a-z0-9.-]{0,80}\\*?");

  /** What the types of {@code onus.sla.v1} begin with: no others are sent. */
  public static final String SENT = "io.onus.sla.";

  public EventPattern {
    if (!isPattern(text)) {
      throw new IllegalArgumentException("'%s' is not a pattern of event types".formatted(text));
    }
  }

  public static boolean isPattern(String text) {
    return WRITTEN.matcher(text).matches();
  }

  public boolean matches(String type) {
    return text.endsWith("*")
        ? type.startsWith(text.substring(0, text.length() - 1))
        : type.equals(text);
  }

  /** Whether anything that is sent can match it. */
  public boolean isOfClocksAndPromises() {
    String fixed = text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
    return fixed.startsWith(SENT) || text.endsWith("*") && SENT.startsWith(fixed);
  }

  @Override
  public String toString() {
    return text;
  }
}
