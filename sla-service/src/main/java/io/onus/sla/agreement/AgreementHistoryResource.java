package io.onus.sla.agreement;

import io.onus.kit.caller.Callers;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.sla.agreement.AgreementStore.StoredAgreement;
import io.onus.sla.agreement.domain.Parties;
import io.onus.sla.agreement.domain.TermsDiff;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/agreements/{id}")
@Tag(name = "agreements")
@Produces(MediaType.APPLICATION_JSON)
public class AgreementHistoryResource {

  /** What changed from some terms to others. */
  @Schema(name = "TermsDiff")
  public record DiffView(
      @Schema(examples = "1") String from,
      @Schema(examples = "offer-3") String to,
      List<ChangeView> changes) {}

  /** One field that differs. */
  @Schema(name = "TermsChange")
  public record ChangeView(
      @Schema(examples = "targets.FIRST_RESPONSE.P2") String field,
      @Schema(examples = "PT1H", description = "null where it is new") @Nullable String from,
      @Schema(examples = "PT2H", description = "null where it is gone") @Nullable String to) {

    static ChangeView of(TermsDiff.Change change) {
      return new ChangeView(change.field(), change.from(), change.to());
    }
  }

  private final AgreementService agreements;
  private final Callers callers;

  public AgreementHistoryResource(AgreementService agreements, Callers callers) {
    this.agreements = agreements;
    this.callers = callers;
  }

  @GET
  @Path("/versions")
  @Operation(summary = "All signed versions of an agreement, oldest first")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  public Page<AgreementView.Version> versions(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    Parties parties = agreements.read(id, callers.current()).parties();
    return agreements
        .versions(id, callers.current(), PageRequest.of(pageSize, pageToken, id))
        .map(version -> AgreementView.Version.of(version, parties));
  }

  @GET
  @Path("/versions/{number}")
  @Operation(summary = "One signed version")
  @APIResponse(responseCode = "200", description = "found")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "404",
      description = "no such agreement on a side of the caller's, or no such version of it")
  public AgreementView.Version version(@PathParam("id") UUID id, @PathParam("number") int number) {
    Parties parties = agreements.read(id, callers.current()).parties();
    return AgreementView.Version.of(agreements.version(id, number, callers.current()), parties);
  }

  @GET
  @Path("/offers")
  @Operation(
      summary = "Every offer of the negotiation, oldest first",
      description = "By whom, with what note, and what became of it.")
  @APIResponse(responseCode = "200", description = "a page")
  @APIResponse(responseCode = "400", description = "a bad page token")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  public Page<AgreementView.Offering> offers(
      @PathParam("id") UUID id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    Parties parties = agreements.read(id, callers.current()).parties();
    return agreements
        .offers(id, callers.current(), PageRequest.of(pageSize, pageToken, id))
        .map(offer -> AgreementView.Offering.of(offer, parties));
  }

  @GET
  @Path("/diff")
  @Operation(
      summary = "What differs between two versions or offers",
      description =
          "A signed version is named by its number, an offer like offer-3; `current` and `proposed`"
              + " are the terms in force and those on the table.")
  @APIResponse(responseCode = "200", description = "field by field")
  @APIResponse(responseCode = "400", description = "from or to is missing, or names nothing")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "404",
      description = "no such agreement on a side of the caller's, or no such version or offer")
  public DiffView diff(
      @PathParam("id") UUID id,
      @Parameter(example = "current") @QueryParam("from") @Nullable String from,
      @Parameter(example = "proposed") @QueryParam("to") @Nullable String to) {
    TermsReference before = TermsReference.parse("from", from);
    TermsReference after = TermsReference.parse("to", to);
    StoredAgreement agreement = agreements.read(id, callers.current());
    List<TermsDiff.Change> changes =
        TermsDiff.between(agreements.terms(agreement, before), agreements.terms(agreement, after));
    return new DiffView(
        String.valueOf(from), String.valueOf(to), changes.stream().map(ChangeView::of).toList());
  }
}
