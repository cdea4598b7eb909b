package io.onus.request.loss.domain;

import java.time.Instant;

/**
 * A loss is in exactly one of these states. Only a confirmed one is a loss both sides agree on; it
 * and a withdrawn one stay what they are.
 */
public sealed interface Loss {

  Claim claim();

  Status status();

  /** How often it was decided on, the claim included. */
  int version();

  enum Status {
    CLAIMED,
    CONFIRMED,
    DISPUTED,
    WITHDRAWN
  }

  /** Waits for the other side. */
  record Claimed(Claim claim) implements Loss, Answerable, Disputable, Withdrawable {
    @Override
    public Status status() {
      return Status.CLAIMED;
    }

    @Override
    public int version() {
      return 1;
    }
  }

  /** Both sides agree. */
  record Confirmed(Claim claim, String person, Instant at, int version) implements Loss {
    @Override
    public Status status() {
      return Status.CONFIRMED;
    }
  }

  /** The other side says why not; it may still be convinced. */
  record Disputed(Claim claim, String person, String reason, Instant at, int version)
      implements Loss, Answerable, Withdrawable {
    @Override
    public Status status() {
      return Status.DISPUTED;
    }
  }

  /** Taken back by the side that claimed it. */
  record Withdrawn(Claim claim, String person, Instant at, int version) implements Loss {
    @Override
    public Status status() {
      return Status.WITHDRAWN;
    }
  }

  // ---- moves

  /** The other side can say that it is so. */
  sealed interface Answerable permits Claimed, Disputed {
    Claim claim();

    int version();

    default Confirmed confirm(String person, Instant at) {
      return new Confirmed(claim(), person, at, version() + 1);
    }
  }

  /** The other side can say that it is not so. */
  sealed interface Disputable permits Claimed {
    Claim claim();

    int version();

    default Disputed dispute(String person, String reason, Instant at) {
      return new Disputed(claim(), person, reason, at, version() + 1);
    }
  }

  /** The side that claimed it can take it back. */
  sealed interface Withdrawable permits Claimed, Disputed {
    Claim claim();

    int version();

    default Withdrawn withdraw(String person, Instant at) {
      return new Withdrawn(claim(), person, at, version() + 1);
    }
  }
}
