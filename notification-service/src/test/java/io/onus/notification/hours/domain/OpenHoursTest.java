package io.onus.notification.hours.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onus.notification.hours.domain.OpenHours.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenHoursTest {

  private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-26T00:00:00Z");

  /** Two days of office hours with a lunch break on the first, and a third day off. */
  private static final OpenHours OFFICE =
      hours(
          window("2026-11-23T09:00:00Z", "2026-11-23T12:00:00Z"),
          window("2026-11-23T13:00:00Z", "2026-11-23T17:00:00Z"),
          window("2026-11-24T09:00:00Z", "2026-11-24T17:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:59:59.999999Z, false",
    "2026-11-23T09:00:00Z, true",
    "2026-11-23T11:59:59.999999Z, true",
    "2026-11-23T12:00:00Z, false",
    "2026-11-23T13:00:00Z, true",
    "2026-11-23T17:00:00Z, false",
    "2026-11-25T10:00:00Z, false",
    "2027-11-25T10:00:00Z, false"
  })
  void itIsOpenFromTheStartOfAWindowUntilJustBeforeItsEnd(Instant at, boolean open) {
    assertThat(OFFICE.isOpen(at)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T00:00:00Z, true",
    "2026-11-22T23:59:59.999999Z, false",
    "2026-11-25T23:59:59.999999Z, true",
    "2026-11-26T00:00:00Z, false"
  })
  void itSpeaksOfItsHorizonOnly(Instant at, boolean covered) {
    assertThat(OFFICE.covers(at)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T09:00:00Z, 2026-11-23T09:00:00Z, PT0S",
    "2026-11-23T08:00:00Z, 2026-11-23T09:00:00Z, PT0S",
    "2026-11-23T09:00:00Z, 2026-11-23T12:00:00Z, PT3H",
    "2026-11-23T11:59:59.5Z, 2026-11-23T13:00:00.25Z, PT0.75S",
    "2026-11-23T12:00:00Z, 2026-11-23T13:00:00Z, PT0S",
    "2026-11-23T16:00:00Z, 2026-11-24T10:00:00Z, PT2H",
    "2026-11-01T00:00:00Z, 2026-12-24T00:00:00Z, PT15H"
  })
  void betweenCountsWhatIsOpenInTheInterval(Instant start, Instant end, Duration working) {
    assertThat(OFFICE.between(start, end)).isEqualTo(working);
  }

  @ParameterizedTest
  @CsvSource({
    // Within a window, and from before it.
    "2026-11-23T09:30:00Z, PT1H, 2026-11-23T10:30:00Z",
    "2026-11-23T07:00:00Z, PT1H, 2026-11-23T10:00:00Z",
    // What ends with a window ends there and not where the next one starts.
    "2026-11-23T09:00:00Z, PT3H, 2026-11-23T12:00:00Z",
    "2026-11-23T09:00:00Z, PT3H0.000001S, 2026-11-23T13:00:00.000001Z",
    // From the very end of a window the next one counts.
    "2026-11-23T12:00:00Z, PT1M, 2026-11-23T13:01:00Z",
    // Across windows and the night.
    "2026-11-23T11:00:00Z, PT6H, 2026-11-24T10:00:00Z",
    "2026-11-23T09:00:00Z, PT15H, 2026-11-24T17:00:00Z"
  })
  void addWaitsForSoMuchWorkingTime(Instant start, Duration working, Instant end) {
    assertThat(OFFICE.add(start, working)).contains(end);
  }

  @Test
  void noWorkingTimeIsOverAtOnceWhetherOpenOrNotAndWhereverItIs() {
    for (String at :
        List.of("2026-11-23T10:00:00Z", "2026-11-23T03:00:00Z", "2027-06-01T00:00:00Z")) {
      assertThat(OFFICE.add(Instant.parse(at), Duration.ZERO)).contains(Instant.parse(at));
    }
  }

  @Test
  void nothingIsGuessedBeyondTheHorizon() {
    assertThat(OFFICE.add(FROM, Duration.ofHours(15).plusNanos(1000))).isEmpty();
    assertThat(OFFICE.add(FROM.minusNanos(1000), Duration.ofMinutes(1))).isEmpty();
    assertThat(OFFICE.add(UNTIL, Duration.ofMinutes(1))).isEmpty();
    assertThat(hours().add(FROM, Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void workingTimeIsNotTakenAway() {
    assertThatIllegalArgumentException().isThrownBy(() -> OFFICE.add(FROM, Duration.ofMinutes(-1)));
  }

  @Test
  void windowsWithinAnIntervalAreCutToIt() {
    assertThat(
            OFFICE.within(
                Instant.parse("2026-11-23T11:00:00Z"), Instant.parse("2026-11-24T09:00:00Z")))
        .containsExactly(
            window("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z"),
            window("2026-11-23T13:00:00Z", "2026-11-23T17:00:00Z"));
    assertThat(OFFICE.within(Instant.parse("2026-11-23T12:00:00Z"), UNTIL.minusSeconds(1)))
        .hasSize(2);
    assertThat(OFFICE.within(UNTIL, UNTIL.plusSeconds(3600))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, 2026-11-23T09:00:00Z, 2026-11-23T10:00:00Z",
    "2026-11-23T12:30:00Z, 2026-11-23T09:00:00Z, 2026-11-23T12:00:00Z",
    "2026-11-23T13:00:00Z, 2026-11-23T09:00:00Z, 2026-11-23T12:00:00Z",
    "2026-11-25T20:00:00Z, 2026-11-24T09:00:00Z, 2026-11-24T17:00:00Z"
  })
  void theLastWindowBeforeAnInstantEndsThereAtTheLatest(Instant at, Instant start, Instant end) {
    assertThat(OFFICE.lastBefore(at)).contains(new Window(start, end));
  }

  @Test
  void beforeItEverOpensThereIsNoLastWindow() {
    assertThat(OFFICE.lastBefore(Instant.parse("2026-11-23T09:00:00Z"))).isEmpty();
  }

  @Test
  void whatIsAlwaysOpenCountsWallTime() {
    Instant night = Instant.parse("2026-10-25T00:30:00Z");

    assertThat(OpenHours.ALWAYS.add(night, Duration.ofDays(100)))
        .contains(night.plus(Duration.ofDays(100)));
    assertThat(OpenHours.ALWAYS.between(night, night.plusSeconds(7))).hasSeconds(7);
  }

  @Test
  void windowsMayComeInAnyOrderButNotOverlap() {
    assertThat(
            hours(
                    window("2026-11-24T09:00:00Z", "2026-11-24T17:00:00Z"),
                    window("2026-11-23T09:00:00Z", "2026-11-23T12:00:00Z"))
                .windows())
        .isSortedAccordingTo(java.util.Comparator.comparing(Window::start));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                hours(
                    window("2026-11-23T09:00:00Z", "2026-11-23T12:00:00Z"),
                    window("2026-11-23T11:59:00Z", "2026-11-23T13:00:00Z")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"));
  }

  /** The same questions, answered by looking at every minute. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyAnswerIsThatOfAWalkMinuteByMinute(long seed) {
    Random random = new Random(seed);
    OpenHours hours = hours(randomWindows(random));
    for (int round = 0; round < 50; round++) {
      Instant start = minute(random);
      Instant end = later(start, random);
      Duration working = Duration.ofMinutes(1 + random.nextInt(900));

      assertThat(hours.isOpen(start)).as("%s", start).isEqualTo(walkedOpen(hours, start));
      assertThat(hours.between(start, end))
          .as("%s to %s", start, end)
          .isEqualTo(walkedBetween(hours, start, end));
      assertThat(hours.add(start, working))
          .as("%s + %s", start, working)
          .isEqualTo(walkedAdd(hours, start, working));
      assertThat(
              hours.within(start, end).stream()
                  .map(window -> Duration.between(window.start(), window.end()))
                  .reduce(Duration.ZERO, Duration::plus))
          .isEqualTo(hours.between(start, end));
    }
  }

  private static boolean walkedOpen(OpenHours hours, Instant at) {
    return hours.windows().stream()
        .anyMatch(window -> !at.isBefore(window.start()) && at.isBefore(window.end()));
  }

  private static Duration walkedBetween(OpenHours hours, Instant start, Instant end) {
    Duration sum = Duration.ZERO;
    for (Instant at = start; at.isBefore(end); at = at.plus(1, ChronoUnit.MINUTES)) {
      if (walkedOpen(hours, at)) {
        sum = sum.plusMinutes(1);
      }
    }
    return sum;
  }

  private static Optional<Instant> walkedAdd(OpenHours hours, Instant start, Duration working) {
    Duration left = working;
    for (Instant at = start; at.isBefore(UNTIL); at = at.plus(1, ChronoUnit.MINUTES)) {
      if (walkedOpen(hours, at)) {
        left = left.minusMinutes(1);
      }
      if (left.isZero()) {
        return Optional.of(at.plus(1, ChronoUnit.MINUTES));
      }
    }
    return Optional.empty();
  }

  private static Window[] randomWindows(Random random) {
    List<Window> windows = new ArrayList<>();
    Instant at = FROM.plus(random.nextInt(200), ChronoUnit.MINUTES);
    while (true) {
      Instant end = at.plus(1 + random.nextInt(500), ChronoUnit.MINUTES);
      if (end.isAfter(UNTIL)) {
        return windows.toArray(Window[]::new);
      }
      windows.add(new Window(at, end));
      // Zero, too: windows that touch.
      at = end.plus(random.nextInt(300), ChronoUnit.MINUTES);
    }
  }

  private static Instant minute(Random random) {
    return FROM.plus(random.nextInt(3 * 24 * 60), ChronoUnit.MINUTES);
  }

  private static Instant later(Instant start, Random random) {
    int left = (int) Duration.between(start, UNTIL).toMinutes();
    return start.plus(random.nextInt(left + 1), ChronoUnit.MINUTES);
  }

  private static OpenHours hours(Window... windows) {
    return new OpenHours(
        "office",
        ZoneId.of("UTC"),
        FROM,
        UNTIL,
        List.of(windows),
        Set.of(LocalDate.parse("2026-11-25")));
  }

  private static Window window(String start, String end) {
    return new Window(Instant.parse(start), Instant.parse(end));
  }
}
