package io.onus.request.imports;

import io.onus.kit.caller.Caller.Role;
import io.onus.kit.caller.Callers;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Imports", description = "The past of requests that lived elsewhere")
public class ImportResource {

  static final String NDJSON = "application/x-ndjson";

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final ImportService service;
  private final Callers callers;

  public ImportResource(ImportService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @POST
  @Consumes(NDJSON)
  @Operation(
      summary = "Import past facts, one JSON object a line",
      description =
          "For admins. Facts apply in (time, line) order within a request and drive the same clocks"
              + " as live ones, with their own times; nothing they lead to alerts anybody."
              + " Importing the same again changes nothing, so no Idempotency-Key is needed: after"
              + " a failure, send the same body again. A line that makes no sense is reported with"
              + " its number, and the rest goes on. At the end, what is still open of this source"
              + " is told where the past ends, unless more is to come.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(type = SchemaType.STRING),
              example =
                  "{\"time\":\"2016-02-29T01:16:00Z\",\"type\":\"submitted\",\"request\":\"INC0000045\",\"from\":\"LOCATION-143\",\"to\":\"GROUP-56\",\"subject\":\"Printer\",\"priority\":\"P3\"}\n"
                      + "{\"time\":\"2016-02-29T08:53:00Z\",\"type\":\"resolved\",\"request\":\"INC0000045\",\"resolution\":\"New"
                      + " toner\"}"))
  @APIResponse(
      responseCode = "200",
      description = "What became of each line",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed: the source, the time the past ends, or too many lines")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller is no admin")
  @APIResponse(responseCode = "413", description = "Longer than a body may be: send it in parts")
  @APIResponse(responseCode = "415", description = "Not application/x-ndjson")
  @APIResponse(
      responseCode = "503",
      description = "The database cannot be reached just now, or other imports are under way")
  public ImportView post(
      @QueryParam("source")
          @Parameter(
              required = true,
              description = "Where the requests lived; with the reference it makes their ids",
              example = "servicenow")
          @Nullable String source,
      @QueryParam("asOf")
          @Parameter(
              description = "Where the past ends; by default the latest time in the body",
              example = "2017-02-18T00:00:00Z")
          @Nullable String asOf,
      @QueryParam("more")
          @DefaultValue("false")
          @Parameter(description = "More of this source is to come, so the past does not end yet")
          boolean more,
      InputStream body) {
    callers.require(Role.ADMIN);
    return service.take(sourceOf(source), body, instantOf(asOf), more);
  }

  private static String sourceOf(@Nullable String source) {
    if (source == null || !SOURCE.matcher(source).matches()) {
      throw Problem.malformed(
          "Say where these facts come from, like ?source=servicenow.",
          new Violation("source", "must match " + SOURCE));
    }
    return source;
  }

  private static @Nullable Instant instantOf(@Nullable String asOf) {
    try {
      return asOf == null ? null : WallClock.truncated(OffsetDateTime.parse(asOf).toInstant());
    } catch (DateTimeException e) {
      throw Problem.malformed(
          "asOf is no instant.",
          new Violation("asOf", "must be an RFC 3339 instant such as 2017-02-18T00:00:00Z"));
    }
  }
}
