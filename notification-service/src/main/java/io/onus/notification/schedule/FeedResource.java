package io.onus.notification.schedule;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.Idempotency;
import io.onus.kit.problem.Problem;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/schedules/{id}")
@RunOnVirtualThread
@Tag(name = "Schedules")
public class FeedResource {

  private static final String CALENDAR = ShiftCalendar.MEDIA_TYPE + ";charset=utf-8";

  private final FeedService service;
  private final Idempotency idempotency;
  private final Callers callers;
  private final UriInfo uri;
  private final Optional<String> base;

  public FeedResource(
      FeedService service,
      Idempotency idempotency,
      Callers callers,
      UriInfo uri,
      @ConfigProperty(name = "onus.feed-base") Optional<String> base) {
    this.service = service;
    this.idempotency = idempotency;
    this.callers = callers;
    this.uri = uri;
    this.base = base;
  }

  @GET
  @Path("/calendar.ics")
  @Produces(CALENDAR)
  @Operation(
      summary = "Everybody's shifts as a calendar",
      description = "iCalendar, from 30 days back to 180 days ahead.")
  @APIResponse(
      responseCode = "200",
      description = "The calendar",
      content = @Content(mediaType = ShiftCalendar.MEDIA_TYPE))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public String calendar(@PathParam("id") @Parameter(example = "eng-first") String id) {
    return service.calendar(asker(), id);
  }

  @POST
  @Path("/feed")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make the caller's private calendar feed",
      description =
          "A URL of the caller's own shifts that calendar programs read without signing in. It is"
              + " in this answer and nowhere else; an earlier one opens nothing any more. A repeat"
              + " under the same Idempotency-Key answers without it.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = FeedView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "A system")
  @APIResponse(responseCode = "404", description = "No such schedule")
  @APIResponse(
      responseCode = "409",
      description = "The first request with this Idempotency-Key is still at work")
  public Response make(@PathParam("id") @Parameter(example = "eng-first") String id) {
    AtomicReference<String> justMade = new AtomicReference<>();
    Response answer =
        idempotency.answer(
            () -> {
              justMade.set(service.make(asker(), id));
              return Response.status(Response.Status.CREATED).entity(new FeedView(null)).build();
            });
    String token = justMade.get();
    if (token == null) {
      return answer;
    }
    return Response.fromResponse(answer).entity(new FeedView(url(id, token))).build();
  }

  private String url(String id, String token) {
    String api =
        base.map(configured -> configured.replaceAll("/+$", ""))
            .orElseGet(() -> uri.getBaseUri().resolve("/api/v1").toString());
    return api + "/schedules/" + id + "/feed.ics?token=" + token;
  }

  @DELETE
  @Path("/feed")
  @Operation(summary = "Revoke the caller's private calendar feed")
  @APIResponse(responseCode = "204", description = "Revoked")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "A system")
  @APIResponse(responseCode = "404", description = "No such schedule, or no feed of the caller's")
  public void revoke(@PathParam("id") @Parameter(example = "eng-first") String id) {
    service.revoke(asker(), id);
  }

  @GET
  @Path("/feed.ics")
  @Produces(CALENDAR)
  @Operation(
      summary = "A person's own shifts as a calendar",
      description =
          "iCalendar, for whoever has the token; no sign-in. From 30 days back to 180 days ahead.")
  @APIResponse(
      responseCode = "200",
      description = "The calendar",
      content = @Content(mediaType = ShiftCalendar.MEDIA_TYPE))
  @APIResponse(responseCode = "404", description = "No such schedule, or not its token")
  @APIResponse(responseCode = "429", description = "Too many calls from this address")
  public String feed(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @QueryParam("token") @Nullable String token) {
    if (token == null) {
      throw Problem.notFound("schedule", id);
    }
    return service.feed(id, token);
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
