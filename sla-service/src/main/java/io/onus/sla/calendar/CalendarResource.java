package io.onus.sla.calendar;

import io.onus.kit.audit.ChangesNothing;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.sla.calendar.CalendarService.Written;
import io.onus.sla.calendar.CalendarStore.CalendarVersion;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Calendars", description = "When a department works")
public class CalendarResource {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** The words of an agreement's hours rule, where a calendar's code may stand as well. */
  private static final Set<String> HOURS_RULES =
      Set.of("PROVIDER", "REQUESTER", "BOTH", "EITHER", CalendarService.ALWAYS);

  private final CalendarService service;
  private final CalendarPreview preview;
  private final Callers callers;

  CalendarResource(CalendarService service, CalendarPreview preview, Callers callers) {
    this.service = service;
    this.preview = preview;
    this.callers = callers;
  }

  @PUT
  @Path("/{code}")
  @Operation(
      summary = "Create a calendar, or write its next version",
      description =
          "Windows are local times of their date and half-open; `24:00` closes a day. `open`"
              + " replaces a date's windows even on a holiday. A clock keeps the version it began"
              + " under. Over an existing calendar If-Match is required. An admin writes every"
              + " calendar; a lead or deputy those named after their department (`ENG`,"
              + " `ENG-hours`), and those only departments they lead work by. `company` is an"
              + " admin's.")
  @APIResponse(
      responseCode = "200",
      description = "The next version, or the same if nothing changed",
      content = @Content(schema = @Schema(implementation = CalendarView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = CalendarView.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed: a field, the zone, a window, holidays of an unknown place")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "It is not of a department the caller leads")
  @APIResponse(responseCode = "409", description = "Created by someone else at the same moment")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `no-working-time` within the next 14 months")
  @APIResponse(responseCode = "428", description = "The calendar exists and If-Match is missing")
  public Response put(
      @PathParam("code") @Parameter(example = "ENG-hours") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull CalendarForm form) {
    checkCode(code, form.code());
    Written written = service.put(code, form.definition(""), ifMatch, callers.current());
    Response.ResponseBuilder answer =
        written.created()
            ? Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/calendars/" + code)
            : Response.ok();
    return shown(answer, written.calendar());
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "Read a calendar")
  @APIResponse(
      responseCode = "200",
      description = "The current version",
      content = @Content(schema = @Schema(implementation = CalendarView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such calendar")
  public Response get(@PathParam("code") @Parameter(example = "company") String code) {
    return shown(
        Response.ok(), service.read(code).orElseThrow(() -> Problem.notFound("calendar", code)));
  }

  @GET
  @Operation(summary = "List calendars, by code")
  @APIResponse(responseCode = "200", description = "A page of calendars")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<CalendarView> list(
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service.list(PageRequest.of(pageSize, pageToken)).map(CalendarView::of);
  }

  @POST
  @Path("/preview")
  @ChangesNothing
  @Operation(
      summary = "Try a calendar out",
      description =
          "When is this much work done, and how much is worked in between? By a stored calendar or"
              + " one that is only written in the question. Nothing is stored.")
  @APIResponse(
      responseCode = "200",
      description = "The answers, in the order of the questions",
      content = @Content(schema = @Schema(implementation = PreviewView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: the calendar or a question")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No calendar of this code")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `no-working-time`, or `out-of-reach` of any calendar")
  public PreviewView preview(@Valid @NotNull PreviewForm form) {
    return preview.answer(form);
  }

  private static Response shown(Response.ResponseBuilder answer, CalendarVersion calendar) {
    return answer
        .entity(CalendarView.of(calendar))
        .header(HttpHeaders.ETAG, ETags.of(calendar.version()))
        .build();
  }

  private static void checkCode(String ofPath, @Nullable String ofBody) {
    if (!CODE.matcher(ofPath).matches()) {
      throw Problem.malformed(
          "A calendar's code is up to 64 letters, digits, dots, hyphens and underscores, like"
              + " ENG-hours.",
          new Violation("code", "must match " + CODE));
    }
    if (HOURS_RULES.contains(ofPath)) {
      throw Problem.malformed(
          ofPath + " is a word of agreements; name the calendar otherwise.",
          new Violation(
              "code",
              "must not be one of " + String.join(", ", HOURS_RULES.stream().sorted().toList())));
    }
    if (ofBody != null && !ofBody.equals(ofPath)) {
      throw Problem.malformed(
          "The body says " + ofBody + ", the path " + ofPath + ".",
          new Violation("code", "must be the code of the path"));
    }
  }
}
