package io.onus.notification.schedule.domain;

import static io.onus.kit.decide.Outcome.accepted;
import static io.onus.kit.decide.Outcome.refused;

import io.onus.kit.decide.Outcome;
import io.onus.notification.schedule.domain.SwapCommand.AcceptSwap;
import io.onus.notification.schedule.domain.SwapCommand.DeclineSwap;
import io.onus.notification.schedule.domain.SwapCommand.ExpireSwap;
import io.onus.notification.schedule.domain.SwapCommand.WithdrawSwap;
import io.onus.notification.schedule.domain.SwapEvent.Place;
import io.onus.notification.schedule.domain.SwapEvent.SwapAccepted;
import io.onus.notification.schedule.domain.SwapEvent.SwapDeclined;
import io.onus.notification.schedule.domain.SwapEvent.SwapExpired;
import io.onus.notification.schedule.domain.SwapEvent.SwapProposed;
import io.onus.notification.schedule.domain.SwapEvent.SwapWithdrawn;
import io.onus.notification.schedule.domain.SwapRefusal.NotOnCallThen;
import io.onus.notification.schedule.domain.SwapRefusal.OnCallAlready;
import io.onus.notification.schedule.domain.SwapRefusal.ShiftBegun;
import io.onus.notification.schedule.domain.SwapRefusal.SwapOver;
import io.onus.notification.schedule.domain.SwapRefusal.SwapStillOpen;
import io.onus.notification.schedule.domain.SwapRefusal.SwapTooLate;
import io.onus.notification.schedule.domain.SwapRefusal.SwapWithOneself;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A shift that changes hands if both agree. */
public sealed interface Swap {

  /** Of one schedule, that await an answer. */
  int MOST_OPEN = 100;

  SwapTerms terms();

  record Proposed(SwapTerms terms) implements Swap {}

  record Accepted(SwapTerms terms, Instant at) implements Swap {}

  record Declined(SwapTerms terms, Instant at) implements Swap {}

  record Withdrawn(SwapTerms terms, Instant at) implements Swap {}

  /** Nobody answered before the shift began. */
  record Expired(SwapTerms terms, Instant at) implements Swap {}

  /** As it reads now, also before anybody has noticed that it expired. */
  static Swap asOf(Swap kept, Instant now) {
    return kept instanceof Proposed proposed && isTooLate(proposed, now) ? expired(proposed) : kept;
  }

  static Outcome<Swap, SwapEvent> propose(SwapTerms terms, Roster roster, Instant now) {
    if (terms.from().equals(terms.to())) {
      return refused(new SwapWithOneself());
    }
    if (!terms.expiresAt().isAfter(now)) {
      return refused(new ShiftBegun(terms.expiresAt(), now));
    }
    return impossible(terms, roster)
        .<Outcome<Swap, SwapEvent>>map(Outcome::refused)
        .orElseGet(() -> accepted(new Proposed(terms), List.of(new SwapProposed(terms))));
  }

  /**
   * @param roster as it is now: what was theirs to hand on may not be any more
   */
  static Outcome<Swap, SwapEvent> decide(
      Swap swap, SwapCommand command, Roster roster, Instant now) {
    return switch (swap) {
      case Proposed proposed -> decide(proposed, command, roster, now);
      case Accepted over -> refused(new SwapOver("ACCEPTED"));
      case Declined over -> refused(new SwapOver("DECLINED"));
      case Withdrawn over -> refused(new SwapOver("WITHDRAWN"));
      case Expired over -> refused(new SwapTooLate(over.at()));
    };
  }

  private static Outcome<Swap, SwapEvent> decide(
      Proposed proposed, SwapCommand command, Roster roster, Instant now) {
    SwapTerms terms = proposed.terms();
    if (command instanceof ExpireSwap) {
      return isTooLate(proposed, now)
          ? accepted(expired(proposed), List.of(new SwapExpired(terms)))
          : refused(new SwapStillOpen(terms.expiresAt()));
    }
    if (isTooLate(proposed, now)) {
      return refused(new SwapTooLate(terms.expiresAt()));
    }
    return switch (command) {
      case AcceptSwap accept ->
          impossible(terms, roster)
              .<Outcome<Swap, SwapEvent>>map(Outcome::refused)
              .orElseGet(
                  () ->
                      accepted(
                          new Accepted(terms, now),
                          List.of(new SwapAccepted(terms, places(terms)))));
      case DeclineSwap decline ->
          accepted(new Declined(terms, now), List.of(new SwapDeclined(terms)));
      case WithdrawSwap withdraw ->
          accepted(new Withdrawn(terms, now), List.of(new SwapWithdrawn(terms)));
      case ExpireSwap expire -> throw new IllegalStateException("decided above");
    };
  }

  private static Optional<SwapRefusal> impossible(SwapTerms terms, Roster roster) {
    return impossible(terms.from(), terms.to(), terms.gives(), roster)
        .or(
            () ->
                Optional.ofNullable(terms.takes())
                    .flatMap(takes -> impossible(terms.to(), terms.from(), takes, roster)));
  }

  private static Optional<SwapRefusal> impossible(
      String from, String to, Span span, Roster roster) {
    if (!roster.isOnCallThroughout(from, span)) {
      return Optional.of(new NotOnCallThen(from, span));
    }
    return roster.isOnCallWithin(to, span)
        ? Optional.of(new OnCallAlready(to, span))
        : Optional.empty();
  }

  private static List<Place> places(SwapTerms terms) {
    List<Place> places = new ArrayList<>();
    places.add(new Place(terms.gives(), terms.from(), terms.to()));
    if (terms.takes() != null) {
      places.add(new Place(terms.takes(), terms.to(), terms.from()));
    }
    return places;
  }

  private static boolean isTooLate(Proposed proposed, Instant now) {
    return !proposed.terms().expiresAt().isAfter(now);
  }

  private static Expired expired(Proposed proposed) {
    return new Expired(proposed.terms(), proposed.terms().expiresAt());
  }
}
