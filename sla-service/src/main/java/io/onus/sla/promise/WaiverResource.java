package io.onus.sla.promise;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/clocks/{id}/waiver")
@Tag(name = "promises")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WaiverResource {

  private final WaiverService waivers;
  private final Idempotency idempotency;
  private final Callers callers;

  public WaiverResource(WaiverService waivers, Idempotency idempotency, Callers callers) {
    this.waivers = waivers;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @POST
  @Operation(
      summary = "Ask to be excused",
      description =
          "Any person of the department that owes the clock does, before the breach or after it."
              + " A lead of the other side answers. After a decline one may ask again.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "asked",
      content = @Content(schema = @Schema(implementation = WaiverView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller is not of the department that owes it, or is no person")
  @APIResponse(responseCode = "404", description = "no such clock of the caller's departments")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(
      responseCode = "422",
      description = "`waiver-asked-already`, `clock-waived`, `nothing-to-excuse` (a kept promise)")
  public Response ask(@PathParam("id") UUID id, @NotNull @Valid ReasonForm form) {
    return idempotency.answer(
        () -> {
          WaiverView asked = waivers.ask(id, form.why(), callers.current());
          return tagged(Response.status(Response.Status.CREATED), asked)
              .header(HttpHeaders.LOCATION, "/api/v1/clocks/" + id + "/waiver")
              .build();
        });
  }

  @GET
  @Operation(summary = "The waiver asked for last, and what was said to it")
  @APIResponse(
      responseCode = "200",
      description = "found",
      content = @Content(schema = @Schema(implementation = WaiverView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "404",
      description = "no such clock of the caller's departments, or nobody asked")
  public Response get(@PathParam("id") UUID id) {
    return tagged(Response.ok(), waivers.read(id, callers.current())).build();
  }

  @GET
  @Path("/history")
  @Operation(
      summary = "Every waiver that was asked for, oldest first",
      description = "What was declined stays to be read when somebody asks again.")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such clock of the caller's departments")
  public Page<WaiverView> history(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return waivers.history(id, callers.current(), PageRequest.of(pageSize, pageToken, id));
  }

  @POST
  @Path("/approve")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Excuse it",
      description =
          "A lead or deputy of the side it is owed to does, who leads not the other side as well"
              + " and did not ask. The clock's verdict is `WAIVED`; a breach that was announced"
              + " stays in its history, and one ahead is not announced.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "excused",
      content = @Content(schema = @Schema(implementation = WaiverView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller leads not the side it is owed to, or is no person")
  @APIResponse(responseCode = "404", description = "no such clock, or nobody asked")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it was answered meanwhile")
  @APIResponse(
      responseCode = "422",
      description = "`own-waiver`, `waiver-already-answered`, `waiver-lapsed`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response approve(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(
        () -> tagged(Response.ok(), waivers.approve(id, ifMatch, callers.current())).build());
  }

  @POST
  @Path("/decline")
  @Operation(
      summary = "Do not excuse it",
      description = "Who may approve it may decline it. One may ask again.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "declined",
      content = @Content(schema = @Schema(implementation = WaiverView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller leads not the side it is owed to, or is no person")
  @APIResponse(responseCode = "404", description = "no such clock, or nobody asked")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it was answered meanwhile")
  @APIResponse(
      responseCode = "422",
      description = "`own-waiver`, `waiver-already-answered`, `waiver-lapsed`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response decline(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid ReasonForm form) {
    return idempotency.answer(
        () ->
            tagged(Response.ok(), waivers.decline(id, form.why(), ifMatch, callers.current()))
                .build());
  }

  private static Response.ResponseBuilder tagged(
      Response.ResponseBuilder answer, WaiverView waiver) {
    return answer.entity(waiver).header(HttpHeaders.ETAG, ETags.of(waiver.version()));
  }
}
