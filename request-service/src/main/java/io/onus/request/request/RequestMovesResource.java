package io.onus.request.request;

import io.onus.kit.http.Idempotency;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.RequestCommand;
import io.onus.request.request.domain.Verb;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The verbs of a request. Each answers the new state. */
@Path("/api/v1/requests/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Moves", description = "Whose move it is, and what they can do")
@APIResponse(
    responseCode = "200",
    description = "The new state, its version as ETag",
    content = @Content(schema = @Schema(implementation = RequestView.class)))
@APIResponse(responseCode = "400", description = "Malformed")
@APIResponse(responseCode = "401", description = "Caller unknown")
@APIResponse(
    responseCode = "403",
    description =
        "It is not the move of the caller's departments (`sides` says what they are here), an"
            + " auditor only reads, or the caller is no relay")
@APIResponse(responseCode = "404", description = "No such request, or not the caller's to see")
@APIResponse(responseCode = "409", description = "The first call with this key is still at work")
@APIResponse(responseCode = "412", description = "If-Match is stale")
@APIResponse(
    responseCode = "422",
    description =
        "Refused, with the facts. `archived`: it can only be read (`archivedAt`)."
            + " `move-not-allowed`: the status does not allow the move (`requestStatus`,"
            + " `allowedVerbs`). Of submit: `deliver-by-passed`. Of accept: `expected-by-passed`."
            + " Of transfers: `unknown-service`, `already-there`, `transfer-already-proposed`,"
            + " `nothing-to-transfer`. Of prioritize: `priority-unchanged`,"
            + " `priority-already-proposed`. Of decline and reopen: `unknown-reason`. Of a relay:"
            + " `at-out-of-reach`. Or a key used before.")
public class RequestMovesResource {

  private static final String NAME = "ENG-1042";

  private final RequestService service;
  private final Idempotency idempotency;

  public RequestMovesResource(RequestService service, Idempotency idempotency) {
    this.service = service;
    this.idempotency = idempotency;
  }

  @POST
  @Path("/submit")
  @Operation(
      summary = "Submit a draft",
      description =
          "For the requester. From DRAFT to SUBMITTED; the details must satisfy the service's"
              + " intake.")
  public Response submit(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid MoveForm.@Nullable Submit sent) {
    MoveForm.Submit form = Objects.requireNonNullElse(sent, MoveForm.Submit.EMPTY);
    return move(
        id, ifMatch, form, Verb.SUBMIT, by -> new RequestCommand.Submit(by, form.written()));
  }

  @POST
  @Path("/accept")
  @Operation(
      summary = "Accept: we take it on",
      description =
          "For the provider. From SUBMITTED to ACCEPTED. With `expectedBy` it is a first response.")
  public Response accept(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid MoveForm.@Nullable Accept sent) {
    MoveForm.Accept form = Objects.requireNonNullElse(sent, MoveForm.Accept.EMPTY);
    return move(
        id,
        ifMatch,
        form,
        Verb.ACCEPT,
        by -> new RequestCommand.Accept(by, form.expectedBy(), form.text()));
  }

  @POST
  @Path("/start")
  @Operation(
      summary = "Start working",
      description = "For the provider. From SUBMITTED or ACCEPTED to IN_PROGRESS.")
  public Response start(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid MoveForm.@Nullable Plain sent) {
    MoveForm.Plain form = Objects.requireNonNullElse(sent, MoveForm.Plain.EMPTY);
    return move(id, ifMatch, form, Verb.START, by -> new RequestCommand.Start(by));
  }

  @POST
  @Path("/ask")
  @Operation(
      summary = "Ask the requester",
      description = "For the provider. To AWAITING_REQUESTER: the requester must move next.")
  public Response ask(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Text form) {
    return move(id, ifMatch, form, Verb.ASK, by -> new RequestCommand.Ask(by, form.text()));
  }

  @POST
  @Path("/answer")
  @Operation(
      summary = "Answer the provider's question",
      description = "For the requester. From AWAITING_REQUESTER to IN_PROGRESS.")
  public Response answer(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Text form) {
    return move(id, ifMatch, form, Verb.ANSWER, by -> new RequestCommand.Answer(by, form.text()));
  }

  @POST
  @Path("/return")
  @Operation(
      summary = "Return an incomplete request",
      description =
          "For the provider. To RETURNED. `missing` names fields of the service's intake, or items"
              + " of its `checklist`; nothing vaguer. Where a service has neither, ask.")
  public Response giveBack(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Return form) {
    return move(
        id,
        ifMatch,
        form,
        Verb.RETURN,
        by -> new RequestCommand.Return(by, form.reason(), form.missing()));
  }

  @POST
  @Path("/resubmit")
  @Operation(
      summary = "Resubmit a returned request",
      description =
          "For the requester. From RETURNED to SUBMITTED; the details must satisfy the service's"
              + " intake.")
  public Response resubmit(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid MoveForm.@Nullable Resubmit sent) {
    MoveForm.Resubmit form = Objects.requireNonNullElse(sent, MoveForm.Resubmit.EMPTY);
    return move(
        id, ifMatch, form, Verb.RESUBMIT, by -> new RequestCommand.Resubmit(by, form.written()));
  }

  @POST
  @Path("/contest")
  @Operation(
      summary = "Contest a question or a return",
      description =
          "For the requester: nothing was missing. From AWAITING_REQUESTER or RETURNED to"
              + " IN_PROGRESS.")
  public Response contest(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Reason form) {
    return move(
        id, ifMatch, form, Verb.CONTEST, by -> new RequestCommand.Contest(by, form.reason()));
  }

  @POST
  @Path("/assign")
  @Operation(
      summary = "Assign it to a person",
      description = "For the provider. Changes neither status nor onus.")
  public Response assign(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Assign form) {
    return move(id, ifMatch, form, Verb.ASSIGN, by -> new RequestCommand.Assign(by, form.person()));
  }

  @POST
  @Path("/transfer")
  @Operation(
      summary = "Propose to transfer it to another service",
      description =
          "For the provider. Nothing moves until the receiving department accepts; another proposal"
              + " replaces this one.")
  public Response transfer(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Transfer form) {
    return move(
        id,
        ifMatch,
        form,
        Verb.TRANSFER,
        by ->
            new RequestCommand.ProposeTransfer(
                by, service.addressee(form.service()), form.reason()));
  }

  @POST
  @Path("/accept-transfer")
  @Operation(
      summary = "Accept a proposed transfer",
      description =
          "For the receiving department, which has a SUBMITTED request then. Number and history"
              + " stay.")
  public Response acceptTransfer(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid MoveForm.@Nullable Plain sent) {
    MoveForm.Plain form = Objects.requireNonNullElse(sent, MoveForm.Plain.EMPTY);
    return move(
        id, ifMatch, form, Verb.ACCEPT_TRANSFER, by -> new RequestCommand.AcceptTransfer(by));
  }

  @POST
  @Path("/refuse-transfer")
  @Operation(
      summary = "Refuse a proposed transfer",
      description = "For the receiving department. The request stays where it is.")
  public Response refuseTransfer(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Reason form) {
    return move(
        id,
        ifMatch,
        form,
        Verb.REFUSE_TRANSFER,
        by -> new RequestCommand.RefuseTransfer(by, form.reason()));
  }

  @POST
  @Path("/prioritize")
  @Operation(
      summary = "Change the priority",
      description =
          "For both sides. A requester may lower it at once; any other change is kept as proposed"
              + " until the other side sends the same priority. Sending the present priority drops"
              + " a proposal. Who belongs to both sides acts for the one that must move next, else"
              + " for the requester.")
  public Response prioritize(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Prioritize form) {
    return move(
        id,
        ifMatch,
        form,
        Verb.PRIORITIZE,
        by -> new RequestCommand.Prioritize(by, form.priority(), form.reason()));
  }

  @POST
  @Path("/resolve")
  @Operation(
      summary = "Resolve it",
      description = "For the provider. To RESOLVED: the requester closes or reopens it.")
  public Response resolve(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Resolve form) {
    return move(
        id,
        ifMatch,
        form,
        Verb.RESOLVE,
        by -> new RequestCommand.Resolve(by, form.resolution(), form.requestQuality()));
  }

  @POST
  @Path("/reopen")
  @Operation(
      summary = "Reopen it",
      description =
          "For the requester. From RESOLVED, CLOSED or DECLINED to IN_PROGRESS, in a new cycle.")
  public Response reopen(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Reopen form) {
    return move(
        id,
        ifMatch,
        form,
        Verb.REOPEN,
        by -> new RequestCommand.Reopen(by, form.reason(), Codes.reopen(form.code())));
  }

  @POST
  @Path("/close")
  @Operation(summary = "Close it", description = "For the requester. From RESOLVED to CLOSED.")
  public Response close(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid MoveForm.@Nullable Close sent) {
    MoveForm.Close form = Objects.requireNonNullElse(sent, MoveForm.Close.EMPTY);
    return move(
        id,
        ifMatch,
        form,
        Verb.CLOSE,
        by -> new RequestCommand.Close(by, form.rating(), form.comment(), null));
  }

  @POST
  @Path("/decline")
  @Operation(
      summary = "Decline it",
      description =
          "For the provider. To DECLINED, with a code: OUT_OF_SCOPE, DUPLICATE or NOT_ENTITLED.")
  public Response decline(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Decline form) {
    return move(
        id,
        ifMatch,
        form,
        Verb.DECLINE,
        by -> new RequestCommand.Decline(by, Codes.decline(form.code()), form.reason()));
  }

  @POST
  @Path("/cancel")
  @Operation(
      summary = "Cancel it",
      description = "For the requester. From any status but CLOSED, DECLINED and CANCELLED.")
  public Response cancel(
      @PathParam("id") @Parameter(example = NAME) String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull MoveForm.Reason form) {
    return move(id, ifMatch, form, Verb.CANCEL, by -> new RequestCommand.Cancel(by, form.reason()));
  }

  private Response move(
      String id,
      @Nullable String ifMatch,
      MoveForm form,
      Verb verb,
      Function<Actor, RequestCommand> command) {
    return idempotency.answer(
        () ->
            RequestResource.answer(
                service.move(id, ifMatch, form.relay(), verb, command).request()),
        replayed -> {
          // Whoever refused a transfer sees it no more by that very act, and may repeat it.
          if (verb != Verb.REFUSE_TRANSFER) {
            service.find(id);
          }
        });
  }
}
