package io.onus.notification.weekly;

import io.onus.notification.domain.Weekday;
import io.onus.notification.weekly.domain.WeeklyMoment;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param day with {@code at}, or neither: then it is as the company has it
 */
record LetterForm(
    @Schema(description = "Whether the leads get a letter at all", examples = "true") @NotNull
        @Nullable Boolean on,
    @Schema(description = "The day it comes; null for the company's", examples = "MON")
        @Nullable Weekday day,
    @Schema(
            description = "The time it comes, in the department's zone; null for the company's",
            examples = "08:00")
        @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "must be a time such as 08:00")
        @Nullable String at) {

  @AssertTrue(message = "day and at go together")
  @Schema(hidden = true)
  boolean isWhole() {
    return (day == null) == (at == null);
  }

  @Nullable WeeklyMoment moment() {
    return day == null || at == null ? null : new WeeklyMoment(day.day(), LocalTime.parse(at));
  }
}
