package io.onus.sla.clock.domain;

import static io.onus.sla.clock.domain.RequestStory.clock;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Target;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Too many of a priority, by the rules of docs/clocks.md; targets are those of {@link
 * RequestStory#everyMetric}.
 */
class AllowanceTest {

  private static final BusinessCalendar ALWAYS = BusinessCalendar.always();

  @Test
  void oneMoreThanAgreedHasTheTargetsOfTheNextLowerPriority() {
    // Given
    Terms terms =
        RequestStory.terms(
            new Target(Metric.RESOLUTION, Priority.P1, Duration.ofHours(4)),
            new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(8)),
            new Target(Metric.REPLY, Priority.P1, Duration.ofHours(1)),
            new Target(Metric.REPLY, Priority.P2, Duration.ofHours(2)));

    // When
    Clocks.Decision decision =
        RequestStory.under(terms, ALWAYS)
            .overAllowance()
            .submittedWith(Priority.P1, "2026-11-20T00:00:00Z")
            .asked("Which part?", "2026-11-20T01:00:00Z")
            .taken();

    // Then: what the requester owes does not get easier by it
    assertThat(clock(decision, Metric.RESOLUTION).face().target()).isEqualTo(Duration.ofHours(8));
    assertThat(clock(decision, Metric.REPLY).face().target()).isEqualTo(Duration.ofHours(1));
    assertThat(decision.state().profile().overAllowance()).isTrue();
  }
}
