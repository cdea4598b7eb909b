package io.onus.notification.policy;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.onus.notification.policy.PolicyService.Written;
import io.onus.notification.policy.domain.Policy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Policies",
    description =
        "Whom to tell first, whom next while nobody acknowledges, and after how long. An alert"
            + " keeps the steps its policy had when its escalation began")
public class PolicyResource {

  private final PolicyService service;
  private final Callers callers;

  public PolicyResource(PolicyService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @PUT
  @Path("/{code}")
  @Operation(
      summary = "Create a policy, or replace it",
      description =
          "Steps are taken in order, each after its wait, until somebody acknowledges; one that"
              + " reaches nobody is passed at once. Over an existing policy If-Match is required.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Not a lead of its department")
  @APIResponse(responseCode = "404", description = "Another department's, and not to be seen")
  @APIResponse(responseCode = "409", description = "Created by someone else at the same moment")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: a step names something unknown, or somebody who cannot be reached")
  @APIResponse(responseCode = "428", description = "The policy exists and If-Match is missing")
  public Response put(
      @PathParam("code") @Parameter(example = "eng-pressing") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull PolicyForm form) {
    if (code.length() > 64 || !code.matches(Policy.CODE)) {
      throw Problem.malformed(
          "A policy's code is lower-case words with dashes between them, like eng-pressing.",
          new Violation("code", "must match " + Policy.CODE));
    }
    List<Violation> violations = form.violations();
    if (!violations.isEmpty()) {
      throw Problem.malformed(
          violations.getFirst().field() + " " + violations.getFirst().message() + ".", violations);
    }
    Written written = service.put(asker(), form.policy(code), ifMatch);
    Response.ResponseBuilder answer =
        written.created()
            ? Response.created(URI.create("/api/v1/policies/" + code))
            : Response.ok();
    return answer
        .entity(PolicyView.of(written.known()))
        .header(HttpHeaders.ETAG, ETags.of(written.known().version()))
        .build();
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "Read one policy")
  @APIResponse(
      responseCode = "200",
      description = "The policy",
      content = @Content(schema = @Schema(implementation = PolicyView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such policy")
  public Response get(@PathParam("code") @Parameter(example = "eng-pressing") String code) {
    KnownPolicy known = service.get(asker(), code);
    return Response.ok(PolicyView.of(known))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }

  @GET
  @Operation(
      summary = "List policies, by code",
      description = "Those of the caller's departments, and those that serve every department.")
  @APIResponse(responseCode = "200", description = "A page of policies")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<PolicyView> list(
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service.page(asker(), PageRequest.of(pageSize, pageToken)).map(PolicyView::of);
  }

  @DELETE
  @Path("/{code}")
  @Operation(
      summary = "Remove a policy",
      description = "Escalations under way keep the steps they began with.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Seen and not changed: not a lead of it")
  @APIResponse(responseCode = "404", description = "No such policy")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: routes use it")
  public void remove(
      @PathParam("code") @Parameter(example = "eng-pressing") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.remove(asker(), code, ifMatch);
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
