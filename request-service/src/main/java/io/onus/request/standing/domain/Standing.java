package io.onus.request.standing.domain;

import java.util.Optional;

/** A standing request is in exactly one of these states. */
public sealed interface Standing {

  Plan plan();

  Status status();

  enum Status {
    RUNNING,
    PAUSED,
    ENDED
  }

  /** What comes next, where something does. */
  default Optional<Occurrence> upcoming() {
    return Optional.empty();
  }

  /** Asks again, next for {@code next}. */
  record Running(Plan plan, Occurrence next) implements Standing, Changeable, Pausable, Endable {
    @Override
    public Status status() {
      return Status.RUNNING;
    }

    @Override
    public Optional<Occurrence> upcoming() {
      return Optional.of(next);
    }

    @Override
    public Running changed(Plan other, Occurrence first) {
      return new Running(other, first);
    }
  }

  /** Asks nothing until it is resumed; what passes meanwhile is not asked later. */
  record Paused(Plan plan) implements Standing, Changeable, Resumable, Endable {
    @Override
    public Status status() {
      return Status.PAUSED;
    }

    @Override
    public Paused changed(Plan other, Occurrence first) {
      return new Paused(other);
    }
  }

  /** Asks nothing any more: somebody said so, or its rule has no more moments. */
  record Ended(Plan plan) implements Standing {
    @Override
    public Status status() {
      return Status.ENDED;
    }
  }

  // ---- moves

  sealed interface Changeable permits Running, Paused {
    Standing changed(Plan other, Occurrence first);
  }

  sealed interface Pausable permits Running {
    Plan plan();

    default Paused pause() {
      return new Paused(plan());
    }
  }

  sealed interface Resumable permits Paused {
    Plan plan();

    default Running resume(Occurrence next) {
      return new Running(plan(), next);
    }
  }

  sealed interface Endable permits Running, Paused {
    Plan plan();

    default Ended end() {
      return new Ended(plan());
    }
  }
}
