package io.onus.journeys;

import io.onus.local.OidcProcess;
import io.onus.local.identity.DemoPeople;
import io.onus.local.identity.TokenMint;
import java.net.URI;

/** The OIDC server of the stack: {@code ./onus token PERSON}, and one click. */
record LocalProvider(OidcProcess oidc) implements Provider {

  @Override
  public URI issuer() {
    return oidc.issuer();
  }

  @Override
  public String personToken(String person) {
    return TokenMint.of(oidc).mint(DemoPeople.load().named(person));
  }

  @Override
  public URI signIn(URI authorize, String person) {
    return Web.location(Web.post(authorize, "", "username", person));
  }
}
