package io.onus.notification.route;

import io.onus.notification.domain.Severity;
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
    List<String> people,
    long version) {

  static RouteView of(KnownRoute known) {
    Route route = known.route();
    return new RouteView(
        route.id(),
        route.position(),
        route.department(),
        route.side(),
        route.severity(),
        route.people(),
        known.version());
  }
}
