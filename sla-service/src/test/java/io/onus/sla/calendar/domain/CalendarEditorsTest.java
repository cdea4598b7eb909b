package io.onus.sla.calendar.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarEditorsTest {

  private static final Set<String> DEPARTMENTS = Set.of("CS", "ENG", "ENG-EU", "OPS");

  @ParameterizedTest(name = "who leads {0} writes {1}, by which {2} work: {3}")
  @CsvSource({
    // Named after a department.
    "ENG,        ENG,           '',       true",
    "ENG,        ENG-hours,     '',       true",
    "ENG,        ENG-hours,     ENG,      true",
    "ENG,        ENG-hours,     ENG CS,   true",
    "CS,         ENG-hours,     CS,       false",
    "ENG,        ENGhours,      '',       false",
    "ENG,        ENG.hours,     '',       false",
    "ENG,        eng-hours,     '',       false",
    "ENG,        ENGINE-hours,  '',       false",
    "ENG,        CS-hours,      '',       false",
    "'',         ENG-hours,     '',       false",
    // The longest name counts.
    "ENG,        ENG-EU,        '',       false",
    "ENG,        ENG-EU-hours,  '',       false",
    "ENG,        ENG-EU-hours,  ENG,      false",
    "ENG,        ENG-EUROPE,    '',       true",
    "ENG-EU,     ENG-EU,        '',       true",
    "ENG-EU,     ENG-EU-hours,  '',       true",
    "ENG-EU,     ENG-hours,     '',       false",
    // A department that has not arrived yet.
    "NEW,        NEW-hours,     '',       true",
    "ENG-US,     ENG-US-hours,  '',       true",
    // Named after none.
    "ENG,        late-shift,    '',       false",
    "ENG,        late-shift,    ENG,      true",
    "ENG,        late-shift,    ENG CS,   false",
    "ENG CS,     late-shift,    ENG CS,   true",
    "ENG CS,     late-shift,    ENG,      true",
    "OPS,        late-shift,    ENG,      false",
    "'',         late-shift,    '',       false",
    // The company's is nobody's own.
    "ENG,        company,       ENG,      false",
    "ENG,        company,       '',       false",
  })
  void whoWritesWhat(String leads, String calendar, String workingByIt, boolean expected) {
    assertThat(CalendarEditors.isLedBy(words(leads), calendar, DEPARTMENTS, words(workingByIt)))
        .isEqualTo(expected);
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(w -> !w.isEmpty()).collect(Collectors.toSet());
  }
}
