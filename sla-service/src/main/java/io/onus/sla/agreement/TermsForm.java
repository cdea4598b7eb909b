package io.onus.sla.agreement;

import io.onus.sla.agreement.domain.BreachCost;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Target;
import io.onus.sla.agreement.domain.Terms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Terms as they are sent. What is absent gets its default in {@link #toTerms}. */
@Schema(
    name = "Terms",
    description = "What two departments promise each other. Durations are working time.")
public record TermsForm(
    @NotEmpty(message = "must have at least one target") @Size(max = 64)
        @Nullable List<@Valid @NotNull TargetForm> targets,
    @Size(max = 10) @Nullable List<@NotNull @Min(1) @Max(99) Integer> warnAt,
    @Size(max = 64)
        @Schema(
            description =
                "whose working hours count: PROVIDER, REQUESTER, BOTH (hours they share), EITHER,"
                    + " ALWAYS, or the code of a calendar",
            examples = "PROVIDER")
        @Nullable String hours,
    @Valid @Nullable ObjectiveForm objective,
    @Valid @Nullable BreachCostForm breachCost,
    @Min(0) @Max(1000) @Nullable Integer maxPauses,
    @Valid @Nullable NoReplyForm onNoReply,
    @Size(max = 4) @Nullable List<@Valid @NotNull AllowanceForm> allowance,
    @Size(max = 2000) @Nullable String purpose,
    Terms.@Nullable ReopenRule reopen,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate reviewOn) {

  /** Promises longer than ten years of working time are slips of the pen. */
  static final Duration LONGEST = Duration.ofDays(3653);

  public record TargetForm(
      @NotNull @Nullable Metric metric,
      @NotNull @Nullable Priority priority,
      @NotNull
          @Schema(
              type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
              examples = "PT4H")
          @Nullable Duration duration) {

    @AssertTrue(message = "duration must be more than zero and at most ten years")
    @Schema(hidden = true)
    public boolean isDurationSensible() {
      return duration == null
          || (!duration.isNegative()
              && duration.compareTo(LONGEST) <= 0
              && duration.toMillis() > 0);
    }
  }

  public record ObjectiveForm(
      @NotNull @DecimalMin("1") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
          @Nullable BigDecimal percent,
      @NotNull
          @Schema(
              type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
              examples = "P30D")
          @Nullable Duration window) {

    @AssertTrue(message = "window must be from one day to ten years")
    @Schema(hidden = true)
    public boolean isWindowSensible() {
      return window == null
          || (window.compareTo(Duration.ofDays(1)) >= 0 && window.compareTo(LONGEST) <= 0);
    }
  }

  public record BreachCostForm(
      @NotNull @DecimalMin(value = "0", inclusive = false) @Digits(integer = 15, fraction = 4)
          @Nullable BigDecimal amount,
      @NotBlank @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as USD")
          @Nullable String currency,
      BreachCost.@NotNull @Nullable Per per) {}

  /** What a question nobody answers in time leads to. */
  @Schema(name = "OnNoReply")
  public record NoReplyForm(
      Terms.OnNoReply.@NotNull @Nullable Action action,
      @Min(1)
          @Max(Terms.OnNoReply.LAST)
          @Schema(
              description =
                  "the milestone that closes, from the due instant on: 1 when due, 2 at 200 %, 3 at"
                      + " 400 %; the earlier ones remind",
              examples = "2")
          @Nullable Integer after) {}

  public record AllowanceForm(
      @NotNull @Nullable Priority priority,
      @NotNull @Min(0) @Max(1_000_000) @Nullable Integer perWeek) {}

  @AssertTrue(message = "targets name a metric and priority twice")
  @Schema(hidden = true)
  public boolean isEachTargetOnce() {
    Set<List<Object>> seen = new HashSet<>();
    return targets == null
        || targets.stream()
            .filter(t -> t != null && t.metric() != null && t.priority() != null)
            .allMatch(t -> seen.add(List.of(t.metric(), t.priority())));
  }

  @AssertTrue(message = "allowance names a priority twice")
  @Schema(hidden = true)
  public boolean isEachAllowanceOnce() {
    Set<Priority> seen = new HashSet<>();
    return allowance == null
        || allowance.stream()
            .filter(a -> a != null && a.priority() != null)
            .allMatch(a -> seen.add(a.priority()));
  }

  @AssertTrue(message = "validFrom and reviewOn must lie between the years 1970 and 2199")
  @Schema(hidden = true)
  public boolean isEachDateInReach() {
    return Stream.of(Optional.ofNullable(validFrom), Optional.ofNullable(reviewOn))
        .flatMap(Optional::stream)
        .allMatch(date -> date.getYear() >= 1970 && date.getYear() <= 2199);
  }

  @AssertTrue(message = "reviewOn must be after validFrom")
  @Schema(hidden = true)
  public boolean isReviewAfterStart() {
    return validFrom == null || reviewOn == null || reviewOn.isAfter(validFrom);
  }

  public Terms toTerms() {
    return new Terms(
        targets.stream().map(t -> new Target(t.metric(), t.priority(), t.duration())).toList(),
        warnAt == null ? Terms.DEFAULT_WARNINGS : warnAt,
        hours == null || hours.isBlank() ? "PROVIDER" : hours,
        objective == null ? null : new Terms.Objective(objective.percent(), objective.window()),
        breachCost == null
            ? null
            : new BreachCost(breachCost.amount(), breachCost.currency(), breachCost.per()),
        maxPauses,
        onNoReply == null
            ? null
            : new Terms.OnNoReply(
                onNoReply.action(), onNoReply.after() == null ? 1 : onNoReply.after()),
        allowance == null
            ? List.of()
            : allowance.stream().map(a -> new Terms.Allowance(a.priority(), a.perWeek())).toList(),
        purpose,
        reopen == null ? Terms.ReopenRule.REMAINING : reopen,
        validFrom,
        reviewOn);
  }
}
