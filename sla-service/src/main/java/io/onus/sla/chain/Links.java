package io.onus.sla.chain;

import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.chain.domain.Due;
import io.onus.sla.chain.domain.Link;
import io.onus.sla.clock.domain.Clock;
import io.onus.sla.clock.domain.ClockFace;
import io.onus.sla.clock.domain.RequestProfile;
import io.onus.sla.clock.domain.TrackedRequest;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a link of a chain off a request and its clocks. */
final class Links {

  private Links() {}

  static Link of(TrackedRequest request) {
    RequestProfile profile = request.profile();
    RequestProfile.Customer customer = profile.customer();
    return new Link(
        request.id(),
        profile.parentId(),
        profile.number(),
        profile.requester(),
        profile.provider(),
        profile.service(),
        profile.priority(),
        profile.status(),
        profile.onus(),
        customer == null ? null : new Link.Customer(customer.ref(), customer.promisedAt()),
        profile.imported(),
        Stream.of(Metric.RESOLUTION, Metric.DELIVERY)
            .flatMap(metric -> latest(request, metric).stream())
            .flatMap(clock -> due(clock).stream())
            .toList());
  }

  /** The clock of the current cycle. */
  static Optional<Clock> latest(TrackedRequest request, Metric metric) {
    return request.clocks().stream()
        .filter(clock -> clock.face().metric() == metric)
        .max(Comparator.comparingInt(clock -> clock.face().cycle()));
  }

  private static Optional<Due> due(Clock clock) {
    ClockFace face = clock.face();
    return Optional.ofNullable(face.dueAt())
        .map(
            at ->
                new Due(
                    face.id(),
                    face.metric(),
                    at,
                    face.revision(),
                    face.calendar(),
                    clock.isOpen() && !face.breached()));
  }
}
