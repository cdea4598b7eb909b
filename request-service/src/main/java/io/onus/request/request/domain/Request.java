package io.onus.request.request.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request is in exactly one of these states. The moves a state allows are the methods it has: it
 * gets them from the interfaces below, which also are what a {@link Verb} asks for.
 */
public sealed interface Request {

  Work work();

  Status status();

  /** The same state with something about the work changed. */
  Request with(Work work);

  default Onus onus() {
    return status().onus();
  }

  // ---- states

  /**
   * Kept by the requester, unseen by the provider.
   *
   * @param missing what the intake still asks for
   */
  record Draft(Work work, List<String> missing)
      implements Request, Submittable, Prioritizable, Cancellable {
    public Draft {
      missing = List.copyOf(missing);
    }

    @Override
    public Status status() {
      return Status.DRAFT;
    }

    @Override
    public Draft with(Work work) {
      return new Draft(work, missing);
    }
  }

  record Submitted(Work work)
      implements Request,
          Acceptable,
          Startable,
          Returnable,
          InHand,
          Assignable,
          Prioritizable,
          Cancellable,
          Discussable {
    @Override
    public Status status() {
      return Status.SUBMITTED;
    }

    @Override
    public Submitted with(Work work) {
      return new Submitted(work);
    }
  }

  /** Given back because it cannot be worked on as it is. */
  record Returned(Work work, String reason, List<String> missing)
      implements Request,
          Resubmittable,
          Contestable,
          Assignable,
          Prioritizable,
          Cancellable,
          Discussable {
    public Returned {
      missing = List.copyOf(missing);
      if (missing.isEmpty()) {
        throw new IllegalArgumentException("a return names what is missing");
      }
    }

    @Override
    public Status status() {
      return Status.RETURNED;
    }

    @Override
    public Returned with(Work work) {
      return new Returned(work, reason, missing);
    }
  }

  record Accepted(Work work)
      implements Request,
          Startable,
          Returnable,
          InHand,
          Assignable,
          Prioritizable,
          Cancellable,
          Discussable {
    @Override
    public Status status() {
      return Status.ACCEPTED;
    }

    @Override
    public Accepted with(Work work) {
      return new Accepted(work);
    }
  }

  record InProgress(Work work)
      implements Request, Returnable, InHand, Assignable, Prioritizable, Cancellable, Discussable {
    @Override
    public Status status() {
      return Status.IN_PROGRESS;
    }

    @Override
    public InProgress with(Work work) {
      return new InProgress(work);
    }
  }

  record AwaitingRequester(Work work, String question)
      implements Request,
          InHand,
          Answerable,
          Contestable,
          Assignable,
          Prioritizable,
          Cancellable,
          Discussable {
    @Override
    public Status status() {
      return Status.AWAITING_REQUESTER;
    }

    @Override
    public AwaitingRequester with(Work work) {
      return new AwaitingRequester(work, question);
    }
  }

  record Resolved(Work work, String resolution)
      implements Request, Closable, Reopenable, Assignable, Cancellable, Discussable {
    @Override
    public Status status() {
      return Status.RESOLVED;
    }

    @Override
    public Resolved with(Work work) {
      return new Resolved(work, resolution);
    }
  }

  record Closed(Work work, String resolution) implements Request, Reopenable, Discussable {
    @Override
    public Status status() {
      return Status.CLOSED;
    }

    @Override
    public Closed with(Work work) {
      return new Closed(work, resolution);
    }
  }

  record Declined(Work work, DeclineCode code, String reason)
      implements Request, Reopenable, Discussable {
    @Override
    public Status status() {
      return Status.DECLINED;
    }

    @Override
    public Declined with(Work work) {
      return new Declined(work, code, reason);
    }
  }

  record Cancelled(Work work, String reason) implements Request, Discussable {
    @Override
    public Status status() {
      return Status.CANCELLED;
    }

    @Override
    public Cancelled with(Work work) {
      return new Cancelled(work, reason);
    }
  }

  // ---- moves

  sealed interface Submittable permits Draft {
    Work work();

    default Submitted submit(@Nullable Details details, Instant now) {
      return new Submitted(work().submitted(details, now));
    }
  }

  sealed interface Acceptable permits Submitted {
    Work work();

    default Accepted accept(@Nullable Instant expectedBy) {
      return new Accepted(work().expected(expectedBy));
    }
  }

  sealed interface Startable permits Submitted, Accepted {
    Work work();

    default InProgress start() {
      return new InProgress(work());
    }
  }

  sealed interface Returnable permits Submitted, Accepted, InProgress {
    Work work();

    /** A transfer proposed meanwhile falls: the provider has just said it is theirs to judge. */
    default Returned giveBack(String reason, List<String> missing) {
      return new Returned(work().proposing((ProposedTransfer) null), reason, missing);
    }
  }

  sealed interface Resubmittable permits Returned {
    Work work();

    default Submitted resubmit(@Nullable Details details) {
      return new Submitted(work().detailed(details));
    }
  }

  /** The provider holds it, whether or not a question is open. */
  sealed interface InHand permits Submitted, Accepted, InProgress, AwaitingRequester {
    Work work();

    Request with(Work work);

    default AwaitingRequester ask(String question) {
      return new AwaitingRequester(work(), question);
    }

    default Resolved resolve(String resolution) {
      return new Resolved(work().settled(), resolution);
    }

    default Declined decline(DeclineCode code, String reason) {
      return new Declined(work().settled(), code, reason);
    }

    default Request propose(ProposedTransfer transfer) {
      return with(work().proposing(transfer));
    }

    default Submitted handOver(ProposedTransfer transfer) {
      return new Submitted(work().movedTo(transfer.to()));
    }

    default Request keep() {
      return with(work().proposing((ProposedTransfer) null));
    }
  }

  sealed interface Answerable permits AwaitingRequester {
    Work work();

    default InProgress answer() {
      return new InProgress(work());
    }
  }

  sealed interface Contestable permits AwaitingRequester, Returned {
    Work work();

    default InProgress contest() {
      return new InProgress(work());
    }
  }

  sealed interface Closable permits Resolved {
    Work work();

    String resolution();

    default Closed close() {
      return new Closed(work(), resolution());
    }
  }

  sealed interface Reopenable permits Resolved, Closed, Declined {
    Work work();

    default InProgress reopen() {
      return new InProgress(work().begunAgain());
    }
  }

  sealed interface Assignable
      permits Submitted, Returned, Accepted, InProgress, AwaitingRequester, Resolved {
    Work work();

    Request with(Work work);

    default Request assign(String person) {
      return with(work().assignedTo(person));
    }
  }

  sealed interface Prioritizable
      permits Draft, Submitted, Returned, Accepted, InProgress, AwaitingRequester {
    Work work();

    Request with(Work work);

    default Request prioritize(Priority priority) {
      return with(work().prioritized(priority));
    }

    default Request propose(@Nullable ProposedPriority proposal) {
      return with(work().proposing(proposal));
    }
  }

  sealed interface Cancellable
      permits Draft, Submitted, Returned, Accepted, InProgress, AwaitingRequester, Resolved {
    Work work();

    default Cancelled cancel(String reason) {
      return new Cancelled(work().settled(), reason);
    }
  }

  /** The two sides can write to each other about it. */
  sealed interface Discussable
      permits Submitted,
          Returned,
          Accepted,
          InProgress,
          AwaitingRequester,
          Resolved,
          Closed,
          Declined,
          Cancelled {
    Work work();
  }
}
