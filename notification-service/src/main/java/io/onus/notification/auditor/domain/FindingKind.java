package io.onus.notification.auditor.domain;

/** What can be wrong with the telling. */
public enum FindingKind {
  MILESTONE_WITHOUT_ALERT("milestones that led to no alert, and nothing says why"),
  ALERT_WITHOUT_STEP("open alerts nobody is to be told of any more, and nothing says why"),
  STEP_OVERDUE("open alerts whose next step is not taken though its time has come"),
  NOBODY_TOLD(
      "open alerts of which nobody has heard: there is nobody to tell, or every message failed"),
  LEASE_OVER("messages that were being sent when nobody heard of it again"),
  DELIVERY_OVERDUE("messages that are not sent though their time has come"),
  LOOP_STANDS("parts of the service that make no rounds any more");

  private final String words;

  FindingKind(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
