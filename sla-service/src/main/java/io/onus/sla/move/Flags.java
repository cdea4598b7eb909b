package io.onus.sla.move;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Whether a query says so. What is neither true nor false must not be taken for false. */
final class Flags {

  private Flags() {}

  static boolean read(String name, @Nullable String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw Problem.malformed(
          name + " must be true or false.", new Violation(name, "must be true or false"));
    }
    return "true".equals(value);
  }
}
