package io.onus.sla.learning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperienceTest {

  @Test
  void eachServiceStandsByItselfAndAllStandTogether() {
    Experience experience = new Experience();
    experience.add("parts", List.of(response(Priority.P1, 10), resolution(100)));
    experience.add("parts", List.of(response(Priority.P1, 30)));
    experience.add("drawings", List.of(response(Priority.P1, 50)));
    experience.add("drawings", List.of());
    experience.add("drawings", List.of());
    experience.add(null, List.of(response(Priority.P1, 70)));

    Experience.OfService all = experience.together();
    assertThat(all.requests()).isEqualTo(6);
    assertThat(all.lines()).hasSize(2);
    assertThat(all.lines().getFirst().count()).isEqualTo(4);
    assertThat(all.lines().getFirst().working().p50()).isEqualTo(Duration.ofMinutes(30));
    assertThat(all.lines().getFirst().wall().p50()).isEqualTo(Duration.ofMinutes(60));
    assertThat(experience.busiest(10))
        .extracting(Experience.OfService::service)
        .containsExactly("drawings", "parts");
    assertThat(experience.busiest(1)).hasSize(1);
    assertThat(experience.busiest(10).getLast().lines())
        .extracting(Experience.Line::metric)
        .containsExactly(Metric.FIRST_RESPONSE, Metric.RESOLUTION);
  }

  @Test
  void pagesAddUpToTheWhole() {
    Experience whole = new Experience();
    Experience sum = new Experience();
    for (int page = 0; page < 7; page++) {
      Experience part = new Experience();
      for (int i = 0; i < 13; i++) {
        List<Measured> measured = List.of(response(Priority.P2, 1 + (page * 31 + i * 7) % 97));
        String service = i % 3 == 0 ? "parts" : "drawings";
        whole.add(service, measured);
        part.add(service, measured);
      }
      sum.addAll(part);
    }

    assertThat(sum.together()).isEqualTo(whole.together());
    assertThat(sum.busiest(5)).isEqualTo(whole.busiest(5));
  }

  private static Measured response(Priority priority, int minutes) {
    return new Measured(
        Metric.FIRST_RESPONSE,
        priority,
        Duration.ofMinutes(minutes),
        Duration.ofMinutes(minutes * 2L));
  }

  private static Measured resolution(int minutes) {
    return new Measured(
        Metric.RESOLUTION,
        Priority.P1,
        Duration.ofMinutes(minutes),
        Duration.ofMinutes(minutes * 2L));
  }
}
