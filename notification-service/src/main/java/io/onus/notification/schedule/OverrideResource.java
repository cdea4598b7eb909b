package io.onus.notification.schedule;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.time.WallClock;
import io.onus.notification.Askers;
import io.onus.notification.QueryValue;
import io.onus.notification.domain.Asker;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/schedules/{id}/overrides")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Schedules")
public class OverrideResource {

  private final OverrideService service;
  private final Idempotency idempotency;
  private final WallClock clock;
  private final Callers callers;

  public OverrideResource(
      OverrideService service, Idempotency idempotency, WallClock clock, Callers callers) {
    this.service = service;
    this.idempotency = idempotency;
    this.clock = clock;
    this.callers = callers;
  }

  @POST
  @Operation(
      summary = "Put others on call for a while",
      description =
          "The override made last has the last word. Leads and deputies of the department and"
              + " on-call admins put anybody on call; anybody who sees the schedule puts"
              + " themselves.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = OverrideView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Others are put on call by leads of the department and on-call admins")
  @APIResponse(responseCode = "404", description = "No such schedule")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: it is over already, there are too many, or it names somebody unknown or"
              + " somebody there is no way to reach")
  public Response add(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @Valid @NotNull OverrideForm form) {
    return idempotency.answer(
        () -> {
          OverrideView view =
              service.add(
                  asker(),
                  id,
                  form.span(),
                  Objects.requireNonNull(form.people()).stream().distinct().toList(),
                  form.inPlaceOf());
          return Response.status(Response.Status.CREATED)
              .entity(view)
              .header(HttpHeaders.ETAG, ETags.of(view.version()))
              .header(HttpHeaders.LOCATION, "/api/v1/schedules/" + id + "/overrides/" + view.id())
              .build();
        });
  }

  @GET
  @Operation(
      summary = "List overrides, by their end",
      description = "Those that are not over, or that end after another moment.")
  @APIResponse(responseCode = "200", description = "A page of overrides")
  @APIResponse(responseCode = "400", description = "A moment, page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public Page<OverrideView> list(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @QueryParam("from") @Parameter(example = "2026-11-01T00:00:00Z") @Nullable String from,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    Instant endsAfter = QueryValue.instant("from", from);
    return service.page(
        asker(),
        id,
        endsAfter == null ? clock.now() : endsAfter,
        PageRequest.of(pageSize, pageToken, id, from));
  }

  @GET
  @Path("/{overrideId}")
  @Operation(summary = "Read one override")
  @APIResponse(
      responseCode = "200",
      description = "The override",
      content = @Content(schema = @Schema(implementation = OverrideView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule or override")
  public Response get(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @PathParam("overrideId") UUID overrideId) {
    OverrideView view = service.get(asker(), id, overrideId);
    return Response.ok(view).header(HttpHeaders.ETAG, ETags.of(view.version())).build();
  }

  @DELETE
  @Path("/{overrideId}")
  @Operation(
      summary = "Take an override back",
      description =
          "One that has begun ends now. Who put themselves on call takes that back; all else takes"
              + " a lead or deputy of the department or an on-call admin.")
  @APIResponse(responseCode = "204", description = "Taken back")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Neither one's own nor one's to decide")
  @APIResponse(responseCode = "404", description = "No such schedule or override")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it is over already")
  public void remove(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @PathParam("overrideId") UUID overrideId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.remove(asker(), id, overrideId, ifMatch);
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
