package io.onus.request.request.domain;

import static io.onus.request.request.domain.RequestFixtures.ADA;
import static io.onus.request.request.domain.RequestFixtures.BEN;
import static io.onus.request.request.domain.RequestFixtures.NOW;
import static io.onus.request.request.domain.RequestFixtures.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a broken promise of the requester does to a request, in every state. */
class LapseTest {

  private static final Actor SYSTEM = new Actor("request-service", "ENG", Actor.Kind.SYSTEM, null);

  private static final Map<Class<?>, LapseReason> ENDS =
      Map.of(
          Request.AwaitingRequester.class, LapseReason.NO_REPLY,
          Request.Resolved.class, LapseReason.SILENCE);

  @TestFactory
  Stream<DynamicTest> onlyWhatIsStillWaitedForEnds() {
    return Arrays.stream(Request.class.getPermittedSubclasses())
        .flatMap(
            state ->
                Arrays.stream(LapseReason.values())
                    .map(
                        reason ->
                            DynamicTest.dynamicTest(
                                state.getSimpleName() + " × " + reason,
                                () -> check(state, reason))));
  }

  private static void check(Class<?> state, LapseReason reason) {
    Request request = RequestFixtures.in(state);

    var lapsed = RequestRules.lapse(request, reason, NOW, SYSTEM);
    var reminded = RequestRules.remind(request, reason, NOW, reminder());

    if (ENDS.get(state) == reason) {
      Request.Closed closed = (Request.Closed) lapsed.orElseThrow().state();
      assertThat(closed.reason()).isEqualTo(reason.name());
      assertThat(closed.work().transfer()).isNull();
      assertThat(lapsed.orElseThrow().events())
          .containsExactly(
              new RequestEvent.Closed(new By(SYSTEM, null), null, null, reason.name()));
      assertThat(reminded.orElseThrow().state()).isEqualTo(request);
    } else {
      assertThat(lapsed).isEmpty();
      assertThat(reminded).isEmpty();
    }
  }

  @Test
  void aBreachOfTheQuestionBeforeEndsNothing() {
    Request request =
        asked(
            answered(asked(RequestFixtures.in(Request.Submitted.class), NOW)),
            NOW.plusSeconds(600));

    assertThat(RequestRules.lapse(request, LapseReason.NO_REPLY, NOW, SYSTEM)).isEmpty();
    assertThat(RequestRules.lapse(request, LapseReason.NO_REPLY, NOW.plusSeconds(600), SYSTEM))
        .isPresent();
  }

  @Test
  void askingAgainDoesNotSaveTheQuestionThatWasBroken() {
    Request again =
        asked(asked(RequestFixtures.in(Request.Submitted.class), NOW), NOW.plusSeconds(600));

    assertThat(RequestRules.lapse(again, LapseReason.NO_REPLY, NOW, SYSTEM)).isPresent();
  }

  @Test
  void theSecondBreachFindsNothingToEnd() {
    Request closed =
        RequestRules.lapse(
                RequestFixtures.in(Request.Resolved.class), LapseReason.SILENCE, NOW, SYSTEM)
            .map(Outcome.Accepted::state)
            .orElseThrow();

    assertThat(RequestRules.lapse(closed, LapseReason.SILENCE, NOW, SYSTEM)).isEmpty();
  }

  @Test
  void whatEndedByItselfIsReopenedLikeAnythingElse() {
    Request closed =
        RequestRules.lapse(
                RequestFixtures.in(Request.AwaitingRequester.class),
                LapseReason.NO_REPLY,
                NOW,
                SYSTEM)
            .map(Outcome.Accepted::state)
            .orElseThrow();

    Request reopened =
        accepted(
            RequestRules.decide(
                closed,
                new RequestCommand.Reopen(ADA, "I was ill", ReopenCode.NEW_INFORMATION),
                NOW));

    assertThat(reopened.status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(reopened.work().cycle()).isEqualTo(2);
  }

  private static Request asked(Request request, Instant at) {
    return accepted(RequestRules.decide(request, new RequestCommand.Ask(BEN, "which?"), at));
  }

  private static Request answered(Request request) {
    return accepted(RequestRules.decide(request, new RequestCommand.Answer(ADA, "that"), NOW));
  }

  private static RequestEvent.MessagePosted reminder() {
    return new RequestEvent.MessagePosted(
        new By(SYSTEM, null), new UUID(1, 2), "Reminder", Visibility.BOTH);
  }
}
