package io.onus.journeys.naive;

/** One clock, which looks at every minute in turn. */
final class Meter {

  private final OfficeMinutes office;
  private final String metric;
  private final int cycle;
  private final int round;
  private final int[] targets;
  private final int usedBefore;
  private int used;
  private boolean broken;

  Meter(OfficeMinutes office, String metric, int cycle, int round, int[] targets, int usedBefore) {
    this.office = office;
    this.metric = metric;
    this.cycle = cycle;
    this.round = round;
    this.targets = targets;
    this.usedBefore = usedBefore;
  }

  void run(long from, long to, int priority) {
    for (long minute = from; minute < to; minute++) {
      if (total() >= targets[priority]) {
        broken = true;
      }
      if (office.isOpen(minute)) {
        used++;
      }
    }
  }

  boolean is(String otherMetric) {
    return metric.equals(otherMetric);
  }

  boolean is(String otherMetric, int otherCycle) {
    return is(otherMetric) && cycle == otherCycle;
  }

  /** With what the clocks it goes on from had used. */
  int total() {
    return usedBefore + used;
  }

  NaiveClock clock(String incident, int priority, String phase, String verdict) {
    return new NaiveClock(
        incident, metric, cycle, round, "P" + priority, broken ? "BREACHED" : verdict, phase, used);
  }
}
