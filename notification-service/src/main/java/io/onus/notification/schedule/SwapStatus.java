package io.onus.notification.schedule;

import io.onus.notification.schedule.domain.Swap;
import io.onus.notification.schedule.domain.SwapTerms;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The name of a swap's state, in SQL and in answers. */
public enum SwapStatus {
  PROPOSED,
  ACCEPTED,
  DECLINED,
  WITHDRAWN,
  EXPIRED;

  static SwapStatus of(Swap swap) {
    return switch (swap) {
      case Swap.Proposed proposed -> PROPOSED;
      case Swap.Accepted accepted -> ACCEPTED;
      case Swap.Declined declined -> DECLINED;
      case Swap.Withdrawn withdrawn -> WITHDRAWN;
      case Swap.Expired expired -> EXPIRED;
    };
  }

  /** When it ended; null while it awaits an answer. */
  static @Nullable Instant endedAt(Swap swap) {
    return switch (swap) {
      case Swap.Proposed proposed -> null;
      case Swap.Accepted accepted -> accepted.at();
      case Swap.Declined declined -> declined.at();
      case Swap.Withdrawn withdrawn -> withdrawn.at();
      case Swap.Expired expired -> expired.at();
    };
  }

  Swap swap(SwapTerms terms, @Nullable Instant endedAt) {
    return switch (this) {
      case PROPOSED -> new Swap.Proposed(terms);
      case ACCEPTED -> new Swap.Accepted(terms, Objects.requireNonNull(endedAt));
      case DECLINED -> new Swap.Declined(terms, Objects.requireNonNull(endedAt));
      case WITHDRAWN -> new Swap.Withdrawn(terms, Objects.requireNonNull(endedAt));
      case EXPIRED -> new Swap.Expired(terms, Objects.requireNonNull(endedAt));
    };
  }
}
