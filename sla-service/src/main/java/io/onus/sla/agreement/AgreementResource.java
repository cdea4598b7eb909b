package io.onus.sla.agreement;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.domain.Negotiation;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Signature;
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
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/agreements")
@Tag(name = "agreements", description = "What two departments promise each other, signed by both.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AgreementResource {

  private final AgreementService agreements;
  private final Idempotency idempotency;
  private final Callers callers;

  public AgreementResource(AgreementService agreements, Idempotency idempotency, Callers callers) {
    this.agreements = agreements;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @POST
  @Operation(
      summary = "Propose terms",
      description =
          "A lead or deputy of either side may; the offer is that side's signature. The other side"
              + " accepts. Who leads both sides proposes for the requester.")
  @APIResponse(
      responseCode = "201",
      description = "proposed",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(
      responseCode = "422",
      description = "an unknown department or calendar, or agreed already")
  public Response propose(@NotNull @Valid ProposalForm form) {
    return idempotency.answer(
        () -> {
          StoredAgreement agreement =
              agreements.propose(
                  new Parties(form.requester(), form.provider(), form.service()),
                  form.terms().toTerms(),
                  form.note(),
                  callers.current());
          return Response.status(Response.Status.CREATED)
              .entity(view(agreement))
              .header(HttpHeaders.LOCATION, "/api/v1/agreements/" + agreement.id())
              .header(HttpHeaders.ETAG, ETags.of(agreement.version()))
              .build();
        });
  }

  @POST
  @Path("/{id}/accept")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Accept the other side's offer",
      description =
          "The second signature, by a lead or deputy of the side that is awaited. If-Match names"
              + " the offer that was read.")
  @APIResponse(
      responseCode = "200",
      description = "signed",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "412", description = "there is a newer offer")
  @APIResponse(
      responseCode = "422",
      description = "the offer is one's own, was answered, or another agreement stands in the way")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response accept(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> tagged(agreements.accept(id, ifMatch, callers.current())));
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "One agreement: status, who must answer, signatures, current and proposed terms")
  @APIResponse(
      responseCode = "200",
      description = "found",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  public Response get(@PathParam("id") UUID id) {
    return tagged(agreements.read(id, callers.current()));
  }

  @GET
  @Operation(
      summary = "Agreements, by either side, service and status",
      description = "Those of the caller's departments; an auditor gets all.")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad filter or page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  public Page<AgreementView> list(
      @QueryParam("requester") @Nullable String requester,
      @QueryParam("provider") @Nullable String provider,
      @QueryParam("service") @Nullable String service,
      @QueryParam("status") @Nullable String status,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    if (status != null && !status.equals("PROPOSED") && !status.equals("SIGNED")) {
      throw Problem.malformed(
          "status must be PROPOSED or SIGNED.",
          new io.onus.kit.problem.Violation("status", "must be PROPOSED or SIGNED"));
    }
    PageRequest page = PageRequest.of(pageSize, pageToken, requester, provider, service, status);
    return agreements
        .list(requester, provider, service, status, callers.current(), page)
        .map(AgreementResource::view);
  }

  private static Response tagged(StoredAgreement agreement) {
    return Response.ok(view(agreement))
        .header(HttpHeaders.ETAG, ETags.of(agreement.version()))
        .build();
  }

  public static AgreementView view(StoredAgreement agreement) {
    Negotiation state = agreement.state();
    Parties parties = AgreementService.partiesOf(state);
    AgreementView.Current current = null;
    AgreementView.Proposed proposed = null;
    String awaiting = null;
    switch (state) {
      case Negotiation.Proposed offer -> {
        Signature by = offer.by();
        proposed =
            new AgreementView.Proposed(
                offer.terms(), by.side(), by.by(), by.at(), agreement.note());
        awaiting = offer.awaiting() == Side.REQUESTER ? parties.requester() : parties.provider();
      }
      case Negotiation.Signed signed -> {
        Instant from = agreement.inForceFrom();
        current =
            new AgreementView.Current(
                agreement.currentNumber(),
                signed.terms(),
                signed.accepted().at(),
                from == null ? signed.accepted().at() : from);
      }
    }
    return new AgreementView(
        agreement.id(),
        parties.requester(),
        parties.provider(),
        parties.service(),
        state instanceof Negotiation.Proposed ? "PROPOSED" : "SIGNED",
        awaiting,
        AgreementService.signaturesOf(state),
        current,
        proposed,
        agreement.version(),
        agreement.createdAt(),
        agreement.updatedAt());
  }
}
