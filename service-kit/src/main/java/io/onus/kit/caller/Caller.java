package io.onus.kit.caller;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, and what their token says they are. For which department somebody acts follows
 * from the thing acted on, not from the call.
 *
 * @param id the person's or system's name, as the identity provider gives it
 * @param name what to call them, where the token says it
 * @param email an address the identity provider has verified, where it says so
 * @param departments the codes of all departments they belong to, those they lead included
 * @param leads the codes of the departments they lead, or are a deputy of
 */
public record Caller(
    String id,
    Kind kind,
    @Nullable String name,
    @Nullable String email,
    Set<String> departments,
    Set<String> leads,
    Set<Role> roles) {

  /** SYSTEM is the suite itself: timers, engines, relays. */
  public enum Kind {
    HUMAN,
    ROBOT,
    SYSTEM
  }

  /** What somebody may do across departments. */
  public enum Role {
    /** Manages departments, services and what the whole company shares. */
    ADMIN("an admin"),
    /** Reads all, changes nothing. */
    AUDITOR("an auditor"),
    /** Manages people, schedules, policies and routes of every department. */
    ON_CALL_ADMIN("an on-call admin"),
    /** A system that may say which person did something, and when. */
    RELAY("a relay");

    private final String words;

    Role(String words) {
      this.words = words;
    }

    /** As it reads in a sentence. */
    public String words() {
      return words;
    }
  }

  public Caller {
    departments = Set.copyOf(departments);
    leads = Set.copyOf(leads);
    roles = Set.copyOf(roles);
    if (!departments.containsAll(leads)) {
      throw new IllegalArgumentException("who leads a department belongs to it");
    }
  }

  public boolean isOf(String department) {
    return departments.contains(department);
  }

  /** Whether they lead it or are a deputy of it. */
  public boolean leads(String department) {
    return leads.contains(department);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** Tells callers apart: a system may be named like a person. */
  public String key() {
    return kind + ":" + id;
  }
}
