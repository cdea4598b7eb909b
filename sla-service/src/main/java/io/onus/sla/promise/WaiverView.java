package io.onus.sla.promise;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.TrackedRequest;
import io.onus.sla.clock.domain.Verdict;
import io.onus.sla.promise.ProposalView.Lapse;
import io.onus.sla.promise.ProposalView.Said;
import io.onus.sla.promise.domain.Answer;
import io.onus.sla.promise.domain.Sides;
import io.onus.sla.promise.domain.Waiver;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The waiver asked for last for a clock, as it reads now.
 *
 * @param verdict of the clock: {@code WAIVED} once it is approved
 * @param awaiting the department whose lead's answer is awaited
 */
@Schema(name = "Waiver", description = "An excuse for a promise that is or may yet be broken.")
public record WaiverView(
    UUID clockId,
    UUID requestId,
    String requestNumber,
    Metric metric,
    Verdict verdict,
    int number,
    Status status,
    String reason,
    Said by,
    @Nullable String awaiting,
    @Nullable Said answer,
    @Nullable Lapse lapsed,
    int version) {

  /** LAPSED: the promise was kept after all, or nobody owes it any more. */
  @Schema(name = "WaiverStatus")
  public enum Status {
    ASKED,
    APPROVED,
    DECLINED,
    LAPSED
  }

  static WaiverView of(TrackedRequest request, Clock clock, Waiver state, int version) {
    Status status =
        switch (state) {
          case Waiver.Asked asked -> Status.ASKED;
          case Waiver.Approved approved -> Status.APPROVED;
          case Waiver.Declined declined -> Status.DECLINED;
          case Waiver.Lapsed lapsed -> Status.LAPSED;
        };
    Answer answer =
        switch (state) {
          case Waiver.Asked asked -> null;
          case Waiver.Approved approved -> approved.answer();
          case Waiver.Declined declined -> declined.answer();
          case Waiver.Lapsed lapsed -> null;
        };
    Waiver.Asking asking = state.asking();
    return new WaiverView(
        clock.face().id(),
        request.id(),
        request.profile().number(),
        clock.face().metric(),
        clock.verdict(),
        asking.number(),
        status,
        asking.reason(),
        Said.of(asking.by(), asking.at(), null),
        status == Status.ASKED
            ? Sides.of(request.profile()).department(asking.by().side().other())
            : null,
        answer == null ? null : Said.of(answer),
        state instanceof Waiver.Lapsed lapsed
            ? new Lapse(lapsed.because().name(), lapsed.at())
            : null,
        version);
  }
}
