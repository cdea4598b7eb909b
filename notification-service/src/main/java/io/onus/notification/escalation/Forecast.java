package io.onus.notification.escalation;

import io.onus.notification.channel.domain.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who would be told, and when, while nobody acknowledges.
 *
 * @param route the position of the route that decides; empty where none does
 */
public record Forecast(
    Optional<Integer> route,
    @Nullable String policy,
    boolean muted,
    List<String> reasons,
    List<ForecastTurn> turns) {

  public Forecast {
    reasons = List.copyOf(reasons);
    turns = List.copyOf(turns);
  }

  /**
   * @param at null where it waits for something
   * @param because what it waits for
   */
  public record ForecastTurn(
      String what,
      @Nullable Instant at,
      @Nullable String because,
      List<Recipient> told,
      List<String> notTold) {
    public ForecastTurn {
      told = List.copyOf(told);
      notTold = List.copyOf(notTold);
    }
  }
}
