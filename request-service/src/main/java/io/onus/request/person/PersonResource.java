package io.onus.request.person;

import io.onus.kit.http.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

@Path("/api/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "People", description = "Forgetting a person")
public class PersonResource {

  private final PersonService service;
  private final Idempotency idempotency;

  public PersonResource(PersonService service, Idempotency idempotency) {
    this.service = service;
    this.idempotency = idempotency;
  }

  @POST
  @Path("/{id}/pseudonymise")
  @Operation(
      summary = "Put a pseudonym in a person's place, in every service",
      description =
          "For admins, after the person can no longer sign in. Ids, names and addresses go; counts,"
              + " statistics and the audit chain stay as they are. What people wrote freely is not"
              + " searched. The other services follow within moments. Saying it again changes"
              + " nothing but what came in meanwhile, and gives the same pseudonym.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "The pseudonym; also where nothing was known of the person",
      content = @Content(schema = @Schema(implementation = PseudonymView.class)))
  @APIResponse(responseCode = "400", description = "An address that is none")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller is no admin")
  @APIResponse(responseCode = "409", description = "The first call is still at work")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `own-pseudonym`, an admin's own id; or a key used before")
  public Response pseudonymise(
      @PathParam("id") @Parameter(example = "ada") String id, @Valid @Nullable PseudonymForm sent) {
    PseudonymForm form = Objects.requireNonNullElse(sent, PseudonymForm.EMPTY);
    return idempotency.answer(
        () -> Response.ok(new PseudonymView(service.pseudonymise(id, form.addresses()))).build());
  }
}
