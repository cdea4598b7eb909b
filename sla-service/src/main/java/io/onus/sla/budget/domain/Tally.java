package io.onus.sla.budget.domain;

/**
 * How the promises that were settled in some stretch of time ended.
 *
 * @param kept met in time
 * @param breached broken, and not excused since
 */
public record Tally(long kept, long breached) {

  public static final Tally NONE = new Tally(0, 0);

  public Tally {
    if (kept < 0 || breached < 0) {
      throw new IllegalArgumentException("a tally counts what there was");
    }
  }

  public long promised() {
    return kept + breached;
  }
}
