package io.onus.notification.policy;

import io.onus.notification.policy.domain.Policy;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Policy")
public record PolicyView(
    @Schema(examples = "eng-pressing") String code,
    String name,
    @Nullable String department,
    List<StepPart> steps,
    int repeat,
    Duration pause,
    long version) {

  static PolicyView of(KnownPolicy known) {
    Policy policy = known.policy();
    return new PolicyView(
        policy.code(),
        policy.name(),
        policy.department(),
        policy.steps().stream().map(StepPart::of).toList(),
        policy.repeat(),
        policy.pause(),
        known.version());
  }
}
