package io.onus.local.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;

/**
 * What goes into a token the endpoint hands out. A person's claims were chosen on the sign-in page
 * and travel with the code; a system's follow from its client id.
 */
final class DemoClaims implements OAuth2TokenCallback {

  private final DemoPeople people;

  DemoClaims(DemoPeople people) {
    this.people = people;
  }

  static String client(TokenRequest request) {
    return request.getClientAuthentication() != null
        ? request.getClientAuthentication().getClientID().getValue()
        : Objects.requireNonNull(request.getClientID(), "client_id").getValue();
  }

  @Override
  public String issuerId() {
    return TokenMint.ISSUER_ID;
  }

  @Override
  public String subject(TokenRequest request) {
    return client(request);
  }

  @Override
  public String typeHeader(TokenRequest request) {
    return JOSEObjectType.JWT.getType();
  }

  @Override
  public List<String> audience(TokenRequest request) {
    return List.of(TokenMint.AUDIENCE);
  }

  @Override
  public Map<String, Object> addClaims(TokenRequest request) {
    String client = client(request);
    return request.getAuthorizationGrant() instanceof ClientCredentialsGrant
        ? people.named(client).claims()
        : Map.of("azp", client);
  }

  @Override
  public long tokenExpiry() {
    return TokenMint.LIFETIME.toSeconds();
  }
}
