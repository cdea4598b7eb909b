package io.onus.notification.weekly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.notification.weekly.domain.WeeklyMoment;
import org.junit.jupiter.api.Test;

class CompanyLetterTest {

  private static final WeeklyMoment MONDAY = WeeklyMoment.parse("MON 08:00");
  private static final WeeklyMoment FRIDAY = WeeklyMoment.parse("FRI 16:00");

  @Test
  void itComesAsTheCompanyHasItUnlessLeadsSayOtherwise() {
    CompanyLetter company = CompanyLetter.parse("mon 08:00");

    assertThat(company.moment(LetterWish.none("ENG"))).contains(MONDAY);
    assertThat(company.moment(new LetterWish("ENG", true, FRIDAY, 2))).contains(FRIDAY);
    assertThat(company.moment(new LetterWish("ENG", false, FRIDAY, 2))).isEmpty();
  }

  @Test
  void whereItIsOffThoseWhoAskForItGetIt() {
    CompanyLetter company = CompanyLetter.parse("off");

    assertThat(company.moment(LetterWish.none("ENG"))).isEmpty();
    assertThat(company.moment(new LetterWish("ENG", true, null, 2))).contains(MONDAY);
  }

  @Test
  void whatCannotBeReadNamesTheSetting() {
    assertThatThrownBy(() -> CompanyLetter.parse("sometimes"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ONUS_WEEKLY_AT");
  }
}
