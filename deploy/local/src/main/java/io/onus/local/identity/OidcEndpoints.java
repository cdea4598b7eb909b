package io.onus.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.sun.net.httpserver.Headers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequestHandler;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of the server. The library behind it answers for every issuer and every name it
 * is asked for, copies claims it is handed, and fetches what it is told to; what passes through
 * here is one issuer, the people that exist, and the grants that need no trust in the caller's
 * words.
 */
final class OidcEndpoints {

  private static final Logger LOG = System.getLogger(OidcEndpoints.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> PASSED_ON =
      Set.of(
          "/.well-known/openid-configuration",
          "/.well-known/oauth-authorization-server",
          "/jwks",
          "/userinfo",
          "/introspect",
          "/revoke");

  private static final Set<GrantType> GRANTS =
      Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS);

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final URI issuer;
  private final DemoPeople people;
  private final Route protocol;

  OidcEndpoints(URI issuer, SigningKey key, DemoPeople people) {
    this.issuer = issuer;
    this.people = people;
    this.protocol =
        new OAuth2HttpRequestHandler(
                new OAuth2Config(
                    true,
                    null,
                    null,
                    true,
                    new OAuth2TokenProvider(key),
                    Set.of(new DemoClaims(people))))
            .getAuthorizationServer();
  }

  URI issuer() {
    return issuer;
  }

  OidcAnswer answer(String method, URI uri, Headers headers, String body) {
    String path = uri.getPath();
    if (method.equals("GET") && path.equals("/")) {
      return OidcAnswer.redirect(issuer.toString());
    }
    if (!path.equals(issuer.getPath()) && !path.startsWith(issuer.getPath() + "/")) {
      return OidcAnswer.page(404, OidcPages.refused("There is one issuer here: " + issuer));
    }
    String endpoint = path.substring(issuer.getPath().length());
    OAuth2HttpRequest request = request(method, path, uri.getRawQuery(), headers, body);
    return switch (method + " " + endpoint) {
      case "GET ", "GET /" -> OidcAnswer.page(200, OidcPages.people(issuer, people));
      case "GET /authorize", "POST /authorize" -> authorize(request);
      case "POST /token" -> token(request);
      case "GET /endsession" -> endSession(request);
      default ->
          PASSED_ON.contains(endpoint)
              ? OidcAnswer.of(passOn(request))
              : OidcAnswer.page(404, OidcPages.refused("There is nothing at " + endpoint));
    };
  }

  /**
   * As it came, but called by our own name; what proxies and pages of elsewhere add is left out.
   */
  private OAuth2HttpRequest request(
      String method, String path, @Nullable String query, Headers headers, String body) {
    okhttp3.Headers.Builder kept = new okhttp3.Headers.Builder();
    kept.add("Host", issuer.getAuthority());
    for (String name : new String[] {"Authorization", "Content-Type"}) {
      String value = headers.getFirst(name);
      if (value != null) {
        kept.add(name, value);
      }
    }
    HttpUrl url = HttpUrl.get(issuer.resolve(path)).newBuilder().encodedQuery(query).build();
    return new OAuth2HttpRequest(kept.build(), method, url, body);
  }

  private OAuth2HttpResponse passOn(OAuth2HttpRequest request) {
    return protocol.invoke(request);
  }

  // --- people ---

  private OidcAnswer authorize(OAuth2HttpRequest request) {
    HttpUrl url = request.getOriginalUrl();
    String redirect = url.queryParameter("redirect_uri");
    if (!staysHere(redirect)) {
      return OidcAnswer.page(
          400, OidcPages.refused("redirect_uri is to be on this machine, as http://127.0.0.1:..."));
    }
    if (request.getMethod().equals("GET")) {
      String client = String.valueOf(url.queryParameter("client_id"));
      String query = String.valueOf(url.encodedQuery());
      return OidcAnswer.page(200, OidcPages.signIn(query, client, people));
    }
    String username = String.valueOf(request.getFormParameters().get("username"));
    Optional<Person> person = people.find(username).filter(found -> !found.robot());
    if (person.isEmpty()) {
      return OidcAnswer.page(
          400, OidcPages.refused("There is no demo person " + username + "; " + people.overview()));
    }
    LOG.log(Level.INFO, "{0} signs in at {1}", username, redirect);
    return OidcAnswer.of(passOn(signedIn(request, person.get())));
  }

  /** The choice of the page, with claims that are ours and not the caller's. */
  private static OAuth2HttpRequest signedIn(OAuth2HttpRequest request, Person person) {
    String form = "username=" + encoded(person.id()) + "&claims=" + encoded(json(person.claims()));
    return new OAuth2HttpRequest(
        request.getHeaders(), request.getMethod(), request.getOriginalUrl(), form);
  }

  private OidcAnswer endSession(OAuth2HttpRequest request) {
    String next = request.getOriginalUrl().queryParameter("post_logout_redirect_uri");
    return next == null || staysHere(next)
        ? OidcAnswer.of(passOn(request))
        : OidcAnswer.page(400, OidcPages.refused("post_logout_redirect_uri leaves this machine"));
  }

  // --- tokens ---

  private OidcAnswer token(OAuth2HttpRequest request) {
    TokenRequest asked;
    try {
      asked = TokenRequest.parse(request.asNimbusHTTPRequest());
    } catch (ParseException | IllegalArgumentException e) {
      return OidcAnswer.error(400, "invalid_request", String.valueOf(e.getMessage()));
    }
    GrantType grant = asked.getAuthorizationGrant().getType();
    if (!GRANTS.contains(grant)) {
      return OidcAnswer.error(
          400,
          "unsupported_grant_type",
          "Systems use client_credentials, pages use authorization_code; ./onus token PERSON"
              + " prints a person's token");
    }
    if (grant.equals(GrantType.CLIENT_CREDENTIALS) && !isSystem(asked)) {
      return OidcAnswer.error(
          401, "invalid_client", "No such client, or not its secret; " + people.overview());
    }
    OidcAnswer answer = OidcAnswer.of(passOn(request));
    LOG.log(
        Level.INFO,
        "{0} for client {1}: {2}",
        grant,
        DemoClaims.client(asked),
        String.valueOf(answer.status()));
    return answer;
  }

  private boolean isSystem(TokenRequest asked) {
    if (!(asked.getClientAuthentication() instanceof PlainClientSecret shown)) {
      return false;
    }
    return people
        .find(shown.getClientID().getValue())
        .filter(Person::robot)
        .map(Person::secret)
        .filter(secret -> same(secret, shown.getClientSecret().getValue()))
        .isPresent();
  }

  private static boolean same(String secret, String shown) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean staysHere(@Nullable String uri) {
    try {
      URI target = URI.create(uri == null ? "" : uri);
      return Set.of("http", "https").contains(String.valueOf(target.getScheme()))
          && LOOPBACK.contains(String.valueOf(target.getHost()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String json(Map<String, Object> claims) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(claims));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
