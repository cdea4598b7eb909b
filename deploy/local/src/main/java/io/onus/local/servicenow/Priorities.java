package io.onus.local.servicenow;

import java.util.Optional;

/**
 * {@code 1 - Critical} … {@code 4 - Low} are {@code P1} … {@code P4}: the digit decides, the words
 * are local.
 */
final class Priorities {

  private Priorities() {}

  static Optional<String> of(String label) {
    if (label.isEmpty() || label.charAt(0) < '1' || label.charAt(0) > '4') {
      return Optional.empty();
    }
    boolean onlyDigit = label.length() == 1 || !Character.isDigit(label.charAt(1));
    return onlyDigit ? Optional.of("P" + label.charAt(0)) : Optional.empty();
  }
}
