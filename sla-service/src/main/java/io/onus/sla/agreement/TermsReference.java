package io.onus.sla.agreement;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which terms of a negotiation somebody means. */
public sealed interface TermsReference {

  Pattern NUMBERED = Pattern.compile("(offer-)?([1-9][0-9]{0,8})");

  /** What a problem says where there are none. */
  String missing();

  /** A signed version. */
  record Version(int number) implements TermsReference {
    @Override
    public String missing() {
      return "No version " + number + " was signed. Offers are offer-1, offer-2 and so on.";
    }
  }

  /** An offer, whatever became of it. */
  record Offer(int number) implements TermsReference {
    @Override
    public String missing() {
      return "No offer " + number + " was made here.";
    }
  }

  record Current() implements TermsReference {
    @Override
    public String missing() {
      return "Nothing is signed here yet, so there are no current terms.";
    }
  }

  record Proposed() implements TermsReference {
    @Override
    public String missing() {
      return "No offer is on the table here, so there are no proposed terms.";
    }
  }

  /** Reads a query parameter: {@code 2}, {@code offer-3}, {@code current}, {@code proposed}. */
  static TermsReference parse(String parameter, @Nullable String text) {
    Matcher numbered = NUMBERED.matcher(text == null ? "" : text);
    if (numbered.matches()) {
      int number = Integer.parseInt(numbered.group(2));
      return numbered.group(1) == null ? new Version(number) : new Offer(number);
    }
    return switch (text) {
      case "current" -> new Current();
      case "proposed" -> new Proposed();
      case null, default ->
          throw Problem.malformed(
              parameter
                  + " names terms: a signed version like 2, an offer like offer-3, current or"
                  + " proposed.",
              new Violation(parameter, "must be like 2, offer-3, current or proposed"));
    };
  }
}
