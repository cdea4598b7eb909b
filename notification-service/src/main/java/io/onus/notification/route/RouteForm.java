package io.onus.notification.route;

import io.onus.notification.domain.Severity;
import io.onus.notification.route.domain.Route.Side;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
                "OBLIGOR: the department owes what the clock measures; EITHER: it is on either side"
                    + " of the request",
            defaultValue = "OBLIGOR")
        @Nullable Side side,
    @Schema(description = "Left out, both match", examples = "CRITICAL")
        @Nullable Severity severity,
    @NotEmpty @Size(max = 50) @Schema(description = "Ids of people", examples = "[\"ada\"]")
        @Nullable List<@NotNull @NotBlank @Size(max = 200) String> people) {}
