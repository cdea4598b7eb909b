package io.onus.notification.alert;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.notification.Askers;
import io.onus.notification.QueryValue;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Severity;
import io.onus.notification.timeline.domain.Entry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Alerts",
    description =
        "What people must know about: at most one open per request and department that owes")
public class AlertResource {

  private final AlertService service;
  private final Idempotency idempotency;
  private final Callers callers;

  public AlertResource(AlertService service, Idempotency idempotency, Callers callers) {
    this.service = service;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary = "List alerts, newest first",
      description =
          "Those about requests with one of the caller's departments on a side, and those the"
              + " caller was told of.")
  @APIResponse(responseCode = "200", description = "A page of alerts, without their timelines")
  @APIResponse(responseCode = "400", description = "A filter, page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<AlertView> list(
      @QueryParam("status") @Parameter(example = "OPEN") @Nullable String status,
      @QueryParam("department")
          @Parameter(description = "The department that owes", example = "ENG")
          @Nullable String department,
      @QueryParam("requestId") @Nullable String requestId,
      @QueryParam("severity") @Parameter(example = "CRITICAL") @Nullable String severity,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    AlertFilter filter =
        new AlertFilter(
            QueryValue.constant("status", status, AlertState.Status.class),
            department,
            QueryValue.id("requestId", requestId),
            QueryValue.constant("severity", severity, Severity.class));
    PageRequest request =
        PageRequest.of(pageSize, pageToken, status, department, requestId, severity);
    return service.page(asker(), filter, request).map(AlertView::of);
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read one alert with its timeline",
      description = "Who was told, how, when, and why not.")
  @APIResponse(
      responseCode = "200",
      description = "The alert",
      content = @Content(schema = @Schema(implementation = AlertView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such alert")
  public Response get(@PathParam("id") UUID id) {
    AlertService.Shown shown = service.get(asker(), id);
    return answer(shown.alert(), shown.timeline());
  }

  @POST
  @Path("/{id}/acknowledge")
  @Operation(
      summary = "Say that you know",
      description =
          "What is still to be sent is cancelled, and nothing is sent until the next milestone;"
              + " then the alert is open again.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "Acknowledged",
      content = @Content(schema = @Schema(implementation = AlertView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Neither of the department that owes nor told of it")
  @APIResponse(responseCode = "404", description = "No such alert")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: somebody has acknowledged it, or it is over")
  public Response acknowledge(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> answer(service.acknowledge(asker(), id, ifMatch)));
  }

  @POST
  @Path("/{id}/snooze")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Wish for silence until an instant",
      description =
          "Then everybody is told from the beginning. A milestone ends the silence before its time,"
              + " unless acrossDeadline was said; where a promise would break meanwhile, it has to"
              + " be.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "Silent",
      content = @Content(schema = @Schema(implementation = AlertView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: until is missing")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Neither of the department that owes nor told of it")
  @APIResponse(responseCode = "404", description = "No such alert")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: across a deadline, too long, in the past, or the alert is over")
  public Response snooze(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull SnoozeForm form) {
    return idempotency.answer(
        () ->
            answer(
                service.snooze(
                    asker(),
                    id,
                    Objects.requireNonNull(form.until()),
                    Boolean.TRUE.equals(form.acrossDeadline()),
                    ifMatch)));
  }

  @POST
  @Path("/{id}/escalate")
  @Operation(
      summary = "Have the next in the chain told now",
      description = "Ends an acknowledgement or a silence: somebody else is asked for.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "The next one is being told",
      content = @Content(schema = @Schema(implementation = AlertView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Neither of the department that owes nor told of it")
  @APIResponse(responseCode = "404", description = "No such alert")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it is over, or nobody is left to tell")
  public Response escalate(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> answer(service.escalate(asker(), id, ifMatch)));
  }

  @POST
  @Path("/{id}/resolve")
  @Operation(
      summary = "End it by hand",
      description =
          "The clocks run on; the next milestone opens a new alert. Alerts end by themselves when"
              + " their clocks do.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "200",
      description = "Resolved",
      content = @Content(schema = @Schema(implementation = AlertView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "Neither of the department that owes nor told of it")
  @APIResponse(responseCode = "404", description = "No such alert")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: it is over")
  public Response resolve(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return idempotency.answer(() -> answer(service.resolve(asker(), id, ifMatch)));
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }

  private Response answer(KnownAlert known) {
    return answer(known, service.timeline(known.id()));
  }

  private static Response answer(KnownAlert known, List<Entry> timeline) {
    return Response.ok(AlertView.of(known, timeline))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }
}
