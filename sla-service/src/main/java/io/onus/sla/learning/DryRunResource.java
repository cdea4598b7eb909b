package io.onus.sla.learning;

import io.onus.kit.audit.ChangesNothing;
import io.onus.kit.caller.Callers;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/agreements/{id}/dry-run")
@Tag(name = "learning", description = "What the past says about promises.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DryRunResource {

  private final DryRunService dryRuns;
  private final Callers callers;

  public DryRunResource(DryRunService dryRuns, Callers callers) {
    this.dryRuns = dryRuns;
    this.callers = callers;
  }

  @POST
  @ChangesNothing
  @Operation(
      summary = "Try terms on the past",
      description =
          "Folds the facts of every request between the two, imported ones too, under the terms"
              + " sent (or the offer on the table), and under those a request sent today begins"
              + " under: kept, broken and open per metric and priority, for both sides, with the"
              + " cost and the ten worst. As if the terms had been in force all along, in the hours"
              + " of today; what was agreed or excused for a single request is no part of it."
              + " Nothing is stored and no clock moves.")
  @APIResponse(
      responseCode = "200",
      description = "both, beside each other",
      content = @Content(schema = @Schema(implementation = DryRunView.class)))
  @APIResponse(responseCode = "400", description = "malformed terms or window")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  @APIResponse(
      responseCode = "422",
      description =
          "`nothing-proposed`, `too-much-past` for one question, `out-of-reach` of any calendar, or"
              + " terms nobody could sign")
  @APIResponse(responseCode = "503", description = "too many look through the past at once")
  public DryRunView run(@PathParam("id") UUID id, @Valid @Nullable DryRunForm form) {
    return dryRuns.run(id, form == null ? DryRunForm.EMPTY : form, callers.current());
  }
}
