package io.onus.local.identity;

import io.onus.local.OidcProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * Makes tokens with the key of a local stack, for anybody: whoever can read the key file may. The
 * server itself gives tokens to the demo people only.
 */
public final class TokenMint {

  /** How long a token is good for. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  /** For whom tokens are made: the services of the suite. */
  static final String AUDIENCE = "onus";

  /** The last part of the issuer, which mock-oauth2-server tells issuers apart by. */
  static final String ISSUER_ID = "onus";

  /** What people use who are at no page. */
  private static final String COMMAND_LINE = "onus-command-line";

  private final OAuth2TokenProvider provider;
  private final URI issuer;

  private TokenMint(SigningKey key, URI issuer) {
    this.provider = new OAuth2TokenProvider(key);
    this.issuer = issuer;
  }

  /**
   * @param keyFile made by the server at its first start
   * @param issuer as the server calls itself
   */
  public static TokenMint of(Path keyFile, URI issuer) {
    return new TokenMint(SigningKey.read(keyFile), issuer);
  }

  /** With a key that is made if there is none yet. */
  public static TokenMint ofNewKey(Path keyFile, URI issuer) {
    return new TokenMint(SigningKey.readOrMake(keyFile), issuer);
  }

  public static TokenMint of(OidcProcess oidc) {
    return of(oidc.keyFile(), oidc.issuer());
  }

  /** A signed token in its compact form, good for {@link #LIFETIME} from now. */
  public String mint(Person person) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("azp", COMMAND_LINE);
    claims.putAll(person.claims());
    claims.put("iss", issuer.toString());
    claims.put("aud", List.of(AUDIENCE));
    claims.put("jti", UUID.randomUUID().toString());
    return provider.jwt(claims, LIFETIME, ISSUER_ID).serialize();
  }
}
