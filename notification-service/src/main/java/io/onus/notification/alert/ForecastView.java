package io.onus.notification.alert;

import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.escalation.Forecast;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "RouteTest")
public record ForecastView(
    @Schema(description = "The position of the route that decides; null where none does")
        @Nullable Integer route,
    @Nullable String policy,
    @Schema(description = "Whether the route wants nobody to be told") boolean muted,
    @Schema(description = "Who was passed over, and why") List<String> reasons,
    @Schema(description = "Who is told when, as long as nobody acknowledges")
        List<TurnPart> turns) {

  @Schema(name = "RouteTestTurn")
  public record TurnPart(
      @Schema(examples = "step 1 of 3, route 10, policy eng-pressing") String what,
      @Schema(description = "Null where it waits for something") @Nullable Instant at,
      @Nullable String because,
      List<ToldPart> told,
      List<String> notTold) {}

  @Schema(name = "RouteTestTold")
  public record ToldPart(String name, @Nullable String person, ChannelKind channel) {
    static ToldPart of(Recipient recipient) {
      return new ToldPart(recipient.name(), recipient.personId(), recipient.channel());
    }
  }

  static ForecastView of(Forecast forecast) {
    return new ForecastView(
        forecast.route().orElse(null),
        forecast.policy(),
        forecast.muted(),
        forecast.reasons(),
        forecast.turns().stream()
            .map(
                turn ->
                    new TurnPart(
                        turn.what(),
                        turn.at(),
                        turn.because(),
                        turn.told().stream().map(ToldPart::of).toList(),
                        turn.notTold()))
            .toList());
  }
}
