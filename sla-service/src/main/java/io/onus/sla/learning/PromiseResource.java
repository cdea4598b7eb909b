package io.onus.sla.learning;

import io.onus.kit.audit.ChangesNothing;
import io.onus.kit.caller.Callers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/promises")
@Tag(name = "learning", description = "What the past says about promises.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PromiseResource {

  private final PromiseService promises;
  private final Callers callers;

  public PromiseResource(PromiseService promises, Callers callers) {
    this.promises = promises;
    this.callers = callers;
  }

  @POST
  @Path("/preview")
  @ChangesNothing
  @Operation(
      summary = "What can I expect if I ask now?",
      description =
          "The terms a request would begin under, and what is due when. For members of either side"
              + " and auditors. Nothing is sent and nothing is stored.")
  @APIResponse(
      responseCode = "200",
      description = "what is promised, or expected",
      content = @Content(schema = @Schema(implementation = PromiseView.class)))
  @APIResponse(responseCode = "400", description = "malformed, or neither service nor to")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "403", description = "the caller is of neither side")
  @APIResponse(
      responseCode = "422",
      description =
          "`unknown-department`, `unknown-service`, `service-of-another-department`, or a promise"
              + " `out-of-reach` of any calendar")
  public PromiseView preview(@NotNull @Valid PromiseForm form) {
    return promises.preview(form, callers.current());
  }
}
