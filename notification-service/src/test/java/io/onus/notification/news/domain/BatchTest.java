package io.onus.notification.news.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.news.domain.NegotiationMoved.Move;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final Pair PAIR = new Pair("CS", "ENG", null);
  private static final Doer CLEO = new Doer("cleo", "CS", "REQUESTER", false);
  private static final Doer LENA = new Doer("lena", "ENG", "PROVIDER", false);
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  @Test
  void whatIsAnsweredInTheSameBatchIsNotAskedAnyMore() {
    Story offer = offer(ONE, OfferMade.Kind.PROPOSED, CLEO);
    Story counter = offer(ONE, OfferMade.Kind.COUNTERED, LENA);
    Story signed = moved(ONE, Move.SIGNED);

    assertThat(told(offer, counter, signed)).containsExactly(signed);
    assertThat(told(offer, counter)).containsExactly(counter);
  }

  @Test
  void whatIsAskedAfterAnAnswerOrInAnotherMatterIsAsked() {
    Story declined = moved(ONE, Move.DECLINED);
    Story offer = offer(ONE, OfferMade.Kind.PROPOSED, CLEO);
    Story elsewhere = moved(OTHER, Move.SIGNED);

    assertThat(told(declined, offer, elsewhere)).containsExactly(declined, offer, elsewhere);
  }

  @Test
  void anExcuseIsNoAnswerToAProposal() {
    Story proposal = asked(PromiseAsked.Kind.PROPOSED);
    Story excuse = asked(PromiseAsked.Kind.EXCUSE);
    Story excused = answered(PromiseAnswered.Kind.EXCUSED);
    Story agreed = answered(PromiseAnswered.Kind.AGREED);

    assertThat(told(proposal, excuse, excused)).containsExactly(proposal, excused);
    assertThat(told(proposal, excuse, agreed)).containsExactly(excuse, agreed);
  }

  private static List<Story> told(Story... stories) {
    return Batch.withoutAnswered(List.of(stories), Function.identity());
  }

  private static Story offer(UUID id, OfferMade.Kind kind, Doer by) {
    return new OfferMade(id, PAIR, by, kind, null, null, null);
  }

  private static Story moved(UUID id, Move move) {
    return new NegotiationMoved(id, PAIR, LENA, move, null, null, null, false, null);
  }

  private static Story asked(PromiseAsked.Kind kind) {
    return new PromiseAsked(promise(), LENA, kind, "CS", null, null);
  }

  private static Story answered(PromiseAnswered.Kind kind) {
    return new PromiseAnswered(promise(), CLEO, kind, List.of("ENG"), null, null);
  }

  private static ClockedPromise promise() {
    return new ClockedPromise(
        ONE,
        OTHER,
        "ENG-1042",
        PAIR,
        "ENG",
        "RESOLUTION",
        Instant.parse("2026-11-23T10:00:00Z"),
        null,
        null,
        "/requests/" + OTHER);
  }
}
