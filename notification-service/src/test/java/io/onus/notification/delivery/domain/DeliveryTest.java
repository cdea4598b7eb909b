package io.onus.notification.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.onus.kit.decide.Outcome;
import io.onus.notification.channel.domain.Answer;
import io.onus.notification.delivery.domain.Delivery.Bundled;
import io.onus.notification.delivery.domain.Delivery.Cancelled;
import io.onus.notification.delivery.domain.Delivery.Delivered;
import io.onus.notification.delivery.domain.Delivery.Expired;
import io.onus.notification.delivery.domain.Delivery.Failed;
import io.onus.notification.delivery.domain.Delivery.Pending;
import io.onus.notification.delivery.domain.Delivery.Sending;
import io.onus.notification.delivery.domain.Delivery.Sent;
import io.onus.notification.delivery.domain.Delivery.Superseded;
import io.onus.notification.delivery.domain.Delivery.Suppressed;
import io.onus.notification.delivery.domain.DeliveryCommand.BundleDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.CancelDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ClaimDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ConfirmDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.FailDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.HoldDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.RecordAnswer;
import io.onus.notification.delivery.domain.DeliveryCommand.ReleaseDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.ResendDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SupersedeDelivery;
import io.onus.notification.delivery.domain.DeliveryCommand.SuppressDelivery;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryCancelled;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryHeld;
import io.onus.notification.delivery.domain.DeliveryEvent.DeliveryLapsed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DeliveryTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final RetrySchedule THREE_TRIES =
      new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)), true);

  private static final UUID DIGEST = UUID.fromString("019ab000-0000-7000-8000-000000000001");

  private static final List<Delivery> STATES =
      List.of(
          new Pending(0, NOW),
          new Sending(1, NOW.plus(LEASE)),
          new Sent(1, NOW),
          new Delivered(1, NOW),
          new Bundled(0, DIGEST),
          new Failed(1, "answered 400"),
          new Expired(3, "answered 500"),
          new Superseded(0, "a breach followed"),
          new Suppressed(0, "what it follows was never taken"),
          new Cancelled(0, "kept in time"));

  private static final List<DeliveryCommand> COMMANDS =
      List.of(
          new ClaimDelivery(new Relevance.Wanted(), LEASE),
          new HoldDelivery(Hold.QUIET_HOURS, NOW.plusSeconds(3600), "quiet hours"),
          new BundleDelivery(DIGEST),
          new ReleaseDelivery("the digest expired"),
          new RecordAnswer(1, new Answer.Taken("answered 200")),
          new ConfirmDelivery("acted on the alert"),
          new CancelDelivery("kept in time"),
          new SupersedeDelivery("a breach followed"),
          new SuppressDelivery("what it follows was never taken"),
          new FailDelivery("in a digest: answered 550"),
          new ResendDelivery("ada"));

  private static final List<Class<?>> COLUMNS =
      List.of(
          ClaimDelivery.class,
          HoldDelivery.class,
          BundleDelivery.class,
          ReleaseDelivery.class,
          RecordAnswer.class,
          ConfirmDelivery.class,
          CancelDelivery.class,
          SupersedeDelivery.class,
          SuppressDelivery.class,
          FailDelivery.class,
          ResendDelivery.class);

  private static final String UNDER_WAY = "delivery-under-way";
  private static final String OVER = "delivery-over";
  private static final String NOT_SENT = "delivery-not-sent";
  private static final String NOT_BUNDLED = "delivery-not-bundled";

  /**
   * What each command does to each state: the state after it, or the refusal. Claim, hold, bundle,
   * release; taken, confirm; cancel, supersede, suppress, fail; resend.
   */
  private static final Map<Class<?>, List<String>> TABLE =
      Map.of(
          Pending.class,
          List.of(
              "Sending",
              "Pending",
              "Bundled",
              NOT_BUNDLED,
              "Sent",
              NOT_SENT,
              "Cancelled",
              "Superseded",
              "Suppressed",
              "Failed",
              "delivery-still-pending"),
          Sending.class,
          List.of(
              UNDER_WAY,
              UNDER_WAY,
              UNDER_WAY,
              NOT_BUNDLED,
              "Sent",
              UNDER_WAY,
              UNDER_WAY,
              UNDER_WAY,
              UNDER_WAY,
              UNDER_WAY,
              UNDER_WAY),
          Sent.class,
          List.of(
              OVER, OVER, OVER, NOT_BUNDLED, OVER, "Delivered", OVER, OVER, OVER, OVER, "Pending"),
          Delivered.class,
          List.of(OVER, OVER, OVER, NOT_BUNDLED, OVER, OVER, OVER, OVER, OVER, OVER, "Pending"),
          Bundled.class,
          List.of(
              OVER,
              OVER,
              OVER,
              "Pending",
              "Sent",
              NOT_SENT,
              "Cancelled",
              "Superseded",
              "Suppressed",
              "Failed",
              "Pending"),
          Failed.class,
          List.of(
              OVER, OVER, OVER, NOT_BUNDLED, "Sent", NOT_SENT, OVER, OVER, OVER, OVER, "Pending"),
          Expired.class,
          List.of(
              OVER, OVER, OVER, NOT_BUNDLED, "Sent", NOT_SENT, OVER, OVER, OVER, OVER, "Pending"),
          Superseded.class,
          List.of(
              OVER, OVER, OVER, NOT_BUNDLED, "Sent", NOT_SENT, OVER, OVER, OVER, OVER, "Pending"),
          Suppressed.class,
          List.of(
              OVER, OVER, OVER, NOT_BUNDLED, "Sent", NOT_SENT, OVER, OVER, OVER, OVER, "Pending"),
          Cancelled.class,
          List.of(
              OVER, OVER, OVER, NOT_BUNDLED, "Sent", NOT_SENT, OVER, OVER, OVER, OVER, "Pending"));

  @TestFactory
  Stream<DynamicTest> everyCommandInEveryState() {
    return Arrays.stream(Delivery.class.getPermittedSubclasses())
        .flatMap(
            state ->
                Arrays.stream(DeliveryCommand.class.getPermittedSubclasses())
                    .map(
                        command ->
                            DynamicTest.dynamicTest(
                                command.getSimpleName() + " in " + state.getSimpleName(),
                                () ->
                                    assertThat(
                                            name(
                                                example(STATES, state), example(COMMANDS, command)))
                                        .isEqualTo(
                                            TABLE.get(state).get(COLUMNS.indexOf(command))))));
  }

  @Test
  void whatIsNotDueYetIsNotClaimed() {
    assertThat(name(new Pending(0, NOW.plusNanos(1000)), claim(new Relevance.Wanted())))
        .isEqualTo("delivery-not-due");
  }

  @Test
  void whatNeedsNoSendingAnyMoreEndsWhenItIsClaimed() {
    assertThat(state(new Pending(1, NOW), claim(new Relevance.Unwanted("acknowledged by ada"))))
        .isEqualTo(new Cancelled(1, "acknowledged by ada"));
    assertThat(state(new Pending(1, NOW), claim(new Relevance.Outdated("later news"))))
        .isEqualTo(new Superseded(1, "later news"));
  }

  @Test
  void aLeaseThatEndedIsAnAttemptThatWasMade() {
    assertThat(state(new Sending(1, NOW), claim(new Relevance.Wanted())))
        .isEqualTo(new Sending(2, NOW.plus(LEASE)));
  }

  @Test
  void whatWaitsSaysWhyOnceAndNotEachTimeItIsLookedAt() {
    HoldDelivery quiet = new HoldDelivery(Hold.QUIET_HOURS, NOW.plusSeconds(60), "quiet hours");

    assertThat(events(new Pending(1, NOW), quiet))
        .containsExactly(
            new DeliveryHeld(Hold.QUIET_HOURS, "quiet hours", NOW.plusSeconds(60), true));
    assertThat(events(new Pending(1, NOW, Hold.QUIET_HOURS), quiet))
        .containsExactly(
            new DeliveryHeld(Hold.QUIET_HOURS, "quiet hours", NOW.plusSeconds(60), false));
    assertThat(events(new Pending(1, NOW, Hold.THROTTLE), quiet))
        .containsExactly(
            new DeliveryHeld(Hold.QUIET_HOURS, "quiet hours", NOW.plusSeconds(60), true));
  }

  @Test
  void anAttemptThatWasNeverAnsweredMayHaveBeenTaken() {
    assertThat(events(new Sending(1, NOW), claim(new Relevance.Unwanted("the alert is over"))))
        .containsExactly(new DeliveryLapsed(1), new DeliveryCancelled("the alert is over"));
    assertThat(
            events(
                new Sending(1, NOW),
                new HoldDelivery(Hold.QUIET_HOURS, NOW.plusSeconds(60), "quiet hours")))
        .first()
        .isEqualTo(new DeliveryLapsed(1));
  }

  @Test
  void whatIsReleasedFromADigestBeginsWhereItWas() {
    assertThat(state(new Bundled(0, DIGEST), new ReleaseDelivery("the digest expired")))
        .isEqualTo(new Pending(0, NOW));
  }

  @Test
  void whatFollowsSomethingThatWasNeverTakenIsNotSent() {
    assertThat(state(new Pending(0, NOW), claim(new Relevance.Pointless("never taken"))))
        .isEqualTo(new Suppressed(0, "never taken"));
  }

  @Test
  void aLeaseThatEndedIsNotRepeatedForNothing() {
    assertThat(state(new Sending(1, NOW), claim(new Relevance.Unwanted("the alert is over"))))
        .isEqualTo(new Cancelled(1, "the alert is over"));
  }

  @Test
  void leasesThatEndAgainAndAgainExhaustTheScheduleToo() {
    assertThat(state(new Sending(3, NOW), claim(new Relevance.Wanted())))
        .isEqualTo(new Expired(3, "no answer within the lease"));
  }

  @Test
  void aPassingFailureWaitsForTheNextPlaceInTheSchedule() {
    Answer later = new Answer.RefusedForNow("answered 500", null);

    assertThat(state(sending(1), new RecordAnswer(1, later)))
        .isEqualTo(new Pending(1, NOW.plusSeconds(5)));
    assertThat(state(sending(2), new RecordAnswer(2, later)))
        .isEqualTo(new Pending(2, NOW.plusSeconds(30)));
    assertThat(state(sending(3), new RecordAnswer(3, later)))
        .isEqualTo(new Expired(3, "answered 500"));
  }

  @Test
  void aLastingFailureIsTheEnd() {
    assertThat(
            state(
                sending(1), new RecordAnswer(1, new Answer.RefusedForGood("answered 404", false))))
        .isEqualTo(new Failed(1, "answered 404"));
  }

  @Test
  void aFailureThatComesAfterItsLeaseWasLostChangesNothing() {
    Answer late = new Answer.RefusedForGood("answered 404", false);

    assertThat(name(sending(2), new RecordAnswer(1, late))).isEqualTo("lease-lost");
    assertThat(name(new Pending(2, NOW), new RecordAnswer(1, late))).isEqualTo("lease-lost");
    assertThat(name(new Sent(2, NOW), new RecordAnswer(1, late))).isEqualTo("lease-lost");
  }

  @Test
  void aSuccessThatComesAfterItsLeaseWasLostIsTrueAllTheSame() {
    assertThat(state(sending(2), new RecordAnswer(1, new Answer.Taken("answered 200"))))
        .isEqualTo(new Sent(1, NOW));
  }

  @Test
  void aResendBeginsTheScheduleAnew() {
    assertThat(state(new Expired(3, "answered 500"), new ResendDelivery("ada")))
        .isEqualTo(new Pending(0, NOW));
  }

  private static ClaimDelivery claim(Relevance relevance) {
    return new ClaimDelivery(relevance, LEASE);
  }

  private static Sending sending(int attempt) {
    return new Sending(attempt, NOW.plus(LEASE));
  }

  private static Delivery state(Delivery before, DeliveryCommand command) {
    return switch (decide(before, command)) {
      case Outcome.Refused<Delivery, DeliveryEvent>(var refusal) -> fail(refusal.message());
      case Outcome.Accepted<Delivery, DeliveryEvent>(Delivery after, List<DeliveryEvent> events) ->
          after;
    };
  }

  private static List<DeliveryEvent> events(Delivery before, DeliveryCommand command) {
    return switch (decide(before, command)) {
      case Outcome.Refused<Delivery, DeliveryEvent>(var refusal) -> fail(refusal.message());
      case Outcome.Accepted<Delivery, DeliveryEvent>(Delivery after, List<DeliveryEvent> events) ->
          events;
    };
  }

  private static String name(Delivery before, DeliveryCommand command) {
    return switch (decide(before, command)) {
      case Outcome.Refused<Delivery, DeliveryEvent>(var refusal) -> refusal.kind();
      case Outcome.Accepted<Delivery, DeliveryEvent>(Delivery after, List<DeliveryEvent> events) ->
          after.getClass().getSimpleName();
    };
  }

  private static Outcome<Delivery, DeliveryEvent> decide(Delivery before, DeliveryCommand command) {
    return Delivery.decide(before, command, THREE_TRIES, NOW);
  }

  private static <T> T example(List<T> examples, Class<?> type) {
    return examples.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> fail("no example of " + type));
  }
}
