package io.onus.request.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.onus.kit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The moments of a rule, on the wall of a zone. */
class RecurrenceTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime NOON = LocalDateTime.parse("2026-11-30T12:00");

  @Test
  void everyTuesdayNoonIsNoonInSummerAndInWinter() {
    Recurrence tuesdays = berlin("FREQ=WEEKLY;BYDAY=TU", NOON);

    assertThat(tuesdays.next(Instant.parse("2026-11-30T00:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-12-01T11:00:00Z"), Instant.parse("2026-12-08T11:00:00Z"));
    assertThat(tuesdays.next(Instant.parse("2027-03-23T11:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2027-03-30T10:00:00Z"), Instant.parse("2027-04-06T10:00:00Z"));
    assertThat(tuesdays.next(Instant.parse("2026-12-01T10:59:59.999Z")))
        .contains(Instant.parse("2026-12-01T11:00:00Z"));
  }

  @Test
  void aTimeTheClocksSkipIsAsMuchLater() {
    Recurrence nights = berlin("FREQ=DAILY", LocalDateTime.parse("2026-03-01T02:30"));

    assertThat(nights.next(Instant.parse("2026-03-28T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void aTimeThatOccursTwiceIsTheFirst() {
    Recurrence nights = berlin("FREQ=DAILY", LocalDateTime.parse("2026-10-01T02:30"));

    assertThat(nights.next(Instant.parse("2026-10-24T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void aSkippedDayHasItsMomentOnTheNext() {
    // Samoa had no 30 December 2011.
    Recurrence noons =
        Recurrence.of(
            "FREQ=DAILY", LocalDateTime.parse("2011-12-28T12:00"), ZoneId.of("Pacific/Apia"));

    List<Instant> moments = noons.next(Instant.parse("2011-12-28T23:00:00Z"), 3);

    assertThat(moments).isSorted().doesNotHaveDuplicates();
    assertThat(moments)
        .containsExactly(
            Instant.parse("2011-12-29T22:00:00Z"),
            Instant.parse("2011-12-30T22:00:00Z"),
            Instant.parse("2011-12-31T22:00:00Z"));
  }

  @Test
  void hourlyNeverComesTwiceInTheSameHour() {
    Recurrence hours = berlin("FREQ=HOURLY", LocalDateTime.parse("2026-03-28T12:15"));

    List<Instant> night = hours.next(Instant.parse("2026-03-28T20:00:00Z"), 12);

    assertThat(new HashSet<>(night)).hasSize(12);
    for (int i = 1; i < night.size(); i++) {
      assertThat(Duration.between(night.get(i - 1), night.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }
  }

  @Test
  void theEndIsMeantInTheZoneWhateverItIsWrittenIn() {
    Instant before = Instant.parse("2026-11-30T00:00:00Z");

    assertThat(berlin("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208", NOON).next(before, 9)).hasSize(2);
    assertThat(berlin("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208T110000Z", NOON).next(before, 9))
        .hasSize(2);
    assertThat(berlin("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208T105959Z", NOON).next(before, 9))
        .hasSize(1);
    assertThat(berlin("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208T115959", NOON).next(before, 9))
        .hasSize(1);
    assertThat(berlin("FREQ=WEEKLY;BYDAY=TU;COUNT=3", NOON).next(before, 9)).hasSize(3);
    assertThat(
            berlin("FREQ=WEEKLY;BYDAY=TU;COUNT=3", NOON)
                .next(Instant.parse("2026-12-08T11:00:00Z"), 9))
        .hasSize(1);
  }

  @Test
  void whatComesTooOftenIsRefused() {
    for (String rule :
        List.of(
            "FREQ=SECONDLY",
            "FREQ=MINUTELY",
            "FREQ=MINUTELY;INTERVAL=90",
            "FREQ=HOURLY;BYMINUTE=0,30",
            "FREQ=YEARLY;BYMONTH=1,2,3;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3",
            "FREQ=DAILY;BYSECOND=0,1")) {
      refused(rule, "more often than hourly");
    }
    assertThat(berlin("FREQ=HOURLY;BYMINUTE=30,30", NOON).next(Instant.EPOCH)).isPresent();
  }

  @Test
  void whatIsNoRuleIsRefusedWithTheReason() {
    for (String rule :
        List.of(
            "",
            "TUESDAYS",
            "RRULE:FREQ=DAILY",
            "FREQ=WEEKLY;INTERVAL=0",
            "FREQ=DAILY;COUNT=0",
            "FREQ=WEEKLY;COUNT=1;UNTIL=20270101",
            "FREQ=WEEKLY;FOO=1",
            "BYDAY=TU",
            "RSCALE=CHINESE;FREQ=YEARLY",
            "FREQ=WEEKLY\nEXRULE:FREQ=DAILY")) {
      refused(rule, "RFC 5545");
    }
    refused("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD", "");
    refused("FREQ=DAILY;INTERVAL=1001", "INTERVAL");
    refused("FREQ=DAILY;BYMONTHDAY=" + "1,".repeat(200) + "1", "longer");
  }

  @Test
  void aRuleThatNeverHappensEndsTheSearchSoon() {
    for (String rule :
        List.of(
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=5",
            "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
            "FREQ=WEEKLY;BYSETPOS=5;BYDAY=MO,TU",
            "FREQ=WEEKLY;UNTIL=20200101T000000",
            "FREQ=DAILY;UNTIL=20261129")) {
      assertThat(berlin(rule, NOON).next(Instant.parse("2026-11-01T00:00:00Z"))).as(rule).isEmpty();
    }
  }

  @Test
  void yearsBeyondReckoningEndTheRule() {
    assertThat(berlin("FREQ=YEARLY;INTERVAL=1000", NOON).next(Instant.EPOCH, 5)).hasSize(1);
  }

  @Test
  void anOldStartCostsNothing() {
    Recurrence hours = berlin("FREQ=HOURLY", LocalDateTime.parse("1970-01-01T00:00"));

    assertThat(hours.next(Instant.parse("2026-11-30T00:00:00Z")))
        .contains(Instant.parse("2026-11-30T01:00:00Z"));
  }

  private static Recurrence berlin(String rule, LocalDateTime start) {
    return Recurrence.of(rule, start, BERLIN);
  }

  private static void refused(String rule, String words) {
    assertThat(catchThrowable(() -> berlin(rule, NOON)))
        .as(rule)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.getMessage()).contains(words));
  }
}
