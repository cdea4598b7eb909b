package io.onus.notification.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.audit.ChangesNothing;
import io.onus.kit.caller.Callers;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.kit.tx.Transactions;
import io.onus.notification.Askers;
import io.onus.notification.alert.domain.AlertClock;
import io.onus.notification.alert.domain.AlertCommand.RaiseMilestone;
import io.onus.notification.alert.domain.ClockReport;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.escalation.EscalationService;
import io.onus.notification.escalation.domain.Pressure;
import io.onus.notification.route.domain.Situation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/routes/test")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Routes")
public class RouteTestResource {

  /** What is tried. */
  private record Trial(Situation situation, @Nullable Instant dueAt) {}

  private final EscalationService escalations;
  private final Transactions transactions;
  private final WallClock clock;
  private final Callers callers;
  private final ObjectMapper mapper;

  public RouteTestResource(
      EscalationService escalations,
      Transactions transactions,
      WallClock clock,
      Callers callers,
      ObjectMapper mapper) {
    this.escalations = escalations;
    this.transactions = transactions;
    this.clock = clock;
    this.callers = callers;
    this.mapper = mapper;
  }

  @POST
  @ChangesNothing
  @Operation(
      summary = "Who would be told, and when?",
      description =
          "Tries a situation, or a whole event, on the routes, policies and schedules there are"
              + " now. Nothing is kept and nobody is told.")
  @APIResponse(responseCode = "200", description = "Turn by turn, as long as nobody acknowledges")
  @APIResponse(responseCode = "400", description = "Malformed, or an event that alerts nobody")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Neither a lead of one of its departments, an on-call admin nor an auditor")
  public ForecastView test(@Valid @NotNull RouteTestForm form) {
    List<Violation> violations = form.violations();
    if (!violations.isEmpty()) {
      throw Problem.malformed(
          violations.getFirst().field() + " " + violations.getFirst().message() + ".", violations);
    }
    Instant at = form.at() == null ? clock.now() : form.at();
    Trial trial =
        form.event() == null ? new Trial(form.situation(), form.dueAt()) : ofEvent(form.event());
    requireRight(Askers.of(callers.current()), trial.situation());
    Instant due = trial.dueAt() == null ? at : trial.dueAt();
    return ForecastView.of(
        transactions.call(
            () -> escalations.forecast(trial.situation(), new Pressure(due, false), at)));
  }

  private Trial ofEvent(JsonNode event) {
    try {
      ClockEvent read = mapper.treeToValue(event.path("data"), ClockEvent.class);
      ClockReport.Kind kind = ClockEvent.kind(event.path("type").asText());
      if (read == null || kind == ClockReport.Kind.OTHER || read.missing().isPresent()) {
        throw noMilestone("is no clock event with an obligor");
      }
      return read.report(kind)
          .command()
          .filter(RaiseMilestone.class::isInstance)
          .map(command -> ((RaiseMilestone) command).clock())
          .map((AlertClock raised) -> new Trial(read.situation(raised.standing()), raised.dueAt()))
          .orElseThrow(() -> noMilestone("alerts nobody: it is no milestone people are told of"));
    } catch (JsonProcessingException e) {
      throw noMilestone("cannot be read: " + e.getOriginalMessage());
    }
  }

  private static Problem noMilestone(String message) {
    return Problem.malformed("The event " + message + ".", new Violation("event", message));
  }

  private static void requireRight(Asker asker, Situation situation) {
    boolean leads =
        List.of(situation.obligor(), situation.requester(), situation.provider()).stream()
            .anyMatch(asker::leads);
    if (!leads && !asker.has(Role.ON_CALL_ADMIN) && !asker.has(Role.AUDITOR)) {
      throw Problem.forbidden(
          "This takes a lead or deputy of one of its departments, an on-call admin or an auditor.");
    }
  }
}
