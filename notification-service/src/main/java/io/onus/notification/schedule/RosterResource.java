package io.onus.notification.schedule;

import io.onus.kit.caller.Callers;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.onus.notification.Askers;
import io.onus.notification.QueryValue;
import io.onus.notification.domain.Asker;
import io.onus.notification.schedule.domain.Span;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/schedules/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Schedules")
public class RosterResource {

  private static final Duration USUAL_SPAN = Duration.ofDays(30);
  private static final Duration LONGEST_SPAN = Duration.ofDays(370);

  private final RosterService service;
  private final WallClock clock;
  private final Callers callers;

  public RosterResource(RosterService service, WallClock clock, Callers callers) {
    this.service = service;
    this.clock = clock;
    this.callers = callers;
  }

  @GET
  @Path("/on-call")
  @Operation(summary = "Who is on call", description = "Now, or at another moment.")
  @APIResponse(
      responseCode = "200",
      description = "Who is on call, and until when",
      content = @Content(schema = @Schema(implementation = OnCallView.class)))
  @APIResponse(responseCode = "400", description = "A moment that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public OnCallView onCall(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @QueryParam("at") @Parameter(example = "2026-11-01T00:00:00Z") @Nullable String at) {
    Instant moment = QueryValue.instant("at", at);
    return service.onCall(asker(), id, moment == null ? clock.now() : moment);
  }

  @GET
  @Path("/shifts")
  @Operation(
      summary = "List shifts, by their start",
      description =
          "Of the next 30 days, or of another span of up to 370 days. Overrides and swaps are in"
              + " it.")
  @APIResponse(responseCode = "200", description = "A page of shifts")
  @APIResponse(responseCode = "400", description = "A span, page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public Page<ShiftView> shifts(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @QueryParam("from") @Parameter(example = "2026-11-01T00:00:00Z") @Nullable String from,
      @QueryParam("until") @Parameter(example = "2026-12-01T00:00:00Z") @Nullable String until,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service.shifts(
        asker(), id, span(from, until), PageRequest.of(pageSize, pageToken, from, until));
  }

  @GET
  @Path("/gaps")
  @Operation(
      summary = "List times nobody is on call",
      description =
          "Of the next 30 days, or of another span of up to 370 days: where somebody is meant to be"
              + " on call, which is always, or, where every layer is restricted, when one of them"
              + " counts.")
  @APIResponse(responseCode = "200", description = "A page of gaps")
  @APIResponse(responseCode = "400", description = "A span, page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public Page<GapView> gaps(
      @PathParam("id") @Parameter(example = "eng-first") String id,
      @QueryParam("from") @Parameter(example = "2026-11-01T00:00:00Z") @Nullable String from,
      @QueryParam("until") @Parameter(example = "2026-12-01T00:00:00Z") @Nullable String until,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service
        .gaps(asker(), id, span(from, until), PageRequest.of(pageSize, pageToken, from, until))
        .map(GapView::of);
  }

  private Span span(@Nullable String from, @Nullable String until) {
    Instant start = QueryValue.instant("from", from);
    start = start == null ? clock.now() : start;
    Instant end = QueryValue.instant("until", until);
    end = end == null ? start.plus(USUAL_SPAN) : end;
    if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST_SPAN) > 0) {
      String message = "must lie after from, by at most " + LONGEST_SPAN.toDays() + " days";
      throw Problem.malformed("until " + message + ".", new Violation("until", message));
    }
    return new Span(start, end);
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
