package io.onus.notification.schedule;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/schedules/{id}/swaps")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Schedules")
public class SwapResource {

  private final SwapService service;
  private final Idempotency idempotency;
  private final Callers callers;

  public SwapResource(SwapService service, Idempotency idempotency, Callers callers) {
    this.service = service;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Ask somebody to take a shift",
      description =
          "Of the caller's own, or a part of it; in return for one of theirs, or for nothing. The"
              + " other is told, and nothing changes until they accept. It can be answered until"
              + " the earlier of the two begins.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "Asked",
      content = @Content(schema = @Schema(implementation = SwapView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller is not on call in this schedule")
  @APIResponse(responseCode = "404", description = "No such schedule")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: it is not the shift of who would give it, the other is on call then already, it"
              + " has begun, or there is no way to reach them")
  public Response propose(
      @PathParam("id") @Parameter(example = "eng-first") String id, @Valid @NotNull SwapForm form) {
    return idempotency.answer(
        () -> {
          SwapView view =
              service.propose(
                  asker(),
                  id,
                  Objects.requireNonNull(form.to()),
                  Objects.requireNonNull(form.gives()).span("gives."),
                  form.takes() == null ? null : form.takes().span("takes."),
                  form.note());
          return Response.status(Response.Status.CREATED)
              .entity(view)
              .header(HttpHeaders.ETAG, ETags.of(view.version()))
              .header(HttpHeaders.LOCATION, "/api/v1/schedules/" + id + "/swaps/" + view.number())
              .build();
        });
  }

  @GET
  @Operation(summary = "List swaps, newest first")
  @APIResponse(responseCode = "200", description = "A page of swaps")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public Page<SwapView> list(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service.page(asker(), id, PageRequest.of(pageSize, pageToken, id));
  }

  @GET
  @Path("/{number}")
  @Operation(summary = "Read one swap")
  @APIResponse(
      responseCode = "200",
      description = "The swap",
      content = @Content(schema = @Schema(implementation = SwapView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule or swap")
  public Response get(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @PathParam("number") @Parameter(example = "1") int number) {
    return answer(service.get(asker(), id, number));
  }

  @POST
  @Path("/{number}/accept")
  @Operation(
      summary = "Take the shift",
      description =
          "By who was asked. Each place that changes hands becomes an override of that place alone;"
              + " who asked is told.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "Accepted",
      content = @Content(schema = @Schema(implementation = SwapView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Somebody else was asked")
  @APIResponse(responseCode = "404", description = "No such schedule or swap")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: it is over or too late, or who is on call then has changed")
  public Response accept(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @PathParam("number") @Parameter(example = "1") int number,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> answer(service.accept(asker(), id, number, ifMatch)));
  }

  @POST
  @Path("/{number}/decline")
  @Operation(summary = "Leave the shift where it is", description = "By who was asked.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "Declined",
      content = @Content(schema = @Schema(implementation = SwapView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Somebody else was asked")
  @APIResponse(responseCode = "404", description = "No such schedule or swap")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it is over or too late")
  public Response decline(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @PathParam("number") @Parameter(example = "1") int number,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> answer(service.decline(asker(), id, number, ifMatch)));
  }

  @POST
  @Path("/{number}/withdraw")
  @Operation(summary = "Take the question back", description = "By who asked.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "Withdrawn",
      content = @Content(schema = @Schema(implementation = SwapView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Somebody else asked")
  @APIResponse(responseCode = "404", description = "No such schedule or swap")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it is over or too late")
  public Response withdraw(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @PathParam("number") @Parameter(example = "1") int number,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> answer(service.withdraw(asker(), id, number, ifMatch)));
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }

  private static Response answer(SwapView view) {
    return Response.ok(view).header(HttpHeaders.ETAG, ETags.of(view.version())).build();
  }
}
