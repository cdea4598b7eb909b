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

@Path("/api/v1/clocks/{id}/proposals")
@Tag(name = "promises", description = "The promise of one request, renegotiated or excused.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProposalResource {

  private final ProposalService proposals;
  private final Idempotency idempotency;
  private final Callers callers;

  public ProposalResource(ProposalService proposals, Idempotency idempotency, Callers callers) {
    this.proposals = proposals;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @POST
  @Operation(
      summary = "Propose another due instant",
      description =
          "Any person of either side does, for a clock that is open and unbroken; who belongs to"
              + " both speaks for the requester. The other side answers. One open proposal per"
              + " clock.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "proposed",
      content = @Content(schema = @Schema(implementation = ProposalView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller belongs to neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such clock of the caller's departments")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(
      responseCode = "422",
      description =
          "`proposal-open`, `clock-finished`, `clock-cancelled`, `clock-breached` (ask for a waiver"
              + " instead), `clock-waived`, `due-in-the-past`, `due-not-different`,"
              + " `due-out-of-reach`")
  public Response propose(@PathParam("id") UUID id, @NotNull @Valid ProposalForm form) {
    return idempotency.answer(
        () -> created(proposals.propose(id, form.due(), form.why(), callers.current())));
  }

  @GET
  @Operation(
      summary = "Every round in which a clock's promise was renegotiated, oldest first",
      description =
          "Both sides see it, and an auditor. A round nobody answered in time says why it lapsed.")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such clock of the caller's departments")
  public Page<ProposalView> list(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return proposals.list(id, callers.current(), PageRequest.of(pageSize, pageToken, id));
  }

  @GET
  @Path("/{number}")
  @Operation(summary = "One round")
  @APIResponse(
      responseCode = "200",
      description = "found",
      content = @Content(schema = @Schema(implementation = ProposalView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such clock or proposal")
  public Response one(@PathParam("id") UUID id, @PathParam("number") int number) {
    return tagged(Response.ok(), proposals.read(id, number, callers.current())).build();
  }

  @POST
  @Path("/{number}/accept")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Accept the proposed due instant",
      description =
          "Any person of the other side does. The clock is due then, and says so with"
              + " `clock-renegotiated`; what it was due by the terms stays beside it.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "accepted",
      content = @Content(schema = @Schema(implementation = ProposalView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller belongs to neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such clock or proposal")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it was answered meanwhile")
  @APIResponse(
      responseCode = "422",
      description = "`own-proposal`, `proposal-already-answered`, `proposal-lapsed`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response accept(
      @PathParam("id") UUID id,
      @PathParam("number") int number,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(
        () ->
            tagged(Response.ok(), proposals.accept(id, number, ifMatch, callers.current()))
                .build());
  }

  @POST
  @Path("/{number}/decline")
  @Operation(
      summary = "Decline the proposed due instant",
      description = "Any person of the other side does. The clock stays due when it was.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "declined",
      content = @Content(schema = @Schema(implementation = ProposalView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller belongs to neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such clock or proposal")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it was answered meanwhile")
  @APIResponse(
      responseCode = "422",
      description = "`own-proposal`, `proposal-already-answered`, `proposal-lapsed`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response decline(
      @PathParam("id") UUID id,
      @PathParam("number") int number,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid ReasonForm form) {
    return idempotency.answer(
        () ->
            tagged(
                    Response.ok(),
                    proposals.decline(id, number, form.why(), ifMatch, callers.current()))
                .build());
  }

  @POST
  @Path("/{number}/counter")
  @Operation(
      summary = "Put another due instant against the proposed one",
      description =
          "Any person of the other side does, and answers with a proposal of their own: the next"
              + " round, which the first side answers.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "the next round is open",
      content = @Content(schema = @Schema(implementation = ProposalView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller belongs to neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such clock or proposal")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it was answered meanwhile")
  @APIResponse(
      responseCode = "422",
      description =
          "`own-proposal`, `proposal-already-answered`, `proposal-lapsed`, `due-in-the-past`,"
              + " `due-not-different`, `due-out-of-reach`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response counter(
      @PathParam("id") UUID id,
      @PathParam("number") int number,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid ProposalForm form) {
    return idempotency.answer(
        () ->
            created(
                proposals.counter(id, number, form.due(), form.why(), ifMatch, callers.current())));
  }

  @POST
  @Path("/{number}/withdraw")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Take a proposal back",
      description = "Any person of the side that made it does. The clock stays due when it was.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "withdrawn",
      content = @Content(schema = @Schema(implementation = ProposalView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller belongs to neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such clock or proposal")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it was answered meanwhile")
  @APIResponse(
      responseCode = "422",
      description = "`not-own-proposal`, `proposal-already-answered`, `proposal-lapsed`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response withdraw(
      @PathParam("id") UUID id,
      @PathParam("number") int number,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(
        () ->
            tagged(Response.ok(), proposals.withdraw(id, number, ifMatch, callers.current()))
                .build());
  }

  private static Response created(ProposalView proposal) {
    return tagged(Response.status(Response.Status.CREATED), proposal)
        .header(
            HttpHeaders.LOCATION,
            "/api/v1/clocks/" + proposal.clockId() + "/proposals/" + proposal.number())
        .build();
  }

  private static Response.ResponseBuilder tagged(
      Response.ResponseBuilder answer, ProposalView proposal) {
    return answer.entity(proposal).header(HttpHeaders.ETAG, ETags.of(proposal.version()));
  }
}
