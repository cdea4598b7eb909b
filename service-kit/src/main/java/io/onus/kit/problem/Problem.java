package io.onus.kit.problem;

import io.onus.kit.decide.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not the wished one, as RFC 9457 has it. Thrown at the edges only; {@code
 * domain} returns refusals. The kinds are closed: type, title and status belong together.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A fact named like a member of the document itself goes under another name, never lost. */
  private static final Map<String, String> OWN_MEMBERS =
      Map.of(
          "type", "currentType",
          "title", "currentTitle",
          "status", "currentStatus",
          "detail", "currentDetail",
          "violations", "currentViolations",
          "refusal", "currentRefusal");

  /** An answer quotes from the input, and must not grow with it. */
  static final int LONGEST_TEXT = 1000;

  static final int MOST_VIOLATIONS = 100;

  private final String kind;
  private final String title;
  private final int status;
  private final transient List<Violation> violations;
  private final transient Map<String, Object> facts;
  private final @Nullable Duration retryAfter;
  private final @Nullable String refusal;

  private Problem(
      String kind,
      String title,
      int status,
      String detail,
      List<Violation> violations,
      Map<String, Object> facts,
      @Nullable Duration retryAfter) {
    this(kind, title, status, detail, violations, facts, retryAfter, null);
  }

  private Problem(
      String kind,
      String title,
      int status,
      String detail,
      List<Violation> violations,
      Map<String, Object> facts,
      @Nullable Duration retryAfter,
      @Nullable String refusal) {
    super(shortened(detail), null, false, false);
    this.kind = kind;
    this.title = title;
    this.status = status;
    this.violations =
        violations.stream()
            .limit(MOST_VIOLATIONS)
            .map(v -> new Violation(shortened(v.field()), shortened(v.message())))
            .toList();
    this.facts = new LinkedHashMap<>(facts);
    this.retryAfter = retryAfter;
    this.refusal = refusal;
  }

  public static Problem malformed(String detail, Violation... violations) {
    return malformed(detail, List.of(violations));
  }

  public static Problem malformed(String detail, List<Violation> violations) {
    return new Problem("malformed", "Malformed input", 400, detail, violations, Map.of(), null);
  }

  public static Problem unauthenticated(String detail) {
    return new Problem("unauthenticated", "Caller unknown", 401, detail, List.of(), Map.of(), null);
  }

  public static Problem forbidden(String detail) {
    return forbidden(detail, Map.of());
  }

  public static Problem forbidden(String detail, Map<String, Object> facts) {
    return new Problem("forbidden", "Not allowed", 403, detail, List.of(), facts, null);
  }

  /**
   * @param noun what was looked for, for example {@code request}
   */
  public static Problem notFound(String noun, Object id) {
    return new Problem(
        "not-found", "Not found", 404, "No " + noun + " " + id + ".", List.of(), Map.of(), null);
  }

  public static Problem notFound(String detail) {
    return new Problem("not-found", "Not found", 404, detail, List.of(), Map.of(), null);
  }

  public static Problem conflict(String detail, Map<String, Object> facts) {
    return new Problem("conflict", "Conflict", 409, detail, List.of(), facts, null);
  }

  public static Problem inFlight(String detail, Duration retryAfter) {
    return new Problem("conflict", "Conflict", 409, detail, List.of(), Map.of(), retryAfter);
  }

  public static Problem preconditionFailed(String detail, Map<String, Object> facts) {
    return new Problem(
        "precondition-failed", "Changed in the meantime", 412, detail, List.of(), facts, null);
  }

  public static Problem preconditionRequired(String detail) {
    return new Problem(
        "precondition-required", "If-Match is required", 428, detail, List.of(), Map.of(), null);
  }

  /**
   * A domain rule said no. The refusal's kind is the member {@code refusal}, its facts are members
   * too.
   */
  public static Problem refused(Refusal refusal) {
    return refused(refusal.kind(), refusal.message(), refusal.facts());
  }

  public static Problem refused(String kind, String message, Map<String, Object> facts) {
    return new Problem("refused", "Refused", 422, message, List.of(), facts, null, kind);
  }

  public static Problem tooLarge(long mostBytes) {
    return new Problem(
        "request-entity-too-large",
        "Request Entity Too Large",
        413,
        "A body may have up to " + mostBytes + " bytes here. Send it in parts.",
        List.of(),
        Map.of("limit", mostBytes),
        null);
  }

  public static Problem tooManyRequests(String detail, Duration retryAfter) {
    return new Problem(
        "too-many-requests", "Too many requests", 429, detail, List.of(), Map.of(), retryAfter);
  }

  public static Problem unavailable(String detail, Duration retryAfter) {
    return new Problem(
        "unavailable", "Unavailable for now", 503, detail, List.of(), Map.of(), retryAfter);
  }

  static Problem internal(String logId) {
    return new Problem(
        "internal",
        "Internal error",
        500,
        "Something went wrong here. Tell the operators the logId.",
        List.of(),
        Map.of("logId", logId),
        null);
  }

  /** An HTTP-level refusal (405, 406, 414, 415 …) that has no kind of its own. */
  public static Problem ofStatus(
      int status, String title, String detail, Map<String, Object> facts) {
    return new Problem(
        title.toLowerCase(Locale.ROOT).replace(' ', '-'),
        title,
        status,
        detail,
        List.of(),
        facts,
        null);
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    // Never half of a character.
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    return text.substring(0, end) + "…";
  }

  public String type() {
    return "/problems/" + kind;
  }

  /** The refusal's kind where a domain rule said no, else null. */
  public @Nullable String refusal() {
    return refusal;
  }

  public int status() {
    return status;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<Violation> violations() {
    return violations;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The members of the problem document, in the order they are written. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", type());
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail());
    if (refusal != null) {
      document.put("refusal", refusal);
    }
    if (!violations.isEmpty()) {
      document.put("violations", violations);
    }
    facts.forEach((name, fact) -> document.put(OWN_MEMBERS.getOrDefault(name, name), fact));
    return document;
  }
}
