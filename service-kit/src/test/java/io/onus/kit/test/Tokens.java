package io.onus.kit.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens for tests, as the shared {@link Issuer} signs them. What goes into one is the
 * test's to say, wrong things too:
 *
 * <pre>{@code
 * given().auth().oauth2(Tokens.member("ada", "CS"))
 * given().auth().oauth2(Tokens.of("mallory").groups("/CS").audience("other").sign())
 * }</pre>
 */
public final class Tokens {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();
  private Issuer.Key key;

  private Tokens(String id) {
    this.key = Issuer.sharedKey();
    long now = System.currentTimeMillis() / 1000;
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    header.put("kid", key.id());
    claims.put("iss", Issuer.sharedUrl());
    claims.put("aud", "onus");
    claims.put("sub", "sub-of-" + id);
    claims.put("preferred_username", id);
    claims.put("azp", "onus-tests");
    claims.put("iat", now);
    claims.put("exp", now + Duration.ofHours(1).toSeconds());
  }

  /** A person, who belongs to nothing until {@link #groups} says so. */
  public static Tokens of(String person) {
    return new Tokens(person);
  }

  public static String member(String person, String... departments) {
    return of(person).groups(all("/%s", departments)).sign();
  }

  public static String lead(String person, String... departments) {
    return of(person).groups(all("/%s/lead", departments)).sign();
  }

  public static String admin(String person) {
    return of(person).groups("/onus/admin").sign();
  }

  public static String auditor(String person) {
    return of(person).groups("/onus/auditor").sign();
  }

  public static String onCallAdmin(String person) {
    return of(person).groups("/onus/on-call-admin").sign();
  }

  public static String robot(String client, String... departments) {
    return of(client).robot().groups(all("/%s", departments)).sign();
  }

  /** A system that may say which person did something, and when. */
  public static String relay(String client, String... departments) {
    return of(client)
        .robot()
        .groups(
            Stream.concat(Arrays.stream(all("/%s", departments)), Stream.of("/onus/relay"))
                .toArray(String[]::new))
        .sign();
  }

  public Tokens groups(String... groups) {
    return claim("groups", List.of(groups));
  }

  /** Makes it the token of a system, named like its client. */
  public Tokens robot() {
    return claim("robot", true).claim("azp", claims.get("preferred_username"));
  }

  public Tokens audience(String audience) {
    return claim("aud", audience);
  }

  public Tokens issuer(String issuer) {
    return claim("iss", issuer);
  }

  /** Seconds from now; negative: in the past. */
  public Tokens expiresIn(long seconds) {
    return claim("exp", System.currentTimeMillis() / 1000 + seconds);
  }

  /** Seconds from now; negative: in the past. */
  public Tokens issuedIn(long seconds) {
    return claim("iat", System.currentTimeMillis() / 1000 + seconds);
  }

  /** Null takes the claim out. */
  public Tokens claim(String name, @Nullable Object value) {
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return this;
  }

  public Tokens header(String name, @Nullable Object value) {
    if (value == null) {
      header.remove(name);
    } else {
      header.put(name, value);
    }
    return this;
  }

  /** Signed by this key, and naming it. */
  public Tokens by(Issuer.Key other) {
    key = other;
    return header("kid", other.id());
  }

  /** Signed by this key, and claiming to be by another. */
  public Tokens forgedBy(Issuer.Key other) {
    key = other;
    return this;
  }

  /** The compact form, signed with RS256 whatever the header says. */
  public String sign() {
    String content = content();
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.pair().getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The compact form with no signature. */
  public String unsigned() {
    header("alg", "none").header("kid", null);
    return content() + ".";
  }

  /** What is signed: for tests that sign it in a way of their own. */
  public String content() {
    return base64(header) + "." + base64(claims);
  }

  private static String base64(Map<String, Object> json) {
    try {
      return BASE64.encodeToString(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String[] all(String format, String... departments) {
    return Arrays.stream(departments).map(format::formatted).toArray(String[]::new);
  }
}
