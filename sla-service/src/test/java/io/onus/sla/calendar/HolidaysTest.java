package io.onus.sla.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.calendar.domain.HolidayRegion;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HolidaysTest {

  private final Holidays holidays = new Holidays();

  @Test
  void aCountryKeepsItsPublicHolidays() {
    assertThat(of("DE", null, 2026))
        .containsExactlyInAnyOrder(
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-04-03"),
            LocalDate.parse("2026-04-06"),
            LocalDate.parse("2026-05-01"),
            LocalDate.parse("2026-05-14"),
            LocalDate.parse("2026-05-25"),
            LocalDate.parse("2026-10-03"),
            LocalDate.parse("2026-12-25"),
            LocalDate.parse("2026-12-26"));
  }

  @Test
  void aRegionAddsItsOwnAndAPlaceInItAddsMore() {
    LocalDate epiphany = LocalDate.parse("2026-01-06");
    LocalDate peaceOfAugsburg = LocalDate.parse("2026-08-08");

    assertThat(of("de", "BY", 2026)).contains(epiphany).doesNotContain(peaceOfAugsburg);
    assertThat(of("de", "by-ag", 2026)).contains(epiphany, peaceOfAugsburg);
    assertThat(of("de", "be", 2026)).doesNotContain(epiphany);
  }

  @Test
  void aRegionTheLibraryWritesInUpperCaseIsFound() {
    assertThat(holidays.of(new HolidayRegion("ge", "kk"))).isPresent();
  }

  @Test
  void aDayThatIsOnlyObservedIsWorked() {
    // Good Friday is no public holiday in the Netherlands.
    assertThat(of("NL", null, 2027)).doesNotContain(LocalDate.parse("2027-03-26"));
  }

  @Test
  void aHolidayOnAWeekendIsKeptOnBothItsDates() {
    assertThat(of("GB", null, 2027))
        .contains(LocalDate.parse("2027-12-25"), LocalDate.parse("2027-12-27"));
  }

  @Test
  void aNewYearKeptInTheOldOneIsAHolidayOfTheOldOne() {
    // 1 January 2022 was a Saturday.
    assertThat(of("US", null, 2021)).contains(LocalDate.parse("2021-12-31"));
    assertThat(of("US", null, 2022))
        .contains(LocalDate.parse("2022-01-01"))
        .allSatisfy(date -> assertThat(date.getYear()).isEqualTo(2022));
  }

  @Test
  void noRegionHasNoHolidays() {
    assertThat(holidays.of(null).orElseThrow().of(2026)).isEmpty();
  }

  @Test
  void whatIsNotKnownIsNotGuessed() {
    assertThat(holidays.of(new HolidayRegion("XX", null))).isEmpty();
    assertThat(holidays.of(new HolidayRegion("DE", "xx"))).isEmpty();
    assertThat(holidays.of(new HolidayRegion("DE", "by-"))).isEmpty();
    assertThat(holidays.of(new HolidayRegion("DE", "by-ag-xx"))).isEmpty();
  }

  @Test
  void theKnownPlacesAreNamed() {
    assertThat(holidays.countries()).contains("DE", "US", "GB", "JP");
    assertThat(holidays.regions("DE")).contains("by", "be", "by-ag").hasSize(21);
    assertThat(holidays.regions("JP")).isEmpty();
  }

  private Set<LocalDate> of(String country, @Nullable String region, int year) {
    return holidays.of(new HolidayRegion(country, region)).orElseThrow().of(year);
  }
}
