package io.onus.sla.offer;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.sla.agreement.AgreementView;
import io.onus.sla.agreement.TermsTemplates;
import io.onus.sla.offer.OfferService.Accepted;
import io.onus.sla.offer.OfferStore.StoredOffer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

@Path("/api/v1/offers")
@Tag(
    name = "offers",
    description = "Terms a provider publishes for every department; who accepts has an agreement.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OfferResource {

  private final OfferService offers;
  private final TermsTemplates templates;
  private final Idempotency idempotency;
  private final Callers callers;

  public OfferResource(
      OfferService offers, TermsTemplates templates, Idempotency idempotency, Callers callers) {
    this.offers = offers;
    this.templates = templates;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @POST
  @Operation(
      summary = "Publish an offer",
      description =
          "A lead or deputy of the provider does; it is the provider's signature under whatever"
              + " agreement comes of it. One open offer per provider and service.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "published",
      content = @Content(schema = @Schema(implementation = OfferView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller does not lead the provider, or is no person")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(
      responseCode = "422",
      description = "`already-offered`, or an unknown department or calendar")
  public Response open(@NotNull @Valid OfferForm form) {
    return idempotency.answer(
        () -> {
          StoredOffer offer =
              offers.open(
                  Objects.requireNonNull(form.provider()),
                  form.service(),
                  templates.chosen(form.terms(), form.template()),
                  form.note(),
                  callers.current());
          return tagged(Response.status(Response.Status.CREATED), offer)
              .header(HttpHeaders.LOCATION, "/api/v1/offers/" + offer.id())
              .build();
        });
  }

  @PUT
  @Path("/{id}")
  @Operation(
      summary = "Publish the next version of an offer",
      description =
          "Those who signed an earlier version are asked (`proposed` on their agreement), and it"
              + " binds only who accepts it; everybody else keeps what they have signed. The same"
              + " terms and note again are no new version.")
  @APIResponse(
      responseCode = "200",
      description = "published, or as it was already",
      content = @Content(schema = @Schema(implementation = OfferView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller does not lead the provider, or is no person")
  @APIResponse(responseCode = "404", description = "no such offer")
  @APIResponse(responseCode = "412", description = "there is a newer version: `offer` shows it")
  @APIResponse(responseCode = "422", description = "`offer-withdrawn`, or an unknown calendar")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response publish(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid PublicationForm form) {
    StoredOffer offer =
        offers.publish(
            id,
            templates.chosen(form.terms(), form.template()),
            form.note(),
            ifMatch,
            callers.current());
    return tagged(Response.ok(), offer).build();
  }

  @POST
  @Path("/{id}/withdraw")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Withdraw an offer",
      description = "Nobody can accept it any more. Agreements that came of it stay.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "withdrawn",
      content = @Content(schema = @Schema(implementation = OfferView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller does not lead the provider, or is no person")
  @APIResponse(responseCode = "404", description = "no such offer")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "there is a newer version: `offer` shows it")
  @APIResponse(responseCode = "422", description = "`offer-withdrawn` already")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response withdraw(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(
        () -> tagged(Response.ok(), offers.withdraw(id, ifMatch, callers.current())).build());
  }

  @POST
  @Path("/{id}/accept")
  @Operation(
      summary = "Accept an offer for a department",
      description =
          "A lead or deputy of that department does: the second signature. If-Match names the"
              + " version that was read. Whoever signed an earlier version signs the next version"
              + " of that agreement; open requests keep the one they began under.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "the next version of the agreement is signed",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(
      responseCode = "201",
      description = "a new agreement is signed",
      content = @Content(schema = @Schema(implementation = AgreementView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "the caller does not lead the department, or is no person")
  @APIResponse(responseCode = "404", description = "no such offer")
  @APIResponse(responseCode = "409", description = "the same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "there is a newer version: `offer` shows it")
  @APIResponse(
      responseCode = "422",
      description =
          "`already-agreed` by negotiation or for that time, `offer-already-accepted`,"
              + " `offer-withdrawn`, `own-offer`, `offer-open` (an amendment is on the table), or"
              + " an unknown department")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response accept(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid AcceptanceForm form) {
    return idempotency.answer(
        () -> {
          Accepted accepted =
              offers.accept(
                  id, Objects.requireNonNull(form.department()), ifMatch, callers.current());
          Response.ResponseBuilder answer =
              accepted.isNew()
                  ? Response.status(Response.Status.CREATED)
                      .header(
                          HttpHeaders.LOCATION, "/api/v1/agreements/" + accepted.agreement().id())
                  : Response.ok();
          return answer
              .entity(AgreementView.of(accepted.agreement()))
              .header(HttpHeaders.ETAG, ETags.of(accepted.agreement().version()))
              .build();
        });
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One offer with the version that was published last")
  @APIResponse(
      responseCode = "200",
      description = "found",
      content = @Content(schema = @Schema(implementation = OfferView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such offer")
  public Response get(@PathParam("id") UUID id) {
    return tagged(Response.ok(), offers.require(id)).build();
  }

  @GET
  @Path("/{id}/versions")
  @Operation(summary = "All versions of an offer, oldest first")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such offer")
  public Page<OfferView.Version> versions(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return offers.versions(id, PageRequest.of(pageSize, pageToken, id)).map(OfferView.Version::of);
  }

  @GET
  @Path("/{id}/acceptances")
  @Operation(
      summary = "Which department stands on which version",
      description =
          "A new version asks those who signed an earlier one, and binds only who accepts it: this"
              + " is who did. The provider's people and auditors see all departments, others their"
              + " own.")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such offer")
  public Page<OfferView.Acceptance> acceptances(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    int current = offers.require(id).state().current().number();
    return offers
        .acceptances(id, callers.current(), PageRequest.of(pageSize, pageToken, id))
        .map(acceptance -> OfferView.Acceptance.of(acceptance, current));
  }

  @GET
  @Operation(summary = "Offers, by provider, service and status", description = "Oldest first.")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad filter or page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  public Page<OfferView> list(
      @QueryParam("provider") @Nullable String provider,
      @QueryParam("service") @Nullable String service,
      @QueryParam("status") OfferView.@Nullable Status status,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    PageRequest page = PageRequest.of(pageSize, pageToken, provider, service, status);
    return offers.list(provider, service, status, page).map(OfferView::of);
  }

  private static Response.ResponseBuilder tagged(
      Response.ResponseBuilder answer, StoredOffer offer) {
    return answer.entity(OfferView.of(offer)).header(HttpHeaders.ETAG, ETags.of(offer.version()));
  }
}
