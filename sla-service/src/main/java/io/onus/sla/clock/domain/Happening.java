package io.onus.sla.clock.domain;

import java.time.Instant;

/** What a fact tells, as far as a clock cares. */
public sealed interface Happening {

  record Submitted() implements Happening {}

  record Returned() implements Happening {}

  record Resubmitted() implements Happening {}

  /**
   * @param withExpectedDate only then is it an answer the requester can plan with
   */
  record Accepted(boolean withExpectedDate) implements Happening {}

  /**
   * @param seenByBoth false for a note inside one department
   */
  record MessagePosted(boolean seenByBoth) implements Happening {}

  record Asked() implements Happening {}

  record Answered() implements Happening {}

  record Contested() implements Happening {}

  /** The receiver accepted; the profile names it already. */
  record Transferred() implements Happening {}

  record Prioritized() implements Happening {}

  record Resolved() implements Happening {}

  record Reopened(Code code) implements Happening {
    public enum Code {
      NOT_ANSWERED,
      INCOMPLETE,
      NEW_INFORMATION,
      OTHER
    }
  }

  record Closed() implements Happening {}

  record Declined() implements Happening {}

  record Cancelled() implements Happening {}

  /** The end of an import: what was still open then is judged as of that instant. */
  record ImportFinished(Instant asOf) implements Happening {}

  /**
   * Anything no clock cares about: started, assigned, a transfer proposed or refused, types yet
   * unknown.
   */
  record Other(String type) implements Happening {}
}
