package io.onus.request.request.domain;

import static io.onus.request.request.domain.RequestFixtures.ADA;
import static io.onus.request.request.domain.RequestFixtures.BEN;
import static io.onus.request.request.domain.RequestFixtures.NOW;
import static io.onus.request.request.domain.RequestFixtures.accepted;
import static io.onus.request.request.domain.RequestFixtures.event;
import static io.onus.request.request.domain.RequestFixtures.refusal;
import static io.onus.request.request.domain.RequestRules.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestRulesTest {

  private final Request draft =
      new Request.Draft(RequestFixtures.drafted("CS"), List.of("drawing"));
  private final Request submitted = new Request.Submitted(RequestFixtures.work());

  @Test
  void submittingADraftTakesTheCompletedDetails() {
    Details complete = new Details("{\"drawing\":\"d-1\"}");

    var outcome = decide(draft, new RequestCommand.Submit(ADA, complete), NOW);

    assertThat(accepted(outcome).work().details()).isEqualTo(complete);
    assertThat(accepted(outcome).work().submittedAt()).isEqualTo(NOW);
    assertThat(event(outcome))
        .isEqualTo(new RequestEvent.Submitted(new By(ADA, Side.REQUESTER), complete));
  }

  @Test
  void nobodyIsToldThatADraftIsGone() {
    var outcome = decide(draft, new RequestCommand.Cancel(ADA, "not needed"), NOW);

    assertThat(accepted(outcome).status()).isEqualTo(Status.CANCELLED);
    assertThat(event(outcome)).isInstanceOf(RequestEvent.Private.class);
  }

  @Test
  void aDiscardedDraftHasNothingToDiscuss() {
    Request discarded = accepted(decide(draft, new RequestCommand.Cancel(ADA, "r"), NOW));

    assertThat(
            refusal(
                decide(
                    discarded,
                    new RequestCommand.PostMessage(ADA, new UUID(1, 1), "hm", Visibility.BOTH),
                    NOW)))
        .isInstanceOf(RequestRefusal.MoveNotAllowed.class);
  }

  @Test
  void resubmittingWithoutDetailsKeepsThem() {
    Details first = new Details("{\"drawing\":\"d-1\"}");
    Request returned =
        new Request.Returned(
            RequestFixtures.work().detailed(first), "illegible", List.of("drawing"), NOW);

    assertThat(
            accepted(decide(returned, new RequestCommand.Resubmit(ADA, null), NOW))
                .work()
                .details())
        .isEqualTo(first);
  }

  @Test
  void expectedByMustLieAhead() {
    assertThat(refusal(decide(submitted, new RequestCommand.Accept(BEN, NOW, null), NOW)))
        .isEqualTo(new RequestRefusal.ExpectedByPassed(NOW, NOW));
    assertThat(
            accepted(
                    decide(
                        submitted, new RequestCommand.Accept(BEN, NOW.plusNanos(1000), null), NOW))
                .work()
                .expectedBy())
        .isEqualTo(NOW.plusNanos(1000));
  }

  @Test
  void everyReopeningBeginsACycle() {
    Request state = submitted;
    for (int cycle = 1; cycle <= 3; cycle++) {
      assertThat(state.work().cycle()).isEqualTo(cycle);
      state = accepted(decide(state, new RequestCommand.Resolve(BEN, "M8", null), NOW));
      state =
          accepted(
              decide(
                  state,
                  new RequestCommand.Reopen(ADA, "which pitch?", ReopenCode.INCOMPLETE),
                  NOW));
    }
    assertThat(state.work().cycle()).isEqualTo(4);
  }

  @Test
  void askingAgainReplacesTheQuestion() {
    Request first = accepted(decide(submitted, new RequestCommand.Ask(BEN, "which one?"), NOW));

    Request second =
        accepted(decide(first, new RequestCommand.Ask(BEN, "and when?"), NOW.plusSeconds(3600)));

    assertThat(second).isEqualTo(new Request.AwaitingRequester(submitted.work(), "and when?", NOW));
  }

  @Test
  void aQuestionAskedEarlierThanWasKnownHasWaitedSinceThen() {
    Request first = accepted(decide(submitted, new RequestCommand.Ask(BEN, "which one?"), NOW));

    Request relayed =
        accepted(decide(first, new RequestCommand.Ask(BEN, "and when?"), NOW.minusSeconds(60)));

    assertThat(((Request.AwaitingRequester) relayed).since()).isEqualTo(NOW.minusSeconds(60));
  }

  @Test
  void aClosedRequestAskedAgainSaysWhatIsLeft() {
    Request closed = new Request.Closed(RequestFixtures.work(), "M8", null);

    var refusal = refusal(decide(closed, new RequestCommand.Ask(BEN, "which?"), NOW));

    assertThat(refusal.message())
        .isEqualTo("A request that is CLOSED cannot take 'ask'. Allowed now: reopen.");
  }

  @Test
  void aReturnNamesWhatIsMissing() {
    assertThatThrownBy(() -> new Request.Returned(RequestFixtures.work(), "hm", List.of(), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
