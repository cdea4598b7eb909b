package io.onus.sla.promise;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.promise.domain.Answer;
import io.onus.sla.promise.domain.Proposal;
import io.onus.sla.promise.domain.ProposedDue;
import io.onus.sla.promise.domain.Sides;
import io.onus.sla.promise.domain.Speaker;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One round of renegotiating a clock's promise, as it reads now.
 *
 * @param dueAt what is proposed
 * @param dueBefore when the clock was due when it was proposed
 * @param awaiting the department whose answer is awaited
 * @param counters the number of the proposal this one is put against
 * @param counteredBy the number of the proposal that was put against this one
 */
@Schema(name = "ProposalOfDue", description = "Another due instant somebody would have.")
public record ProposalView(
    UUID clockId,
    UUID requestId,
    String requestNumber,
    Metric metric,
    int number,
    Status status,
    Instant dueAt,
    @Nullable Instant dueBefore,
    String reason,
    Said by,
    @Nullable String awaiting,
    @Nullable Integer counters,
    @Nullable Integer counteredBy,
    @Nullable Said answer,
    @Nullable Lapse lapsed,
    int version) {

  /** LAPSED: nobody answered while there was something to answer. */
  @Schema(name = "ProposalOfDueStatus")
  public enum Status {
    OPEN,
    ACCEPTED,
    DECLINED,
    COUNTERED,
    WITHDRAWN,
    LAPSED
  }

  /**
   * Who said it, for which side, and when.
   *
   * @param person null where it was opened by a request nobody is named for
   * @param reason of a proposal it stands above
   */
  @Schema(name = "PromiseSaid")
  public record Said(
      Side side, String department, @Nullable String person, Instant at, @Nullable String reason) {

    static Said of(Speaker who, Instant at, @Nullable String reason) {
      return new Said(who.side(), who.department(), who.person(), at, reason);
    }

    static Said of(Answer answer) {
      return of(answer.by(), answer.at(), answer.reason());
    }
  }

  /**
   * Why nobody can answer any more.
   *
   * @param at since when; null where that is not known
   */
  @Schema(name = "PromiseLapse")
  public record Lapse(String because, @Nullable Instant at) {}

  static ProposalView of(TrackedRequest request, Clock clock, Proposal state, int version) {
    return switch (state) {
      case Proposal.Open open ->
          view(
              request,
              clock,
              open.due(),
              version,
              new End(
                  Status.OPEN,
                  Sides.of(request.profile()).department(open.awaiting()),
                  null,
                  null,
                  null));
      case Proposal.Accepted done ->
          view(request, clock, done.due(), version, End.of(Status.ACCEPTED, done.answer()));
      case Proposal.Declined done ->
          view(request, clock, done.due(), version, End.of(Status.DECLINED, done.answer()));
      case Proposal.Countered done ->
          view(
              request,
              clock,
              done.due(),
              version,
              new End(Status.COUNTERED, null, done.next(), Said.of(done.answer()), null));
      case Proposal.Withdrawn done ->
          view(request, clock, done.due(), version, End.of(Status.WITHDRAWN, done.answer()));
      case Proposal.Lapsed lapsed ->
          view(
              request,
              clock,
              lapsed.due(),
              version,
              new End(
                  Status.LAPSED,
                  null,
                  null,
                  null,
                  new Lapse(lapsed.because().name(), lapsed.at())));
    };
  }

  /** What the states differ in. */
  private record End(
      Status status,
      @Nullable String awaiting,
      @Nullable Integer counteredBy,
      @Nullable Said answer,
      @Nullable Lapse lapsed) {

    static End of(Status status, Answer answer) {
      return new End(status, null, null, Said.of(answer), null);
    }
  }

  private static ProposalView view(
      TrackedRequest request, Clock clock, ProposedDue due, int version, End end) {
    return new ProposalView(
        clock.face().id(),
        request.id(),
        request.profile().number(),
        clock.face().metric(),
        due.number(),
        end.status(),
        due.dueAt(),
        due.dueBefore(),
        due.reason(),
        Said.of(due.by(), due.at(), null),
        end.awaiting(),
        due.counters(),
        end.counteredBy(),
        end.answer(),
        end.lapsed(),
        version);
  }
}
