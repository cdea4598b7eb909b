package io.onus.notification.policy;

import io.onus.kit.problem.Violation;
import io.onus.notification.policy.domain.Policy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "PolicyForm")
public record PolicyForm(
    @NotBlank @Size(max = 200) @Schema(examples = "Engineering, pressing") @Nullable String name,
    @Pattern(regexp = "[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", message = "must be a department's code")
        @Size(max = 32)
        @Schema(
            description = "Whose leads write it; left out, it takes an on-call admin",
            examples = "ENG")
        @Nullable String department,
    @NotEmpty @Size(max = Policy.MOST_STEPS) @Nullable List<@NotNull StepPart> steps,
    @Min(0)
        @Max(Policy.MOST_REPEATS)
        @Schema(
            description = "How often the steps are taken once more while nobody acknowledges",
            defaultValue = "0")
        @Nullable Integer repeat,
    @Schema(
            description =
                "Between the last step and the next round; after the last round, until the fallback"
                    + " contact is told",
            defaultValue = "PT15M",
            examples = "PT15M")
        @Nullable Duration pause) {

  private static final Duration USUAL_PAUSE = Duration.ofMinutes(15);

  List<Violation> violations() {
    List<Violation> violations = new ArrayList<>();
    if (pause != null
        && (pause.compareTo(Duration.ofMinutes(1)) < 0
            || pause.compareTo(Duration.ofDays(7)) > 0)) {
      violations.add(new Violation("pause", "must be from PT1M to P7D"));
    }
    List<StepPart> parts = Objects.requireNonNull(steps);
    for (int i = 0; i < parts.size(); i++) {
      violations.addAll(parts.get(i).violations("steps[" + i + "]"));
    }
    return violations;
  }

  /** What it means; {@link #violations} was asked first. */
  Policy policy(String code) {
    return new Policy(
        code,
        Objects.requireNonNull(name).strip(),
        department,
        Objects.requireNonNull(steps).stream().map(StepPart::step).toList(),
        repeat == null ? 0 : repeat,
        pause == null ? USUAL_PAUSE : pause);
  }
}
