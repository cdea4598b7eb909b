package io.onus.notification.schedule;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.onus.notification.schedule.ScheduleService.Written;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Schedules",
    description =
        "Who is on call when: rotations in layers, overrides and swaps. Times are half-open: who is"
            + " on call until 09:00 is not on call at 09:00")
public class ScheduleResource {

  private final ScheduleService service;
  private final Callers callers;

  public ScheduleResource(ScheduleService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @PUT
  @Path("/{id}")
  @Operation(
      summary = "Create a schedule, or replace one",
      description =
          "Leads and deputies write those of their department, on-call admins each. Over an"
              + " existing one If-Match is required; its overrides and swaps stay.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Not a lead of the department, before or after")
  @APIResponse(responseCode = "409", description = "The code is another's")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: it names nobody, somebody unknown, somebody there is no way to reach, or a"
              + " calendar nobody has heard of; or it changes hands too often")
  @APIResponse(responseCode = "428", description = "The schedule exists and If-Match is missing")
  public Response put(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull ScheduleForm form) {
    if (!ScheduleForm.isCode(id)) {
      throw Problem.malformed(
          "A schedule's code is lower-case letters and digits with single dashes between, up to 64"
              + " in all, like eng-first.",
          new Violation("id", "must be a code such as eng-first"));
    }
    Written written = service.put(asker(), form.schedule(id), ifMatch);
    Response.ResponseBuilder answer =
        written.created() ? Response.created(URI.create("/api/v1/schedules/" + id)) : Response.ok();
    return answer
        .entity(ScheduleView.of(written.known()))
        .header(HttpHeaders.ETAG, ETags.of(written.known().version()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read one schedule")
  @APIResponse(
      responseCode = "200",
      description = "The schedule",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public Response get(@PathParam("id") @Parameter(example = "eng-first") String id) {
    KnownSchedule known = service.get(asker(), id);
    return Response.ok(ScheduleView.of(known))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }

  @GET
  @Operation(
      summary = "List schedules, by code",
      description = "Those of the caller's departments, and those that name the caller.")
  @APIResponse(responseCode = "200", description = "A page of schedules")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<ScheduleView> list(
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service.page(asker(), PageRequest.of(pageSize, pageToken)).map(ScheduleView::of);
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Remove a schedule",
      description = "With its overrides, swaps and calendar feeds.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Seen and not changed: not a lead of the department")
  @APIResponse(responseCode = "404", description = "No such schedule")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: something tells who is on call in it")
  public void remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.remove(asker(), id, ifMatch);
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
