package io.onus.notification.verification;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.onus.notification.method.KnownMethod;
import io.onus.notification.method.MethodView;
import io.onus.notification.verification.VerificationService.SentCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/people/{id}/methods/{methodId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "People", description = "Who can be told, and how")
public class VerificationResource {

  private static final String DELIVERIES = "/api/v1/deliveries/";

  private final VerificationService service;
  private final Idempotency idempotency;
  private final Callers callers;

  public VerificationResource(
      VerificationService service, Idempotency idempotency, Callers callers) {
    this.service = service;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @POST
  @Path("/code")
  @Operation(
      summary = "Send another code to a method that is not verified",
      description =
          "The one before is good no more. Not more than one a minute and ten a day to one address."
              + " What becomes of it is at /deliveries/{id}.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "202",
      description = "It is on its way",
      content = @Content(schema = @Schema(implementation = SentCodeView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such person or method")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "422", description = "Refused: it is verified already")
  @APIResponse(responseCode = "429", description = "Too many codes were asked for")
  public Response code(
      @PathParam("id") @Parameter(example = "ada") String id,
      @PathParam("methodId") UUID methodId) {
    return idempotency.answer(
        () -> {
          SentCode sent = service.ask(asker(), id, methodId);
          return Response.accepted(new SentCodeView(sent.deliveryId(), sent.validUntil()))
              .header(HttpHeaders.LOCATION, DELIVERIES + sent.deliveryId())
              .build();
        });
  }

  @POST
  @Path("/verify")
  @Operation(
      summary = "Enter the code that was sent to a method",
      description =
          "From then on it is used. A code is good for 15 minutes and five tries; then another has"
              + " to be asked for.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "It is used from now on",
      content = @Content(schema = @Schema(implementation = MethodView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: not six digits")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such person or method")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: the code is wrong, expired or was tried too often; none was sent; or the method"
              + " is verified already")
  public Response verify(
      @PathParam("id") @Parameter(example = "ada") String id,
      @PathParam("methodId") UUID methodId,
      @Valid @NotNull CodeForm form) {
    return idempotency.answer(
        () -> {
          KnownMethod method =
              service.verify(asker(), id, methodId, Objects.requireNonNull(form.code()));
          return Response.ok(MethodView.of(method))
              .header(HttpHeaders.ETAG, ETags.of(method.version()))
              .build();
        });
  }

  @POST
  @Path("/test")
  @Operation(summary = "Send a test", description = "What becomes of it is at /deliveries/{id}.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "202",
      description = "It is on its way",
      content = @Content(schema = @Schema(implementation = SentTestView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such person or method")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "422", description = "Refused: it is not verified, or disabled")
  public Response test(
      @PathParam("id") @Parameter(example = "ada") String id,
      @PathParam("methodId") UUID methodId) {
    return idempotency.answer(
        () -> {
          UUID delivery = service.test(asker(), id, methodId);
          return Response.accepted(new SentTestView(delivery))
              .header(HttpHeaders.LOCATION, DELIVERIES + delivery)
              .build();
        });
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
