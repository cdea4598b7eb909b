package io.onus.request.loss;

import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.request.EmptyForm;
import io.onus.request.loss.domain.Loss;
import io.onus.request.loss.domain.LossCommand;
import io.onus.request.request.domain.By;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/requests/{id}/losses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Losses", description = "What a late or wrong answer really cost")
public class LossResource {

  private static final String NAME = "ENG-1042";

  private final LossService service;
  private final Idempotency idempotency;

  public LossResource(LossService service, Idempotency idempotency) {
    this.service = service;
    this.idempotency = idempotency;
  }

  @POST
  @Operation(
      summary = "Claim a loss",
      description =
          "For a lead or deputy of either side; who leads both claims for the requester. It counts"
              + " as claimed until a lead of the other side confirms it. It adds to nothing that is"
              + " at stake or that an agreement makes a breach cost.")
  @APIResponse(
      responseCode = "201",
      description = "Claimed",
      content = @Content(schema = @Schema(implementation = LossView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller leads neither side, or is a system")
  @APIResponse(responseCode = "404", description = "No such request, or not the caller's to see")
  @APIResponse(responseCode = "409", description = "The first call with this key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is not the request's version")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: `not-submitted` (a draft), `too-many-losses`, `archived`, or a key used before")
  public Response claim(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull LossForm form) {
    return idempotency.answer(
        () -> answer(Response.Status.CREATED, service.claim(id, ifMatch, form)),
        replayed -> service.checkSeen(id));
  }

  @GET
  @Operation(
      summary = "Read the losses of a request",
      description =
          "All of them (a request has at most 50), and sums per currency: claimed, disputed and"
              + " confirmed apart, beside what was at stake. What breaches cost by agreement is a"
              + " matter of clocks and in none of these.")
  @APIResponse(
      responseCode = "200",
      description = "The losses and their sums",
      content = @Content(schema = @Schema(implementation = LossesView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such request, or not the caller's to see")
  public LossesView list(@PathParam("id") @Parameter(example = NAME) String id) {
    return service.list(id);
  }

  @POST
  @Path("/{n}/confirm")
  @Operation(
      summary = "Confirm a loss: it is so",
      description =
          "For a lead or deputy of the side that did not claim it; a disputed one too. From then on"
              + " it stays.")
  @APIResponse(
      responseCode = "200",
      description = "Confirmed",
      content = @Content(schema = @Schema(implementation = LossView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: it takes no fields")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Not a lead of the other side")
  @APIResponse(responseCode = "404", description = "No such request or loss")
  @APIResponse(responseCode = "409", description = "The first call with this key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is not the loss's version")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `loss-settled`, `archived`, or a key used before")
  public Response confirm(
      @PathParam("id") @Parameter(example = NAME) String id,
      @PathParam("n") @Parameter(example = "1") int n,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable EmptyForm nothing) {
    return decide(id, n, ifMatch, LossCommand.Confirm::new);
  }

  @POST
  @Path("/{n}/dispute")
  @Operation(
      summary = "Dispute a loss: it is not so",
      description = "For a lead or deputy of the side that did not claim it.")
  @APIResponse(
      responseCode = "200",
      description = "Disputed",
      content = @Content(schema = @Schema(implementation = LossView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Not a lead of the other side")
  @APIResponse(responseCode = "404", description = "No such request or loss")
  @APIResponse(responseCode = "409", description = "The first call with this key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is not the loss's version")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `loss-settled`, `archived`, or a key used before")
  public Response dispute(
      @PathParam("id") @Parameter(example = NAME) String id,
      @PathParam("n") @Parameter(example = "1") int n,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull DisputeForm form) {
    return decide(id, n, ifMatch, by -> new LossCommand.Dispute(by, form.reason()));
  }

  @POST
  @Path("/{n}/withdraw")
  @Operation(
      summary = "Withdraw a loss one's own side claimed",
      description = "For a lead or deputy of the side that claimed it, unless it is confirmed.")
  @APIResponse(
      responseCode = "200",
      description = "Withdrawn",
      content = @Content(schema = @Schema(implementation = LossView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: it takes no fields")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Not a lead of the side that claimed it")
  @APIResponse(responseCode = "404", description = "No such request or loss")
  @APIResponse(responseCode = "409", description = "The first call with this key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is not the loss's version")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `loss-settled`, `archived`, or a key used before")
  public Response withdraw(
      @PathParam("id") @Parameter(example = NAME) String id,
      @PathParam("n") @Parameter(example = "1") int n,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable EmptyForm nothing) {
    return decide(id, n, ifMatch, LossCommand.Withdraw::new);
  }

  private Response decide(
      String id, int n, @Nullable String ifMatch, Function<By, LossCommand> wanted) {
    return idempotency.answer(
        () -> answer(Response.Status.OK, service.decide(id, n, ifMatch, wanted)),
        replayed -> service.checkSeen(id));
  }

  private static Response answer(Response.Status status, Loss loss) {
    return Response.status(status)
        .entity(LossView.of(loss))
        .header(HttpHeaders.ETAG, ETags.of(loss.version()))
        .build();
  }
}
