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
  private static final long END = at("2016-03-08T00:00");

  /** 7 March 09:00 to 18:00 in Berlin. */
  private static final int UNCONFIRMED = 9 * 60;

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
    assertThat(clocks(row("New", 3, "2016-03-04T15:00"), row("Resolved", 3, "2016-03-07T08:00")))
        .containsExactlyInAnyOrder(
            new NaiveClock("INC", "FIRST_RESPONSE", 1, 1, "P3", "MET", "FINISHED", 180),
            new NaiveClock("INC", "RESOLUTION", 1, 1, "P3", "MET", "FINISHED", 180),
            new NaiveClock("INC", "CONFIRMATION", 1, 1, "P3", "PENDING", "OPEN", UNCONFIRMED));
  }

  @Test
  void exactlyOnTimeIsKeptAndAMinuteLaterIsNot() {
    assertThat(of("FIRST_RESPONSE", row("New", 1, "09:00"), row("Active", 1, "09:30")))
        .containsExactly("1.1 MET FINISHED 30");
    assertThat(of("FIRST_RESPONSE", row("New", 1, "09:00"), row("Active", 1, "09:31")))
        .containsExactly("1.1 BREACHED FINISHED 31");
  }

  @Test
  void dueAtClosingTimeIsBrokenNextMorningEvenThoughNoWorkingTimePassed() {
    // Four hours until 18:00 in Berlin; resolved when the office opens again.
    assertThat(of("RESOLUTION", row("Active", 1, "13:00"), row("Resolved", 1, "2016-03-02T07:00")))
        .containsExactly("1.1 BREACHED FINISHED 240");
  }

  @Test
  void waitingForTheUserDoesNotCount() {
    assertThat(
            of(
                "RESOLUTION",
                row("Active", 1, "08:00"),
                row("Awaiting User Info", 1, "09:00"),
                row("Active", 1, "15:00"),
                row("Resolved", 1, "16:00")))
        .containsExactly("1.1 MET FINISHED 120");
  }

  @Test
  void aHigherPriorityShortensAndABreachStays() {
    assertThat(
            of(
                "RESOLUTION",
                row("Active", 3, "08:00"),
                row("Active", 1, "14:00"),
                row("Active", 4, "14:01"),
                row("Resolved", 4, "15:00")))
        .containsExactly("1.1 BREACHED FINISHED 420");
  }

  @Test
  void aReopenedIncidentHasWhatWasLeft() {
    assertThat(
            of(
                "RESOLUTION",
                row("Active", 1, "08:00"),
                row("Resolved", 1, "11:00"),
                row("Active", 1, "2016-03-02T08:00"),
                row("Resolved", 1, "2016-03-02T09:01")))
        .containsExactly("1.1 MET FINISHED 180", "2.1 BREACHED FINISHED 61");
  }

  @Test
  void eachQuestionRunsOnTheUserAndTheSameOnceMoreGoesOn() {
    // Two hours for a reply: an hour and a half the first time, so half an hour the second.
    assertThat(
            of(
                "REPLY",
                row("Active", 1, "07:00"),
                row("Awaiting User Info", 1, "08:00"),
                row("Active", 1, "09:30"),
                row("Awaiting User Info", 1, "10:00"),
                row("Active", 1, "10:31"),
                // What broke does not break again by being asked again.
                row("Awaiting User Info", 1, "11:00"),
                row("Active", 1, "11:45")))
        .containsExactly("1.1 MET FINISHED 90", "1.2 BREACHED FINISHED 31", "1.3 MET FINISHED 45");
  }

  @Test
  void anotherGroupHasAsManyHoursAgainAndAQuestionOfTheFirstIsMoot() {
    Row[] rows = {
      row("Active", 1, "08:00"),
      row("Awaiting User Info", 1, "09:00"),
      in("Group 2", row("Awaiting User Info", 1, "10:00")),
      in("Group 2", row("Active", 1, "11:00")),
      in("Group 3", row("Active", 1, "12:00")),
      in("Group 3", row("Resolved", 1, "14:01"))
    };

    assertThat(of("REPLY", rows)).containsExactly("1.1 NONE CANCELLED 60", "1.2 MET FINISHED 60");
    assertThat(of("HANDLING", rows))
        .containsExactly("1.1 HANDED_OVER FINISHED 60", "1.2 BREACHED FINISHED 121");
    assertThat(of("RESOLUTION", rows)).containsExactly("1.1 BREACHED FINISHED 241");
  }

  @Test
  void theLastGroupGoesOnWithWhatItHadLeft() {
    assertThat(
            of(
                "HANDLING",
                row("Active", 1, "08:00"),
                in("Group 2", row("Active", 1, "09:00")),
                in("Group 2", row("Resolved", 1, "10:30")),
                in("Group 2", row("Active", 1, "12:00")),
                in("Group 2", row("Resolved", 1, "12:31"))))
        .containsExactly("1.1 MET FINISHED 90", "2.1 BREACHED FINISHED 31");
  }

  @Test
  void theUserWantsToSeeSomethingEveryOtherHour() {
    assertThat(
            of(
                "NEXT_UPDATE",
                row("New", 1, "07:00"),
                row("Active", 1, "07:10"),
                // Nobody but colleagues sees these.
                row("Awaiting Vendor", 1, "07:30"),
                row("Active", 1, "07:40"),
                row("Awaiting User Info", 1, "09:10"),
                row("Active", 1, "12:00"),
                row("Resolved", 1, "14:01"),
                row("Active", 1, "14:30"),
                row("Resolved", 1, "15:00")))
        .containsExactly(
            "1.1 MET FINISHED 120", "1.2 BREACHED FINISHED 121", "2.1 MET FINISHED 30");
  }

  @Test
  void silenceIsCountedFromTheResolution() {
    assertThat(
            of(
                "CONFIRMATION",
                row("Active", 1, "08:00"),
                row("Resolved", 1, "09:00"),
                row("Active", 1, "10:00"),
                row("Resolved", 1, "11:00"),
                row("Closed", 1, "2016-03-03T12:00")))
        // Ten hours: 1 March 12:00 to 18:00, all of 2 March, 3 March 08:00 to 13:00 in Berlin.
        .containsExactly("1.1 MET FINISHED 60", "2.1 BREACHED FINISHED 1260");
  }

  @Test
  void whatIsOpenAtTheEndIsBrokenOnlyWhenItsTimeIsUp() {
    assertThat(VERIFIER.clocks("INC", List.of(row("New", 1, "08:00")), at("2016-03-01T09:00")))
        .containsExactlyInAnyOrder(
            new NaiveClock("INC", "FIRST_RESPONSE", 1, 1, "P1", "BREACHED", "OPEN", 60),
            new NaiveClock("INC", "RESOLUTION", 1, 1, "P1", "PENDING", "OPEN", 60));
  }

  /** The clocks of a metric: cycle, round, verdict, phase, minutes. */
  private static List<String> of(String metric, Row... rows) {
    return clocks(rows).stream()
        .filter(clock -> clock.metric().equals(metric))
        .map(
            clock ->
                "%d.%d %s %s %d"
                    .formatted(
                        clock.cycle(),
                        clock.round(),
                        clock.verdict(),
                        clock.phase(),
                        clock.minutes()))
        .toList();
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
                        row.group(),
                        rows[0].updated(),
                        row.updated()))
            .toList();
    return VERIFIER.clocks("INC", opened, END);
  }

  private static Row in(String group, Row row) {
    return new Row(row.state(), row.priority(), row.reopened(), group, row.opened(), row.updated());
  }

  /**
   * @param updated a time on 1 March 2016, a Tuesday, or an instant in full
   */
  private static Row row(String state, int priority, String updated) {
    long minute = at(updated.contains("T") ? updated : "2016-03-01T" + updated);
    return new Row(state, priority, 0, "Group 1", minute, minute);
  }

  private static long at(String text) {
    return LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC) / 60;
  }
}
