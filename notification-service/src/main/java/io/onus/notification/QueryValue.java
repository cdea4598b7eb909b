package io.onus.notification;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.kit.time.WallClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters that must have a form. The framework would answer a 404 for one that has not.
 */
public final class QueryValue {

  private QueryValue() {}

  public static <E extends Enum<E>> @Nullable E constant(
      String name, @Nullable String value, Class<E> type) {
    if (value == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseThrow(() -> wrong(name, "must be one of " + all(type)));
  }

  public static @Nullable UUID id(String name, @Nullable String value) {
    try {
      return value == null ? null : UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "must be a UUID");
    }
  }

  /** A moment as RFC 3339 writes it. */
  public static @Nullable Instant instant(String name, @Nullable String value) {
    try {
      return value == null ? null : WallClock.truncated(OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException e) {
      throw wrong(name, "must be a moment such as 2026-11-01T00:00:00Z");
    }
  }

  public static @Nullable Boolean flag(String name, @Nullable String value) {
    return switch (value) {
      case null -> null;
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "must be true or false");
    };
  }

  private static <E extends Enum<E>> String all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
  }

  private static Problem wrong(String name, String message) {
    return Problem.malformed(name + " " + message + ".", new Violation(name, message));
  }
}
