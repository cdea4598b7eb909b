package io.onus.sla.learning;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From when, and until when. */
@Schema(name = "Window")
public record WindowForm(
    @Schema(description = "submitted then or later", examples = "2026-01-01T00:00:00Z")
        @Nullable Instant from,
    @Schema(description = "submitted before", examples = "2026-07-01T00:00:00Z")
        @Nullable Instant to) {

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;

  static final WindowForm OPEN = new WindowForm(null, null);

  /** As it is sent in a query. */
  static WindowForm parse(@Nullable String since, @Nullable String until) {
    return new WindowForm(instant("since", since), instant("until", until));
  }

  /** Checked here and not on the fields, since both ways of asking come together here. */
  WindowForm checked(String firstName, String lastName) {
    WindowForm kept = new WindowForm(inReach(firstName, from), inReach(lastName, to));
    if (kept.from != null && kept.to != null && !kept.from.isBefore(kept.to)) {
      throw Problem.malformed(
          "Nothing lies between " + from + " and " + to + ".",
          new Violation(lastName, "must be after " + firstName));
    }
    return kept;
  }

  private static @Nullable Instant inReach(String name, @Nullable Instant at) {
    if (at == null) {
      return null;
    }
    long year =
        at.isBefore(Instant.EPOCH) || at.getEpochSecond() > 32_503_680_000L
            ? Long.MAX_VALUE
            : at.atOffset(ZoneOffset.UTC).getYear();
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw Problem.malformed(
          name + " must lie between the years 1970 and 2199.",
          new Violation(name, "must lie between the years 1970 and 2199"));
    }
    return WallClock.truncated(at);
  }

  private static @Nullable Instant instant(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Problem.malformed(
          name + " must be an instant such as 2026-01-01T00:00:00Z.",
          new Violation(name, "must be an instant such as 2026-01-01T00:00:00Z"));
    }
  }
}
