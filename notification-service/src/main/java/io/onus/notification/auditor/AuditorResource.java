package io.onus.notification.auditor;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.notification.Askers;
import io.onus.notification.auditor.domain.Vigil;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/auditor")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Auditor", description = "Whether everybody was told who should have been")
public class AuditorResource {

  private final AuditorService service;
  private final AuditorWatch watch;
  private final Callers callers;

  AuditorResource(AuditorService service, AuditorWatch watch, Callers callers) {
    this.service = service;
    this.watch = watch;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary = "Read what the auditor found when it looked last",
      description =
          "Each minute: has every milestone that matters an alert, or something that says why not;"
              + " has every open alert a next step, or says why not; is everything sent in time.")
  @APIResponse(
      responseCode = "200",
      description = "Its last round",
      content = @Content(schema = @Schema(implementation = AuditorView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Neither on-call admin, auditor nor admin")
  public Response get() {
    Vigil vigil = service.vigil(Askers.of(callers.current()));
    AuditorView view = AuditorView.of(vigil, watch.missing(vigil));
    return Response.ok(view).header(HttpHeaders.ETAG, ETags.of(view.version())).build();
  }
}
