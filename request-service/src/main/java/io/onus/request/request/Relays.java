package io.onus.request.request;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.problem.Problem;
import io.onus.request.request.domain.Actor;
import io.onus.request.request.domain.RequestRefusal.AtOutOfReach;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Systems that may say what a person did, and when: an integrated tracker answers for its people.
 */
@ApplicationScoped
class Relays {

  static final Duration REACH = Duration.ofHours(24);

  /**
   * Who acts. Whom a relay speaks for is a person, whatever the relay itself is; the relay must
   * belong to the department it acts for like anybody else.
   */
  Actor actor(Caller caller, String department, Relay relay) {
    if (relay.isUsed() && !caller.has(Role.RELAY)) {
      throw Problem.forbidden(
          "Only a relay may say onBehalfOf or at, and %s is none.".formatted(caller.id()),
          Map.of("needs", List.of(Role.RELAY)));
    }
    Actor.Kind kind =
        relay.onBehalfOf() == null ? Actor.Kind.valueOf(caller.kind().name()) : Actor.Kind.HUMAN;
    return new Actor(caller.id(), department, kind, relay.onBehalfOf());
  }

  /**
   * When it happened: later than everything before it, unless a relay knows better. What a relay
   * reports may be older than other facts of the request, not older than the request.
   */
  Instant time(StoredRequest stored, Relay relay, Instant now) {
    Instant at = relay.at();
    if (at == null) {
      Instant next = stored.lastFactAt().plusNanos(1_000);
      return now.isAfter(next) ? now : next;
    }
    Instant earliest = later(now.minus(REACH), begin(stored));
    if (at.isBefore(earliest) || at.isAfter(now)) {
      throw Problem.refused(new AtOutOfReach(at, earliest, now));
    }
    return at;
  }

  private static Instant begin(StoredRequest stored) {
    @Nullable Instant submitted = stored.state().work().submittedAt();
    return submitted == null ? stored.state().work().about().createdAt() : submitted;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
