package io.onus.request.request.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request in every status.
 *
 * @param expectedBy when the provider expects to be done, as said on accepting
 * @param cycle 1, and one more with each reopening
 * @param submittedAt when the provider first saw it; none while it is a draft
 */
public record Work(
    Particulars about,
    Addressee addressee,
    Priority priority,
    Details details,
    @Nullable String assignee,
    @Nullable Instant expectedBy,
    @Nullable ProposedPriority proposedPriority,
    @Nullable ProposedTransfer transfer,
    int cycle,
    @Nullable Instant submittedAt) {

  /** A request nobody has worked on yet. */
  public static Work begun(
      Particulars about, Addressee addressee, Priority priority, Details details) {
    return new Work(about, addressee, priority, details, null, null, null, null, 1, null);
  }

  /** Whether the provider has ever seen it. */
  public boolean wasSubmitted() {
    return submittedAt != null;
  }

  Work submitted(@Nullable Details newDetails, Instant at) {
    return new Work(
        about,
        addressee,
        priority,
        newDetails == null ? details : newDetails,
        assignee,
        expectedBy,
        proposedPriority,
        transfer,
        cycle,
        at);
  }

  Work detailed(@Nullable Details newDetails) {
    return new Work(
        about,
        addressee,
        priority,
        newDetails == null ? details : newDetails,
        assignee,
        expectedBy,
        proposedPriority,
        transfer,
        cycle,
        submittedAt);
  }

  Work expected(@Nullable Instant by) {
    return new Work(
        about,
        addressee,
        priority,
        details,
        assignee,
        by,
        proposedPriority,
        transfer,
        cycle,
        submittedAt);
  }

  Work assignedTo(String person) {
    return new Work(
        about,
        addressee,
        priority,
        details,
        person,
        expectedBy,
        proposedPriority,
        transfer,
        cycle,
        submittedAt);
  }

  /** The new priority holds; whatever was proposed about it is answered. */
  Work prioritized(Priority newPriority) {
    return new Work(
        about,
        addressee,
        newPriority,
        details,
        assignee,
        expectedBy,
        null,
        transfer,
        cycle,
        submittedAt);
  }

  Work proposing(@Nullable ProposedPriority proposal) {
    return new Work(
        about,
        addressee,
        priority,
        details,
        assignee,
        expectedBy,
        proposal,
        transfer,
        cycle,
        submittedAt);
  }

  Work proposing(@Nullable ProposedTransfer proposal) {
    return new Work(
        about,
        addressee,
        priority,
        details,
        assignee,
        expectedBy,
        proposedPriority,
        proposal,
        cycle,
        submittedAt);
  }

  /**
   * The receiver holds it now. Its assignee, its expected date and a priority proposed by the
   * former holder are not the receiver's word, so they go.
   */
  Work movedTo(Addressee receiver) {
    ProposedPriority kept =
        proposedPriority != null && proposedPriority.by() == Side.REQUESTER
            ? proposedPriority
            : null;
    return new Work(about, receiver, priority, details, null, null, kept, null, cycle, submittedAt);
  }

  /** Nothing is left to answer: open proposals end with the work. */
  Work settled() {
    return new Work(
        about, addressee, priority, details, assignee, expectedBy, null, null, cycle, submittedAt);
  }

  Work begunAgain() {
    return new Work(
        about, addressee, priority, details, assignee, null, null, null, cycle + 1, submittedAt);
  }
}
