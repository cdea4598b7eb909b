package io.onus.sla.learning.domain;

import io.onus.sla.agreement.domain.Terms;
import java.util.List;

/** Terms that promise nothing: times are measured all the same. */
public final class NothingPromised {

  private NothingPromised() {}

  public static Terms inHours(String rule) {
    return new Terms(
        List.of(),
        List.of(),
        rule,
        null,
        null,
        null,
        List.of(),
        null,
        Terms.ReopenRule.REMAINING,
        null,
        null);
  }
}
