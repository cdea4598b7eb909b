package io.onus.sla.budget;

import io.onus.kit.caller.Callers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/agreements/{id}/budget")
@Tag(name = "agreements")
@Produces(MediaType.APPLICATION_JSON)
public class BudgetResource {

  private final BudgetService budgets;
  private final Callers callers;

  public BudgetResource(BudgetService budgets, Callers callers) {
    this.budgets = budgets;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary = "How many breaches the objective still allows, side by side",
      description =
          "Over the objective's window of wall-clock time, which ends now. A promise counts when it"
              + " is settled: kept when it was met, broken at its due instant; what was excused"
              + " counts neither way, a retracted breach is gone, and imported requests never"
              + " count. Promises made under earlier versions of the agreement count as well."
              + " longBurn and shortBurn say how fast breaches come over the last tenth and the"
              + " last 120th of the window; 1 is sustainable. Costs are the agreed ones, each"
              + " currency by itself; for a cost per hour a breach that is still open counts what"
              + " was known at its last event. Without an objective in force, objective is null and"
              + " sides is empty.")
  @APIResponse(responseCode = "200", description = "as it stands now")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such agreement on a side of the caller's")
  public BudgetView get(@PathParam("id") UUID id) {
    return budgets.read(id, callers.current());
  }
}
