package io.onus.notification.route.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import io.onus.notification.route.domain.Route.Match;
import io.onus.notification.route.domain.Route.ObligorSide;
import io.onus.notification.route.domain.Route.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

  private static final Situation BREACH =
      new Situation(
          Standing.BREACHED,
          "ENG",
          ObligorSide.PROVIDER,
          "CS",
          "CS",
          "ENG",
          "part-clarification",
          "P2",
          "RESOLUTION",
          "ORD-4711",
          "emil");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ENG, OBLIGOR, -, true",
        "ENG, OBLIGOR, CRITICAL, true",
        "ENG, OBLIGOR, WARNING, false",
        "CS, OBLIGOR, -, false",
        "CS, EITHER, -, true",
        "ENG, EITHER, -, true",
        "QA, EITHER, -, false",
        "CS, REQUESTER, -, true",
        "ENG, REQUESTER, -, false",
        "ENG, PROVIDER, -, true",
        "CS, PROVIDER, -, false",
        "-, OBLIGOR, -, true",
        "-, OBLIGOR, CRITICAL, true"
      })
  void itMatchesItsDepartmentItsSideAndItsSeverity(
      String department, Side side, Severity severity, boolean matches) {
    Match match =
        new Match(
            department, side, severity, List.of(), List.of(), List.of(), List.of(), null, null);

    assertThat(match.matches(BREACH)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "BREACHED, -, -, -, -, -, true",
        "AT_RISK, -, -, -, -, -, false",
        "-, part-clarification, -, -, -, -, true",
        "-, tooling, -, -, -, -, false",
        "-, -, P2, -, -, -, true",
        "-, -, P1, -, -, -, false",
        "-, -, -, RESOLUTION, -, -, true",
        "-, -, -, REPLY, -, -, false",
        "-, -, -, -, PROVIDER, -, true",
        "-, -, -, -, REQUESTER, -, false",
        "-, -, -, -, -, ORD-4711, true",
        "-, -, -, -, -, ORD-47*, true",
        "-, -, -, -, -, *, true",
        "-, -, -, -, -, ORD-471, false",
        "BREACHED, part-clarification, P2, RESOLUTION, PROVIDER, ORD-*, true",
        "BREACHED, part-clarification, P1, RESOLUTION, PROVIDER, ORD-*, false"
      })
  void itMatchesWhatHappenedAndWhatItIsAbout(
      Standing standing,
      String service,
      String priority,
      String metric,
      ObligorSide side,
      String customer,
      boolean matches) {
    Match match =
        new Match(
            null,
            Side.OBLIGOR,
            null,
            standing == null ? List.of() : List.of(standing),
            service == null ? List.of() : List.of(service),
            priority == null ? List.of() : List.of(priority),
            metric == null ? List.of() : List.of(metric),
            side,
            customer);

    assertThat(match.matches(BREACH)).isEqualTo(matches);
  }

  @Test
  void whatIsNotSaidMatchesOnlyWhereNothingIsAsked() {
    Situation bare =
        new Situation(
            Standing.AT_RISK, "ENG", null, "CS", "CS", "ENG", null, null, "REPLY", null, null);
    Match any = Match.ofObligor("ENG", null);

    assertThat(any.matches(bare)).isTrue();
    assertThat(
            new Match(
                    "ENG",
                    Side.OBLIGOR,
                    null,
                    List.of(),
                    List.of(),
                    List.of("P1"),
                    List.of(),
                    null,
                    null)
                .matches(bare))
        .isFalse();
    assertThat(
            new Match(
                    "ENG",
                    Side.OBLIGOR,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    "*")
                .matches(bare))
        .isFalse();
  }
}
