package io.onus.sla.agreement;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Terms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/house-terms")
@Tag(name = "house terms", description = "What the company expects where nothing was signed.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class HouseTermsResource {

  /** The terms with their version. */
  @Schema(name = "HouseTerms")
  public record HouseTermsView(Terms terms, int version) {}

  private final HouseTerms house;
  private final Callers callers;

  public HouseTermsResource(HouseTerms house, Callers callers) {
    this.house = house;
    this.callers = callers;
  }

  @GET
  @Operation(summary = "The house terms in force")
  @APIResponse(
      responseCode = "200",
      description = "they exist from the install on",
      content = @Content(schema = @Schema(implementation = HouseTermsView.class)))
  @APIResponse(responseCode = "401", description = "caller unknown")
  public Response get() {
    return tagged(house.now());
  }

  @PUT
  @Operation(
      summary = "Change the house terms",
      description =
          "For requests submitted from now on; earlier ones keep what they began under. By an"
              + " admin.")
  @APIResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = HouseTermsView.class)))
  @APIResponse(responseCode = "400", description = "malformed")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller is no admin")
  @APIResponse(responseCode = "412", description = "changed since they were read")
  @APIResponse(
      responseCode = "422",
      description = "an unknown calendar, or what must be signed (`only-signed`)")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response put(
      @NotNull @Valid TermsForm form, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    Caller admin = callers.require(Role.ADMIN);
    return tagged(house.change(form.toTerms(), ifMatch, admin));
  }

  private static Response tagged(BoundTerms bound) {
    return Response.ok(new HouseTermsView(bound.terms(), bound.version()))
        .header(HttpHeaders.ETAG, ETags.of(bound.version()))
        .build();
  }
}
