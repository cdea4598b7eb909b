package io.onus.request.request;

import org.jspecify.annotations.Nullable;

/**
 * What became of a past fact.
 *
 * @param reason why it was rejected: a kind in kebab-case, a colon and a sentence
 */
public record ImportedFact(long line, Result result, @Nullable String reason) {

  public enum Result {
    /** It is part of the request's history now. */
    ACCEPTED,
    /** It was part of it already. */
    UNCHANGED,
    REJECTED
  }

  static ImportedFact accepted(PastFact fact) {
    return new ImportedFact(fact.line(), Result.ACCEPTED, null);
  }

  static ImportedFact unchanged(PastFact fact) {
    return new ImportedFact(fact.line(), Result.UNCHANGED, null);
  }

  static ImportedFact rejected(PastFact fact, String kind, String message) {
    return new ImportedFact(fact.line(), Result.REJECTED, kind + ": " + message);
  }
}
