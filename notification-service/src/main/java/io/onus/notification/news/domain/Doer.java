package io.onus.notification.news.domain;

import io.onus.notification.domain.Spelled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who did what happened.
 *
 * @param side the side they did it for, as the event says
 * @param system no person, but time or the service itself
 */
public record Doer(
    @Nullable String id, @Nullable String department, @Nullable String side, boolean system) {

  Optional<String> person() {
    return system ? Optional.empty() : Optional.ofNullable(id);
  }

  /** "lena of ENG"; the department alone where nobody is named. */
  String name(String otherwise) {
    String from = department == null ? otherwise : department;
    return person().map(who -> Spelled.oneLine(who) + " of " + from).orElse(from);
  }

  /** What they said, in their name; nothing where they said nothing. */
  @Nullable String says(@Nullable String words, String otherwise) {
    return words == null || words.isBlank()
        ? null
        : name(otherwise) + " says: " + Spelled.oneLine(words);
  }
}
