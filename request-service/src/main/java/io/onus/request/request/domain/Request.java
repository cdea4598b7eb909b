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

  /**
   * Given back because it cannot be worked on as it is.
   *
   * @param since when the requester's move began
   */
  record Returned(Work work, String reason, List<String> missing, Instant since)
      implements Request,
          AwaitedOfRequester,
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
      return new Returned(work, reason, missing, since);
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

  /**
   * @param question the last one
   * @param since when the first of them was asked: asking again does not give the requester more
   *     time, nor take any
   */
  record AwaitingRequester(Work work, String question, Instant since)
      implements Request,
          AwaitedOfRequester,
          InHand,
          Lapsable,
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
      return new AwaitingRequester(work, question, since);
    }

    @Override
    public AwaitingRequester ask(String again, Instant at) {
      return new AwaitingRequester(work, again, at.isBefore(since) ? at : since);
    }

    @Override
    public LapseReason lapsesFor() {
      return LapseReason.NO_REPLY;
    }

    @Override
    public Closed lapse() {
      return new Closed(work.settled(), null, LapseReason.NO_REPLY.name());
    }
  }

  /**
   * @param since when the requester was given the answer
   */
  record Resolved(Work work, String resolution, Instant since)
      implements Request,
          AwaitedOfRequester,
          Lapsable,
          Closable,
          Reopenable,
          Assignable,
          Cancellable,
          Discussable {
    @Override
    public Status status() {
      return Status.RESOLVED;
    }

    @Override
    public Resolved with(Work work) {
      return new Resolved(work, resolution, since);
    }

    @Override
    public LapseReason lapsesFor() {
      return LapseReason.SILENCE;
    }

    @Override
    public Closed lapse() {
      return new Closed(work, resolution, LapseReason.SILENCE.name());
    }
  }

  /**
   * @param resolution none where it closed without an answer
   * @param reason why it closed where the requester did not say so
   */
  record Closed(Work work, @Nullable String resolution, @Nullable String reason)
      implements Request, Reopenable, Discussable {
    @Override
    public Status status() {
      return Status.CLOSED;
    }

    @Override
    public Closed with(Work work) {
      return new Closed(work, resolution, reason);
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

  // ---- what is awaited

  /** The requester must move next, and has had to for some time. */
  sealed interface AwaitedOfRequester permits Returned, AwaitingRequester, Resolved {

    Instant since();
  }

  /** It can end because nothing comes. Nobody makes that move: an agreed time does. */
  sealed interface Lapsable permits AwaitingRequester, Resolved {

    Instant since();

    LapseReason lapsesFor();

    Closed lapse();
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
    default Returned giveBack(String reason, List<String> missing, Instant at) {
      return new Returned(work().proposing((ProposedTransfer) null), reason, missing, at);
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

    default AwaitingRequester ask(String question, Instant at) {
      return new AwaitingRequester(work(), question, at);
    }

    default Resolved resolve(String resolution, Instant at) {
      return new Resolved(work().settled(), resolution, at);
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

    default Closed close(@Nullable String reason) {
      return new Closed(work(), resolution(), reason);
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
