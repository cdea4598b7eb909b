package io.onus.request.request;

import io.onus.kit.id.Ids;
import io.onus.kit.problem.Problem;
import io.onus.request.catalogue.domain.CatalogueItem;
import io.onus.request.directory.DirectoryService;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.Addressee;
import io.onus.request.request.domain.AtStake;
import io.onus.request.request.domain.Customer;
import io.onus.request.request.domain.DeclineCode;
import io.onus.request.request.domain.Details;
import io.onus.request.request.domain.ExternalRef;
import io.onus.request.request.domain.Particulars;
import io.onus.request.request.domain.Priority;
import io.onus.request.request.domain.ProposedTransfer;
import io.onus.request.request.domain.ReopenCode;
import io.onus.request.request.domain.Request;
import io.onus.request.request.domain.RequestCommand;
import io.onus.request.request.domain.RequestRefusal;
import io.onus.request.request.domain.Side;
import io.onus.request.request.domain.Verb;
import io.onus.request.request.domain.Visibility;
import io.onus.request.request.domain.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads past facts as what they must have been here: a new request, or a command. */
@ApplicationScoped
class PastReading {

  /** Who did it, where the other system does not say. */
  private static final String SOMEBODY = "import";

  private static final String UNSAID = "not said";

  private final RequestDrafting drafting;
  private final DirectoryService directory;
  private final RequestNumbers numbers;

  PastReading(RequestDrafting drafting, DirectoryService directory, RequestNumbers numbers) {
    this.drafting = drafting;
    this.directory = directory;
    this.numbers = numbers;
  }

  /** The request a {@code submitted} begins, just before it is submitted. */
  Request.Draft begun(UUID id, PastRequest past, PastFact fact) {
    PastFields fields = new PastFields(fact.body());
    String from = fields.required("from");
    String subject = fields.required("subject").strip();
    if (directory.find(from).isEmpty()) {
      throw Problem.refused(new RequestRefusal.UnknownDepartment(from));
    }
    CatalogueItem item = drafting.service(fields.text("to"), fields.text("service"));
    Customer customer = customer(fields);
    AtStake atStake = atStake(fields);
    Priority priority = fields.constant("priority", Priority.class).orElse(Priority.P3);
    Details details = Objects.requireNonNullElse(fields.details(), Details.NONE);
    Particulars about =
        new Particulars(
            id,
            numbers.next(item.provider()),
            from,
            subject,
            customer,
            atStake,
            fields.instant("neededBy"),
            fields.instant("deliverBy"),
            null,
            new ExternalRef(past.source(), past.ref()),
            null,
            true,
            actor(fields, from).person(),
            fact.time());
    return new Request.Draft(
        Work.begun(about, new Addressee(item.provider(), item.code()), priority, details),
        List.of());
  }

  RequestCommand submission(PastFact fact, Request.Draft draft) {
    return new RequestCommand.Submit(
        actor(new PastFields(fact.body()), draft.work().about().from()), null);
  }

  RequestCommand command(PastFact fact, Request state) {
    PastFields fields = new PastFields(fact.body());
    Verb verb = verb(fact.type());
    Actor by = actor(fields, department(verb, fields, state.work()));
    return switch (verb) {
      case SUBMIT -> new RequestCommand.Submit(by, fields.details());
      case ACCEPT ->
          new RequestCommand.Accept(by, fields.instant("expectedBy"), fields.text("text"));
      case START -> new RequestCommand.Start(by);
      case ASK -> new RequestCommand.Ask(by, fields.required("text"));
      case ANSWER -> new RequestCommand.Answer(by, fields.required("text"));
      case RETURN -> returned(fields, by);
      case RESUBMIT -> new RequestCommand.Resubmit(by, fields.details());
      case CONTEST -> new RequestCommand.Contest(by, fields.text("reason", UNSAID));
      case ASSIGN -> new RequestCommand.Assign(by, fields.required("person"));
      case TRANSFER ->
          new RequestCommand.ProposeTransfer(
              by, addressee(fields.required("toService")), fields.text("reason", UNSAID));
      case ACCEPT_TRANSFER -> new RequestCommand.AcceptTransfer(by);
      case REFUSE_TRANSFER -> new RequestCommand.RefuseTransfer(by, fields.text("reason", UNSAID));
      case PRIORITIZE ->
          new RequestCommand.Prioritize(
              by,
              fields
                  .constant("priority", Priority.class)
                  .orElseThrow(() -> PastFields.malformed("priority", "is required")),
              fields.text("reason", UNSAID));
      case RESOLVE ->
          new RequestCommand.Resolve(
              by, fields.text("resolution", ""), fields.oneToFive("requestQuality"));
      case REOPEN ->
          new RequestCommand.Reopen(
              by,
              fields.text("reason", UNSAID),
              fields.constant("code", ReopenCode.class).orElse(ReopenCode.NOT_ANSWERED));
      case CLOSE ->
          new RequestCommand.Close(
              by, fields.oneToFive("rating"), fields.text("comment"), fields.text("reason"));
      case DECLINE ->
          new RequestCommand.Decline(
              by,
              fields
                  .constant("code", DeclineCode.class)
                  .orElseThrow(() -> PastFields.malformed("code", "is required")),
              fields.text("reason", UNSAID));
      case CANCEL -> new RequestCommand.Cancel(by, fields.text("reason", UNSAID));
      case MESSAGE ->
          new RequestCommand.PostMessage(
              by,
              Ids.nameBased(
                  state.work().about().id(),
                  "message",
                  fact.time().toString(),
                  fields.required("text")),
              fields.required("text"),
              fields.constant("visibility", Visibility.class).orElse(Visibility.BOTH));
    };
  }

  private static Verb verb(String type) {
    return switch (type) {
      case "submitted" -> Verb.SUBMIT;
      case "accepted" -> Verb.ACCEPT;
      case "started" -> Verb.START;
      case "asked" -> Verb.ASK;
      case "answered" -> Verb.ANSWER;
      case "returned" -> Verb.RETURN;
      case "resubmitted" -> Verb.RESUBMIT;
      case "contested" -> Verb.CONTEST;
      case "assigned" -> Verb.ASSIGN;
      case "transfer-proposed" -> Verb.TRANSFER;
      case "transferred" -> Verb.ACCEPT_TRANSFER;
      case "transfer-refused" -> Verb.REFUSE_TRANSFER;
      case "prioritized" -> Verb.PRIORITIZE;
      case "resolved" -> Verb.RESOLVE;
      case "reopened" -> Verb.REOPEN;
      case "closed" -> Verb.CLOSE;
      case "declined" -> Verb.DECLINE;
      case "cancelled" -> Verb.CANCEL;
      case "message-posted" -> Verb.MESSAGE;
      default ->
          throw Problem.refused("unknown-type", "No request has ever '" + type + "'.", Map.of());
    };
  }

  private static RequestCommand returned(PastFields fields, Actor by) {
    List<String> missing = fields.texts("missing");
    if (missing.isEmpty()) {
      throw PastFields.malformed("missing", "must name what is missing");
    }
    return new RequestCommand.Return(by, fields.text("reason", UNSAID), missing);
  }

  private Addressee addressee(String service) {
    CatalogueItem item = drafting.service(null, service);
    return new Addressee(item.provider(), item.code());
  }

  /** The department whose move it was, where the other system does not say. */
  private static String department(Verb verb, PastFields fields, Work work) {
    ProposedTransfer transfer = work.transfer();
    return switch (verb) {
      case ACCEPT_TRANSFER, REFUSE_TRANSFER ->
          transfer == null ? work.addressee().department() : transfer.to().department();
      case MESSAGE, PRIORITIZE ->
          ofSide(fields.constant("side", Side.class).orElse(Side.PROVIDER), work);
      case SUBMIT,
          ACCEPT,
          START,
          ASK,
          ANSWER,
          RETURN,
          RESUBMIT,
          CONTEST,
          ASSIGN,
          TRANSFER,
          RESOLVE,
          REOPEN,
          CLOSE,
          DECLINE,
          CANCEL ->
          ofSide(Objects.requireNonNull(verb.side()), work);
    };
  }

  private static String ofSide(Side side, Work work) {
    return switch (side) {
      case REQUESTER -> work.about().from();
      case PROVIDER -> work.addressee().department();
    };
  }

  private static Actor actor(PastFields fields, String department) {
    PastFields actor = fields.part("actor");
    return new Actor(
        actor.text("id", SOMEBODY),
        actor.text("department", department),
        actor.constant("kind", Actor.Kind.class).orElse(Actor.Kind.HUMAN),
        actor.text("onBehalfOf"));
  }

  private static @Nullable Customer customer(PastFields fields) {
    if (!fields.has("customer")) {
      return null;
    }
    PastFields customer = fields.part("customer");
    return new Customer(
        customer.required("ref"), customer.text("name"), customer.instant("promisedAt"));
  }

  private static @Nullable AtStake atStake(PastFields fields) {
    if (!fields.has("atStake")) {
      return null;
    }
    PastFields atStake = fields.part("atStake");
    return new AtStake(atStake.positive("amount"), atStake.required("currency"));
  }
}
