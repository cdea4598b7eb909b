package io.onus.notification.person;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.notification.Askers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/people/{id}/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "People", description = "Who can be told, and how")
public class PreferenceResource {

  private final PreferenceService service;
  private final Callers callers;

  public PreferenceResource(PreferenceService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary = "Read how a person wants to be told",
      description = "Who has said nothing gets what goes for everybody, at version 0.")
  @APIResponse(
      responseCode = "200",
      description = "Their preferences",
      content = @Content(schema = @Schema(implementation = PreferencesView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known")
  @APIResponse(responseCode = "404", description = "No such person")
  public Response get(@PathParam("id") @Parameter(example = "ada") String id) {
    return answer(service.get(Askers.of(callers.current()), id));
  }

  @PUT
  @Operation(
      summary = "Say how a person wants to be told",
      description =
          "Quiet hours, how much at a time, and how the rest is summed up; what is left out is as"
              + " it is for who has said nothing. Over what was said before, If-Match is required."
              + " A broken promise of priority P1 is told in quiet hours too.")
  @APIResponse(
      responseCode = "200",
      description = "Said",
      content = @Content(schema = @Schema(implementation = PreferencesView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Neither the person nor an on-call admin")
  @APIResponse(responseCode = "404", description = "No such person")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "428", description = "Something was said and If-Match is missing")
  public Response put(
      @PathParam("id") @Parameter(example = "ada") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull PreferencesForm form) {
    return answer(service.put(Askers.of(callers.current()), id, form.preferences(), ifMatch));
  }

  private static Response answer(KnownPreferences known) {
    return Response.ok(PreferencesView.of(known))
        .header(HttpHeaders.ETAG, ETags.of(known.version()))
        .build();
  }
}
