package io.onus.request.request.domain;

import static io.onus.request.request.domain.RequestFixtures.ADA;
import static io.onus.request.request.domain.RequestFixtures.BEN;
import static io.onus.request.request.domain.RequestFixtures.ENG;
import static io.onus.request.request.domain.RequestFixtures.NOW;
import static io.onus.request.request.domain.RequestFixtures.QA;
import static io.onus.request.request.domain.RequestFixtures.QUINN;
import static io.onus.request.request.domain.RequestFixtures.accepted;
import static io.onus.request.request.domain.RequestFixtures.event;
import static io.onus.request.request.domain.RequestFixtures.refusal;
import static io.onus.request.request.domain.RequestRules.decide;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransferTest {

  private static final RequestCommand PROPOSE =
      new RequestCommand.ProposeTransfer(BEN, QA, "a matter of inspection");
  private static final RequestCommand ACCEPT = new RequestCommand.AcceptTransfer(QUINN);

  private final Request submitted = new Request.Submitted(RequestFixtures.work());

  @Test
  void aProposalMovesNothing() {
    Request asking = accepted(decide(submitted, new RequestCommand.Ask(BEN, "which?"), NOW));

    Request proposed = accepted(decide(asking, PROPOSE, NOW));

    assertThat(proposed.status()).isEqualTo(Status.AWAITING_REQUESTER);
    assertThat(proposed.work().addressee()).isEqualTo(ENG);
  }

  @Test
  void acceptedItIsNewWorkAtTheReceiver() {
    Request assigned = accepted(decide(submitted, new RequestCommand.Assign(BEN, "ben"), NOW));
    Request proposed = accepted(decide(assigned, PROPOSE, NOW));

    var outcome = decide(proposed, ACCEPT, NOW);

    Work work = accepted(outcome).work();
    assertThat(accepted(outcome).status()).isEqualTo(Status.SUBMITTED);
    assertThat(work.addressee()).isEqualTo(QA);
    assertThat(work.assignee()).isNull();
    assertThat(work.transfer()).isNull();
    assertThat(work.about()).isEqualTo(submitted.work().about());
    assertThat(event(outcome))
        .isEqualTo(new RequestEvent.Transferred(new By(QUINN, Side.PROVIDER), ENG));
  }

  @Test
  void afterwardsTheFormerHolderIsOnNeitherSide() {
    Request moved = accepted(decide(accepted(decide(submitted, PROPOSE, NOW)), ACCEPT, NOW));

    assertThat(refusal(decide(moved, new RequestCommand.Start(BEN), NOW)))
        .isInstanceOf(RequestRefusal.WrongSide.class);
    assertThat(accepted(decide(moved, new RequestCommand.Start(QUINN), NOW)).status())
        .isEqualTo(Status.IN_PROGRESS);
  }

  @Test
  void refusedItStaysWhereItIs() {
    Request proposed = accepted(decide(submitted, PROPOSE, NOW));

    var outcome = decide(proposed, new RequestCommand.RefuseTransfer(QUINN, "no"), NOW);

    assertThat(accepted(outcome)).isEqualTo(submitted);
    assertThat(event(outcome).by().side()).isNull();
  }

  @Test
  void anotherProposalReplacesTheFirst() {
    Addressee lab = new Addressee("LAB", "tests");
    Request proposed = accepted(decide(submitted, PROPOSE, NOW));

    Request replaced =
        accepted(decide(proposed, new RequestCommand.ProposeTransfer(BEN, lab, "better"), NOW));

    assertThat(replaced.work().transfer()).isEqualTo(new ProposedTransfer(lab, "better"));
    assertThat(refusal(decide(replaced, ACCEPT, NOW))).isInstanceOf(RequestRefusal.WrongSide.class);
  }

  @Test
  void theSameProposalTwiceIsRefused() {
    assertThat(refusal(decide(accepted(decide(submitted, PROPOSE, NOW)), PROPOSE, NOW)))
        .isEqualTo(new RequestRefusal.TransferAlreadyProposed(QA));
  }

  @Test
  void toWhereItIsAlreadyItCannotGo() {
    assertThat(refusal(decide(submitted, new RequestCommand.ProposeTransfer(BEN, ENG, "?"), NOW)))
        .isEqualTo(new RequestRefusal.AlreadyThere(ENG));
  }

  @Test
  void withinTheDepartmentItTakesTheSameTwoSteps() {
    Addressee other = new Addressee("ENG", "drawings");
    Request proposed =
        accepted(decide(submitted, new RequestCommand.ProposeTransfer(BEN, other, "r"), NOW));

    Request moved = accepted(decide(proposed, new RequestCommand.AcceptTransfer(BEN), NOW));

    assertThat(moved.work().addressee()).isEqualTo(other);
  }

  @Test
  void withoutAProposalThereIsNothingToTransfer() {
    assertThat(refusal(decide(submitted, new RequestCommand.AcceptTransfer(BEN), NOW)))
        .isEqualTo(new RequestRefusal.NothingToTransfer("ENG-1042"));
    assertThat(refusal(decide(submitted, new RequestCommand.RefuseTransfer(BEN, "r"), NOW)))
        .isEqualTo(new RequestRefusal.NothingToTransfer("ENG-1042"));
  }

  @Test
  void everyEndOfTheWorkEndsTheProposal() {
    Request proposed = accepted(decide(submitted, PROPOSE, NOW));

    for (RequestCommand end :
        List.of(
            new RequestCommand.Resolve(BEN, "done", null),
            new RequestCommand.Decline(BEN, DeclineCode.DUPLICATE, "r"),
            new RequestCommand.Cancel(ADA, "r"),
            new RequestCommand.Return(BEN, "r", List.of("drawing")))) {
      assertThat(accepted(decide(proposed, end, NOW)).work().transfer()).as("%s", end).isNull();
    }
  }
}
