package io.onus.request.standing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.request.EmptyForm;
import io.onus.request.ListText;
import io.onus.request.Written;
import io.onus.request.catalogue.domain.CatalogueItem;
import io.onus.request.directory.DirectoryService;
import io.onus.request.directory.domain.Department;
import io.onus.request.request.PlannedRequests;
import io.onus.request.request.domain.Priority;
import io.onus.request.standing.domain.LeadTime;
import io.onus.request.standing.domain.Plan;
import io.onus.request.standing.domain.Standing;
import io.onus.request.standing.domain.StandingCommand;
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
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/standing-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Standing requests", description = "What is owed again and again, at set moments")
public class StandingResource {

  private static final String CODE = "payroll";

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;

  private final StandingService service;
  private final DirectoryService directory;
  private final Idempotency idempotency;

  public StandingResource(
      StandingService service, DirectoryService directory, Idempotency idempotency) {
    this.service = service;
    this.directory = directory;
    this.idempotency = idempotency;
  }

  @PUT
  @Path("/{code}")
  @Operation(
      summary = "Create a standing request, or replace what is said of it",
      description =
          "For leads and deputies of `from`, and admins. At each moment of the rule an answer is"
              + " owed; the request for it is made `leadTime` before, once, with `deliverBy` set to"
              + " the moment. A moment whose time to ask has passed is asked for at once. Moments"
              + " that passed while the service was down are asked for up to 7 days later: they"
              + " were owed, and that nothing came is to be seen. Changed plans count for moments"
              + " not asked for yet.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced, or as it was already",
      content = @Content(schema = @Schema(implementation = StandingView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = StandingView.class)))
  @APIResponse(
      responseCode = "400",
      description =
          "Malformed: a field, a rule that is none or too often, details that are not complete")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "The caller neither leads `from` nor is an admin")
  @APIResponse(
      responseCode = "409",
      description = "The code is that of another department's standing request")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: `no-moment-ahead`, `standing-move-not-allowed` (it has ended),"
              + " `unknown-department`, `unknown-service`, `service-of-another-department`")
  @APIResponse(responseCode = "428", description = "It exists and If-Match is missing")
  public Response put(
      @PathParam("code") @Parameter(example = CODE) String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull StandingForm form) {
    Written<StoredStanding> written = service.put(wished(codeOf(code, form.code()), form), ifMatch);
    Response.ResponseBuilder answer =
        written.created()
            ? Response.created(URI.create("/api/v1/standing-requests/" + code))
            : Response.ok();
    return answer
        .entity(service.view(written.state()))
        .header(HttpHeaders.ETAG, ETags.of(written.state().version()))
        .build();
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "Read one standing request, with its next moments and the last ones")
  @APIResponse(
      responseCode = "200",
      description = "The standing request",
      content = @Content(schema = @Schema(implementation = StandingView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "None, or not the caller's to see")
  public Response get(@PathParam("code") @Parameter(example = CODE) String code) {
    return answer(service.find(code));
  }

  @GET
  @Operation(
      summary = "List standing requests, by code",
      description =
          "Those of the caller's departments, on either side; auditors and admins see all.")
  @APIResponse(responseCode = "200", description = "A page of standing requests")
  @APIResponse(responseCode = "400", description = "A filter, page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<StandingView> list(
      @QueryParam("from") @Parameter(example = "HR") @Nullable String from,
      @QueryParam("to") @Parameter(example = "CS") @Nullable String to,
      @QueryParam("status") @Parameter(example = "RUNNING") @Nullable String status,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    ListText.check("from", from);
    ListText.check("to", to);
    PageRequest page = PageRequest.of(pageSize, pageToken, from, to, status);
    return service
        .list(new StandingStore.Narrowing(from, to, statusOf(status)), page)
        .map(service::line);
  }

  @POST
  @Path("/{code}/pause")
  @Operation(
      summary = "Pause: ask nothing for the time being",
      description =
          "For leads of the requester and admins. From RUNNING to PAUSED. What passes meanwhile is"
              + " not asked for later; requests already made stay.")
  @APIResponse(
      responseCode = "200",
      description = "PAUSED",
      content = @Content(schema = @Schema(implementation = StandingView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: it takes no fields")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "The caller neither leads `from` nor is an admin")
  @APIResponse(responseCode = "404", description = "None, or not the caller's to see")
  @APIResponse(responseCode = "409", description = "The first call with this key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `standing-move-not-allowed`, or a key used before")
  public Response pause(
      @PathParam("code") @Parameter(example = CODE) String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable EmptyForm nothing) {
    return move(code, ifMatch, "paused", (plan, now) -> new StandingCommand.Pause());
  }

  @POST
  @Path("/{code}/resume")
  @Operation(
      summary = "Resume: ask again",
      description =
          "For leads of the requester and admins. From PAUSED to RUNNING, with the first moment"
              + " that lies ahead.")
  @APIResponse(
      responseCode = "200",
      description = "RUNNING",
      content = @Content(schema = @Schema(implementation = StandingView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: it takes no fields")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "The caller neither leads `from` nor is an admin")
  @APIResponse(responseCode = "404", description = "None, or not the caller's to see")
  @APIResponse(responseCode = "409", description = "The first call with this key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `standing-move-not-allowed`, `no-moment-ahead`, or a key used before")
  public Response resume(
      @PathParam("code") @Parameter(example = CODE) String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable EmptyForm nothing) {
    return move(
        code,
        ifMatch,
        "resumed",
        (plan, now) -> new StandingCommand.Resume(Recurrence.occurrence(plan, now)));
  }

  @POST
  @Path("/{code}/end")
  @Operation(
      summary = "End: ask nothing any more",
      description =
          "For leads of the requester and admins. To ENDED, for good; the code stays taken."
              + " Requests already made stay.")
  @APIResponse(
      responseCode = "200",
      description = "ENDED",
      content = @Content(schema = @Schema(implementation = StandingView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: it takes no fields")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "The caller neither leads `from` nor is an admin")
  @APIResponse(responseCode = "404", description = "None, or not the caller's to see")
  @APIResponse(responseCode = "409", description = "The first call with this key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: `standing-move-not-allowed`, or a key used before")
  public Response end(
      @PathParam("code") @Parameter(example = CODE) String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable EmptyForm nothing) {
    return move(code, ifMatch, "ended", (plan, now) -> new StandingCommand.End());
  }

  private Response move(
      String code,
      @Nullable String ifMatch,
      String done,
      BiFunction<Plan, Instant, StandingCommand> command) {
    return idempotency.answer(
        () -> answer(service.move(code, ifMatch, done, command)), replayed -> service.find(code));
  }

  private Response answer(StoredStanding stored) {
    return Response.ok(service.view(stored))
        .header(HttpHeaders.ETAG, ETags.of(stored.version()))
        .build();
  }

  private StandingService.Wished wished(String code, StandingForm form) {
    Priority priority = Objects.requireNonNullElse(form.priority(), Priority.P3);
    String subject = form.subject().strip();
    Plan plan =
        new Plan(
            form.from(),
            "",
            subject,
            StandingService.text(form.details()),
            priority.name(),
            form.rrule().strip(),
            zone(form),
            start(form.start()),
            leadTime(form.leadTime()));
    // Read here already: a rule that is none needs no department to be refused.
    Recurrence.of(plan);
    return new StandingService.Wished(
        new PlannedRequests.Wish(
            code,
            form.from(),
            form.to(),
            form.service(),
            subject,
            form.details() == null ? JsonNodeFactory.instance.objectNode() : form.details(),
            priority),
        plan);
  }

  private ZoneId zone(StandingForm form) {
    String zone = form.zone();
    if (zone == null) {
      return directory.find(form.from()).map(Department::zone).orElse(ZoneOffset.UTC);
    }
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw malformed("zone", "must be an IANA zone such as Europe/Berlin");
    }
    return ZoneId.of(zone);
  }

  private static LocalDateTime start(String text) {
    try {
      LocalDateTime start = LocalDateTime.parse(text).truncatedTo(ChronoUnit.SECONDS);
      if (start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR) {
        throw malformed("start", "must lie between the years 1970 and 2200");
      }
      return start;
    } catch (DateTimeException e) {
      throw malformed("start", "must be a local date and time such as 2026-12-01T12:00:00");
    }
  }

  private static LeadTime leadTime(String text) {
    return LeadTime.parse(text)
        .orElseThrow(
            () ->
                malformed("leadTime", "must be a duration such as P2D or PT4H, of PT1M to P366D"));
  }

  private static Standing.@Nullable Status statusOf(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Arrays.stream(Standing.Status.values())
        .filter(status -> status.name().equals(text))
        .findFirst()
        .orElseThrow(() -> malformed("status", "must be RUNNING, PAUSED or ENDED"));
  }

  private static String codeOf(String ofPath, @Nullable String ofBody) {
    if (!CatalogueItem.isCode(ofPath)) {
      throw Problem.malformed(
          "A standing request's code is lower-case letters, digits and single hyphens, starts with"
              + " a letter and has at most "
              + CatalogueItem.CODE_LENGTH
              + " characters, like payroll.",
          new Violation("code", "must match " + CatalogueItem.CODE));
    }
    if (ofBody != null && !ofBody.equals(ofPath)) {
      throw malformed("code", "must be the code of the path");
    }
    return ofPath;
  }

  private static Problem malformed(String field, String message) {
    return Problem.malformed(field + " " + message + ".", new Violation(field, message));
  }
}
