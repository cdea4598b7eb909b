package io.onus.sla.calendar.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalWindowTest {

  @ParameterizedTest
  @ValueSource(strings = {"09:00-12:30", "00:00-24:00", "00:00-00:01", "23:59-24:00"})
  void aWindowIsWrittenAsItIsRead(String text) {
    assertThat(LocalWindow.parse(text)).hasToString(text);
  }

  @Test
  void midnightAtTheEndOfADayIsAClosingTime() {
    assertThat(LocalWindow.parse("22:00-24:00")).isEqualTo(new LocalWindow(22 * 60, 24 * 60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          9-17          | '9-17' is not a window; write it like 09:00-12:30
          9:00-17:00    | '9:00-17:00' is not a window; write it like 09:00-12:30
          09:00–17:00   | '09:00–17:00' is not a window; write it like 09:00-12:30
          09:60-17:00   | '09:60-17:00' has no such time as 09:60; a day runs from 00:00 to 24:00
          09:00-24:01   | '09:00-24:01' has no such time as 24:01; a day runs from 00:00 to 24:00
          25:00-26:00   | '25:00-26:00' has no such time as 25:00; a day runs from 00:00 to 24:00
          09:00-09:00   | '09:00-09:00' is empty; a whole day is 00:00-24:00
          24:00-24:00   | '24:00-24:00' is empty; a whole day is 00:00-24:00
          22:00-06:00   | '22:00-06:00' crosses midnight; write its parts on both days, 22:00-24:00 and 00:00-06:00
          """)
  void whatIsNoWindowIsRefusedInWords(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalWindow.parse(text))
        .withMessage(message);
  }
}
