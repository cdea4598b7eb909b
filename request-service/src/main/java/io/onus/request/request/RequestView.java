package io.onus.request.request;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onus.request.request.domain.AtStake;
import io.onus.request.request.domain.Customer;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Onus;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.ProposedPriority;
import io.onus.request.request.domain.ProposedTransfer;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.Side;
import io.onus.request.request.domain.Status;
import io.onus.request.request.domain.Verb;
import io.onus.request.request.domain.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request as it stands. */
@Schema(name = "Request")
public record RequestView(
    UUID id,
    @Schema(examples = "ENG-1042") String number,
    @Schema(examples = "CS") String from,
    @Schema(examples = "ENG") String to,
    @Schema(examples = "part-clarification") String service,
    Priority priority,
    Status status,
    @Schema(description = "The side that must move next") Onus onus,
    @Schema(description = "The verbs this status allows, whoever may make them")
        List<String> allowedVerbs,
    String subject,
    @Schema(type = SchemaType.OBJECT) @JsonRawValue String details,
    @Nullable CustomerView customer,
    @Nullable AtStakeView atStake,
    @Nullable Instant neededBy,
    @Schema(description = "The calendar moment the answer is owed at") @Nullable Instant deliverBy,
    @Nullable UUID parentId,
    @Schema(description = "Open requests made for this one") List<WaitingOnView> waitingOn,
    @Nullable String assignee,
    @Schema(description = "When the provider expects to be done") @Nullable Instant expectedBy,
    @Schema(description = "A priority that waits for the other side's consent")
        @Nullable ProposedPriorityView proposedPriority,
    @Schema(description = "A transfer that waits for the receiver's answer")
        @Nullable ProposedTransferView proposedTransfer,
    @Schema(description = "What a draft or a returned request lacks") List<String> missing,
    @Schema(description = "What the provider asked last") @Nullable String question,
    @Schema(
            description =
                "Since when the requester must move: the first of several questions, the return,"
                    + " or the answer")
        @Nullable Instant waitingSince,
    @Nullable String resolution,
    @Schema(
            description =
                "Why it was returned, declined or cancelled, or closed without a word of the"
                    + " requester: NO_REPLY to a question, SILENCE after an answer")
        @Nullable String reason,
    @Schema(description = "Code of the decline") @Nullable String code,
    @Nullable ExternalRefView externalRef,
    @Schema(description = "Code of the standing request it was made for") @Nullable String standing,
    boolean imported,
    @Schema(description = "1, and one more with each reopening") int cycle,
    String createdBy,
    Instant createdAt,
    @Nullable Instant submittedAt,
    Instant updatedAt,
    @Schema(description = "Since when it can only be read") @Nullable Instant archivedAt,
    @Schema(description = "The sequence of its last event") int sequence,
    int version) {

  /** The external customer or order. */
  @Schema(name = "Customer")
  public record CustomerView(String ref, @Nullable String name, @Nullable Instant promisedAt) {
    static CustomerView of(Customer customer) {
      return new CustomerView(customer.ref(), customer.name(), customer.promisedAt());
    }
  }

  /** What a late or wrong answer could cost. */
  @Schema(name = "AtStake")
  public record AtStakeView(BigDecimal amount, String currency) {
    static AtStakeView of(AtStake atStake) {
      return new AtStakeView(atStake.amount(), atStake.currency());
    }
  }

  /** An open request made for this one. */
  @Schema(name = "WaitingOn")
  public record WaitingOnView(UUID id, String number, String to, Status status, Onus onus) {
    static WaitingOnView of(StoredRequest.Child child) {
      Status status = Status.valueOf(child.status());
      return new WaitingOnView(child.id(), child.number(), child.to(), status, status.onus());
    }
  }

  /** A priority that one side proposed. */
  @Schema(name = "ProposedPriority")
  public record ProposedPriorityView(Priority priority, Side by, String reason) {
    static ProposedPriorityView of(ProposedPriority proposed) {
      return new ProposedPriorityView(proposed.priority(), proposed.by(), proposed.reason());
    }
  }

  /** A transfer the provider proposed. */
  @Schema(name = "ProposedTransfer")
  public record ProposedTransferView(String to, String service, String reason) {
    static ProposedTransferView of(ProposedTransfer proposed) {
      return new ProposedTransferView(
          proposed.to().department(), proposed.to().service(), proposed.reason());
    }
  }

  /** The name of the same work in another system. */
  @Schema(name = "ExternalRef")
  public record ExternalRefView(String system, String id) {
    static ExternalRefView of(ExternalRef ref) {
      return new ExternalRefView(ref.system(), ref.id());
    }
  }

  public static RequestView of(StoredRequest stored) {
    Request state = stored.state();
    Work work = state.work();
    Particulars about = work.about();
    StateColumn particular = StateColumn.of(state);
    return new RequestView(
        about.id(),
        about.number(),
        about.from(),
        work.addressee().department(),
        work.addressee().service(),
        work.priority(),
        state.status(),
        state.onus(),
        Verb.allowedIn(state).stream().map(Verb::path).toList(),
        about.subject(),
        work.details().json(),
        about.customer() == null ? null : CustomerView.of(about.customer()),
        about.atStake() == null ? null : AtStakeView.of(about.atStake()),
        about.neededBy(),
        about.deliverBy(),
        about.parentId(),
        stored.waitingOn().stream().map(WaitingOnView::of).toList(),
        work.assignee(),
        work.expectedBy(),
        work.proposedPriority() == null ? null : ProposedPriorityView.of(work.proposedPriority()),
        work.transfer() == null ? null : ProposedTransferView.of(work.transfer()),
        particular.missing() == null ? List.of() : particular.missing(),
        particular.question(),
        particular.since(),
        particular.resolution(),
        particular.reason(),
        particular.code() == null ? null : particular.code().name(),
        about.externalRef() == null ? null : ExternalRefView.of(about.externalRef()),
        about.standing(),
        about.imported(),
        work.cycle(),
        about.createdBy(),
        about.createdAt(),
        work.submittedAt(),
        stored.updatedAt(),
        stored.archivedAt(),
        stored.sequence(),
        stored.version());
  }
}
