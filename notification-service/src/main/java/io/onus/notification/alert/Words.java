package io.onus.notification.alert;

import io.onus.notification.alert.domain.AlertClock;
import io.onus.notification.domain.Standing;

/** How a timeline says what happened. */
final class Words {

  private Words() {}

  static String of(AlertClock clock) {
    String due = clock.dueAt() == null ? "" : ", due " + clock.dueAt();
    return clock.metric()
        + " cycle "
        + clock.cycle()
        + " "
        + switch (clock.standing()) {
          case AT_RISK -> "at risk (" + clock.percent() + " %)";
          case BREACHED -> "breached";
          case OVERDUE -> "overdue (" + clock.percent() + " %)";
        }
        + due;
  }

  static String ending(AlertClock clock) {
    String ending = clock.ending() == null ? "still running" : clock.ending().words();
    return clock.metric() + " cycle " + clock.cycle() + ": " + ending;
  }

  static String revised(AlertClock clock) {
    String now =
        clock.paused() && clock.standing() == Standing.AT_RISK
            ? "paused"
            : clock.dueAt() == null ? "without a due instant" : "due " + clock.dueAt();
    return clock.metric() + " cycle " + clock.cycle() + ": now " + now;
  }
}
