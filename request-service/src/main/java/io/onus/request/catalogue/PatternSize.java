package io.onus.request.catalogue;

/**
 * Guesses from a pattern's text how many steps it compiles to, never far too few: repetitions are
 * compiled by writing out, and {@code ((x{1000}){1000}){1000}} must be known before it is tried.
 */
final class PatternSize {

  private static final long TOO_MANY = Integer.MAX_VALUE;

  private final String pattern;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  static long of(String pattern) {
    if (pattern.contains("\\Q")) {
      // Quotes what would otherwise open or close something.
      return TOO_MANY;
    }
    PatternSize size = new PatternSize(pattern);
    long steps = 0;
    while (size.at < pattern.length()) {
      steps = Math.min(TOO_MANY, steps + size.sequence() + 1);
      size.at++; // A bracket that closes nothing.
    }
    return steps;
  }

  /** Up to the end, or to the bracket that closes the group. */
  private long sequence() {
    long steps = 0;
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      steps = Math.min(TOO_MANY, steps + repeated(atom()));
    }
    return steps;
  }

  private long atom() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '\\' -> at++;
      case '[' -> skipClass();
      case '(' -> {
        long inside = sequence() + 2;
        at++;
        return inside;
      }
      default -> {}
    }
    return 1;
  }

  private void skipClass() {
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    // A bracket in the first place stands for itself.
    for (at++; at < pattern.length() && pattern.charAt(at) != ']'; at++) {
      if (pattern.charAt(at) == '\\') {
        at++;
      }
    }
    at++;
  }

  private long repeated(long steps) {
    long all = steps;
    while (at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0) {
      if (pattern.charAt(at) == '{') {
        int end = pattern.indexOf('}', at);
        long times = end < 0 ? 1 : largest(pattern.substring(at + 1, end));
        all = Math.min(TOO_MANY, all * Math.max(1, times) + 1);
        at = end < 0 ? at + 1 : end + 1;
      } else {
        all++;
        at++;
      }
    }
    return all;
  }

  /** Of {@code 3}, {@code 3,} and {@code 3,5}; 1 where these are no numbers. */
  private static long largest(String bounds) {
    long largest = 1;
    for (String bound : bounds.split(",")) {
      if (bound.length() < 8 && !bound.isEmpty() && bound.chars().allMatch(Character::isDigit)) {
        largest = Math.max(largest, Long.parseLong(bound));
      }
    }
    return largest;
  }
}
