package io.onus.sla.agreement.domain;

import java.util.Optional;

/** What terms must not say, whatever their shape. */
public final class TermsRules {

  private TermsRules() {}

  /** Why nobody could keep these terms; nothing where they can be kept. */
  public static Optional<NegotiationRefusal> unkeepable(Terms terms) {
    if (terms.onNoReply() != null && !promises(terms, Metric.REPLY)) {
      return Optional.of(new NegotiationRefusal.NoReplyTarget());
    }
    return Optional.empty();
  }

  /** What only both signatures can allow: to close requests of who keeps silent. */
  public static Optional<NegotiationRefusal> unsigned(Terms terms) {
    if (promises(terms, Metric.CONFIRMATION)) {
      return Optional.of(new NegotiationRefusal.OnlySigned("CONFIRMATION"));
    }
    if (terms.onNoReply() != null) {
      return Optional.of(new NegotiationRefusal.OnlySigned("onNoReply"));
    }
    return Optional.empty();
  }

  private static boolean promises(Terms terms, Metric metric) {
    return terms.targets().stream().anyMatch(target -> target.metric() == metric);
  }
}
