package io.onus.kit.caller;

import io.onus.kit.caller.Caller.Kind;
import io.onus.kit.caller.Caller.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a valid token say about the caller. The one place where a provider's words
 * become departments and roles:
 *
 * <table>
 *   <caption>groups</caption>
 *   <tr><td>{@code /ENG}</td><td>belongs to ENG</td></tr>
 *   <tr><td>{@code /ENG/lead}, {@code /ENG/deputy}</td><td>leads ENG</td></tr>
 *   <tr><td>{@code /onus/admin}, {@code /onus/auditor}, {@code /onus/on-call-admin}, {@code /onus/relay}</td><td>a role</td></tr>
 * </table>
 *
 * <p>The leading slash may be missing. Groups that mean nothing here are passed over: a provider
 * has others. A role {@code relay} is for systems only.
 */
public final class CallerClaims {

  /** How far the provider's clock may be ahead of ours. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  private static final Pattern DEPARTMENT = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");
  private static final int LONGEST_ID = 200;

  private static final Map<String, Role> ROLES =
      Map.of(
          "admin", Role.ADMIN,
          "auditor", Role.AUDITOR,
          "on-call-admin", Role.ON_CALL_ADMIN,
          "relay", Role.RELAY);

  /** Why a token that is otherwise valid is not taken. The message is for whoever sent it. */
  static final class Unacceptable extends Exception {

    private static final long serialVersionUID = 1L;

    Unacceptable(String message) {
      super(message, null, false, false);
    }
  }

  private CallerClaims() {}

  /**
   * @param clients the systems and applications whose tokens are taken; empty: any the provider
   *     vouches for
   */
  static Caller read(Map<String, ?> claims, Set<String> clients, Instant now) throws Unacceptable {
    if (claims.get("iat") instanceof Number issued
        && Instant.ofEpochSecond(issued.longValue()).isAfter(now.plus(LEEWAY))) {
      throw new Unacceptable("The token was issued in the future.");
    }
    String client = firstText(claims, "azp", "client_id");
    if (!clients.isEmpty() && (client == null || !clients.contains(client))) {
      throw new Unacceptable("The token was made for an application that is not known here.");
    }
    Kind kind = isTrue(claims.get("robot")) ? Kind.ROBOT : Kind.HUMAN;
    String id =
        kind == Kind.ROBOT
            ? firstText(claims, "azp", "client_id", "sub")
            : firstText(claims, "preferred_username", "sub");
    if (id == null || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
      throw new Unacceptable("The token does not say who it is for.");
    }
    Set<String> departments = new TreeSet<>();
    Set<String> leads = new TreeSet<>();
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String group : texts(claims.get("groups"))) {
      List<String> path = List.of(group.replaceFirst("^/", "").split("/", -1));
      String first = path.getFirst();
      if (first.equals("onus")) {
        Role role = path.size() == 2 ? ROLES.get(path.get(1)) : null;
        if (role != null && (role != Role.RELAY || kind == Kind.ROBOT)) {
          roles.add(role);
        }
      } else if (DEPARTMENT.matcher(first).matches()) {
        if (path.size() == 1) {
          departments.add(first);
        } else if (path.size() == 2 && Set.of("lead", "deputy").contains(path.get(1))) {
          departments.add(first);
          leads.add(first);
        }
      }
    }
    String email =
        isTrue(claims.get("email_verified")) && claims.get("email") instanceof String address
            ? address
            : null;
    return new Caller(
        id,
        kind,
        claims.get("name") instanceof String name ? name : null,
        email,
        departments,
        leads,
        roles);
  }

  private static boolean isTrue(@Nullable Object claim) {
    return Boolean.TRUE.equals(claim) || "true".equals(claim);
  }

  private static @Nullable String firstText(Map<String, ?> claims, String... names) {
    for (String name : names) {
      if (claims.get(name) instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private static List<String> texts(@Nullable Object claim) {
    return claim instanceof Collection<?> all
        ? all.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
