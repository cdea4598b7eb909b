package io.onus.journeys.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.journeys.naive.NaiveLog.Row;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The second opinion has to be right itself: cases small enough to be checked by hand. Times are
 * UTC.
 */
class NaiveVerifierTest {

  private static final NaiveVerifier VERIFIER = new NaiveVerifier();
  private static final long END = at("2016-12-01T00:00");

  @Test
  void easterIsWhereTheAlmanacHasIt() {
    assertThat(List.of(2016, 2017, 2018, 2019, 2024))
        .extracting(OfficeMinutes::easter)
        .containsExactly(
            LocalDate.of(2016, 3, 27),
            LocalDate.of(2017, 4, 16),
            LocalDate.of(2018, 4, 1),
            LocalDate.of(2019, 4, 21),
            LocalDate.of(2024, 3, 31));
  }

  @Test
  void allOfGermanyRestsOnNineDays() {
    assertThat(
            IntStream.rangeClosed(1, 366)
                .mapToObj(day -> LocalDate.ofYearDay(2016, day))
                .filter(OfficeMinutes::isHoliday))
        .containsExactly(
            LocalDate.of(2016, 1, 1),
            LocalDate.of(2016, 3, 25),
            LocalDate.of(2016, 3, 28),
            LocalDate.of(2016, 5, 1),
            LocalDate.of(2016, 5, 5),
            LocalDate.of(2016, 5, 16),
            LocalDate.of(2016, 10, 3),
            LocalDate.of(2016, 12, 25),
            LocalDate.of(2016, 12, 26));
  }

  @Test
  void theWeekendDoesNotCount() {
    // Friday 16:00 to Monday 09:00 in Berlin, in winter: two hours and one.
    List<NaiveClock> clocks =
        clocks(row("New", 3, "2016-03-04T15:00"), row("Resolved", 3, "2016-03-07T08:00"));

    assertThat(clocks)
        .containsExactly(
            new NaiveClock("INC", "FIRST_RESPONSE", 1, "P3", "MET", true, 180),
            new NaiveClock("INC", "RESOLUTION", 1, "P3", "MET", true, 180));
  }

  @Test
  void exactlyOnTimeIsKeptAndAMinuteLaterIsNot() {
    assertThat(clocks(row("New", 1, "2016-03-01T09:00"), row("Active", 1, "2016-03-01T09:30")))
        .extracting(NaiveClock::verdict)
        .startsWith("MET");
    assertThat(clocks(row("New", 1, "2016-03-01T09:00"), row("Active", 1, "2016-03-01T09:31")))
        .extracting(NaiveClock::verdict)
        .startsWith("BREACHED");
  }

  @Test
  void dueAtClosingTimeIsBrokenNextMorningEvenThoughNoWorkingTimePassed() {
    // Four hours until 18:00 in Berlin; resolved when the office opens again.
    List<NaiveClock> clocks =
        clocks(row("Active", 1, "2016-03-01T13:00"), row("Resolved", 1, "2016-03-02T07:00"));

    assertThat(clocks.getLast())
        .isEqualTo(new NaiveClock("INC", "RESOLUTION", 1, "P1", "BREACHED", true, 240));
  }

  @Test
  void waitingForTheUserDoesNotCount() {
    List<NaiveClock> clocks =
        clocks(
            row("Active", 1, "2016-03-01T08:00"),
            row("Awaiting User Info", 1, "2016-03-01T09:00"),
            row("Active", 1, "2016-03-01T15:00"),
            row("Resolved", 1, "2016-03-01T16:00"));

    assertThat(clocks.getLast())
        .isEqualTo(new NaiveClock("INC", "RESOLUTION", 1, "P1", "MET", true, 120));
  }

  @Test
  void aHigherPriorityShortensAndABreachStays() {
    List<NaiveClock> clocks =
        clocks(
            row("Active", 3, "2016-03-01T08:00"),
            row("Active", 1, "2016-03-01T14:00"),
            row("Active", 4, "2016-03-01T14:01"),
            row("Resolved", 4, "2016-03-01T15:00"));

    assertThat(clocks.getLast())
        .isEqualTo(new NaiveClock("INC", "RESOLUTION", 1, "P4", "BREACHED", true, 420));
  }

  @Test
  void aReopenedIncidentHasWhatWasLeft() {
    List<NaiveClock> clocks =
        clocks(
            row("Active", 1, "2016-03-01T08:00"),
            row("Resolved", 1, "2016-03-01T11:00"),
            row("Active", 1, "2016-03-02T08:00"),
            row("Resolved", 1, "2016-03-02T09:01"));

    assertThat(clocks.subList(1, 3))
        .containsExactly(
            new NaiveClock("INC", "RESOLUTION", 1, "P1", "MET", true, 180),
            new NaiveClock("INC", "RESOLUTION", 2, "P1", "BREACHED", true, 61));
  }

  @Test
  void whatIsOpenAtTheEndIsBrokenOnlyWhenItsTimeIsUp() {
    long end = at("2016-03-01T09:00");

    assertThat(VERIFIER.clocks("INC", List.of(row("New", 1, "2016-03-01T08:00")), end))
        .containsExactly(
            new NaiveClock("INC", "FIRST_RESPONSE", 1, "P1", "BREACHED", false, 60),
            new NaiveClock("INC", "RESOLUTION", 1, "P1", "PENDING", false, 60));
  }

  private static List<NaiveClock> clocks(Row... rows) {
    // All of them were opened when the first row was written.
    List<Row> opened =
        Arrays.stream(rows)
            .map(
                row ->
                    new Row(
                        row.state(),
                        row.priority(),
                        row.reopened(),
                        rows[0].updated(),
                        row.updated()))
            .toList();
    return VERIFIER.clocks("INC", opened, END);
  }

  private static Row row(String state, int priority, String updated) {
    return new Row(state, priority, 0, at(updated), at(updated));
  }

  private static long at(String text) {
    return LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC) / 60;
  }
}
