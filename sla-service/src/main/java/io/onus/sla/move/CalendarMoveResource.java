package io.onus.sla.move;

import io.onus.kit.audit.Audit;
import io.onus.kit.audit.ChangesNothing;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.sla.calendar.CalendarForm;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Calendars")
public class CalendarMoveResource {

  static final String EXAMPLES = "50";

  private final MoveService service;
  private final Idempotency idempotency;
  private final Callers callers;
  private final Audit audit;

  CalendarMoveResource(MoveService service, Idempotency idempotency, Callers callers, Audit audit) {
    this.service = service;
    this.idempotency = idempotency;
    this.callers = callers;
    this.audit = audit;
  }

  @POST
  @Path("/{code}/preview")
  @ChangesNothing
  @Operation(
      summary = "See which open clocks a changed calendar would move",
      description =
          "The calendar as it would be written, then applied: how many open clocks would be due"
              + " earlier or later, which would breach today, by the department that owes, and"
              + " those moved farthest. Nothing is written. A `PUT` alone moves no open clock;"
              + " `apply` does. For whoever may write the calendar.")
  @APIResponse(
      responseCode = "200",
      description = "What would happen now",
      content = @Content(schema = @Schema(implementation = TrialView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: the calendar, or `examples`")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "It is not of a department the caller leads")
  @APIResponse(responseCode = "404", description = "No such calendar")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `no-working-time` within the next 14 months")
  public TrialView preview(
      @PathParam("code") @Parameter(example = "ENG-hours") String code,
      @QueryParam("examples")
          @DefaultValue(EXAMPLES)
          @Min(0)
          @Max(200)
          @Parameter(description = "How many of those moved farthest to show")
          int examples,
      @Valid @NotNull CalendarForm form) {
    if (form.code() != null && !form.code().equals(code)) {
      throw Problem.malformed(
          "The body says " + form.code() + ", the path " + code + ".",
          new Violation("code", "must be the code of the path"));
    }
    return service.tryCalendar(code, form, examples, callers.current());
  }

  @POST
  @Path("/{code}/apply")
  @Operation(
      summary = "Move open clocks to a version of a calendar",
      description =
          "Clocks keep the version they began under; this moves those that are open and count in"
              + " an older one, in bulk and in the order of their requests. What was consumed is"
              + " kept, what is left counts in the new hours from now on, each clock that is due at"
              + " another instant is told as `clock-renegotiated`. Finished and broken clocks stay"
              + " as they are. With `preview=true` nothing is done and the answer says what would"
              + " be. Asking again while it is under way gets the same application.")
  @APIResponse(
      responseCode = "200",
      description = "With `preview=true`: what would happen now",
      content = @Content(schema = @Schema(implementation = TrialView.class)))
  @APIResponse(
      responseCode = "202",
      description = "Under way",
      content = @Content(schema = @Schema(implementation = MoveView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "It is not of a department the caller leads")
  @APIResponse(responseCode = "404", description = "No such calendar")
  @APIResponse(responseCode = "409", description = "The same Idempotency-Key is at work")
  @APIResponse(responseCode = "422", description = "Refused: `no-such-version`")
  public Response apply(
      @PathParam("code") @Parameter(example = "ENG-hours") String code,
      @QueryParam("preview") @Parameter(description = "true: say what would happen, do nothing")
          @Nullable String preview,
      @Valid @Nullable MoveForm form) {
    Integer version = form == null ? null : form.version();
    if (Flags.read("preview", preview)) {
      audit.unchanged();
      return Response.ok(
              service.tryCalendar(code, version, Integer.parseInt(EXAMPLES), callers.current()))
          .build();
    }
    return idempotency.answer(
        () -> {
          MoveView move =
              MoveView.of(service.applyCalendar(code, version, callers.current()).move());
          return Response.accepted(move)
              .header(
                  HttpHeaders.LOCATION,
                  "/api/v1/calendars/" + code + "/applications/" + move.number())
              .build();
        });
  }

  @GET
  @Path("/{code}/applications")
  @Operation(summary = "List the moves of open clocks to versions of a calendar, the latest first")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such calendar")
  public Page<MoveView> list(
      @PathParam("code") @Parameter(example = "ENG-hours") String code,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service
        .movesOfCalendar(code, PageRequest.of(pageSize, pageToken, code))
        .map(MoveView::of);
  }

  @GET
  @Path("/{code}/applications/{number}")
  @Operation(summary = "Follow one move of open clocks")
  @APIResponse(
      responseCode = "200",
      description = "How far it has come",
      content = @Content(schema = @Schema(implementation = MoveView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such calendar, or no such move of it")
  public MoveView one(
      @PathParam("code") @Parameter(example = "ENG-hours") String code,
      @PathParam("number") int number) {
    return MoveView.of(service.moveOfCalendar(code, number));
  }
}
