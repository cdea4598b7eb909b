package io.onus.notification.route;

import io.onus.notification.route.domain.Route;

/** A route as it is stored. */
record KnownRoute(Route route, long version) {}
