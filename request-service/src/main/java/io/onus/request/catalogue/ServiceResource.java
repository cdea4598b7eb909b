package io.onus.request.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.request.ListText;
import io.onus.request.Written;
import io.onus.request.catalogue.domain.CatalogueItem;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/services")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Services",
    description = "What departments do for others, and what they must know for it")
public class ServiceResource {

  /** Asks for nothing: a subject is a complete request. */
  private static final String OPEN_INTAKE = "{\"type\":\"object\"}";

  private final CatalogueService service;
  private final Callers callers;

  public ServiceResource(CatalogueService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @PUT
  @Path("/{code}")
  @Operation(
      summary = "Create a service, or replace what is said of it",
      description =
          "For admins. The intake is a JSON Schema 2020-12 that refers to nothing outside of"
              + " itself. A changed intake counts for requests submitted from then on.")
  @APIResponse(
      responseCode = "200",
      description = "Replaced, or as it was already",
      content = @Content(schema = @Schema(implementation = ServiceView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = ServiceView.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed: a field, an unknown provider, an intake that is no JSON Schema")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "The caller is no admin")
  @APIResponse(responseCode = "409", description = "Created by someone else at the same moment")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: the code is that of another department's question service")
  @APIResponse(responseCode = "428", description = "The service exists and If-Match is missing")
  public Response put(
      @PathParam("code") @Parameter(example = "part-clarification") String code,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull ServiceForm form) {
    callers.require(Role.ADMIN);
    CatalogueItem wished =
        new CatalogueItem(
            codeOf(code, form.code()),
            form.provider(),
            form.name().strip(),
            intakeOf(form.intake()),
            1);
    Written<CatalogueItem> written = service.put(wished, ifMatch);
    Response.ResponseBuilder answer =
        written.created()
            ? Response.created(URI.create("/api/v1/services/" + code))
            : Response.ok();
    return answer
        .entity(service.view(written.state()))
        .header(HttpHeaders.ETAG, ETags.of(written.state().version()))
        .build();
  }

  @GET
  @Path("/{code}")
  @Operation(summary = "Read one service with its intake")
  @APIResponse(
      responseCode = "200",
      description = "The service",
      content = @Content(schema = @Schema(implementation = ServiceView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such service")
  public Response get(@PathParam("code") @Parameter(example = "part-clarification") String code) {
    CatalogueItem item = service.read(code).orElseThrow(() -> Problem.notFound("service", code));
    return Response.ok(service.view(item))
        .header(HttpHeaders.ETAG, ETags.of(item.version()))
        .build();
  }

  @GET
  @Operation(summary = "List services, by code")
  @APIResponse(responseCode = "200", description = "A page of services")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<ServiceView> list(
      @QueryParam("q") @Parameter(description = "Part of the code or the name") @Nullable String q,
      @QueryParam("provider") @Parameter(description = "Done by this department")
          @Nullable String provider,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    ListText.check("q", q);
    ListText.check("provider", provider);
    PageRequest request = PageRequest.of(pageSize, pageToken, q, provider);
    return service.list(ListText.contains(q), provider, request).map(service::view);
  }

  private static String codeOf(String ofPath, @Nullable String ofBody) {
    if (!CatalogueItem.isCode(ofPath)) {
      throw Problem.malformed(
          "A service's code is lower-case letters, digits and single hyphens, starts with a letter"
              + " and has at most "
              + CatalogueItem.CODE_LENGTH
              + " characters, like part-clarification.",
          new Violation("code", "must match " + CatalogueItem.CODE));
    }
    if (ofBody != null && !ofBody.equals(ofPath)) {
      throw Problem.malformed(
          "The body says " + ofBody + ", the path " + ofPath + ".",
          new Violation("code", "must be the code of the path"));
    }
    return ofPath;
  }

  private static String intakeOf(@Nullable JsonNode intake) {
    if (intake == null || intake.isNull()) {
      return OPEN_INTAKE;
    }
    List<Violation> faults = Intake.faults(intake);
    if (!faults.isEmpty()) {
      throw Problem.malformed(
          "The intake is no JSON Schema that can be used: "
              + faults.getFirst().field()
              + " "
              + faults.getFirst().message()
              + ".",
          faults);
    }
    return intake.toString();
  }
}
