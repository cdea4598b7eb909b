package io.onus.notification.person;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.Askers;
import io.onus.notification.QueryValue;
import io.onus.notification.domain.Asker;
import io.onus.notification.person.PersonService.Written;
import io.onus.notification.person.domain.Person;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "People", description = "Who can be told, and how")
public class PersonResource {

  private final PersonService service;
  private final Callers callers;

  public PersonResource(PersonService service, Callers callers) {
    this.service = service;
    this.callers = callers;
  }

  @PUT
  @Path("/{id}")
  @Operation(
      summary = "Create a person, or change the name",
      description =
          "The id is the name the person acts under in the other services. Over an existing person"
              + " If-Match is required.")
  @APIResponse(
      responseCode = "200",
      description = "Changed",
      content = @Content(schema = @Schema(implementation = PersonView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = PersonView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "Not the caller's own, nor theirs to know of")
  @APIResponse(responseCode = "409", description = "Created by someone else at the same moment")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "428", description = "The person exists and If-Match is missing")
  public Response put(
      @PathParam("id") @Parameter(example = "ada") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull PersonForm form) {
    if (!Person.isId(id)) {
      throw Problem.malformed(
          "A person's id is 1 to 64 letters, digits and . _ @ -, like ada.",
          new Violation("id", "must match " + Person.ID));
    }
    Asker asker = asker();
    Written written = service.put(asker, id, Objects.requireNonNull(form.name()).strip(), ifMatch);
    Response.ResponseBuilder answer =
        written.created() ? Response.created(URI.create("/api/v1/people/" + id)) : Response.ok();
    return answer
        .entity(PersonView.of(written.known(), asker))
        .header(HttpHeaders.ETAG, ETags.of(written.known().person().version()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read one person")
  @APIResponse(
      responseCode = "200",
      description = "The person",
      content = @Content(schema = @Schema(implementation = PersonView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such person")
  public Response get(@PathParam("id") @Parameter(example = "ada") String id) {
    Asker asker = asker();
    KnownPerson known = service.get(asker, id);
    return Response.ok(PersonView.of(known, asker))
        .header(HttpHeaders.ETAG, ETags.of(known.person().version()))
        .build();
  }

  @GET
  @Operation(
      summary = "List people, by id",
      description =
          "Those the caller may know of: for most that is themselves. Who leads a department gets"
              + " the names of all. Who is not reachable shows before it matters:"
              + " ?reachable=false.")
  @APIResponse(responseCode = "200", description = "A page of people")
  @APIResponse(responseCode = "400", description = "A page size, token or flag that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<PersonView> list(
      @QueryParam("reachable")
          @Parameter(
              description = "false: only those no method of whom works; true: only the others",
              example = "false")
          @Nullable String reachable,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    Asker asker = asker();
    return service
        .page(
            asker,
            QueryValue.flag("reachable", reachable),
            PageRequest.of(pageSize, pageToken, reachable))
        .map(known -> PersonView.of(known, asker));
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
