package io.onus.notification.person.domain;

import java.time.Duration;

/** What a wish may be. */
final class Bounds {

  private Bounds() {}

  static void check(Duration length, Duration shortest, Duration longest) {
    if (length.compareTo(shortest) < 0 || length.compareTo(longest) > 0) {
      throw new IllegalArgumentException("must be %s to %s".formatted(shortest, longest));
    }
    if (length.getNano() != 0) {
      throw new IllegalArgumentException("must be whole seconds");
    }
  }
}
