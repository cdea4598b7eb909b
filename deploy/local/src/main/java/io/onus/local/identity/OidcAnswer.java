package io.onus.local.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;

/** What goes back to a caller. */
record OidcAnswer(int status, Map<String, String> headers, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static OidcAnswer page(int status, String html) {
    return new OidcAnswer(status, Map.of("Content-Type", "text/html; charset=utf-8"), html);
  }

  static OidcAnswer redirect(String location) {
    return new OidcAnswer(302, Map.of("Location", location), "");
  }

  /** An OAuth error: a code of the standard, and words for whoever reads it. */
  static OidcAnswer error(int status, String code, String description) {
    return new OidcAnswer(
        status,
        Map.of("Content-Type", "application/json; charset=utf-8"),
        JSON.createObjectNode()
            .put("error", code)
            .put("error_description", description)
            .toString());
  }

  static OidcAnswer of(OAuth2HttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    response.getHeaders().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
    String body = response.getBody();
    return new OidcAnswer(response.getStatus(), headers, body == null ? "" : body);
  }
}
