package io.onus.sla.move;

import io.onus.kit.audit.Audit;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Agreements")
public class AgreementMoveResource {

  private static final int EXAMPLES = 50;

  private final MoveService service;
  private final Idempotency idempotency;
  private final Callers callers;
  private final Audit audit;

  AgreementMoveResource(
      MoveService service, Idempotency idempotency, Callers callers, Audit audit) {
    this.service = service;
    this.idempotency = idempotency;
    this.callers = callers;
    this.audit = audit;
  }

  @POST
  @Path("/{id}/apply")
  @Operation(
      summary = "Move open requests to a newer version of their agreement",
      description =
          "A request keeps the version it began under; this moves the open clocks that count in an"
              + " older one, in bulk, for a lead or deputy of either side: both have signed it."
              + " What was consumed is kept, what is left is measured by the new terms from now on,"
              + " each clock that is due at another instant is told as `clock-renegotiated`."
              + " Finished and broken clocks stay as they are. With `preview=true` nothing is done"
              + " and the answer says what would be.")
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
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "No such agreement on a side of the caller")
  @APIResponse(responseCode = "409", description = "The same Idempotency-Key is at work")
  @APIResponse(responseCode = "422", description = "Refused: `no-such-version`, `not-in-force`")
  public Response apply(
      @PathParam("id") UUID id,
      @QueryParam("preview") @Parameter(description = "true: say what would happen, do nothing")
          @Nullable String preview,
      @Valid @Nullable MoveForm form) {
    Integer version = form == null ? null : form.version();
    if (Flags.read("preview", preview)) {
      audit.unchanged();
      return Response.ok(service.tryAgreement(id, version, EXAMPLES, callers.current())).build();
    }
    return idempotency.answer(
        () -> {
          MoveView move =
              MoveView.of(service.applyAgreement(id, version, callers.current()).move());
          return Response.accepted(move)
              .header(
                  HttpHeaders.LOCATION,
                  "/api/v1/agreements/" + id + "/applications/" + move.number())
              .build();
        });
  }

  @GET
  @Path("/{id}/applications")
  @Operation(
      summary = "List the moves of open clocks to versions of an agreement, the latest first")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such agreement on a side of the caller")
  public Page<MoveView> list(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service
        .movesOfAgreement(id, PageRequest.of(pageSize, pageToken, id.toString()), callers.current())
        .map(MoveView::of);
  }

  @GET
  @Path("/{id}/applications/{number}")
  @Operation(summary = "Follow one move of open clocks")
  @APIResponse(
      responseCode = "200",
      description = "How far it has come",
      content = @Content(schema = @Schema(implementation = MoveView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "404",
      description = "No such agreement on a side of the caller, or no such move of it")
  public MoveView one(@PathParam("id") UUID id, @PathParam("number") int number) {
    return MoveView.of(service.moveOfAgreement(id, number, callers.current()));
  }
}
