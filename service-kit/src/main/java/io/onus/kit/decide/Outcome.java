package io.onus.kit.decide;

import java.util.List;

/** What a decision returns: the new state with what happened, or a refusal. */
public sealed interface Outcome<S, E> {

  record Accepted<S, E>(S state, List<E> events) implements Outcome<S, E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused<S, E>(Refusal refusal) implements Outcome<S, E> {}

  static <S, E> Outcome<S, E> accepted(S state, List<E> events) {
    return new Accepted<>(state, events);
  }

  static <S, E> Outcome<S, E> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }
}
