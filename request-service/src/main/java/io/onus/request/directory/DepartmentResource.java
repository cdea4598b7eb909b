package io.onus.request.directory;

import io.onus.kit.caller.Caller.Role;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.request.ListText;
import io.onus.request.Written;
import io.onus.request.directory.domain.Department;
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
import java.net.URI;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/departments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Departments", description = "Who can ask, and who can be asked")
public class DepartmentResource {

  private final DirectoryService service;
  private final Callers callers;

  public DepartmentResource(DirectoryService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @PUT
  @Path("/{code}")
  @Operation(
      summary = "Create a department, or replace what is said of it",
      description =
          "For admins. Only the name is required: the zone defaults to UTC, the calendar to"
              + " `company`. A new department is born with the service `<code>-question`. Over an"
              + " existing one, If-Match is required and every field left out goes back to its"
              + " default.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced, or as it was already",
      content = @Content(schema = @Schema(implementation = DepartmentView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = DepartmentView.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed: a field, the zone, an unknown parent")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller is no admin")
  @APIResponse(responseCode = "409", description = "Created by someone else at the same moment")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: the parent would make a cycle")
  @APIResponse(responseCode = "428", description = "The department exists and If-Match is missing")
  public Response put(
      @PathParam("code") @Parameter(example = "ENG") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull DepartmentForm form) {
    callers.require(Role.ADMIN);
    Department wished = form.department(codeOf(code, form.code()), zoneOf(form.zone()));
    Written<Department> written = service.put(wished, ifMatch);
    Response.ResponseBuilder answer =
        written.created()
            ? Response.created(URI.create("/api/v1/departments/" + code))
            : Response.ok();
    return answer
        .entity(DepartmentView.of(written.state()))
        .header(HttpHeaders.ETAG, ETags.of(written.state().version()))
        .build();
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "Read one department")
  @APIResponse(
      responseCode = "200",
      description = "The department",
      content = @Content(schema = @Schema(implementation = DepartmentView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such department")
  public Response get(@PathParam("code") @Parameter(example = "ENG") String code) {
    Department department =
        service.read(code).orElseThrow(() -> Problem.notFound("department", code));
    return Response.ok(DepartmentView.of(department))
        .header(HttpHeaders.ETAG, ETags.of(department.version()))
        .build();
  }

  @GET
  @Operation(summary = "List departments, by code")
  @APIResponse(responseCode = "200", description = "A page of departments")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<DepartmentView> list(
      @QueryParam("q") @Parameter(description = "Part of the code or the name") @Nullable String q,
      @QueryParam("parent") @Parameter(description = "Directly below this department")
          @Nullable String parent,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    ListText.check("q", q);
    ListText.check("parent", parent);
    PageRequest request = PageRequest.of(pageSize, pageToken, q, parent);
    return service.list(ListText.contains(q), parent, request).map(DepartmentView::of);
  }

  private static String codeOf(String ofPath, @Nullable String ofBody) {
    if (!Department.isCode(ofPath)) {
      throw Problem.malformed(
          "A department's code is upper-case letters, digits and single hyphens, starts with a"
              + " letter and has at most "
              + Department.CODE_LENGTH
              + " characters, like ENG or LOCATION-143.",
          new Violation("code", "must match " + Department.CODE));
    }
    if (ofBody != null && !ofBody.equals(ofPath)) {
      throw Problem.malformed(
          "The body says " + ofBody + ", the path " + ofPath + ".",
          new Violation("code", "must be the code of the path"));
    }
    return ofPath;
  }

  private static ZoneId zoneOf(@Nullable String zone) {
    if (zone == null) {
      return Department.DEFAULT_ZONE;
    }
    // Offsets such as +02:00 are no zones: they know no daylight saving time.
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw Problem.malformed(
          "There is no zone " + zone + ".",
          new Violation("zone", "must be an IANA zone such as Europe/Berlin"));
    }
    return ZoneId.of(zone);
  }
}
