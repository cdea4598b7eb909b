package io.onus.notification.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.ChannelKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void peopleAreTriedForHalfAnHour() {
    assertThat(attempts(RetrySchedule.PAGING))
        .containsExactly(
            "PT0S", "PT5S", "PT15S", "PT45S", "PT2M", "PT5M", "PT10M", "PT15M", "PT20M", "PT25M",
            "PT30M");
  }

  @Test
  void machinesAreTriedAsStandardWebhooksSays() {
    assertThat(attempts(RetrySchedule.INTEGRATION))
        .containsExactly(
            "PT0S",
            "PT5S",
            "PT5M5S",
            "PT35M5S",
            "PT2H35M5S",
            "PT7H35M5S",
            "PT17H35M5S",
            "PT31H35M5S",
            "PT51H35M5S",
            "PT75H35M5S");
  }

  @Test
  void aReceiverCanAskForMoreTimeButNotForLess() {
    Instant soon = START.plusSeconds(1);
    Instant later = START.plusSeconds(300);

    assertThat(RetrySchedule.PAGING.next(1, START, soon)).contains(START.plusSeconds(5));
    assertThat(RetrySchedule.PAGING.next(1, START, later)).contains(later);
  }

  @Test
  void whatPeopleWaitForIsNotPutOffForLongByAReceiver() {
    Instant latest = START.plus(Duration.ofMinutes(5));

    assertThat(RetrySchedule.PAGING.next(1, START, latest)).contains(latest);
    assertThat(RetrySchedule.PAGING.next(1, START, latest.plusSeconds(1))).isEmpty();
    assertThat(RetrySchedule.of(ChannelKind.PAGER, false).next(1, START, latest.plusSeconds(1)))
        .contains(latest.plusSeconds(1));
  }

  @Test
  void aReceiverThatAsksForNeverIsTriedAgainAfterADay() {
    assertThat(RetrySchedule.INTEGRATION.next(1, START, Instant.MAX))
        .contains(START.plus(Duration.ofHours(24)));
  }

  @Test
  void aReceiverCannotAskForMoreAttempts() {
    assertThat(RetrySchedule.PAGING.next(11, START, START.plusSeconds(60))).isEmpty();
  }

  /** When each attempt is made, if all fail at once. */
  private static List<String> attempts(RetrySchedule schedule) {
    List<String> attempts = new ArrayList<>();
    Optional<Instant> next = Optional.of(START);
    for (int made = 1; next.isPresent(); made++) {
      attempts.add(Duration.between(START, next.get()).toString());
      next = schedule.next(made, next.get(), null);
    }
    return attempts;
  }
}
