package io.onus.request;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller types to find things in a list, as a pattern of SQL {@code like}. */
public final class ListText {

  private ListText() {}

  /** No list has what cannot be kept. */
  public static void check(String parameter, @Nullable String text) {
    if (text != null && !Texts.isLine(text)) {
      throw Problem.malformed(
          parameter + " " + Texts.LINE_MESSAGE + ".", new Violation(parameter, Texts.LINE_MESSAGE));
    }
  }

  /**
   * Matches texts, in lower case, that contain {@code q} as it is; null where nothing was typed.
   */
  public static @Nullable String contains(@Nullable String q) {
    if (q == null || q.isBlank()) {
      return null;
    }
    String literal = q.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1");
    return "%" + literal + "%";
  }
}
