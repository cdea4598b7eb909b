package io.onus.request.request.domain;

import static io.onus.request.request.domain.RequestFixtures.ADA;
import static io.onus.request.request.domain.RequestFixtures.BEN;
import static io.onus.request.request.domain.RequestFixtures.NOW;
import static io.onus.request.request.domain.RequestFixtures.QUINN;
import static io.onus.request.request.domain.RequestFixtures.SAM;
import static io.onus.request.request.domain.RequestFixtures.SUBMITTED_AT;
import static io.onus.request.request.domain.RequestFixtures.accepted;
import static io.onus.request.request.domain.RequestFixtures.event;
import static io.onus.request.request.domain.RequestFixtures.person;
import static io.onus.request.request.domain.RequestFixtures.refusal;
import static io.onus.request.request.domain.RequestRules.decide;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may make which move. */
class RequestSidesTest {

  private static final Set<Verb> OF_REQUESTER =
      Set.of(
          Verb.SUBMIT,
          Verb.ANSWER,
          Verb.RESUBMIT,
          Verb.CONTEST,
          Verb.REOPEN,
          Verb.CLOSE,
          Verb.CANCEL,
          Verb.PRIORITIZE,
          Verb.MESSAGE);
  private static final Set<Verb> OF_PROVIDER =
      Set.of(
          Verb.ACCEPT,
          Verb.START,
          Verb.ASK,
          Verb.RETURN,
          Verb.ASSIGN,
          Verb.TRANSFER,
          Verb.RESOLVE,
          Verb.DECLINE,
          Verb.PRIORITIZE,
          Verb.MESSAGE);
  private static final Set<Verb> OF_RECEIVER = Set.of(Verb.ACCEPT_TRANSFER, Verb.REFUSE_TRANSFER);

  private static final Map<Actor, Set<Verb>> VERBS =
      Map.of(ADA, OF_REQUESTER, BEN, OF_PROVIDER, QUINN, OF_RECEIVER, SAM, Set.of());

  @TestFactory
  Stream<DynamicTest> aVerbIsRefusedToEveryPartyThatDoesNotHaveIt() {
    return VERBS.entrySet().stream()
        .flatMap(
            party ->
                Arrays.stream(RequestCommand.class.getPermittedSubclasses())
                    .map(RequestFixtures::command)
                    .map(command -> by(party.getKey(), command))
                    .map(
                        command ->
                            DynamicTest.dynamicTest(
                                command.by().department() + " " + command.verb(),
                                () -> check(command, party.getValue()))));
  }

  private static void check(RequestCommand command, Set<Verb> allowed) {
    boolean refusedForSide =
        Arrays.stream(Request.class.getPermittedSubclasses())
            .map(RequestFixtures::in)
            .filter(request -> request.work().transfer() != null)
            .map(request -> decide(request, command, NOW))
            .allMatch(
                outcome ->
                    outcome instanceof io.onus.kit.decide.Outcome.Refused<Request, RequestEvent> r
                        && r.refusal() instanceof RequestRefusal.WrongSide);
    assertThat(refusedForSide).isEqualTo(!allowed.contains(command.verb()));
  }

  @Test
  void aDepartmentOfNeitherSideIsToldSo() {
    var refusal = refusal(decide(submitted(), new RequestCommand.Accept(SAM, null, null), NOW));

    assertThat(refusal.kind()).isEqualTo("wrong-side");
    assertThat(refusal.message())
        .isEqualTo("'accept' is for the provider; none of your departments has a part here.");
  }

  @Test
  void theWrongSideIsToldWhichSideItIsOn() {
    var refusal = refusal(decide(submitted(), new RequestCommand.Accept(ADA, null, null), NOW));

    assertThat(refusal.message())
        .isEqualTo("'accept' is for the provider; CS is the requester here.");
  }

  @Test
  void aDepartmentThatAsksItselfIsBothSides() {
    Work own = RequestFixtures.drafted("ENG").submitted(null, SUBMITTED_AT);
    Request state = new Request.Submitted(own);

    state = accepted(decide(state, new RequestCommand.Ask(BEN, "which?"), NOW));
    state = accepted(decide(state, new RequestCommand.Answer(BEN, "that"), NOW));

    assertThat(state.status()).isEqualTo(Status.IN_PROGRESS);
  }

  @Test
  void whoAskedOwnDepartmentSpeaksForTheRequester() {
    Request own =
        new Request.Submitted(RequestFixtures.drafted("ENG").submitted(null, SUBMITTED_AT));

    RequestEvent asker = event(decide(own, message(person("ada", "ENG")), NOW));
    RequestEvent colleague = event(decide(own, message(person("ben", "ENG")), NOW));

    assertThat(asker.by().side()).isEqualTo(Side.REQUESTER);
    assertThat(colleague.by().side()).isEqualTo(Side.PROVIDER);
  }

  @Test
  void theSideIsThatOfTheActorsDepartment() {
    assertThat(event(decide(submitted(), message(ADA), NOW)).by().side()).isEqualTo(Side.REQUESTER);
    assertThat(event(decide(submitted(), message(BEN), NOW)).by().side()).isEqualTo(Side.PROVIDER);
  }

  @Test
  void aRelayedFactKeepsThePersonSpokenFor() {
    Actor relay = new Actor("jira", "ENG", Actor.Kind.ROBOT, "ben");

    RequestEvent event =
        event(decide(submitted(), new RequestCommand.Accept(relay, null, null), NOW));

    assertThat(event.by().actor()).isEqualTo(relay);
    assertThat(event.by().actor().person()).isEqualTo("ben");
  }

  @Test
  void aPastFactIsNotJudgedByItsSide() {
    Request state =
        accepted(RequestRules.replay(submitted(), new RequestCommand.Ask(SAM, "which?"), NOW));

    assertThat(state.status()).isEqualTo(Status.AWAITING_REQUESTER);
  }

  @Test
  void aPastFactStillNeedsAStatusThatAllowsIt() {
    assertThat(
            refusal(RequestRules.replay(submitted(), new RequestCommand.Answer(ADA, "that"), NOW)))
        .isEqualTo(
            new RequestRefusal.MoveNotAllowed(
                Status.SUBMITTED, Verb.ANSWER, Verb.allowedIn(submitted())));
  }

  private static RequestCommand message(Actor by) {
    return new RequestCommand.PostMessage(by, new UUID(1, 1), "hello", Visibility.BOTH);
  }

  private static Request submitted() {
    return new Request.Submitted(RequestFixtures.work());
  }

  private static RequestCommand by(Actor actor, RequestCommand command) {
    return switch (command) {
      case RequestCommand.Submit c -> new RequestCommand.Submit(actor, c.details());
      case RequestCommand.Accept c -> new RequestCommand.Accept(actor, null, null);
      case RequestCommand.Start c -> new RequestCommand.Start(actor);
      case RequestCommand.Ask c -> new RequestCommand.Ask(actor, c.text());
      case RequestCommand.Answer c -> new RequestCommand.Answer(actor, c.text());
      case RequestCommand.Return c -> new RequestCommand.Return(actor, "r", List.of("drawing"));
      case RequestCommand.Resubmit c -> new RequestCommand.Resubmit(actor, c.details());
      case RequestCommand.Contest c -> new RequestCommand.Contest(actor, c.reason());
      case RequestCommand.Assign c -> new RequestCommand.Assign(actor, c.person());
      case RequestCommand.ProposeTransfer c ->
          new RequestCommand.ProposeTransfer(actor, c.to(), c.reason());
      case RequestCommand.AcceptTransfer c -> new RequestCommand.AcceptTransfer(actor);
      case RequestCommand.RefuseTransfer c -> new RequestCommand.RefuseTransfer(actor, c.reason());
      case RequestCommand.Prioritize c ->
          new RequestCommand.Prioritize(actor, c.priority(), c.reason());
      case RequestCommand.Resolve c -> new RequestCommand.Resolve(actor, c.resolution(), null);
      case RequestCommand.Reopen c -> new RequestCommand.Reopen(actor, c.reason(), c.code());
      case RequestCommand.Close c -> new RequestCommand.Close(actor, null, null, null);
      case RequestCommand.Decline c -> new RequestCommand.Decline(actor, c.code(), c.reason());
      case RequestCommand.Cancel c -> new RequestCommand.Cancel(actor, c.reason());
      case RequestCommand.PostMessage c -> message(actor);
    };
  }
}
