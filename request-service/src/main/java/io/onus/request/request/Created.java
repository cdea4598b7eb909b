package io.onus.request.request;

import io.onus.kit.problem.Problem;
import java.util.Optional;

/** What came of one item of a batch. */
sealed interface Created {

  Optional<Step> step();

  /** The same, once it is known what the item refers to. */
  Created checked(References known);

  record Done(Step made) implements Created {
    @Override
    public Optional<Step> step() {
      return Optional.of(made);
    }

    @Override
    public Created checked(References known) {
      return known.problem(made).<Created>map(Failed::new).orElse(this);
    }
  }

  record Failed(Problem problem) implements Created {
    @Override
    public Optional<Step> step() {
      return Optional.empty();
    }

    @Override
    public Created checked(References known) {
      return this;
    }
  }

  /** One item as it was sent. */
  sealed interface Item {}

  record Wanted(RequestForm form) implements Item {}

  record Unreadable(Problem problem) implements Item {}
}
