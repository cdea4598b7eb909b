package io.onus.request.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onus.request.request.domain.Details;
import io.onus.request.request.domain.Priority;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What each verb takes. Every one takes {@code onBehalfOf} and {@code at} from a relay, and from
 * nobody else.
 */
public sealed interface MoveForm {

  @Nullable String onBehalfOf();

  @Nullable Instant at();

  default Relay relay() {
    return new Relay(onBehalfOf(), at());
  }

  private static @Nullable Details written(@Nullable ObjectNode details) {
    return details == null ? null : RequestForm.written(details);
  }

  /** For verbs that need no words. */
  @Schema(name = "PlainForm")
  record Plain(@Line @Nullable String onBehalfOf, @InReach @Nullable Instant at)
      implements MoveForm {
    static final Plain EMPTY = new Plain(null, null);
  }

  /** For verbs that need a reason and nothing else. */
  @Schema(name = "ReasonForm")
  record Reason(
      @NotNull @Prose @Schema(examples = "the drawing was attached") String reason,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}

  /** For verbs that say something to the other side. */
  @Schema(name = "TextForm")
  record Text(
      @NotNull @Prose @Schema(examples = "Which revision of the drawing?") String text,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}

  @Schema(name = "SubmitForm")
  record Submit(
      @Schema(
              type = SchemaType.OBJECT,
              description = "The completed details; left out, the draft's stand",
              examples = "{\"partNumber\":\"4711\"}")
          @Nullable ObjectNode details,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {
    static final Submit EMPTY = new Submit(null, null, null);

    @Nullable Details written() {
      return MoveForm.written(details);
    }
  }

  @Schema(name = "AcceptForm")
  record Accept(
      @InReach
          @Schema(
              description = "When you expect to be done; with it, accepting is a first response",
              examples = "2027-03-02T16:00:00Z")
          @Nullable Instant expectedBy,
      @Prose @Schema(examples = "On it after lunch") @Nullable String text,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {
    static final Accept EMPTY = new Accept(null, null, null, null);
  }

  @Schema(name = "ReturnForm")
  record Return(
      @NotNull @Prose @Schema(examples = "I cannot tell which part is meant") String reason,
      @NotEmpty
          @Size(max = 50)
          @Schema(
              description =
                  "Fields of the service's intake (`parts[0].number` within them), or items of its"
                      + " checklist",
              examples = "[\"partNumber\"]")
          List<@NotNull @Line String> missing,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}

  @Schema(name = "ResubmitForm")
  record Resubmit(
      @Schema(
              type = SchemaType.OBJECT,
              description = "The completed details; left out, they stay",
              examples = "{\"partNumber\":\"4711\"}")
          @Nullable ObjectNode details,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {
    static final Resubmit EMPTY = new Resubmit(null, null, null);

    @Nullable Details written() {
      return MoveForm.written(details);
    }
  }

  @Schema(name = "AssignForm")
  record Assign(
      @NotNull @Line @Schema(examples = "ben") String person,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}

  @Schema(name = "TransferForm")
  record Transfer(
      @NotNull @Line @Schema(description = "The service to move to", examples = "inspection")
          String service,
      @NotNull @Prose @Schema(examples = "A matter of inspection, not of design") String reason,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}

  @Schema(name = "PrioritizeForm")
  record Prioritize(
      @NotNull @Schema(examples = "P2") Priority priority,
      @NotNull @Prose @Schema(examples = "The customer moved the date up") String reason,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}

  @Schema(name = "ResolveForm")
  record Resolve(
      @NotNull @Prose @Schema(examples = "M8, see the attached drawing") String resolution,
      @Min(1)
          @Max(5)
          @Schema(description = "How complete and clear the request was", examples = "4")
          @Nullable Integer requestQuality,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}

  @Schema(name = "ReopenForm")
  record Reopen(
      @NotNull @Prose @Schema(examples = "The pitch is missing") String reason,
      @NotNull
          @Line
          @Schema(
              enumeration = {"NOT_ANSWERED", "INCOMPLETE", "NEW_INFORMATION"},
              examples = "INCOMPLETE")
          String code,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}

  @Schema(name = "CloseForm")
  record Close(
      @Min(1) @Max(5) @Schema(description = "How good the answer was", examples = "5")
          @Nullable Integer rating,
      @Prose @Schema(examples = "Thanks, ordered") @Nullable String comment,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {
    static final Close EMPTY = new Close(null, null, null, null);
  }

  @Schema(name = "DeclineForm")
  record Decline(
      @NotNull
          @Line
          @Schema(
              enumeration = {"OUT_OF_SCOPE", "DUPLICATE", "NOT_ENTITLED"},
              examples = "DUPLICATE")
          String code,
      @NotNull @Prose @Schema(examples = "Answered in ENG-1041") String reason,
      @Line @Nullable String onBehalfOf,
      @InReach @Nullable Instant at)
      implements MoveForm {}
}
