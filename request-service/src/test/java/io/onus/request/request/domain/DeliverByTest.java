package io.onus.request.request.domain;

import static io.onus.request.request.domain.RequestFixtures.ADA;
import static io.onus.request.request.domain.RequestFixtures.ENG;
import static io.onus.request.request.domain.RequestFixtures.NOW;
import static io.onus.request.request.domain.RequestFixtures.accepted;
import static io.onus.request.request.domain.RequestFixtures.drafted;
import static io.onus.request.request.domain.RequestFixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is owed at a calendar moment is asked for before that moment. */
class DeliverByTest {

  private static final RequestCommand SUBMIT = new RequestCommand.Submit(ADA, null);

  @Test
  void theMomentLiesAhead() {
    Request after = accepted(RequestRules.decide(owedAt(NOW.plusSeconds(1)), SUBMIT, NOW));

    assertThat(after.work().about().deliverBy()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void nothingIsPromisedForAMomentThatIsNow() {
    assertThat(refusal(RequestRules.decide(owedAt(NOW), SUBMIT, NOW)))
        .isEqualTo(new RequestRefusal.DeliverByPassed(NOW, NOW));
  }

  @Test
  void aDraftIsNotKeptForAMomentThatHasPassed() {
    Work late = owedAt(NOW.minusSeconds(1)).work();

    assertThat(refusal(RequestRules.draft(late, ADA, List.of(), NOW)))
        .isEqualTo(new RequestRefusal.DeliverByPassed(NOW.minusSeconds(1), NOW));
    assertThat(accepted(RequestRules.draft(owedAt(NOW.plusSeconds(1)).work(), ADA, List.of(), NOW)))
        .isInstanceOf(Request.Draft.class);
  }

  @Test
  void whatHappenedElsewhereWasOwedThen() {
    Request after = accepted(RequestRules.replay(owedAt(NOW.minusSeconds(1)), SUBMIT, NOW));

    assertThat(after.status()).isEqualTo(Status.SUBMITTED);
  }

  private static Request.Draft owedAt(Instant moment) {
    Particulars some = drafted("CS").about();
    Particulars about =
        new Particulars(
            some.id(),
            some.number(),
            some.from(),
            some.subject(),
            null,
            null,
            null,
            moment,
            null,
            null,
            null,
            false,
            some.createdBy(),
            some.createdAt());
    return new Request.Draft(Work.begun(about, ENG, Priority.P3, Details.NONE), List.of());
  }
}
