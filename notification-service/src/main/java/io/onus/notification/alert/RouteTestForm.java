package io.onus.notification.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.problem.Violation;
import io.onus.notification.domain.Standing;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.Situation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A situation to try: an event as it is in Kafka, or the few words routes look at. */
@Schema(name = "RouteTestForm")
public record RouteTestForm(
    @Schema(
            description = "A clock event of `onus.sla.v1`, whole; in place of all but `at`",
            type = SchemaType.OBJECT)
        @Nullable JsonNode event,
    @Schema(examples = "BREACHED") @Nullable Standing type,
    @Size(max = 32)
        @Schema(description = "The department that owes; left out, the provider", examples = "ENG")
        @Nullable String obligor,
    @Size(max = 32) @Schema(examples = "CS") @Nullable String requester,
    @Size(max = 32) @Schema(examples = "ENG") @Nullable String provider,
    @Size(max = 100) @Schema(examples = "part-clarification") @Nullable String service,
    @Pattern(regexp = "P[1-4]", message = "must be P1 to P4") @Schema(examples = "P2")
        @Nullable String priority,
    @Size(max = 40) @Schema(description = "Left out, RESOLUTION", examples = "RESOLUTION")
        @Nullable String metric,
    @Size(max = 200) @Schema(examples = "ORD-4711") @Nullable String customerRef,
    @Size(max = 200) @Schema(examples = "emil") @Nullable String assignee,
    @Schema(description = "When the promise is due; left out, `at`") @Nullable Instant dueAt,
    @Schema(description = "When it happens; left out, now") @Nullable Instant at) {

  /** What is wrong with it where it brings no event. */
  List<Violation> violations() {
    List<Violation> violations = new ArrayList<>();
    if (event != null) {
      return violations;
    }
    if (type == null) {
      violations.add(new Violation("type", "must be AT_RISK, BREACHED or OVERDUE"));
    }
    if (requester == null || requester.isBlank()) {
      violations.add(new Violation("requester", "must not be blank"));
    }
    if (provider == null || provider.isBlank()) {
      violations.add(new Violation("provider", "must not be blank"));
    }
    return violations;
  }

  /** What it means; {@link #violations} was asked first. */
  Situation situation() {
    String asked = Objects.requireNonNull(provider);
    String asking = Objects.requireNonNull(requester);
    String owes = obligor == null ? asked : obligor;
    boolean providerOwes = owes.equals(asked);
    return new Situation(
        Objects.requireNonNull(type),
        owes,
        providerOwes ? Route.ObligorSide.PROVIDER : Route.ObligorSide.REQUESTER,
        providerOwes ? asking : asked,
        asking,
        asked,
        service,
        priority,
        metric == null ? "RESOLUTION" : metric,
        customerRef,
        assignee);
  }
}
