package io.onus.request.request;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onus.kit.caller.Callers;
import io.onus.kit.http.ETags;
import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.onus.kit.problem.Problem;
import io.onus.kit.problem.ProblemMapper;
import io.onus.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Requests", description = "What one department asks of another")
public class RequestResource {

  static final String PATH = "/api/v1/requests/";

  private final RequestService service;
  private final Idempotency idempotency;
  private final Callers callers;
  private final ObjectMapper mapper;
  private final Validator validator;

  public RequestResource(
      RequestService service,
      Idempotency idempotency,
      Callers callers,
      ObjectMapper mapper,
      Validator validator) {
    this.service = service;
    this.idempotency = idempotency;
    this.callers = callers;
    this.mapper = mapper;
    this.validator = validator;
  }

  @POST
  @Operation(
      summary = "Ask another department for something",
      description =
          "Required are `from`, a subject, and one of `service` and `to`; a department alone stands"
              + " for its question service. What does not satisfy the service's intake is a 400, or"
              + " with `\"draft\": true` kept as a draft that says what is missing. An"
              + " `externalRef` belongs to one request of a department: its second one is a 409"
              + " that names the first. A parent must be a request the caller may see.")
  @Parameter(
      name = Idempotency.HEADER,
      in = ParameterIn.HEADER,
      description = "The same key and body within 24 hours get the same answer",
      schema = @Schema(implementation = String.class))
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = RequestForm.class),
              examples = {
                @ExampleObject(
                    name = "the least",
                    value =
                        "{\"from\":\"CS\",\"to\":\"ENG\",\"subject\":\"Which thread has part"
                            + " 4711?\"}"),
                @ExampleObject(
                    name = "with the customer in sight",
                    value =
                        "{\"from\":\"CS\",\"service\":\"part-clarification\",\"priority\":\"P2\","
                            + "\"subject\":\"Which thread has part 4711?\","
                            + "\"details\":{\"partNumber\":\"4711\"},"
                            + "\"customer\":{\"ref\":\"ORD-4711\",\"name\":\"Acme Inc.\","
                            + "\"promisedAt\":\"2027-03-02T16:00:00Z\"},"
                            + "\"atStake\":{\"amount\":125000,\"currency\":\"USD\"},"
                            + "\"externalRef\":{\"system\":\"jira\",\"id\":\"CS-881\"}}")
              }))
  @APIResponse(
      responseCode = "201",
      description = "Submitted, or kept as a draft",
      content = @Content(schema = @Schema(implementation = RequestView.class)))
  @APIResponse(responseCode = "400", description = "Malformed, or not complete for its service")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description =
          "The caller does not belong to the department `from`, or sees the parent only as an"
              + " auditor")
  @APIResponse(
      responseCode = "409",
      description =
          "The externalRef is that of another request of the department, or the first call is still"
              + " at work")
  @APIResponse(
      responseCode = "422",
      description =
          "Refused: `unknown-department`, `unknown-service`, `service-of-another-department`,"
              + " `unknown-parent`, `deliver-by-passed`, or a key used before")
  public Response create(@Valid @NotNull RequestForm form) {
    return idempotency.answer(
        () -> {
          StoredRequest created = service.create(form);
          return Response.status(Response.Status.CREATED)
              .entity(RequestView.of(created))
              .header(HttpHeaders.LOCATION, PATH + created.id())
              .header(HttpHeaders.ETAG, ETags.of(created.version()))
              .build();
        },
        replayed -> service.checkOwn(form.from()));
  }

  @POST
  @Path("/batch")
  @Operation(
      summary = "Ask for many things at once",
      description =
          "Up to 500 items, each as for a single request. Each item answers for itself, in its"
              + " place; a bad one spoils no other. One Idempotency-Key covers them all.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = RequestBatchForm.class),
              examples =
                  @ExampleObject(
                      name = "two",
                      value =
                          "{\"items\":[{\"from\":\"CS\",\"to\":\"ENG\",\"subject\":\"First\"},"
                              + "{\"from\":\"CS\",\"to\":\"ENG\",\"subject\":\"Second\"}]}")))
  @APIResponse(
      responseCode = "207",
      description = "One result per item: 201 with the request, or a problem",
      content = @Content(schema = @Schema(implementation = RequestBatchView.class)))
  @APIResponse(responseCode = "400", description = "No items, too many, or not JSON")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "409", description = "The first call is still at work")
  @APIResponse(responseCode = "422", description = "Refused: a key used before")
  public Response createBatch(@Valid @NotNull RequestBatchForm form) {
    return idempotency.answer(
        () -> {
          List<RequestBatchView.Result> results =
              service.createAll(form.items().stream().map(this::item).toList()).stream()
                  .map(RequestResource::result)
                  .toList();
          return Response.status(207).entity(new RequestBatchView(results)).build();
        },
        this::checkOwn);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read one request, by id or number")
  @APIResponse(
      responseCode = "200",
      description = "The request",
      content = @Content(schema = @Schema(implementation = RequestView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such request, or not the caller's to see")
  public Response get(@PathParam("id") @Parameter(example = "ENG-1042") String id) {
    return answer(service.find(id));
  }

  @GET
  @Operation(
      summary = "List requests, newest first",
      description =
          "Those the caller may see: of their departments, on either side or as the receiver of a"
              + " proposed transfer; an auditor sees all that were submitted. Filters narrow"
              + " together. `status` and `priority` may be given several times.")
  @APIResponse(responseCode = "200", description = "A page of requests")
  @APIResponse(responseCode = "400", description = "A filter, page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  public Page<RequestView> list(
      @QueryParam("to") @Parameter(example = "ENG") @Nullable String to,
      @QueryParam("from") @Parameter(example = "CS") @Nullable String from,
      @QueryParam("status") @Parameter(example = "SUBMITTED") List<String> status,
      @QueryParam("onus") @Parameter(example = "PROVIDER") @Nullable String onus,
      @QueryParam("priority") @Parameter(example = "P1") List<String> priority,
      @QueryParam("assignee") @Parameter(example = "ben") @Nullable String assignee,
      @QueryParam("customer") @Parameter(description = "The customer's ref", example = "ORD-4711")
          @Nullable String customer,
      @QueryParam("externalRef") @Parameter(description = "system:id", example = "jira:CS-881")
          @Nullable String externalRef,
      @QueryParam("q") @Parameter(description = "Part of the number or the subject")
          @Nullable String q,
      @QueryParam("archived") @DefaultValue("false") @Parameter(description = "Archived ones too")
          boolean archived,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    PageRequest page =
        PageRequest.of(
            pageSize,
            pageToken,
            to,
            from,
            status,
            onus,
            priority,
            assignee,
            customer,
            externalRef,
            q,
            archived);
    RequestFilter filter =
        RequestFilter.of(
            to, from, status, onus, priority, assignee, customer, externalRef, q, archived);
    return service.list(filter, page).map(RequestView::of);
  }

  @GET
  @Path("/{id}/history")
  @Operation(
      summary = "Everything that happened to a request, in the order it was recorded",
      description = "Internal messages are there for the side that wrote them, and for auditors.")
  @APIResponse(responseCode = "200", description = "A page of the history")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such request, or not the caller's to see")
  public Page<HistoryEntry> history(
      @PathParam("id") @Parameter(example = "ENG-1042") String id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service.history(id, PageRequest.of(pageSize, pageToken, id));
  }

  @GET
  @Path("/{id}/chain")
  @Operation(
      summary = "The chain a request belongs to",
      description =
          "From the request nobody else asked for down to those that wait for nothing. Links that"
              + " are not the caller's to see have no subject.")
  @APIResponse(
      responseCode = "200",
      description = "The chain from its root",
      content = @Content(schema = @Schema(implementation = ChainView.class)))
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such request, or not the caller's to see")
  public ChainView chain(@PathParam("id") @Parameter(example = "ENG-1042") String id) {
    return ChainView.of(service.chain(id));
  }

  static Response answer(StoredRequest stored) {
    return Response.ok(RequestView.of(stored))
        .header(HttpHeaders.ETAG, ETags.of(stored.version()))
        .build();
  }

  /** The departments whose requests a batch made can be ones the caller has left since. */
  private void checkOwn(Response replayed) {
    try {
      for (JsonNode result : mapper.readTree(replayed.getEntity().toString()).path("results")) {
        JsonNode from = result.path("request").path("from");
        if (!from.isMissingNode()) {
          service.checkOwn(from.asText());
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored answer must be JSON", e);
    }
  }

  private Created.Item item(JsonNode node) {
    try {
      RequestForm form = mapper.treeToValue(node, RequestForm.class);
      List<Violation> violations =
          form == null
              ? List.of(new Violation("item", "must not be null"))
              : validator.validate(form).stream()
                  .map(v -> new Violation(v.getPropertyPath().toString(), v.getMessage()))
                  .sorted(Comparator.comparing(Violation::field))
                  .toList();
      return violations.isEmpty()
          ? new Created.Wanted(form)
          : new Created.Unreadable(Problem.malformed("This item is malformed.", violations));
    } catch (JacksonException e) {
      return new Created.Unreadable(ProblemMapper.malformedJson(e));
    }
  }

  private static RequestBatchView.Result result(Created created) {
    return switch (created) {
      case Created.Done done -> RequestBatchView.Result.of(done.made().after());
      case Created.Failed failed -> RequestBatchView.Result.of(failed.problem());
    };
  }
}
