package io.onus.request.request.domain;

import io.onus.kit.decide.Outcome;
import io.onus.kit.decide.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** CS asks ENG; QA is the department a transfer goes to. */
final class RequestFixtures {

  static final Instant SUBMITTED_AT = Instant.parse("2026-03-02T09:00:00Z");
  static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  static final Actor ADA = person("ada", "CS");
  static final Actor BEN = person("ben", "ENG");
  static final Actor QUINN = person("quinn", "QA");
  static final Actor SAM = person("sam", "SALES");

  static final Addressee ENG = new Addressee("ENG", "part-clarification");
  static final Addressee QA = new Addressee("QA", "inspection");
  static final ProposedTransfer TO_QA = new ProposedTransfer(QA, "a matter of inspection");

  private RequestFixtures() {}

  static Actor person(String id, String department) {
    return new Actor(id, department, Actor.Kind.HUMAN, null);
  }

  static Work drafted(String from) {
    return Work.begun(
        new Particulars(
            UUID.fromString("0190a000-0000-7000-8000-000000000001"),
            "ENG-1042",
            from,
            "Which thread has part 4711?",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            "ada",
            SUBMITTED_AT),
        ENG,
        Priority.P3,
        Details.NONE);
  }

  static Work work() {
    return drafted("CS").submitted(null, SUBMITTED_AT);
  }

  /** One request in each state, with a transfer waiting wherever one can wait. */
  static Request in(Class<?> state) {
    Work work = work();
    Work moving = work.proposing(TO_QA);
    return switch (state.getSimpleName()) {
      case "Draft" -> new Request.Draft(drafted("CS"), List.of());
      case "Submitted" -> new Request.Submitted(moving);
      case "Returned" -> new Request.Returned(work, "no drawing", List.of("drawing"), NOW);
      case "Accepted" -> new Request.Accepted(moving);
      case "InProgress" -> new Request.InProgress(moving);
      case "AwaitingRequester" -> new Request.AwaitingRequester(moving, "Which revision?", NOW);
      case "Resolved" -> new Request.Resolved(work, "M8", NOW);
      case "Closed" -> new Request.Closed(work, "M8", null);
      case "Declined" -> new Request.Declined(work, DeclineCode.OUT_OF_SCOPE, "not ours");
      case "Cancelled" -> new Request.Cancelled(work, "order withdrawn");
      default -> throw new IllegalArgumentException("no sample of " + state);
    };
  }

  /** The command as the party it is for would give it. */
  static RequestCommand command(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Submit" -> new RequestCommand.Submit(ADA, null);
      case "Accept" -> new RequestCommand.Accept(BEN, null, null);
      case "Start" -> new RequestCommand.Start(BEN);
      case "Ask" -> new RequestCommand.Ask(BEN, "Which revision?");
      case "Answer" -> new RequestCommand.Answer(ADA, "Revision C");
      case "Return" -> new RequestCommand.Return(BEN, "no drawing", List.of("drawing"));
      case "Resubmit" -> new RequestCommand.Resubmit(ADA, new Details("{\"drawing\":\"d-1\"}"));
      case "Contest" -> new RequestCommand.Contest(ADA, "it was attached");
      case "Assign" -> new RequestCommand.Assign(BEN, "ben");
      case "ProposeTransfer" ->
          new RequestCommand.ProposeTransfer(BEN, new Addressee("LAB", "tests"), "not ours");
      case "AcceptTransfer" -> new RequestCommand.AcceptTransfer(QUINN);
      case "RefuseTransfer" -> new RequestCommand.RefuseTransfer(QUINN, "not ours either");
      case "Prioritize" -> new RequestCommand.Prioritize(ADA, Priority.P4, "the order slipped");
      case "Resolve" -> new RequestCommand.Resolve(BEN, "M8", null);
      case "Reopen" -> new RequestCommand.Reopen(ADA, "which pitch?", ReopenCode.INCOMPLETE);
      case "Close" -> new RequestCommand.Close(ADA, 5, "thanks", null);
      case "Decline" -> new RequestCommand.Decline(BEN, DeclineCode.DUPLICATE, "see ENG-1041");
      case "Cancel" -> new RequestCommand.Cancel(ADA, "order withdrawn");
      case "PostMessage" ->
          new RequestCommand.PostMessage(ADA, new UUID(7, 7), "any news?", Visibility.BOTH);
      default -> throw new IllegalArgumentException("no sample of " + type);
    };
  }

  static Request accepted(Outcome<Request, RequestEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Request, RequestEvent> a -> a.state();
      case Outcome.Refused<Request, RequestEvent> r ->
          throw new AssertionError("refused: " + r.refusal());
    };
  }

  static RequestEvent event(Outcome<Request, RequestEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Request, RequestEvent> a -> a.events().getFirst();
      case Outcome.Refused<Request, RequestEvent> r ->
          throw new AssertionError("refused: " + r.refusal());
    };
  }

  static Refusal refusal(Outcome<Request, RequestEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Request, RequestEvent> a ->
          throw new AssertionError("accepted: " + a.events());
      case Outcome.Refused<Request, RequestEvent> r -> r.refusal();
    };
  }
}
