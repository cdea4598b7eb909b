package io.onus.notification.integration;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.onus.notification.integration.IntegrationService.Written;
import io.onus.notification.integration.domain.Integration;
import io.onus.notification.method.AddressRule;
import io.onus.notification.method.RotateForm;
import io.onus.notification.method.ShownOnce;
import io.onus.notification.method.ShownOnce.Shown;
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
import java.net.URI;
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

@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Webhooks", description = "Machines that are told, and belong to nobody")
public class IntegrationResource {

  private final IntegrationService service;
  private final AddressRule rule;
  private final ShownOnce shownOnce;
  private final Idempotency idempotency;
  private final Callers callers;

  public IntegrationResource(
      IntegrationService service,
      AddressRule rule,
      ShownOnce shownOnce,
      Idempotency idempotency,
      Callers callers) {
    this.service = service;
    this.rule = rule;
    this.shownOnce = shownOnce;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @PUT
  @Path("/{id}")
  @Operation(
      summary = "Create a webhook, or replace one",
      description =
          "Leads and deputies make those of their department; one of no department takes an on-call"
              + " admin. Of one that signs, the secret is in the answer that creates it and nowhere"
              + " else. Over an existing one If-Match is required; what waits to be sent goes to"
              + " the new address.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced",
      content = @Content(schema = @Schema(implementation = IntegrationView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = IntegrationView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: no such address can be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Not a lead of the department")
  @APIResponse(responseCode = "404", description = "There, and not the caller's to know of")
  @APIResponse(responseCode = "409", description = "Created by someone else at the same moment")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: it is of another kind, or there are too many")
  @APIResponse(responseCode = "428", description = "It exists and If-Match is missing")
  public Response put(
      @PathParam("id") @Parameter(example = "incident-channel") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull IntegrationForm form) {
    if (!Integration.isId(id)) {
      throw Problem.malformed(
          "A webhook's id is 1 to 64 letters, digits and . _ -, like incident-channel.",
          new Violation("id", "must match " + Integration.ID));
    }
    List<Violation> violations = form.violations(rule);
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      throw Problem.malformed(first.field() + " " + first.message() + ".", violations);
    }
    Written written = service.put(asker(), form.integration(id), form.wish(), ifMatch);
    Response.ResponseBuilder answer =
        written.created() ? Response.created(URI.create("/api/v1/webhooks/" + id)) : Response.ok();
    return answer
        .entity(IntegrationView.of(written.known(), written.secret()))
        .header(HttpHeaders.ETAG, ETags.of(written.known().version()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read one webhook")
  @APIResponse(
      responseCode = "200",
      description = "The webhook",
      content = @Content(schema = @Schema(implementation = IntegrationView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such webhook")
  public Response get(@PathParam("id") @Parameter(example = "incident-channel") String id) {
    Asker asker = asker();
    return answer(service.get(asker, id), asker);
  }

  @GET
  @Operation(
      summary = "List webhooks, by id",
      description =
          "Those of the departments the caller leads, and the names of those of no department.")
  @APIResponse(responseCode = "200", description = "A page of webhooks")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<IntegrationView> list(
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    Asker asker = asker();
    return service
        .page(asker, PageRequest.of(pageSize, pageToken))
        .map(known -> IntegrationView.of(known, asker));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Remove a webhook",
      description = "What is still to be sent to it is cancelled.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such webhook")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it is a target of what is in use")
  public void remove(
      @PathParam("id") @Parameter(example = "incident-channel") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.remove(asker(), id, ifMatch);
  }

  @POST
  @Path("/{id}/enable")
  @Operation(
      summary = "Use a webhook again",
      description = "One whose receiver answered 410 is disabled and sent nothing more.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "It is used from now on",
      content = @Content(schema = @Schema(implementation = IntegrationView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such webhook")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it is in use")
  public Response enable(
      @PathParam("id") @Parameter(example = "incident-channel") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    Asker asker = asker();
    return idempotency.answer(() -> answer(service.enable(asker, id, ifMatch), asker));
  }

  @POST
  @Path("/{id}/test")
  @Operation(summary = "Send a test", description = "What becomes of it is at /deliveries/{id}.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "202",
      description = "It is on its way",
      content = @Content(schema = @Schema(implementation = WebhookTestView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such webhook")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "422", description = "Refused: it is disabled")
  public Response test(@PathParam("id") @Parameter(example = "incident-channel") String id) {
    return idempotency.answer(
        () -> {
          UUID delivery = service.test(asker(), id);
          return Response.accepted(new WebhookTestView(delivery))
              .header(HttpHeaders.LOCATION, "/api/v1/deliveries/" + delivery)
              .build();
        });
  }

  @POST
  @Path("/{id}/rotate-secret")
  @Operation(
      summary = "Make a new signing secret",
      description =
          "It is in this answer and nowhere else. Calls are signed with both for 24 hours, so that"
              + " the receiver can change over; or with the new one alone, where retireOld is now.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "The webhook with its new secret",
      content = @Content(schema = @Schema(implementation = IntegrationView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such webhook")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it has no secret of ours")
  public Response rotate(
      @PathParam("id") @Parameter(example = "incident-channel") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable RotateForm form) {
    return shownOnce.answer(
        Response.Status.OK,
        () -> {
          Written written = service.rotate(asker(), id, RotateForm.retiresOld(form), ifMatch);
          return new Shown<>(written.known(), written.known().version(), written.secret());
        },
        IntegrationView::of,
        null);
  }

  private static Response answer(KnownIntegration known, Asker asker) {
    return Response.ok(IntegrationView.of(known, asker))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
