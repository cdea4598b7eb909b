package io.onus.sla.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onus.kit.problem.Problem;
import io.onus.sla.calendar.ICalendarFile.Reading;
import io.onus.sla.calendar.domain.Closure;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ICalendarFileTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one day                | DTSTART;VALUE=DATE:20261224                                           | 2026-12-24T00:00/2026-12-25T00:00
          a date without VALUE   | DTSTART:20261224                                                      | 2026-12-24T00:00/2026-12-25T00:00
          its end is no part     | DTSTART;VALUE=DATE:20261224;;DTEND;VALUE=DATE:20261227                | 2026-12-24T00:00/2026-12-27T00:00
          its end is itself      | DTSTART;VALUE=DATE:20261224;;DTEND;VALUE=DATE:20261224                | 2026-12-24T00:00/2026-12-25T00:00
          two days of duration   | DTSTART;VALUE=DATE:20261224;;DURATION:P2D                             | 2026-12-24T00:00/2026-12-26T00:00
          a week of duration     | DTSTART;VALUE=DATE:20261224;;DURATION:P1W                             | 2026-12-24T00:00/2026-12-31T00:00
          free all day           | DTSTART;VALUE=DATE:20261224;;TRANSP:TRANSPARENT                       | 2026-12-24T00:00/2026-12-25T00:00
          an afternoon           | DTSTART:20261224T120000;;DTEND:20261224T180000                        | 2026-12-24T12:00/2026-12-24T18:00
          in UTC                 | DTSTART:20261224T110000Z;;DTEND:20261224T170000Z                      | 2026-12-24T12:00/2026-12-24T18:00
          in a zone of its own   | DTSTART;TZID=America/New_York:20261224T060000;;DURATION:PT6H          | 2026-12-24T12:00/2026-12-24T18:00
          a path before the zone | DTSTART;TZID=/example.org/1.0/Europe/Berlin:20261224T120000;;DURATION:PT6H | 2026-12-24T12:00/2026-12-24T18:00
          over the new year      | DTSTART;VALUE=DATE:20261230;;DTEND;VALUE=DATE:20270103                | 2026-12-30T00:00/2027-01-01T00:00
          free for an hour       | DTSTART:20261224T120000;;DTEND:20261224T180000;;TRANSP:TRANSPARENT    | ''
          called off             | DTSTART;VALUE=DATE:20261224;;STATUS:CANCELLED                         | ''
          a moment               | DTSTART:20261224T120000                                               | ''
          another year           | DTSTART;VALUE=DATE:20251224                                           | ''
          a year nobody names    | DTSTART;VALUE=DATE:00011224;;RRULE:FREQ=YEARLY                        | ''
          every year             | DTSTART;VALUE=DATE:19701224;;RRULE:FREQ=YEARLY                        | 2026-12-24T00:00/2026-12-25T00:00
          a Monday in September  | DTSTART;VALUE=DATE:20000904;;RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1MO    | 2026-09-07T00:00/2026-09-08T00:00
          until it ended         | DTSTART;VALUE=DATE:20260105;;RRULE:FREQ=WEEKLY;UNTIL=20260112         | 2026-01-05T00:00/2026-01-06T00:00 2026-01-12T00:00/2026-01-13T00:00
          twice                  | DTSTART;VALUE=DATE:20260105;;RRULE:FREQ=DAILY;INTERVAL=3;COUNT=2      | 2026-01-05T00:00/2026-01-06T00:00 2026-01-08T00:00/2026-01-09T00:00
          not always             | DTSTART;VALUE=DATE:20260105;;RRULE:FREQ=DAILY;COUNT=3;;EXDATE;VALUE=DATE:20260106 | 2026-01-05T00:00/2026-01-06T00:00 2026-01-07T00:00/2026-01-08T00:00
          and once more          | DTSTART;VALUE=DATE:20260105;;RDATE;VALUE=DATE:20260202                | 2026-01-05T00:00/2026-01-06T00:00 2026-02-02T00:00/2026-02-03T00:00
          noon in both seasons   | DTSTART;TZID=America/New_York:20260301T060000;;DURATION:PT1H;;RRULE:FREQ=WEEKLY;COUNT=2;INTERVAL=2 | 2026-03-01T12:00/2026-03-01T13:00 2026-03-15T11:00/2026-03-15T12:00
          until a time           | DTSTART;TZID=Europe/Berlin:20260105T120000;;DURATION:PT1H;;RRULE:FREQ=DAILY;UNTIL=20260106T105959Z | 2026-01-05T12:00/2026-01-05T13:00
          until that very time   | DTSTART;TZID=Europe/Berlin:20260105T120000;;DURATION:PT1H;;RRULE:FREQ=DAILY;UNTIL=20260106T110000Z | 2026-01-05T12:00/2026-01-05T13:00 2026-01-06T12:00/2026-01-06T13:00
          a February without it  | DTSTART;VALUE=DATE:20260101;;RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | 2026-01-01T00:00/2026-01-02T00:00
          """)
  void anEventClosesItsTime(String what, String lines, String closures) {
    Reading reading = read(event(lines));

    assertThat(
            reading.closures().stream()
                .map(closure -> closure.start() + "/" + closure.end())
                .collect(Collectors.joining(" ")))
        .isEqualTo(closures);
    assertThat(reading.events()).isEqualTo(1);
  }

  @Test
  void oneOccurrenceOfASeriesIsMoved() {
    Reading reading =
        read(
            event("UID:party;;DTSTART:20260105T120000;;DURATION:PT1H;;RRULE:FREQ=DAILY;COUNT=2")
                + event(
                    "UID:party;;RECURRENCE-ID:20260106T120000;;DTSTART:20260107T090000;;DURATION:PT2H"));

    assertThat(reading.closures())
        .containsExactly(
            closure("2026-01-05T12:00", "2026-01-05T13:00"),
            closure("2026-01-07T09:00", "2026-01-07T11:00"));
  }

  @Test
  void oneOccurrenceOfASeriesIsCalledOff() {
    Reading reading =
        read(
            event("UID:a;;DTSTART;VALUE=DATE:20260105;;RRULE:FREQ=DAILY;COUNT=2")
                + event(
                    "UID:a;;RECURRENCE-ID;VALUE=DATE:20260105;;DTSTART;VALUE=DATE:20260105;;STATUS:CANCELLED"));

    assertThat(reading.closures()).containsExactly(closure("2026-01-06T00:00", "2026-01-07T00:00"));
    assertThat(reading.cancelled()).isEqualTo(1);
  }

  @Test
  void linesThatWereFoldedAreOneAndWhatIsNoEventIsPassedOver() {
    Reading reading =
        ICalendarFile.read(
            """
            BEGIN:VCALENDAR\r
            VERSION:2.0\r
            PRODID:-//Example//EN\r
            BEGIN:VTIMEZONE\r
            TZID:Europe/Berlin\r
            TZURL:http://127.0.0.1:1/zone.ics\r
            BEGIN:STANDARD\r
            DTSTART:19701025T030000\r
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
            TZOFFSETFROM:+0200\r
            TZOFFSETTO:+0100\r
            END:STANDARD\r
            END:VTIMEZONE\r
            BEGIN:VTODO\r
            DTSTART;VALUE=DATE:20260105\r
            END:VTODO\r
            BEGIN:VEVENT\r
            SUMMARY:Christmas, all of it\\; with a line that is far too long to be written\r
              on one and so goes on here\r
            DTSTART;VALUE=DA\r
             TE:20261224\r
            DTEND;VALUE=DATE:20261227\r
            BEGIN:VALARM\r
            TRIGGER:-PT15M\r
            DTSTART;VALUE=DATE:20260105\r
            END:VALARM\r
            END:VEVENT\r
            END:VCALENDAR\r
            """,
            BERLIN,
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2027-01-01"));

    assertThat(reading.closures()).containsExactly(closure("2026-12-24T00:00", "2026-12-27T00:00"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          SUMMARY:nothing else                                        | event[1].DTSTART | is missing
          DTSTART:24.12.2026                                          | event[1].DTSTART | '24.12.2026' is neither
          DTSTART:20260231                                            | event[1].DTSTART | '20260231' is neither
          DTSTART;TZID=Mars/Olympus:20261224T120000                   | event[1].DTSTART | Mars/Olympus
          DTSTART;VALUE=DATE:20261224;;DTEND:20261224T120000          | event[1].DTEND   | must be a date
          DTSTART;VALUE=DATE:20261224;;DTEND;VALUE=DATE:20261223      | event[1].DTEND   | is before
          DTSTART;VALUE=DATE:20261224;;DTEND;VALUE=DATE:20991224      | event[1].DTEND   | ten years
          DTSTART:20261224T120000;;DURATION:4h                        | event[1].DURATION | '4h' is no
          DTSTART:20261224T120000;;DURATION:-PT4H                     | event[1].DURATION | is before
          DTSTART;VALUE=DATE:20261224;;RRULE:FREQ=SECONDLY            | event[1].RRULE   | FREQ=SECONDLY
          DTSTART;VALUE=DATE:20261224;;RRULE:FREQ=HOURLY              | event[1].RRULE   | FREQ=HOURLY
          DTSTART;VALUE=DATE:20261224;;RRULE:FREQ=DAILY;BYSECOND=1,2  | event[1].RRULE   | BYSECOND
          DTSTART;VALUE=DATE:20261224;;RRULE:FREQ=DAILY;INTERVAL=0    | event[1].RRULE   | INTERVAL=0
          DTSTART;VALUE=DATE:20261224;;RRULE:FREQ=DAILY;INTERVAL=-1   | event[1].RRULE   | INTERVAL=-1
          DTSTART;VALUE=DATE:20261224;;RRULE:FREQ=DAILY;BYMONTHDAY=99 | event[1].RRULE   | cannot be followed
          DTSTART;VALUE=DATE:20261224;;RRULE:FREQ=DAILY;BYDAY=XX      | event[1].RRULE   | cannot be followed
          DTSTART;VALUE=DATE:20261224;;RRULE:FREQ=MONTHLY;BYMONTHDAY=1,1,1 | event[1].RRULE | once each
          DTSTART;VALUE=DATE:20261224;;RRULE:INTERVAL=2               | event[1].RRULE   | has no FREQ
          DTSTART;VALUE=DATE:20261224;;RRULE:often                    | event[1].RRULE   | is no rule
          DTSTART;VALUE=DATE:20261224;;RDATE;VALUE=PERIOD:20260101T000000Z/PT1H | event[1].RDATE | periods
          DTSTART;VALUE=DATE:20261224;;UID:a;;RECURRENCE-ID;RANGE=THISANDFUTURE:20261224 | event[1].RECURRENCE-ID | RANGE
          """)
  void whatCannotBeReadIsNamed(String lines, String field, String message) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(event(lines)))
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.violations().getFirst().field()).isEqualTo(field);
              assertThat(problem.violations().getFirst().message()).contains(message);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"url\":\"https://example.org\"}",
        "<html><body>Sign in</body></html>",
        "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
      })
  void whatIsNoICalendarFileIsRefused(String file) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(
            () ->
                ICalendarFile.read(
                    file, BERLIN, LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01")))
        .satisfies(problem -> assertThat(problem.status()).isEqualTo(400))
        .withMessageContaining("no iCalendar file");
  }

  @Test
  void aFileThatIsTooDeepIsRefused() {
    String deep = "BEGIN:VEVENT\r\n".repeat(70_000);

    refused("BEGIN:VCALENDAR\r\n" + deep, "4 deep");
  }

  @Test
  void aFileOfTooManyEventsIsRefused() {
    refused(
        calendar(event("DTSTART;VALUE=DATE:20260105").repeat(ICalendarLines.MOST_EVENTS + 1)),
        "more than 5000 events");
  }

  @Test
  void aFileOfTooManyOccurrencesIsRefused() {
    refused(
        calendar(event("DTSTART;VALUE=DATE:20260101;;RRULE:FREQ=DAILY").repeat(30)),
        "more than 10000 times");
  }

  @Test
  void rulesThatBeganLongAgoAreTooMuchTogether() {
    refused(
        calendar(event("DTSTART;VALUE=DATE:19010101;;RRULE:FREQ=DAILY;UNTIL=20251231").repeat(100)),
        "years together");
  }

  @Test
  void aRuleOfEveryDateInEveryListStaysBounded() {
    String days =
        IntStream.rangeClosed(1, 31).mapToObj(String::valueOf).collect(Collectors.joining(","));
    String months =
        IntStream.rangeClosed(1, 12).mapToObj(String::valueOf).collect(Collectors.joining(","));

    Reading reading =
        read(
            event(
                "DTSTART;VALUE=DATE:19010101;;RRULE:FREQ=DAILY;BYMONTH="
                    + months
                    + ";BYMONTHDAY="
                    + days
                    + ";BYDAY=MO,TU,WE,TH,FR,SA,SU"));

    assertThat(reading.closures()).hasSize(365);
  }

  private static void refused(String file, String why) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(
            () ->
                ICalendarFile.read(
                    file, BERLIN, LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01")))
        .withMessageContaining(why);
  }

  /** Of the year 2026. */
  private static Reading read(String events) {
    return ICalendarFile.read(
        calendar(events), BERLIN, LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"));
  }

  private static String calendar(String events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
  }

  private static String event(String lines) {
    return "BEGIN:VEVENT\r\n" + lines.replace(";;", "\r\n") + "\r\nEND:VEVENT\r\n";
  }

  private static Closure closure(String start, String end) {
    return new Closure(LocalDateTime.parse(start), LocalDateTime.parse(end));
  }
}
