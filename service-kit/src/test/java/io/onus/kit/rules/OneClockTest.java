package io.onus.kit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.rules.SourceTree.Source;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time and zone of the machine are read in one class; everyone else is told. */
class OneClockTest {

  private static final String THE_ONE = "io/onus/kit/time/WallClock.java";

  private static final Pattern READS_TIME =
      Pattern.compile(
          "\\b(?:Instant|Year|YearMonth|Local\\w+|Zoned\\w+|Offset\\w+)\\s*(?:\\.|::)\\s*now\\b"
              + "|\\bSystem\\s*(?:\\.|::)\\s*currentTimeMillis\\b"
              + "|\\b(?:Clock|InstantSource)\\s*(?:\\.|::)\\s*(?:system\\w*|tick\\w+)"
              + "|\\bZoneId\\s*(?:\\.|::)\\s*systemDefault\\b"
              + "|\\bTimeZone\\s*(?:\\.|::)\\s*getDefault\\b"
              + "|\\bnew\\s+(?:java\\.util\\.)?(?:Date|GregorianCalendar)\\s*\\(\\s*\\)"
              + "|\\bimport\\s+static\\s+java\\.time\\.[\\w.]+\\.now\\b");

  @Test
  void onlyOneClassReadsTheTime() {
    List<Source> sources = SourceTree.ofRepository();

    assertThat(sources.stream().flatMap(OneClockTest::violations)).isEmpty();
    assertThat(sources).anyMatch(source -> readings(source).findAny().isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "AsksTheInstant, Instant.now",
    "AsksTheDate, LocalDate.now",
    "AsksTheDateTime, LocalDateTime.now",
    "AsksTheZonedDateTime, ZonedDateTime.now",
    "AsksTheOffsetDateTime, OffsetDateTime.now",
    "AsksTheMilliseconds, System.currentTimeMillis",
    "BringsAClock, Clock.systemUTC",
    "BringsAnInstantSource, InstantSource.system",
    "AsksTheZone, ZoneId.systemDefault",
    "RefersToTheMethod, Instant::now",
    "MakesADate, new Date()",
    "ImportsStatically, import static java.time.Instant.now"
  })
  void aPlantedViolationIsFound(String file, String reading) {
    Source planted =
        SourceTree.ofPlanted("clock").stream()
            .filter(source -> source.fileName().equals(file + ".java"))
            .findFirst()
            .orElseThrow();

    assertThat(violations(planted)).containsExactly(planted.path() + " has " + reading);
  }

  @Test
  void timeThatIsToldIsNoViolation() {
    Source told =
        SourceTree.ofPlanted("clock").stream()
            .filter(source -> source.fileName().equals("Allowed.java"))
            .findFirst()
            .orElseThrow();

    assertThat(violations(told)).isEmpty();
  }

  private static Stream<String> violations(Source source) {
    return source.path().equals(THE_ONE)
        ? Stream.empty()
        : readings(source).map(reading -> source.path() + " has " + reading);
  }

  private static Stream<String> readings(Source source) {
    return READS_TIME.matcher(source.code()).results().map(MatchResult::group);
  }
}
