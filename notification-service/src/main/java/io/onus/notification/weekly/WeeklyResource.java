package io.onus.notification.weekly;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.Askers;
import io.onus.notification.domain.Asker;
import io.onus.notification.weekly.domain.Week;
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
import jakarta.ws.rs.QueryParam;
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

@Path("/api/v1/weekly/{department}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Weekly",
    description =
        "What a department's week came to: the letter its leads get once a week, and when it comes")
public class WeeklyResource {

  private final WeeklyService service;
  private final Callers callers;

  public WeeklyResource(WeeklyService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @GET
  @Operation(
      summary = "Read a department's week",
      description =
          "What it promised and what was promised to it: kept and broken by what was first"
              + " promised (original) and by what both sides agreed on since (agreed), the agreed"
              + " cost, each currency by itself, and apart from that what only house terms expect."
              + " A promise counts when it is settled: kept when it stopped, broken at its due"
              + " instant. Percentages are rounded down. What comes due, what is late and what is"
              + " reviewed next is as of now, whatever the week. Imported requests are not in it.")
  @APIResponse(
      responseCode = "200",
      description = "The figures",
      content = @Content(schema = @Schema(implementation = WeeklyView.class)))
  @APIResponse(responseCode = "400", description = "No week")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "404",
      description = "No such department, or the caller leads another one")
  @APIResponse(
      responseCode = "422",
      description = "Refused: the week has not begun, or is not kept any more")
  public WeeklyView get(
      @PathParam("department") @Parameter(example = "ENG") String department,
      @QueryParam("week")
          @Parameter(
              description = "A week after ISO 8601; without it the last one that is over",
              example = "2026-W48")
          @Nullable String week) {
    return WeeklyView.of(service.report(asker(), department, week(week)));
  }

  @GET
  @Path("/letter")
  @Operation(
      summary = "Read when the department's letter comes",
      description = "As the company has it, unless a lead said otherwise.")
  @APIResponse(
      responseCode = "200",
      description = "When it comes",
      content = @Content(schema = @Schema(implementation = LetterView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "404",
      description = "No such department, or the caller leads another one")
  public Response letter(@PathParam("department") String department) {
    return answer(service.letter(asker(), department));
  }

  @PUT
  @Path("/letter")
  @Operation(
      summary = "Say whether and when the department's letter comes",
      description =
          "For all its leads. If-Match is required: it is there before anybody has said anything,"
              + " at version 1. The letter tells of the last week from Monday to Sunday, whatever"
              + " day it comes.")
  @APIResponse(
      responseCode = "200",
      description = "When it comes from now on",
      content = @Content(schema = @Schema(implementation = LetterView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Seen and not changed: no lead of it")
  @APIResponse(
      responseCode = "404",
      description = "No such department, or the caller leads another one")
  @APIResponse(responseCode = "409", description = "Changed by somebody else just now")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response wish(
      @PathParam("department") String department,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull LetterForm form) {
    return answer(
        service.wish(asker(), department, Boolean.TRUE.equals(form.on()), form.moment(), ifMatch));
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }

  private static Response answer(LetterView letter) {
    return Response.ok(letter).header(HttpHeaders.ETAG, ETags.of(letter.version())).build();
  }

  private static @Nullable Week week(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Week.parse(text)
        .orElseThrow(
            () ->
                Problem.malformed(
                    "week must be a week such as 2026-W48.",
                    new Violation("week", "must be a week such as 2026-W48")));
  }
}
