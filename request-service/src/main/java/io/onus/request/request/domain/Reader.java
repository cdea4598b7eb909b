package io.onus.request.request.domain;

import java.util.Set;

/**
 * Who reads.
 *
 * @param departments all they belong to
 * @param audits whether they read what others keep to themselves
 */
public record Reader(Set<String> departments, boolean audits) {

  public Reader {
    departments = Set.copyOf(departments);
  }

  boolean isOf(String department) {
    return departments.contains(department);
  }
}
