package io.onus.local.identity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens of a stack's own mint, each used again until it is half as old as it may get. */
public final class TokenPurse {

  private static final long RENEWED_AFTER = TokenMint.LIFETIME.dividedBy(2).toNanos();

  private record Kept(String token, long since) {}

  private final TokenMint mint;
  private final Map<Person, Kept> kept = new ConcurrentHashMap<>();

  public TokenPurse(TokenMint mint) {
    this.mint = mint;
  }

  /** A token that is good for a while. */
  public String of(Person person) {
    long now = System.nanoTime();
    return kept.compute(
            person,
            (who, known) ->
                known != null && now - known.since() < RENEWED_AFTER
                    ? known
                    : new Kept(mint.mint(person), now))
        .token();
  }
}
