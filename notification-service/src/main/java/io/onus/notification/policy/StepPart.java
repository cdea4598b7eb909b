package io.onus.notification.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onus.kit.problem.Violation;
import io.onus.notification.policy.domain.Step;
import io.onus.notification.policy.domain.Wait;
import io.onus.notification.policy.domain.Wait.After;
import io.onus.notification.policy.domain.Wait.AfterWorking;
import io.onus.notification.policy.domain.Wait.AtDue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A step as it is written down. */
@Schema(name = "Step")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepPart(
    @Schema(
            description =
                "How long after the step before it, or after the escalation began; left out: at"
                    + " once",
            examples = "PT15M")
        @Nullable Duration after,
    @Schema(description = "How `after` is counted", defaultValue = "WALL") @Nullable Time time,
    @Schema(
            description = "WORKING: by which calendar; left out, that of the department that owes",
            examples = "company")
        @Nullable String calendar,
    @Schema(
            description =
                "In place of `after`: at the due instant, or so long before (-PT1H) or after it",
            examples = "-PT1H")
        @Nullable Duration due,
    @Nullable List<TargetPart> targets) {

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST_TARGETS = 20;

  /** How a wait is counted. */
  public enum Time {
    WALL,
    WORKING
  }

  public static StepPart of(Step step) {
    List<TargetPart> targets = step.targets().stream().map(TargetPart::of).toList();
    return switch (step.turn()) {
      case After(Duration after) -> new StepPart(after, Time.WALL, null, null, targets);
      case AfterWorking(Duration after, var calendar) ->
          new StepPart(after, Time.WORKING, calendar, null, targets);
      case AtDue(Duration offset) -> new StepPart(null, null, null, offset, targets);
    };
  }

  /** What is wrong with it. */
  public List<Violation> violations(String field) {
    List<Violation> violations = new ArrayList<>();
    if (after != null && (after.isNegative() || after.compareTo(LONGEST) > 0)) {
      violations.add(new Violation(field + ".after", "must be from PT0S to P30D"));
    }
    if (due != null && due.abs().compareTo(LONGEST) > 0) {
      violations.add(new Violation(field + ".due", "must be from -P30D to P30D"));
    }
    if (due != null && (after != null || time != null || calendar != null)) {
      violations.add(new Violation(field + ".due", "stands in place of after, time and calendar"));
    }
    if (calendar != null && time != Time.WORKING) {
      violations.add(new Violation(field + ".calendar", "goes with time WORKING only"));
    }
    if (targets == null || targets.isEmpty() || targets.size() > MOST_TARGETS) {
      violations.add(new Violation(field + ".targets", "must be 1 to 20"));
      return violations;
    }
    for (int i = 0; i < targets.size(); i++) {
      String at = field + ".targets[" + i + "]";
      TargetPart target = targets.get(i);
      if (target == null) {
        violations.add(new Violation(at, "must not be null"));
      } else {
        target.violation(at).ifPresent(violations::add);
      }
    }
    return violations;
  }

  /** What it means; {@link #violations} was asked first. */
  public Step step() {
    return new Step(
        waiting(), Objects.requireNonNull(targets).stream().map(TargetPart::target).toList());
  }

  private Wait waiting() {
    if (due != null) {
      return new AtDue(due);
    }
    Duration wait = after == null ? Duration.ZERO : after;
    return time == Time.WORKING ? new AfterWorking(wait, calendar) : new After(wait);
  }
}
