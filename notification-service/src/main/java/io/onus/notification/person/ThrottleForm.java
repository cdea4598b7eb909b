package io.onus.notification.person;

import io.onus.notification.person.domain.Throttle;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
    name = "Throttle",
    description = "How much is told through one method before the rest waits")
public record ThrottleForm(
    @NotNull @Min(1) @Max(Throttle.MOST) @Schema(examples = "10") @Nullable Integer most,
    @NotNull @Schema(description = "PT1M to P1D", examples = "PT10M") @Nullable Duration within) {

  static ThrottleForm of(Throttle throttle) {
    return new ThrottleForm(throttle.most(), throttle.within());
  }
}
