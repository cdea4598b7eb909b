package io.onus.sla.clock;

import io.onus.kit.caller.Callers;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
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

@Path("/api/v1/clocks")
@Tag(name = "clocks", description = "The promises running for requests.")
@Produces(MediaType.APPLICATION_JSON)
public class ClockResource {

  /**
   * All clocks of one request, old cycles beside new ones.
   *
   * @param sequence of the last fact applied: compare it with the request's version history to know
   *     what is still on its way
   */
  @Schema(name = "RequestClocks")
  public record RequestClocksView(
      List<ClockView> items, long sequence, @Nullable String nextPageToken) {}

  private final ClockService clocks;
  private final Callers callers;

  public ClockResource(ClockService clocks, Callers callers) {
    this.clocks = clocks;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary = "All clocks of a request",
      description =
          "With the sequence of the last fact applied; 0 where no fact of this request has arrived"
              + " yet, or the request is of other departments. Both sides see all clocks, a"
              + " department that owes one sees that one, an auditor sees every one.")
  @APIResponse(responseCode = "200", description = "its clocks, of every cycle")
  @APIResponse(responseCode = "400", description = "requestId is missing or is no id")
  @APIResponse(responseCode = "401", description = "caller unknown")
  public RequestClocksView ofRequest(
      @Parameter(required = true, description = "the request's id") @QueryParam("requestId")
          @Nullable String requestId) {
    ClockService.RequestClocks found = clocks.of(id(requestId), callers.current());
    return new RequestClocksView(found.clocks(), found.sequence(), null);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One clock, as it reads now")
  @APIResponse(responseCode = "200", description = "found")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such clock of the caller's departments")
  public ClockView one(@PathParam("id") UUID id) {
    return clocks.one(id, callers.current());
  }

  @GET
  @Path("/{id}/explanation")
  @Operation(
      summary = "Why a clock reads as it does",
      description =
          "Every interval, whether it counted and why, with the running total. Folded from the"
              + " facts anew.")
  @APIResponse(responseCode = "200", description = "its life, interval by interval")
  @APIResponse(responseCode = "401", description = "caller unknown")
  @APIResponse(responseCode = "404", description = "no such clock of the caller's departments")
  public ExplanationView explanation(@PathParam("id") UUID id) {
    return clocks.explain(id, callers.current());
  }

  private static UUID id(@Nullable String requestId) {
    try {
      return UUID.fromString(String.valueOf(requestId));
    } catch (IllegalArgumentException e) {
      throw Problem.malformed(
          "requestId must be the id of a request.",
          new Violation("requestId", "must be the id of a request"));
    }
  }
}
