package io.onus.notification.route;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.tx.Transactions;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.onus.notification.route.RouteService.Wish;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/routes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Routes",
    description =
        "Who is told about what. The first route that matches and reaches somebody decides; where"
            + " none does, the assignee is told, else the leads and deputies of the department that"
            + " owes")
public class RouteResource {

  private final RouteService service;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final Callers callers;

  public RouteResource(
      RouteService service, Idempotency idempotency, Transactions transactions, Callers callers) {
    this.callers = callers;
    this.service = service;
    this.idempotency = idempotency;
    this.transactions = transactions;
  }

  @POST
  @Operation(
      summary = "Add a route",
      description =
          "Leads and deputies add routes for what their department owes. One for every department,"
              + " or for either side, takes an on-call admin: it decides about others.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = RouteView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Not a lead of the department; or it catches what others owe")
  @APIResponse(responseCode = "409", description = "The position is taken")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: it names a policy or somebody unknown, or somebody there is no way to reach")
  public Response add(@Valid @NotNull RouteForm form) {
    Wish wish = wish(form);
    return idempotency.answer(
        () -> {
          KnownRoute known = service.add(asker(), wish);
          return Response.status(Response.Status.CREATED)
              .entity(RouteView.of(known))
              .header(HttpHeaders.ETAG, ETags.of(known.version()))
              .header(HttpHeaders.LOCATION, "/api/v1/routes/" + known.route().id())
              .build();
        });
  }

  @PUT
  @Path("/{id}")
  @Operation(
      summary = "Replace a route",
      description =
          "If-Match is required. Without a position it keeps its own. Alerts that are open have"
              + " been told already.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced",
      content = @Content(schema = @Schema(implementation = RouteView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Seen and not changed: not a lead of the department, before or after")
  @APIResponse(responseCode = "404", description = "No such route")
  @APIResponse(responseCode = "409", description = "The position is taken")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: it names a policy or somebody unknown, or somebody there is no way to reach")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response replace(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull RouteForm form) {
    Wish wish = wish(form);
    return answer(transactions.call(() -> service.replace(asker(), id, wish, ifMatch)));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read one route")
  @APIResponse(
      responseCode = "200",
      description = "The route",
      content = @Content(schema = @Schema(implementation = RouteView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such route")
  public Response get(@PathParam("id") UUID id) {
    return answer(service.get(asker(), id));
  }

  @GET
  @Operation(
      summary = "List routes, in the order they are tried",
      description = "Those of the caller's departments, and those for every department.")
  @APIResponse(responseCode = "200", description = "A page of routes")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<RouteView> list(
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service.page(asker(), PageRequest.of(pageSize, pageToken)).map(RouteView::of);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Remove a route")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Seen and not changed: not a lead of the department")
  @APIResponse(responseCode = "404", description = "No such route")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  public void remove(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.remove(asker(), id, ifMatch);
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }

  private static Response answer(KnownRoute known) {
    return Response.ok(RouteView.of(known))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }

  private static Wish wish(RouteForm form) {
    List<Violation> violations = form.violations();
    if (!violations.isEmpty()) {
      throw Problem.malformed(violations.getFirst().message() + ".", violations);
    }
    return new Wish(form.position(), form.match(), form.action());
  }
}
