package io.onus.notification.auditor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.event.CloudEvent;
import io.onus.notification.test.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MilestoneTest {

  @ParameterizedTest
  @CsvSource({
    "clock-at-risk, 50, false, OTHER",
    "clock-at-risk, 74, false, OTHER",
    "clock-at-risk, 75, false, MATTERS",
    "clock-at-risk, 90, false, MATTERS",
    "clock-at-risk, 90, true, OTHER",
    "clock-breached, 100, false, MATTERS",
    "clock-breached, 0, false, MATTERS",
    "clock-breached, 100, true, OTHER",
    "clock-overdue, 150, false, MATTERS",
    "clock-met, 0, false, OVERTAKES",
    "clock-finished-late, 0, false, OVERTAKES",
    "clock-cancelled, 0, false, OVERTAKES",
    "clock-waived, 0, false, OVERTAKES",
    "clock-handed-over, 0, false, OVERTAKES",
    "clock-breach-retracted, 0, false, OVERTAKES",
    "clock-renegotiated, 0, false, OVERTAKES",
    "clock-started, 0, false, OTHER",
    "chain-at-risk, 90, false, OTHER",
    "clock-of-the-future, 90, false, OTHER"
  })
  void whatPeopleMustKnowAndWhatEndsThat(
      String name, int percent, boolean imported, Milestone meaning) {
    assertThat(Milestone.of("io.onus.sla." + name + ".v1", percent, imported)).isEqualTo(meaning);
  }

  /** A new type of the producer is to be thought about here. */
  @Test
  void everyTypeTheProducerTellsIsKnownToMeanSomethingOrNothing() {
    assertThat(Samples.in("sla-service/src/test/resources/events/samples").values())
        .extracting(CloudEvent::type)
        .filteredOn(type -> type.startsWith("io.onus.sla.clock-"))
        .filteredOn(type -> Milestone.of(type, 100, false) == Milestone.OTHER)
        .containsExactlyInAnyOrder(
            "io.onus.sla.clock-started.v1",
            "io.onus.sla.clock-paused.v1",
            // What was at risk still is, for somebody else.
            "io.onus.sla.clock-passed-on.v1",
            "io.onus.sla.clock-resumed.v1");
  }
}
