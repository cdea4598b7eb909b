package io.onus.local.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Group 56",
        "IT Support – EMEA (L2)",
        "Größe & Maß",
        "24/7 desk",
        "運用",
        "A very long group name that nobody would ever want to type again"
      })
  void everyNameHasACodeTheDirectoryAccepts(String name) {
    assertThat(Codes.provider(name))
        .matches("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
        .hasSizeLessThanOrEqualTo(32);
    assertThat(Codes.service(name, name))
        .matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")
        .hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void longNamesThatBeginAlikeStayTwo() {
    assertThat(Codes.provider("Application support for the northern region, first line"))
        .isNotEqualTo(Codes.provider("Application support for the northern region, second line"));
  }

  @Test
  void theFirstDigitIsThePriority() {
    assertThat(Priorities.of("1 - Critical")).contains("P1");
    assertThat(Priorities.of("4 - Low")).contains("P4");
    assertThat(Priorities.of("5 - Planning")).isEmpty();
    assertThat(Priorities.of("10 - Odd")).isEmpty();
    assertThat(Priorities.of("")).isEmpty();
  }
}
