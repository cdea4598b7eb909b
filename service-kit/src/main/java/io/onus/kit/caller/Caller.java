package io.onus.kit.caller;

/**
 * Who is calling, and for which department.
 *
 * @param id the person's or system's name
 * @param department the code of the department the call is made for
 */
public record Caller(String id, String department, Kind kind) {

  /** SYSTEM is the suite itself: timers, engines, relays. */
  public enum Kind {
    HUMAN,
    ROBOT,
    SYSTEM
  }
}
