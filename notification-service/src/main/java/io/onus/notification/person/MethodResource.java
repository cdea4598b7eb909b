package io.onus.notification.person;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.onus.notification.method.AddressRule;
import io.onus.notification.method.KnownMethod;
import io.onus.notification.method.MethodService.Made;
import io.onus.notification.method.MethodView;
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

@Path("/api/v1/people/{id}/methods")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "People", description = "Who can be told, and how")
public class MethodResource {

  private final PersonMethods service;
  private final AddressRule rule;
  private final ShownOnce shownOnce;
  private final Callers callers;

  public MethodResource(
      PersonMethods service, AddressRule rule, ShownOnce shownOnce, Callers callers) {
    this.service = service;
    this.rule = rule;
    this.shownOnce = shownOnce;
    this.callers = callers;
  }

  @POST
  @Operation(
      summary = "Add a way to reach a person",
      description =
          "It is UNVERIFIED, and not used, until the six-digit code that is sent to it is entered."
              + " No code is needed for the caller's own address where the identity provider has"
              + " verified it, nor where an admin vouches. A webhook gets a signing secret: it is"
              + " in this answer and nowhere else. A repeat under the same Idempotency-Key answers"
              + " the same method without it.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = MethodView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: no such address can be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Only the name may be known, or only be read; or who vouches is no admin")
  @APIResponse(responseCode = "404", description = "No such person")
  @APIResponse(responseCode = "409", description = "The person has this method already")
  @APIResponse(
      responseCode = "422",
      description = "Refused: the person has 20 methods, or the key was used with another body")
  @APIResponse(responseCode = "429", description = "Too many codes were asked for")
  public Response add(
      @PathParam("id") @Parameter(example = "ada") String id, @Valid @NotNull MethodForm form) {
    List<Violation> violations = form.violations(rule);
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      throw Problem.malformed(first.field() + " " + first.message() + ".", violations);
    }
    Caller caller = callers.current();
    return shownOnce.answer(
        Response.Status.CREATED,
        () ->
            shown(
                service.add(
                    Askers.of(caller),
                    id,
                    form.wish(),
                    new PersonMethods.Claim(caller.email(), form.vouched()))),
        MethodView::of,
        method -> "/api/v1/people/" + id + "/methods/" + method.id());
  }

  @GET
  @Operation(summary = "List the ways to reach a person, oldest first")
  @APIResponse(responseCode = "200", description = "All of them: a person has few")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known")
  @APIResponse(responseCode = "404", description = "No such person")
  public Page<MethodView> list(@PathParam("id") @Parameter(example = "ada") String id) {
    return new Page<>(service.list(asker(), id).stream().map(MethodView::of).toList(), null);
  }

  @GET
  @Path("/{methodId}")
  @Operation(summary = "Read one way to reach a person")
  @APIResponse(
      responseCode = "200",
      description = "The method",
      content = @Content(schema = @Schema(implementation = MethodView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known")
  @APIResponse(responseCode = "404", description = "No such person or method")
  public Response get(
      @PathParam("id") @Parameter(example = "ada") String id,
      @PathParam("methodId") UUID methodId) {
    KnownMethod method = service.get(asker(), id, methodId);
    return Response.ok(MethodView.of(method))
        .header(HttpHeaders.ETAG, ETags.of(method.version()))
        .build();
  }

  @PUT
  @Path("/{methodId}")
  @Operation(
      summary = "Say from which urgency on a method is used",
      description =
          "If-Match is required. Another address is another method. An admin vouches for one that"
              + " is not verified.")
  @APIResponse(
      responseCode = "200",
      description = "Changed",
      content = @Content(schema = @Schema(implementation = MethodView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Only the name may be known, or only be read; or who vouches is no admin")
  @APIResponse(responseCode = "404", description = "No such person or method")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response change(
      @PathParam("id") @Parameter(example = "ada") String id,
      @PathParam("methodId") UUID methodId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MethodChangeForm form) {
    KnownMethod method = service.change(asker(), id, methodId, form, ifMatch);
    return Response.ok(MethodView.of(method))
        .header(HttpHeaders.ETAG, ETags.of(method.version()))
        .build();
  }

  @DELETE
  @Path("/{methodId}")
  @Operation(
      summary = "Remove a way to reach a person",
      description = "What is still to be sent that way is cancelled.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such person or method")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: routes, policies, a schedule or the fallback contact name this person and"
              + " there is no other way left")
  public void remove(
      @PathParam("id") @Parameter(example = "ada") String id,
      @PathParam("methodId") UUID methodId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.remove(asker(), id, methodId, ifMatch);
  }

  @POST
  @Path("/{methodId}/rotate-secret")
  @Operation(
      summary = "Make a new signing secret",
      description =
          "It is in this answer and nowhere else. Calls are signed with both for 24 hours, so that"
              + " the receiver can change over; or with the new one alone, where retireOld is now.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "The method with its new secret",
      content = @Content(schema = @Schema(implementation = MethodView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such person or method")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it has no secret of ours")
  public Response rotate(
      @PathParam("id") @Parameter(example = "ada") String id,
      @PathParam("methodId") UUID methodId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable RotateForm form) {
    return shownOnce.answer(
        Response.Status.OK,
        () -> shown(service.rotate(asker(), id, methodId, RotateForm.retiresOld(form), ifMatch)),
        MethodView::of,
        null);
  }

  private static Shown<KnownMethod> shown(Made made) {
    return new Shown<>(made.method(), made.method().version(), made.shown());
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
