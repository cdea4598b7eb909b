package io.onus.request;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which texts can be kept. */
public final class Texts {

  /** One line: no control characters, no halves of characters. */
  public static final String LINE = "[^\\p{Cntrl}\\p{Cs}]*+";

  public static final String LINE_MESSAGE = "must be one line of text";

  private static final Pattern LINES = Pattern.compile(LINE);

  private Texts() {}

  public static boolean isLine(String text) {
    return LINES.matcher(text).matches();
  }

  /**
   * Whether it can be written as UTF-8: JSON can escape halves of characters, which nothing else
   * takes.
   */
  public static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
