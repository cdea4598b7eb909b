package io.onus.notification.person;

import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.notification.Askers;
import io.onus.notification.channel.Channels;
import io.onus.notification.domain.Asker;
import io.onus.notification.person.PersonService.Added;
import io.onus.notification.person.PersonService.Written;
import io.onus.notification.person.domain.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
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
  private final Channels channels;
  private final Idempotency idempotency;
  private final Callers callers;

  public PersonResource(
      PersonService service, Channels channels, Idempotency idempotency, Callers callers) {
    this.service = service;
    this.channels = channels;
    this.idempotency = idempotency;
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
              + " the names of all.")
  @APIResponse(responseCode = "200", description = "A page of people")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<PersonView> list(
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    Asker asker = asker();
    return service
        .page(asker, PageRequest.of(pageSize, pageToken))
        .map(known -> PersonView.of(known, asker));
  }

  @POST
  @Path("/{id}/methods")
  @Operation(
      summary = "Add a way to reach a person",
      description =
          "A webhook gets a signing secret: it is in this answer and nowhere else. A repeat under"
              + " the same Idempotency-Key answers the same method without it.")
  @Parameter(name = Idempotency.HEADER, in = ParameterIn.HEADER, example = "3f0c")
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = MethodView.class)))
  @APIResponse(responseCode = "400", description = "Malformed: no such address can be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such person")
  @APIResponse(responseCode = "409", description = "The person has this method already")
  @APIResponse(
      responseCode = "422",
      description = "Refused: the person has 20 methods, or the key was used with another body")
  public Response addMethod(
      @PathParam("id") @Parameter(example = "ada") String id, @Valid @NotNull MethodForm form) {
    List<Violation> violations = form.violations(channels);
    if (!violations.isEmpty()) {
      throw Problem.malformed("address " + violations.getFirst().message() + ".", violations);
    }
    // The stored answer must not hold the secret, so it is put in only where it was just made.
    AtomicReference<Added> justAdded = new AtomicReference<>();
    Response answer =
        idempotency.answer(
            () -> {
              Added added =
                  service.addMethod(
                      asker(),
                      id,
                      Objects.requireNonNull(form.kind()),
                      Objects.requireNonNull(form.address()));
              justAdded.set(added);
              return Response.status(Response.Status.CREATED)
                  .entity(MethodView.of(added.method()))
                  .header(HttpHeaders.ETAG, ETags.of(added.method().version()))
                  .header(
                      HttpHeaders.LOCATION,
                      "/api/v1/people/" + id + "/methods/" + added.method().id())
                  .build();
            });
    Added added = justAdded.get();
    if (added == null || added.secret() == null) {
      return answer;
    }
    return Response.fromResponse(answer)
        .entity(MethodView.of(added.method()).showing(added.secret()))
        .build();
  }

  @GET
  @Path("/{id}/methods")
  @Operation(summary = "List the ways to reach a person, oldest first")
  @APIResponse(responseCode = "200", description = "All of them: a person has few")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known")
  @APIResponse(responseCode = "404", description = "No such person")
  public Page<MethodView> methods(@PathParam("id") @Parameter(example = "ada") String id) {
    return new Page<>(service.methods(asker(), id).stream().map(MethodView::of).toList(), null);
  }

  @DELETE
  @Path("/{id}/methods/{methodId}")
  @Operation(
      summary = "Remove a way to reach a person",
      description = "What is still to be sent that way is cancelled.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "403", description = "Only the name may be known, or only be read")
  @APIResponse(responseCode = "404", description = "No such person or method")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(
      responseCode = "422",
      description = "Refused: routes tell this person and there is no other way left")
  public void removeMethod(
      @PathParam("id") @Parameter(example = "ada") String id,
      @PathParam("methodId") UUID methodId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.removeMethod(asker(), id, methodId, ifMatch);
  }

  private Asker asker() {
    return Askers.of(callers.current());
  }
}
