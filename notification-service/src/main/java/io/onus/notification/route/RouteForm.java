package io.onus.notification.route;

import io.onus.kit.problem.Violation;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.Route.Side;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "RouteForm")
public record RouteForm(
    @Min(1)
        @Max(1_000_000)
        @Schema(
            description = "Routes are tried from the lowest; left out, the route comes last",
            examples = "10")
        @Nullable Integer position,
    @Pattern(regexp = "[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", message = "must be a department's code")
        @Size(max = 32)
        @Schema(description = "Left out, every department matches", examples = "ENG")
        @Nullable String department,
    @Schema(
            description =
                "OBLIGOR: the department owes what the clock measures; REQUESTER, PROVIDER: that is"
                    + " its part in the request; EITHER: it is on either side of the request",
            defaultValue = "OBLIGOR")
        @Nullable Side side,
    @Schema(description = "Left out, both match", examples = "CRITICAL")
        @Nullable Severity severity,
    @Size(max = 3)
        @Schema(
            description = "What has happened to the clock; left out, anything",
            examples = "[\"BREACHED\"]")
        @Nullable List<@NotNull Standing> types,
    @Size(max = 50)
        @Schema(description = "Codes of services", examples = "[\"part-clarification\"]")
        @Nullable List<@NotNull @NotBlank @Size(max = 100) String> services,
    @Size(max = 4) @Schema(examples = "[\"P1\",\"P2\"]")
        @Nullable List<@NotNull @Pattern(regexp = "P[1-4]", message = "must be P1 to P4") String>
            priorities,
    @Size(max = 8) @Schema(examples = "[\"FIRST_RESPONSE\"]")
        @Nullable
            List<
                @NotNull
                @Pattern(regexp = "[A-Z_]{1,40}", message = "must be a metric such as REPLY")
                String>
            metrics,
    @Schema(description = "Which side owes what the clock measures; left out, both match")
        Route.@Nullable ObligorSide obligorSide,
    @Size(min = 1, max = 200)
        @Pattern(regexp = "[^*]*\\*?", message = "may have one * and only at its end")
        @Schema(
            description = "The reference of the customer's order; with * at its end, how it begins",
            examples = "ORD-47*")
        @Nullable String customer,
    @Size(max = 50)
        @Schema(
            description = "Ids of people who are told at once; one of people, policy and mute",
            examples = "[\"ada\"]")
        @Nullable List<@NotNull @NotBlank @Size(max = 200) String> people,
    @Size(max = 64) @Schema(description = "Whose steps are taken", examples = "eng-pressing")
        @Nullable String policy,
    @Schema(description = "The alert is there for those who look, and nobody is told")
        @Nullable Boolean mute) {

  /** What is wrong with it as a whole. */
  List<Violation> violations() {
    boolean mutes = Boolean.TRUE.equals(mute);
    int actions =
        (people == null || people.isEmpty() ? 0 : 1) + (policy == null ? 0 : 1) + (mutes ? 1 : 0);
    return actions == 1
        ? List.of()
        : List.of(new Violation("people", "say whom to tell: one of people, policy and mute"));
  }

  Route.Match match() {
    return new Route.Match(
        department,
        side == null ? Side.OBLIGOR : side,
        severity,
        distinct(types),
        distinct(services),
        distinct(priorities),
        distinct(metrics),
        obligorSide,
        customer);
  }

  Route.Action action() {
    if (Boolean.TRUE.equals(mute)) {
      return new Route.Mute();
    }
    return policy == null ? new Route.TellPeople(distinct(people)) : new Route.UsePolicy(policy);
  }

  private static <T> List<T> distinct(@Nullable List<T> values) {
    return values == null ? List.of() : values.stream().distinct().toList();
  }
}
