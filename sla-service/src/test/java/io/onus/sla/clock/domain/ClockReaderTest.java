package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.roundTheClock;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockReaderTest {

  /** Of CS; ENG broke its first response, then handed it to OPS, who owe the resolution. */
  private static final TrackedRequest HANDED_ON =
      roundTheClock()
          .submitted("2026-11-20T00:00:00Z")
          .transferredTo("OPS", "2026-11-20T03:00:00Z")
          .taken()
          .state();

  @ParameterizedTest(name = "of {0}, auditor {1}: {2}")
  @CsvSource({
    "'',      false, ''",
    "QA,      false, ''",
    "CS,      false, FIRST_RESPONSE RESOLUTION HANDLING",
    "OPS,     false, FIRST_RESPONSE RESOLUTION HANDLING",
    "ENG,     false, FIRST_RESPONSE",
    "QA ENG,  false, FIRST_RESPONSE",
    "QA CS,   false, FIRST_RESPONSE RESOLUTION HANDLING",
    "'',      true,  FIRST_RESPONSE RESOLUTION HANDLING",
  })
  void whoSeesWhich(String departments, boolean auditor, String expected) {
    ClockReader reader = new ClockReader(auditor, words(departments));

    assertThat(reader.visibleOf(HANDED_ON).stream().map(clock -> clock.face().metric().name()))
        .containsExactlyInAnyOrderElementsOf(words(expected));
  }

  @Test
  void whoOwedAClockKnowsNothingElseOfARequestThatWentOn() {
    assertThat(new ClockReader(false, Set.of("ENG")).sees(HANDED_ON)).isFalse();
    assertThat(new ClockReader(false, Set.of("OPS")).sees(HANDED_ON)).isTrue();
  }

  @Test
  void toWhomATransferIsProposedIsOnNoSideYet() {
    TrackedRequest proposed =
        roundTheClock()
            .submitted("2026-11-20T00:00:00Z")
            .byAgent("2026-11-20T01:00:00Z", new Happening.Other("transfer-proposed"))
            .taken()
            .state();

    assertThat(new ClockReader(false, Set.of("OPS")).visibleOf(proposed)).isEmpty();
    assertThat(new ClockReader(false, Set.of("ENG")).visibleOf(proposed))
        .extracting(clock -> clock.face().metric())
        .containsExactlyInAnyOrder(Metric.FIRST_RESPONSE, Metric.RESOLUTION);
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(w -> !w.isEmpty()).collect(Collectors.toSet());
  }
}
