package io.onus.sla.learning;

import io.onus.sla.learning.domain.Window;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The requests submitted at {@code from} or later and before {@code to}. */
@Schema(name = "WindowLookedAt")
public record WindowView(Instant from, Instant to) {

  static @Nullable WindowView of(@Nullable Window window) {
    return window == null ? null : new WindowView(window.from(), window.until());
  }
}
