package io.onus.notification.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.kit.problem.Violation;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.AssigneeTarget;
import io.onus.notification.target.domain.Target.EverybodyOfSideTarget;
import io.onus.notification.target.domain.Target.LeadsTarget;
import io.onus.notification.target.domain.Target.OnCallTarget;
import io.onus.notification.target.domain.Target.PersonTarget;
import io.onus.notification.target.domain.Target.SideTarget;
import io.onus.notification.target.domain.Target.WebhookTarget;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A target as it is written down. */
@Schema(name = "Target")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetPart(
    @Schema(examples = "SCHEDULE") @Nullable Kind kind,
    @Schema(
            description =
                "SCHEDULE: its code; PERSON: their id; LEADS: a department's code; WEBHOOK: the"
                    + " webhook's id",
            examples = "eng-on-call")
        @Nullable String id,
    @Schema(
            description =
                "Of which side of the request. LEADS: in place of an id; EVERYBODY: always")
        Target.@Nullable Side side) {

  /** Whom a target names. */
  public enum Kind {
    SCHEDULE,
    PERSON,
    /** The leads, else the deputies. */
    LEADS,
    /** The leads and the deputies. */
    EVERYBODY,
    ASSIGNEE,
    WEBHOOK
  }

  public static TargetPart of(Target target) {
    return switch (target) {
      case PersonTarget(String person) -> new TargetPart(Kind.PERSON, person, null);
      case OnCallTarget(String schedule) -> new TargetPart(Kind.SCHEDULE, schedule, null);
      case LeadsTarget(String department) -> new TargetPart(Kind.LEADS, department, null);
      case SideTarget(Target.Side side) -> new TargetPart(Kind.LEADS, null, side);
      case EverybodyOfSideTarget(Target.Side side) -> new TargetPart(Kind.EVERYBODY, null, side);
      case AssigneeTarget assignee -> new TargetPart(Kind.ASSIGNEE, null, null);
      case WebhookTarget(String webhook) -> new TargetPart(Kind.WEBHOOK, webhook, null);
    };
  }

  /**
   * What is wrong with it, if anything.
   *
   * @param field where it stands
   */
  public Optional<Violation> violation(String field) {
    if (kind == null) {
      return Optional.of(new Violation(field + ".kind", "must not be null"));
    }
    return switch (kind) {
      case SCHEDULE, PERSON, WEBHOOK ->
          id == null || id.isBlank() || id.length() > 200
              ? Optional.of(new Violation(field + ".id", "must say which " + kind))
              : side == null
                  ? Optional.empty()
                  : Optional.of(
                      new Violation(field + ".side", "goes with LEADS and EVERYBODY only"));
      case LEADS ->
          (id == null) == (side == null)
              ? Optional.of(
                  new Violation(field + ".side", "either a side or the id of a department"))
              : Optional.empty();
      case EVERYBODY ->
          side == null || id != null
              ? Optional.of(new Violation(field + ".side", "must say of which side"))
              : Optional.empty();
      case ASSIGNEE ->
          id == null && side == null
              ? Optional.empty()
              : Optional.of(new Violation(field + ".id", "an assignee has neither id nor side"));
    };
  }

  /** What it means; {@link #violation} was asked first. */
  public Target target() {
    return switch (Objects.requireNonNull(kind)) {
      case SCHEDULE -> new OnCallTarget(Objects.requireNonNull(id));
      case PERSON -> new PersonTarget(Objects.requireNonNull(id));
      case LEADS ->
          side == null ? new LeadsTarget(Objects.requireNonNull(id)) : new SideTarget(side);
      case EVERYBODY -> new EverybodyOfSideTarget(Objects.requireNonNull(side));
      case ASSIGNEE -> new AssigneeTarget();
      case WEBHOOK -> new WebhookTarget(Objects.requireNonNull(id));
    };
  }
}
