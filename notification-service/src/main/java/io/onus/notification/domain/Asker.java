package io.onus.notification.domain;

import java.util.Set;

/**
 * Who wants to see or do something, as far as rights go.
 *
 * @param person false for a system, even one that is named like a person
 * @param departments the codes of all departments they belong to, those they lead included
 * @param leads the codes of the departments they lead, or are a deputy of
 */
public record Asker(
    String id, boolean person, Set<String> departments, Set<String> leads, Set<Role> roles) {

  /** What somebody may do whatever their department. */
  public enum Role {
    ADMIN,
    AUDITOR,
    ON_CALL_ADMIN
  }

  public Asker {
    departments = Set.copyOf(departments);
    leads = Set.copyOf(leads);
    roles = Set.copyOf(roles);
  }

  /** Whether the id of a person names them. */
  public boolean is(String personId) {
    return person && id.equals(personId);
  }

  public boolean isOf(String department) {
    return departments.contains(department);
  }

  public boolean leads(String department) {
    return leads.contains(department);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }
}
