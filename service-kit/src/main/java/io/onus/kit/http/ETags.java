package io.onus.kit.http;

import io.onus.kit.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags: {@code "7"}. */
public final class ETags {

  private ETags() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Honours If-Match where it was sent: 412 unless it names the current version (or is {@code *}).
   */
  public static void check(@Nullable String ifMatch, long current) {
    check(ifMatch, current, Map.of());
  }

  /**
   * @param seen what a caller whose version is stale would read again, as members of the 412
   */
  public static void check(@Nullable String ifMatch, long current, Map<String, Object> seen) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.trim().equals("*")) {
      return;
    }
    for (String tag : ifMatch.split(",")) {
      if (tag.trim().equals(of(current))) {
        return;
      }
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", current);
    facts.putAll(seen);
    throw Problem.preconditionFailed(
        "This was changed since you read it: you named "
            + ifMatch
            + ", it is at "
            + of(current)
            + " now. Read it again and decide anew.",
        facts);
  }

  /** Where overwriting blindly would lose somebody's change: 428 without If-Match, 412 if stale. */
  public static void require(@Nullable String ifMatch, long current) {
    require(ifMatch, current, Map.of());
  }

  /**
   * @param seen what a caller whose version is stale would read again, as members of the 412
   */
  public static void require(@Nullable String ifMatch, long current, Map<String, Object> seen) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw Problem.preconditionRequired(
          "Send If-Match with the version you read, for example If-Match: " + of(current) + ".");
    }
    check(ifMatch, current, seen);
  }
}
