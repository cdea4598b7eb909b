package io.onus.request.request.domain;

import static io.onus.request.request.domain.RequestFixtures.ADA;
import static io.onus.request.request.domain.RequestFixtures.BEN;
import static io.onus.request.request.domain.RequestFixtures.NOW;
import static io.onus.request.request.domain.RequestFixtures.QA;
import static io.onus.request.request.domain.RequestFixtures.QUINN;
import static io.onus.request.request.domain.RequestFixtures.SUBMITTED_AT;
import static io.onus.request.request.domain.RequestFixtures.accepted;
import static io.onus.request.request.domain.RequestFixtures.event;
import static io.onus.request.request.domain.RequestFixtures.person;
import static io.onus.request.request.domain.RequestFixtures.refusal;
import static io.onus.request.request.domain.RequestRules.decide;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The request starts as P3. */
class PrioritizeTest {

  private final Request submitted = new Request.Submitted(RequestFixtures.work());

  @Test
  void aRequesterMayAskForLessAtOnce() {
    var outcome = decide(submitted, to(Priority.P4, ADA), NOW);

    assertThat(accepted(outcome).work().priority()).isEqualTo(Priority.P4);
    assertThat(event(outcome))
        .isEqualTo(
            new RequestEvent.Prioritized(new By(ADA, Side.REQUESTER), Priority.P3, "because"));
  }

  @Test
  void moreNeedsTheProvidersConsent() {
    var asked = decide(submitted, to(Priority.P1, ADA), NOW);
    assertThat(accepted(asked).work().priority()).isEqualTo(Priority.P3);
    assertThat(accepted(asked).work().proposedPriority())
        .isEqualTo(new ProposedPriority(Priority.P1, Side.REQUESTER, "because"));
    assertThat(event(asked)).isInstanceOf(RequestEvent.Private.class);

    var agreed = decide(accepted(asked), to(Priority.P1, BEN), NOW);
    assertThat(accepted(agreed).work().priority()).isEqualTo(Priority.P1);
    assertThat(accepted(agreed).work().proposedPriority()).isNull();
    assertThat(event(agreed))
        .isEqualTo(
            new RequestEvent.Prioritized(new By(BEN, Side.PROVIDER), Priority.P3, "because"));
  }

  @Test
  void aProviderNeedsConsentInBothDirections() {
    assertThat(accepted(decide(submitted, to(Priority.P4, BEN), NOW)).work().priority())
        .isEqualTo(Priority.P3);
    assertThat(accepted(decide(submitted, to(Priority.P2, BEN), NOW)).work().priority())
        .isEqualTo(Priority.P3);
  }

  @Test
  void aRequesterWhoLowersAnswersAProvidersProposal() {
    Request proposed = accepted(decide(submitted, to(Priority.P4, BEN), NOW));

    Request agreed = accepted(decide(proposed, to(Priority.P4, ADA), NOW));

    assertThat(agreed.work().priority()).isEqualTo(Priority.P4);
    assertThat(agreed.work().proposedPriority()).isNull();
  }

  @Test
  void consentToAnotherPriorityIsACounterProposal() {
    Request proposed = accepted(decide(submitted, to(Priority.P1, ADA), NOW));

    Request countered = accepted(decide(proposed, to(Priority.P2, BEN), NOW));

    assertThat(countered.work().priority()).isEqualTo(Priority.P3);
    assertThat(countered.work().proposedPriority())
        .isEqualTo(new ProposedPriority(Priority.P2, Side.PROVIDER, "because"));
  }

  @Test
  void nobodyConsentsToTheirOwnProposal() {
    Request proposed = accepted(decide(submitted, to(Priority.P1, ADA), NOW));

    assertThat(refusal(decide(proposed, to(Priority.P1, ADA), NOW)))
        .isEqualTo(new RequestRefusal.PriorityAlreadyProposed(Priority.P1, Side.REQUESTER));
  }

  @Test
  void thePresentPriorityTurnsAProposalDown() {
    Request proposed = accepted(decide(submitted, to(Priority.P1, ADA), NOW));

    var dropped = decide(proposed, to(Priority.P3, BEN), NOW);

    assertThat(accepted(dropped)).isEqualTo(submitted);
    assertThat(event(dropped)).isInstanceOf(RequestEvent.PriorityProposalDropped.class);
  }

  @Test
  void thePresentPriorityAloneChangesNothing() {
    assertThat(refusal(decide(submitted, to(Priority.P3, ADA), NOW)))
        .isEqualTo(new RequestRefusal.PriorityUnchanged(Priority.P3));
  }

  @Test
  void aDraftIsTheRequestersOwn() {
    Request draft = new Request.Draft(RequestFixtures.drafted("CS"), List.of());

    var raised = decide(draft, to(Priority.P1, ADA), NOW);

    assertThat(accepted(raised).work().priority()).isEqualTo(Priority.P1);
    assertThat(event(raised)).isInstanceOf(RequestEvent.Private.class);
  }

  @Test
  void aDepartmentThatAsksItselfAgreesWithItself() {
    Request own =
        new Request.Submitted(RequestFixtures.drafted("ENG").submitted(null, SUBMITTED_AT));

    assertThat(accepted(decide(own, to(Priority.P1, person("kim", "ENG")), NOW)).work().priority())
        .isEqualTo(Priority.P1);
  }

  @Test
  void theReceiverOfATransferIsNotBoundByTheFormerHoldersProposal() {
    Request theirs = accepted(decide(submitted, to(Priority.P1, BEN), NOW));
    Request ours = accepted(decide(submitted, to(Priority.P1, ADA), NOW));

    assertThat(transferred(theirs).work().proposedPriority()).isNull();
    assertThat(transferred(ours).work().proposedPriority())
        .isEqualTo(new ProposedPriority(Priority.P1, Side.REQUESTER, "because"));
  }

  @Test
  void inThePastConsentWasGivenElsewhere() {
    assertThat(
            accepted(RequestRules.replay(submitted, to(Priority.P1, BEN), NOW)).work().priority())
        .isEqualTo(Priority.P1);
  }

  private static Request transferred(Request state) {
    Request proposed =
        accepted(decide(state, new RequestCommand.ProposeTransfer(BEN, QA, "r"), NOW));
    return accepted(decide(proposed, new RequestCommand.AcceptTransfer(QUINN), NOW));
  }

  private static RequestCommand to(Priority priority, Actor by) {
    return new RequestCommand.Prioritize(by, priority, "because");
  }
}
