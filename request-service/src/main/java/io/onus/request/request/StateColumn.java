package io.onus.request.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.onus.request.request.domain.Addressee;
import io.onus.request.request.domain.DeclineCode;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.ProposedPriority;
import io.onus.request.request.domain.ProposedTransfer;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.Side;
import io.onus.request.request.domain.Status;
import io.onus.request.request.domain.Work;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The column {@code state}: what only the present status knows, and proposals that wait. Only the
 * receiver of a proposed transfer is ever looked up by, under an index of its own.
 */
@JsonInclude(Include.NON_NULL)
record StateColumn(
    @Nullable List<String> missing,
    @Nullable String question,
    @Nullable String resolution,
    @Nullable String reason,
    @Nullable DeclineCode code,
    @Nullable Instant since,
    @Nullable Instant expectedBy,
    @Nullable PriorityPart priority,
    @Nullable TransferPart transfer) {

  record PriorityPart(Priority priority, Side by, String reason) {}

  record TransferPart(String department, String service, String reason) {}

  static StateColumn of(Request request) {
    return switch (request) {
      case Request.Draft s -> with(s, s.missing(), null, null, null, null, null);
      case Request.Submitted s -> with(s, null, null, null, null, null, null);
      case Request.Returned s -> with(s, s.missing(), null, null, s.reason(), null, s.since());
      case Request.Accepted s -> with(s, null, null, null, null, null, null);
      case Request.InProgress s -> with(s, null, null, null, null, null, null);
      case Request.AwaitingRequester s -> with(s, null, s.question(), null, null, null, s.since());
      case Request.Resolved s -> with(s, null, null, s.resolution(), null, null, s.since());
      case Request.Closed s -> with(s, null, null, s.resolution(), s.reason(), null, null);
      case Request.Declined s -> with(s, null, null, null, s.reason(), s.code(), null);
      case Request.Cancelled s -> with(s, null, null, null, s.reason(), null, null);
    };
  }

  Request request(Status status, Work work) {
    return switch (status) {
      case DRAFT -> new Request.Draft(work, known(missing));
      case SUBMITTED -> new Request.Submitted(work);
      case RETURNED -> new Request.Returned(work, known(reason), known(missing), known(since));
      case ACCEPTED -> new Request.Accepted(work);
      case IN_PROGRESS -> new Request.InProgress(work);
      case AWAITING_REQUESTER -> new Request.AwaitingRequester(work, known(question), known(since));
      case RESOLVED -> new Request.Resolved(work, known(resolution), known(since));
      case CLOSED -> new Request.Closed(work, resolution, reason);
      case DECLINED -> new Request.Declined(work, known(code), known(reason));
      case CANCELLED -> new Request.Cancelled(work, known(reason));
    };
  }

  @Nullable ProposedPriority proposedPriority() {
    return priority == null
        ? null
        : new ProposedPriority(priority.priority(), priority.by(), priority.reason());
  }

  @Nullable ProposedTransfer proposedTransfer() {
    return transfer == null
        ? null
        : new ProposedTransfer(
            new Addressee(transfer.department(), transfer.service()), transfer.reason());
  }

  private static StateColumn with(
      Request request,
      @Nullable List<String> missing,
      @Nullable String question,
      @Nullable String resolution,
      @Nullable String reason,
      @Nullable DeclineCode code,
      @Nullable Instant since) {
    ProposedPriority priority = request.work().proposedPriority();
    ProposedTransfer transfer = request.work().transfer();
    return new StateColumn(
        missing,
        question,
        resolution,
        reason,
        code,
        since,
        request.work().expectedBy(),
        priority == null
            ? null
            : new PriorityPart(priority.priority(), priority.by(), priority.reason()),
        transfer == null
            ? null
            : new TransferPart(
                transfer.to().department(), transfer.to().service(), transfer.reason()));
  }

  private static <T> T known(@Nullable T value) {
    return Objects.requireNonNull(value, "the state of a request is incomplete");
  }
}
