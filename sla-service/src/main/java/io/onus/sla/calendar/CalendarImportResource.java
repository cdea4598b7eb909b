package io.onus.sla.calendar;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.ProblemMapper;
import io.onus.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Calendars")
public class CalendarImportResource {

  private static final String TEXT_CALENDAR = "text/calendar";

  private final CalendarImport imports;
  private final Idempotency idempotency;
  private final Callers callers;
  private final ObjectMapper mapper;

  CalendarImportResource(
      CalendarImport imports, Idempotency idempotency, Callers callers, ObjectMapper mapper) {
    this.imports = imports;
    this.idempotency = idempotency;
    this.callers = callers;
    this.mapper = mapper;
  }

  @POST
  @Path("/{code}/import")
  @Consumes({TEXT_CALENDAR, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Take the closures of an iCalendar file into a calendar",
      description =
          "Each event closes its time: whole days join `closed`, hours are taken out of the"
              + " windows of their date, which so joins `open` (noon of Christmas Eve leaves"
              + " `09:00-12:00`). Events that recur are followed through the years asked for."
              + " Dates somebody opened by name stay open unless `openedToo`. The same file a"
              + " second time changes nothing; what it no longer has is not opened again. The body"
              + " is the file, or the address of one, which only an admin has fetched. Who may"
              + " write the calendar may import; If-Match is required but for a preview, which"
              + " writes nothing.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = TEXT_CALENDAR,
            schema =
                @Schema(
                    type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING),
            examples =
                @ExampleObject(
                    name = "half a day",
                    value =
                        "BEGIN:VCALENDAR\r\n"
                            + "VERSION:2.0\r\n"
                            + "PRODID:-//example//EN\r\n"
                            + "BEGIN:VEVENT\r\n"
                            + "UID:1\r\n"
                            + "DTSTAMP:20260101T000000Z\r\n"
                            + "DTSTART:20261224T120000\r\n"
                            + "DTEND:20261225T000000\r\n"
                            + "SUMMARY:Christmas Eve\r\n"
                            + "END:VEVENT\r\n"
                            + "END:VCALENDAR\r\n")),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = FeedForm.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "The next version or the same if nothing changed, and what changed",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(
      responseCode = "400",
      description = "No iCalendar file, an event that cannot be read, or too much of it")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "It is not of a department the caller leads, or the file would be fetched")
  @APIResponse(responseCode = "404", description = "No such calendar")
  @APIResponse(responseCode = "409", description = "The same Idempotency-Key is at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: `no-working-time` within the next 14 months, `too-many-dates`,"
              + " `feed-not-read`, `feed-inside-network`")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response importFile(
      @PathParam("code") @Parameter(example = "ENG-hours") String code,
      @QueryParam("preview") @Parameter(description = "true: say what would change, write nothing")
          @Nullable String preview,
      @QueryParam("fromYear")
          @Parameter(description = "First year taken; the current one if left out")
          @Nullable Integer fromYear,
      @QueryParam("untilYear")
          @Parameter(description = "Last year taken; five years on if left out")
          @Nullable Integer untilYear,
      @QueryParam("openedToo") @Parameter(description = "true: close dates that `open` names, too")
          @Nullable String openedToo,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      byte @Nullable [] body) {
    CalendarImport.Options options =
        new CalendarImport.Options(
            flag("preview", preview), fromYear, untilYear, flag("openedToo", openedToo));
    byte[] sent = body == null ? new byte[0] : body;
    return options.preview()
        ? answer(code, contentType, sent, options, ifMatch)
        : idempotency.answer(() -> answer(code, contentType, sent, options, ifMatch));
  }

  private Response answer(
      String code,
      String contentType,
      byte[] body,
      CalendarImport.Options options,
      @Nullable String ifMatch) {
    String file =
        contentType.toLowerCase(Locale.ROOT).startsWith(TEXT_CALENDAR)
            ? new String(body, StandardCharsets.UTF_8)
            : imports.fetch(url(body), callers.current());
    ImportView view = imports.run(code, file, options, ifMatch, callers.current());
    return Response.ok(view).header(HttpHeaders.ETAG, ETags.of(view.calendar().version())).build();
  }

  private String url(byte[] body) {
    try {
      FeedForm form = mapper.readValue(body, FeedForm.class);
      if (form != null && form.url() != null) {
        return form.url();
      }
    } catch (JacksonException e) {
      throw ProblemMapper.malformedJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw Problem.malformed("url must be there.", new Violation("url", "must be there"));
  }

  private static boolean flag(String name, @Nullable String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw Problem.malformed(
          name + " must be true or false.", new Violation(name, "must be true or false"));
    }
    return "true".equals(value);
  }
}
