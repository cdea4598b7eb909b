package io.onus.sla.agreement;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.sla.agreement.AgreementService.Offered;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.AgreementStore.Wanted;
import io.onus.sla.agreement.domain.Parties;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/agreements")
@Tag(name = "agreements", description = "What two departments promise each other, signed by both.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AgreementResource {

  private final AgreementService agreements;
  private final OfferedTerms offered;
  private final Idempotency idempotency;
  private final Callers callers;

  public AgreementResource(
      AgreementService agreements, OfferedTerms offered, Idempotency idempotency, Callers callers) {
    this.agreements = agreements;
    this.offered = offered;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @POST
  @Operation(
      summary = "Propose terms",
      description =
          "A lead or deputy of either side may; the offer is that side's signature. The other side"
              + " accepts, counters or declines, until it expires. Who leads both sides proposes"
              + " for the requester.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
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
      description =
          "an unknown department, calendar or template, terms nobody could keep, or"
              + " `already-agreed` for that time, with the agreement named")
  public Response propose(@NotNull @Valid ProposalForm form) {
    return idempotency.answer(
        () -> {
          StoredAgreement agreement =
              agreements.propose(
                  new Parties(
                      Objects.requireNonNull(form.requester()),
                      Objects.requireNonNull(form.provider()),
                      form.service()),
                  offered.of(form.terms(), form.template(), form.note(), form.expiresAt()),
                  callers.current());
          return Response.status(Response.Status.CREATED)
              .entity(AgreementView.of(agreement))
              .header(HttpHeaders.LOCATION, "/api/v1/agreements/" + agreement.id())
              .header(HttpHeaders.ETAG, ETags.of(agreement.version()))
              .build();
        });
  }

  @POST
  @Path("/{id}/counter")
  @Operation(
      summary = "Answer the other side's offer with other terms",
      description =
          "The new offer is your side's signature and awaits the other's. If-Match names the offer"
              + " that was read.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "countered",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "there is a newer offer: `agreement` shows it")
  @APIResponse(
      responseCode = "422",
      description =
          "`own-offer`, `same-terms`, `offer-already-answered`, `offer-withdrawn`,"
              + " `offer-expired`, `agreement-ended`, `already-agreed`, or terms nobody could keep")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response counter(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid CounterForm form) {
    return idempotency.answer(
        () -> tagged(agreements.counter(id, offered(form), ifMatch, callers.current())));
  }

  @POST
  @Path("/{id}/accept")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Accept the other side's offer",
      description =
          "The second signature, by a lead or deputy of the side that is awaited. If-Match names"
              + " the offer that was read.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "signed",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "there is a newer offer: `agreement` shows it")
  @APIResponse(
      responseCode = "422",
      description =
          "`own-offer`, `offer-already-answered`, `offer-withdrawn`, `offer-expired`,"
              + " `agreement-ended`, or `already-agreed`: another agreement stands in the way")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response accept(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> tagged(agreements.accept(id, ifMatch, callers.current())));
  }

  @POST
  @Path("/{id}/decline")
  @Operation(
      summary = "Decline the other side's offer",
      description = "Ends the negotiation; of an amendment, what is signed stays in force.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "declined",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "there is a newer offer: `agreement` shows it")
  @APIResponse(
      responseCode = "422",
      description =
          "`own-offer`, `offer-already-answered`, `offer-withdrawn`, `offer-expired` or"
              + " `agreement-ended`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response decline(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid DeclineForm form) {
    return idempotency.answer(
        () ->
            tagged(
                agreements.decline(
                    id, Objects.requireNonNull(form.reason()), ifMatch, callers.current())));
  }

  @POST
  @Path("/{id}/withdraw")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Withdraw your own side's offer",
      description = "Ends the negotiation; of an amendment, what is signed stays in force.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "withdrawn",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "there is a newer offer: `agreement` shows it")
  @APIResponse(
      responseCode = "422",
      description =
          "`not-your-offer`, `offer-already-answered`, `offer-withdrawn`, `offer-expired` or"
              + " `agreement-ended`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response withdraw(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> tagged(agreements.withdraw(id, ifMatch, callers.current())));
  }

  @POST
  @Path("/{id}/amend")
  @Operation(
      summary = "Put terms for the next version forward",
      description =
          "By either side's lead. They are negotiated like the first; what is signed stays in force"
              + " until the next version's validFrom, and open requests keep what they began"
              + " under.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "on the table",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it changed meanwhile: `agreement` shows it")
  @APIResponse(
      responseCode = "422",
      description =
          "`not-signed`, `offer-open`, `same-terms`, `agreement-ended`, or terms nobody could keep")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response amend(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid CounterForm form) {
    return idempotency.answer(
        () -> tagged(agreements.amend(id, offered(form), ifMatch, callers.current())));
  }

  @POST
  @Path("/{id}/end")
  @Operation(
      summary = "Give notice",
      description =
          "By either side's lead. From that day, 00:00 in the provider's zone, it binds no new"
              + " request; requests that began under it keep its terms, and what is said of them"
              + " is still told. An amendment on the table lapses.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "notice is given",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller leads neither side, or is no person")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "it changed meanwhile: `agreement` shows it")
  @APIResponse(
      responseCode = "422",
      description = "`not-signed`, `notice-in-the-past` or `agreement-ended`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response end(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid EndForm form) {
    return idempotency.answer(
        () ->
            tagged(
                agreements.end(
                    id,
                    Objects.requireNonNull(form.on()),
                    Objects.requireNonNull(form.reason()),
                    ifMatch,
                    callers.current())));
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary =
          "One agreement: status, who must answer, signatures, current and proposed terms, what"
              + " each side owes")
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
      summary = "Agreements, by either side, service, status and who must answer",
      description = "Those of the caller's departments; an auditor gets all.")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad filter or page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  public Page<AgreementView> list(
      @QueryParam("requester") @Nullable String requester,
      @QueryParam("provider") @Nullable String provider,
      @QueryParam("service") @Nullable String service,
      @QueryParam("status") @Nullable AgreementStatus status,
      @Parameter(description = "the department whose answer is awaited") @QueryParam("awaiting")
          @Nullable String awaiting,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    PageRequest page =
        PageRequest.of(pageSize, pageToken, requester, provider, service, status, awaiting);
    return agreements
        .list(
            new Wanted(
                requester, provider, service, status == null ? null : status.name(), awaiting),
            callers.current(),
            page)
        .map(AgreementView::of);
  }

  private Offered offered(CounterForm form) {
    return offered.of(form.terms(), form.template(), form.note(), form.expiresAt());
  }

  private static Response tagged(StoredAgreement agreement) {
    return Response.ok(AgreementView.of(agreement))
        .header(HttpHeaders.ETAG, ETags.of(agreement.version()))
        .build();
  }
}
