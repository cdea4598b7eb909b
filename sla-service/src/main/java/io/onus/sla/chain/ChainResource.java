package io.onus.sla.chain;

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

@Path("/api/v1/chains")
@Tag(name = "chains", description = "Requests that wait for one another.")
@Produces(MediaType.APPLICATION_JSON)
public class ChainResource {

  private final ChainService chains;
  private final Callers callers;

  public ChainResource(ChainService chains, Callers callers) {
    this.chains = chains;
    this.callers = callers;
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "A chain of requests: who has the move, what is due when, how much slack is left",
      description =
          "From the top, whichever request of the chain is named, each request after the one it was"
              + " made for. Slack is the time from a request's due instant to its parent's, on the"
              + " wall and in the working hours of the request's own clock; at the root, to what"
              + " the customer was promised. Every department on a side of any request of the chain"
              + " reads all of it, an auditor reads every chain; it shows no text. After 1000"
              + " requests it is cut, and says so.")
  @APIResponse(responseCode = "200", description = "the whole chain")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(
      responseCode = "404",
      description = "no such request, or none of the caller's departments has a part in its chain")
  public ChainView get(@PathParam("id") UUID id) {
    return chains.read(id, callers.current());
  }
}
