package io.onus.notification.route;

import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Standing;
import io.onus.notification.route.domain.Route;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Route")
public record RouteView(
    UUID id,
    int position,
    @Nullable String department,
    Route.Side side,
    @Nullable Severity severity,
    List<Standing> types,
    List<String> services,
    List<String> priorities,
    List<String> metrics,
    Route.@Nullable ObligorSide obligorSide,
    @Nullable String customer,
    List<String> people,
    @Nullable String policy,
    boolean mute,
    long version) {

  static RouteView of(KnownRoute known) {
    Route route = known.route();
    Route.Match match = route.match();
    return new RouteView(
        route.id(),
        route.position(),
        match.department(),
        match.side(),
        match.severity(),
        match.standings(),
        match.services(),
        match.priorities(),
        match.metrics(),
        match.obligorSide(),
        match.customer(),
        route.people(),
        route.policy(),
        route.mutes(),
        known.version());
  }
}
