package io.onus.journeys;

import java.net.URI;

/** An identity provider with the demo people: the local OIDC server, or Keycloak. */
interface Provider {

  /** What its tokens say in {@code iss}; the rest is found from there. */
  URI issuer();

  /** A token of a demo person, as somebody on a command line gets it. */
  String personToken(String person);

  /**
   * What a browser does when the person signs in.
   *
   * @param authorize where a page sent the browser
   * @return where the browser is sent back to
   */
  URI signIn(URI authorize, String person);
}
