package io.onus.request.directory.domain;

import java.util.List;
import java.util.Optional;

/**
 * A department's way up to its root: the department itself first. Departments form trees, so that
 * what is said of one can be added up for those above it.
 */
public record Lineage(List<String> codes) {

  public Lineage {
    codes = List.copyOf(codes);
  }

  /** Why {@code department} may not hang below the first of this lineage; empty where it may. */
  public Optional<ParentMakesCycle> refusalOf(String department) {
    int at = codes.indexOf(department);
    return at < 0
        ? Optional.empty()
        : Optional.of(new ParentMakesCycle(department, codes.subList(0, at + 1)));
  }
}
