package io.onus.notification.auditor.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be.
 *
 * @param count how many things it is so with
 * @param examples ids of some of them, the oldest first
 * @param oldest since when it is so with the oldest
 * @param repair what was done about it, in words; null where nothing can be done from here
 */
public record Finding(
    FindingKind kind, int count, List<String> examples, Instant oldest, @Nullable String repair) {

  public Finding {
    examples = List.copyOf(examples);
  }

  public Finding repaired(String words) {
    return new Finding(kind, count, examples, oldest, words);
  }
}
