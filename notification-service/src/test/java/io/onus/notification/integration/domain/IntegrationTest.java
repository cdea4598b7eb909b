package io.onus.notification.integration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationTest {

  private static final String BREACHED = "io.onus.sla.clock-breached.v1";

  @ParameterizedTest
  @CsvSource({
    "io.onus.sla.clock-breached.v1, true",
    "io.onus.sla.clock-*, true",
    "io.onus.sla.*, true",
    "*, true",
    "io.onus.sla.clock-breached, false",
    "io.onus.sla.clock-breached.v2, false",
    "io.onus.sla.waiver-*, false"
  })
  void aStarStandsForWhateverFollows(String pattern, boolean matches) {
    assertThat(new EventPattern(pattern).matches(BREACHED)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "**", "clock-breached", "io.onus.*.v1", "io.onus.sla.Clock*", "io.onus. *"})
  void whatIsNoPatternIsNone(String text) {
    assertThat(EventPattern.isPattern(text)).isFalse();
    assertThatThrownBy(() -> new EventPattern(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDepartmentsMachineGetsWhatItsDepartmentIsASideOf() {
    Integration ofEng = of("ENG", "*");

    assertThat(ofEng.wants(BREACHED, Set.of("CS", "ENG"))).isTrue();
    assertThat(ofEng.wants(BREACHED, Set.of("ENG", "LAB"))).isTrue();
    assertThat(ofEng.wants(BREACHED, Set.of("CS", "LAB"))).isFalse();
    assertThat(ofEng.wants(BREACHED, Set.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "io.onus.*, true",
    "io.onus.sla.*, true",
    "io.onus.sla.clock-met.v1, true",
    "io.onus.slab.*, false",
    "io.onus.agreement.*, false",
    "io.onus.request.submitted.v1, false"
  })
  void onlyWhatIsSentCanBeAskedFor(String pattern, boolean sent) {
    assertThat(new EventPattern(pattern).isOfClocksAndPromises()).isEqualTo(sent);
  }

  @Test
  void oneOfNoDepartmentGetsWhatAnybodyIsASideOf() {
    assertThat(of(null, "*").wants(BREACHED, Set.of("CS", "LAB"))).isTrue();
  }

  @Test
  void whatWasNotAskedForIsNotWanted() {
    assertThat(of("ENG").wants(BREACHED, Set.of("CS", "ENG"))).isFalse();
    assertThat(of("ENG", "io.onus.sla.waiver-*", BREACHED).wants(BREACHED, Set.of("CS", "ENG")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"incident-channel, true", "a, true", "-a, false", "a b, false", "a/b, false"})
  void anIdIsACode(String id, boolean valid) {
    assertThat(Integration.isId(id)).isEqualTo(valid);
  }

  private static Integration of(@Nullable String department, String... patterns) {
    return new Integration(
        "machine", "Machine", department, Arrays.stream(patterns).map(EventPattern::new).toList());
  }
}
