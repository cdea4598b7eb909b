package io.onus.sla.clock.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a fact tells, as far as a clock cares. */
public sealed interface Happening {

  record Submitted() implements Happening {}

  /**
   * @param missing what the requester has to add
   */
  record Returned(List<String> missing) implements Happening {
    public Returned {
      missing = List.copyOf(missing);
    }

    public Returned() {
      this(List.of());
    }
  }

  record Resubmitted() implements Happening {}

  /**
   * @param withExpectedDate only then is it an answer the requester can plan with
   */
  record Accepted(boolean withExpectedDate) implements Happening {}

  /**
   * @param seenByBoth false for a note inside one department
   */
  record MessagePosted(boolean seenByBoth) implements Happening {}

  /**
   * @param text the question; the same one asked again is no new one
   */
  record Asked(String text) implements Happening {
    public Asked() {
      this("");
    }
  }

  record Answered() implements Happening {}

  record Contested() implements Happening {}

  /** The receiver accepted; the profile names it already, and the fact the terms it works under. */
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

  /** Both sides agreed on another due instant for one clock. */
  record Repromised(UUID clockId, Instant dueAt) implements Happening {}

  /** The other side's lead excused one clock. */
  record Waived(UUID clockId) implements Happening {}

  /**
   * Somebody moved what was open to other terms or hours.
   *
   * @param why for a reader: the calendar or agreement, and its version
   */
  record Rebound(String why, Rebinding rebinding) implements Happening {}

  /**
   * Anything no clock cares about: started, assigned, a transfer proposed or refused, types yet
   * unknown.
   */
  record Other(String type) implements Happening {}
}
