package io.onus.notification.delivery;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.notification.Askers;
import io.onus.notification.QueryValue;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Deliveries",
    description = "Each attempt series to tell one person through one channel")
public class DeliveryResource {

  private final DeliveryService service;
  private final DeliveryResends resends;
  private final Idempotency idempotency;
  private final Callers callers;

  public DeliveryResource(
      DeliveryService service, DeliveryResends resends, Idempotency idempotency, Callers callers) {
    this.service = service;
    this.resends = resends;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary = "List deliveries, newest first",
      description =
          "Those to the caller, and those about what the departments owe that the caller leads.")
  @APIResponse(responseCode = "200", description = "A page of deliveries")
  @APIResponse(responseCode = "400", description = "A filter, page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<DeliveryView> list(
      @QueryParam("status") @Parameter(example = "FAILED") @Nullable String status,
      @QueryParam("channel") @Parameter(example = "EMAIL") @Nullable String channel,
      @QueryParam("person") @Parameter(example = "ada") @Nullable String person,
      @QueryParam("alertId") @Nullable String alertId,
      @QueryParam("severity") @Parameter(example = "CRITICAL") @Nullable String severity,
      @QueryParam("from") @Parameter(description = "Made at or after") @Nullable String from,
      @QueryParam("until") @Parameter(description = "Made before") @Nullable String until,
      @QueryParam("reason")
          @Parameter(description = "Words that are in the reason", example = "throttled")
          @Nullable String reason,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    DeliveryFilter filter =
        new DeliveryFilter(
            QueryValue.constant("status", status, DeliveryState.Status.class),
            QueryValue.constant("channel", channel, ChannelKind.class),
            person,
            QueryValue.id("alertId", alertId),
            QueryValue.constant("severity", severity, Severity.class),
            QueryValue.instant("from", from),
            QueryValue.instant("until", until),
            reason);
    PageRequest request =
        PageRequest.of(
            pageSize, pageToken, status, channel, person, alertId, severity, from, until, reason);
    Asker asker = asker();
    return service.page(asker, filter, request).map(known -> DeliveryView.of(known, asker));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read one delivery")
  @APIResponse(
      responseCode = "200",
      description = "The delivery",
      content = @Content(schema = @Schema(implementation = DeliveryView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such delivery")
  public Response get(@PathParam("id") UUID id) {
    return answer(service.get(asker(), id));
  }

  @POST
  @Path("/{id}/resend")
  @Operation(
      summary = "Send again",
      description =
          "Starts a fresh attempt series under the same id, whatever became of the alert. The"
              + " message is the one of its time.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "It is on its way again",
      content = @Content(schema = @Schema(implementation = DeliveryView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Seen and not changed: not a lead of the department that owes")
  @APIResponse(responseCode = "404", description = "No such delivery")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it is tried by itself still")
  public Response resend(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> answer(service.resend(asker(), id, ifMatch)));
  }

  @POST
  @Path("/resend")
  @Operation(
      summary = "Send many again",
      description =
          "Those that are named, or the oldest 1000 of a range that the caller may have sent"
              + " again. Each that is named answers for itself.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0d")
  @APIResponse(
      responseCode = "200",
      description = "Which are on their way again, and which are not",
      content = @Content(schema = @Schema(implementation = ResentView.class)))
  @APIResponse(responseCode = "400", description = "Neither ids nor a range, or both")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  public Response resendMany(@Valid @NotNull ResendForm form) {
    DeliveryFilter range = form.range();
    return idempotency.answer(
        () ->
            Response.ok(
                    range == null
                        ? resends.named(asker(), form.ids())
                        : resends.range(asker(), range))
                .build());
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }

  private Response answer(KnownDelivery known) {
    return Response.ok(DeliveryView.of(known, asker()))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }
}
