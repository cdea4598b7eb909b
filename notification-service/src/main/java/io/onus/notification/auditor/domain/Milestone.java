package io.onus.notification.auditor.domain;

import java.util.Set;

/**
 * What an event type and its percentage say of a clock, as the auditor understands them. On purpose
 * not what the alerts understand: an error there must not hide itself here.
 */
public enum Milestone {
  /** People must know. */
  MATTERS,
  /** What was said of the clock before is not to be told any more. */
  OVERTAKES,
  /** Neither. */
  OTHER;

  private static final int FIRST_PERCENT_THAT_MATTERS = 75;

  private static final Set<String> BROKEN =
      Set.of("io.onus.sla.clock-breached.v1", "io.onus.sla.clock-overdue.v1");
  private static final String AT_RISK = "io.onus.sla.clock-at-risk.v1";
  private static final Set<String> OVERTAKING =
      Set.of(
          "io.onus.sla.clock-met.v1",
          "io.onus.sla.clock-finished-late.v1",
          "io.onus.sla.clock-cancelled.v1",
          "io.onus.sla.clock-waived.v1",
          "io.onus.sla.clock-handed-over.v1",
          "io.onus.sla.clock-breach-retracted.v1",
          "io.onus.sla.clock-renegotiated.v1");

  /**
   * @param percent how much of the target was used, 0 where the event does not say
   * @param imported history that was read in
   */
  public static Milestone of(String type, int percent, boolean imported) {
    if (imported) {
      return OTHER;
    }
    if (BROKEN.contains(type) || (type.equals(AT_RISK) && percent >= FIRST_PERCENT_THAT_MATTERS)) {
      return MATTERS;
    }
    return OVERTAKING.contains(type) ? OVERTAKES : OTHER;
  }
}
