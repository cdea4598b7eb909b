package io.onus.notification.weekly.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

  @ParameterizedTest
  @CsvSource({
    "1999, 1, 99.95",
    "19999, 1, 99.99",
    "999999, 1, 99.99",
    "20, 0, 100.00",
    "2, 1, 66.66",
    "0, 3, 0.00",
    "1, 99999, 0.00"
  })
  void aShareIsRoundedDown(int kept, int broken, BigDecimal percent) {
    assertThat(new Tally(kept, broken).percentKept()).contains(percent);
  }

  @Test
  void ofNothingThereIsNoShare() {
    assertThat(new Tally(0, 0).percentKept()).isEmpty();
    assertThat(new Tally(0, 0).words()).isEqualTo("0 of 0");
  }

  @Test
  void onlyAllIsAHundred() {
    assertThat(new Tally(1999, 1).words("promises")).isEqualTo("1999 of 2000 promises (99.95 %)");
    assertThat(new Tally(20, 0).words()).isEqualTo("20 of 20 (100 %)");
  }
}
