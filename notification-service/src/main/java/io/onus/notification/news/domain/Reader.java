package io.onus.notification.news.domain;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a story is told: the leads of a department.
 *
 * @param assignee the id of who works on it, and is told as well
 */
public record Reader(String department, @Nullable String assignee) {

  static List<Reader> leadsOf(String... departments) {
    return Stream.of(departments)
        .distinct()
        .map(department -> new Reader(department, null))
        .toList();
  }
}
