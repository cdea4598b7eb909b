package io.onus.request.catalogue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.Optional;

/**
 * Patterns that are matched in time linear in the text, whatever they are: {@code (a+)+$} is a trap
 * for engines that try one way after another. What such an engine cannot do, looking around and
 * back, is no pattern here.
 */
final class IntakePatterns implements RegularExpressionFactory {

  static final int LONGEST = 500;

  /** Steps of the compiled pattern: {@code x{1000}} is short and has a thousand of them. */
  static final int MOST_STEPS = 2_000;

  private static final java.util.regex.Pattern ECMA_CHARACTER =
      java.util.regex.Pattern.compile("((?:^|[^\\\\])(?:\\\\\\\\)*+)\\\\u([0-9a-fA-F]{4})");

  /** What keeps it from being a pattern; empty where nothing does. */
  static Optional<String> fault(String pattern) {
    if (pattern.length() > LONGEST) {
      return Optional.of("must not be longer than " + LONGEST + " characters");
    }
    if (PatternSize.of(pattern) > MOST_STEPS) {
      return Optional.of("repeats too often; use maxLength to limit a text");
    }
    try {
      compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "is no regular expression that can be matched in linear time ("
              + e.getDescription()
              + "); looking ahead or behind and back-references are not supported");
    }
  }

  @Override
  public RegularExpression getRegularExpression(String pattern) {
    // Also reached with texts that claim to be patterns: "format": "regex".
    Optional<String> fault = fault(pattern);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get());
    }
    Pattern compiled = compile(pattern);
    int steps = compiled.programSize();
    return text -> {
      IntakeEffort.ofCurrent().spendOnPattern(text.length(), steps);
      return compiled.matcher(text).find();
    };
  }

  /** JSON Schema writes characters as ECMAScript does. */
  private static Pattern compile(String pattern) {
    String linear = pattern;
    for (String before = ""; !before.equals(linear); ) {
      before = linear;
      linear = ECMA_CHARACTER.matcher(linear).replaceAll("$1\\\\x{$2}");
    }
    return Pattern.compile(linear);
  }
}
