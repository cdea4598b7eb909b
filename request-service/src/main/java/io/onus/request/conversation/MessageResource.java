package io.onus.request.conversation;

import io.onus.kit.http.Idempotency;
import io.onus.kit.page.Page;
import io.onus.kit.page.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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

@Path("/api/v1/requests/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Messages", description = "What the sides of a request write to each other")
public class MessageResource {

  private final MessageService service;
  private final Idempotency idempotency;

  public MessageResource(MessageService service, Idempotency idempotency) {
    this.service = service;
    this.idempotency = idempotency;
  }

  @POST
  @Operation(
      summary = "Write a message",
      description =
          "For both sides, in every status but DRAFT. A message never moves the onus. An INTERNAL"
              + " one is read by the side that wrote it, and answers nobody. Who belongs to both"
              + " sides writes for the one that must move next, else for the requester.")
  @APIResponse(
      responseCode = "201",
      description = "Posted",
      content = @Content(schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(
      responseCode = "403",
      description = "The caller is on neither side (a receiver, an auditor), or no relay")
  @APIResponse(responseCode = "404", description = "No such request, or not the caller's to see")
  @APIResponse(responseCode = "409", description = "The first call with this key is still at work")
  @APIResponse(responseCode = "412", description = "If-Match is stale")
  @APIResponse(responseCode = "422", description = "Refused: a draft has nobody to write to")
  public Response post(
      @PathParam("id") @Parameter(example = "ENG-1042") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MessageForm form) {
    return idempotency.answer(
        () ->
            Response.status(Response.Status.CREATED)
                .entity(service.post(id, ifMatch, form))
                .build(),
        replayed -> service.checkSeen(id));
  }

  @GET
  @Operation(
      summary = "Read the messages, oldest first",
      description =
          "For the sides of the request, for the receiver of a proposed transfer, and for"
              + " auditors.")
  @APIResponse(responseCode = "200", description = "A page of messages")
  @APIResponse(responseCode = "400", description = "A page size or token that cannot be")
  @APIResponse(responseCode = "401", description = "Caller unknown")
  @APIResponse(responseCode = "404", description = "No such request, or not the caller's to see")
  public Page<MessageView> list(
      @PathParam("id") @Parameter(example = "ENG-1042") String id,
      @QueryParam("pageSize") @Nullable Integer pageSize,
      @QueryParam("pageToken") @Nullable String pageToken) {
    return service.list(id, PageRequest.of(pageSize, pageToken, id));
  }
}
