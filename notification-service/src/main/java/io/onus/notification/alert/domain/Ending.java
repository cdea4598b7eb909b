package io.onus.notification.alert.domain;

/** Why a clock no longer needs anybody's attention. */
public enum Ending {
  MET("kept in time"),
  FINISHED_LATE("fulfilled, late"),
  CANCELLED("cancelled"),
  WAIVED("waived"),
  HANDED_OVER("handed over"),
  BREACH_RETRACTED("the breach was retracted"),
  NO_PROMISE("nothing is promised any more"),
  MOVED("now owed by another department");

  private final String words;

  Ending(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
