package io.onus.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller types to find things in a list, as a pattern of SQL {@code like}. */
public final class ListText {

  private ListText() {}

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
