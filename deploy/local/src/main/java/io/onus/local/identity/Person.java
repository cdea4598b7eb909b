package io.onus.local.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody a token can be made for.
 *
 * @param robot a program rather than a human
 * @param secret what a program shows at the token endpoint; people show nothing
 * @param about who this is, in half a sentence
 */
public record Person(
    String id,
    String name,
    @Nullable String email,
    List<String> groups,
    boolean robot,
    @Nullable String secret,
    String about) {

  public Person {
    groups = List.copyOf(groups);
  }

  /** Somebody who is on no list, with these groups, as {@code /ENG/lead}. */
  public static Person human(String id, String... groups) {
    return new Person(id, id, id + "@onus.example", List.of(groups), false, null, "");
  }

  /** A program that is on no list. */
  public static Person robot(String id, String... groups) {
    return new Person(id, id, null, List.of(groups), true, null, "");
  }

  Person with(List<String> otherGroups) {
    return new Person(id, name, email, otherGroups, robot, secret, about);
  }

  /** What a token says of them, beyond who made it and for whom. */
  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", id);
    claims.put("name", name);
    claims.put("groups", groups);
    if (robot) {
      claims.put("azp", id);
      claims.put("client_id", id);
      claims.put("robot", true);
    } else {
      claims.put("preferred_username", id);
    }
    if (email != null) {
      claims.put("email", email);
      claims.put("email_verified", true);
    }
    return claims;
  }
}
