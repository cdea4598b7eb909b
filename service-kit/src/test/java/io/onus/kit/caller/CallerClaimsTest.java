package io.onus.kit.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onus.kit.caller.Caller.Kind;
import io.onus.kit.caller.Caller.Role;
import io.onus.kit.caller.CallerClaims.Unacceptable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table from a token's claims to departments and roles. */
class CallerClaimsTest {

  private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # groups                        | departments | leads  | roles
          -                               | -           | -      | -
          /ENG                            | ENG         | -      | -
          ENG                             | ENG         | -      | -
          /LOCATION-143                   | LOCATION-143| -      | -
          /ENG/lead                       | ENG         | ENG    | -
          /ENG/deputy                     | ENG         | ENG    | -
          /ENG /CS/lead                   | CS ENG      | CS     | -
          /ENG /ENG/lead                  | ENG         | ENG    | -
          /onus/admin                     | -           | -      | ADMIN
          /onus/auditor                   | -           | -      | AUDITOR
          /onus/on-call-admin             | -           | -      | ON_CALL_ADMIN
          onus/admin /ENG                 | ENG         | -      | ADMIN
          /onus                           | -           | -      | -
          /onus/owner                     | -           | -      | -
          /onus/admin/lead                | -           | -      | -
          /onus/ADMIN                     | -           | -      | -
          /ONUS/lead                      | ONUS        | ONUS   | -
          /eng                            | -           | -      | -
          /ENG/chief                      | -           | -      | -
          /ENG/lead/lead                  | -           | -      | -
          //ENG                           | -           | -      | -
          /ENG/                           | -           | -      | -
          /sales/ENG                      | -           | -      | -
          /ENG;/CS                        | -           | -      | -
          /                               | -           | -      | -
          """)
  void groupsBecomeDepartmentsAndRoles(
      String groups, String departments, String leads, String roles) throws Unacceptable {
    Map<String, Object> claims = new HashMap<>(Map.of("preferred_username", "ada"));
    if (groups != null) {
      claims.put("groups", List.of(groups.split(" ")));
    }

    Caller caller = CallerClaims.read(claims, Set.of(), NOW);

    assertThat(caller.departments()).containsExactlyInAnyOrder(words(departments));
    assertThat(caller.leads()).containsExactlyInAnyOrder(words(leads));
    assertThat(caller.roles().stream().map(Role::name)).containsExactlyInAnyOrder(words(roles));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # username, azp,  client_id, sub, robot | id,   kind
          ada,        app,  -,         s-1, -,      ada,  HUMAN
          -,          app,  -,         s-1, -,      s-1,  HUMAN
          ada,        app,  -,         s-1, false,  ada,  HUMAN
          ada,        shop, -,         s-1, true,   shop, ROBOT
          -,          -,    shop,      s-1, true,   shop, ROBOT
          -,          -,    -,         s-1, true,   s-1,  ROBOT
          '  ',       app,  -,         s-1, -,      s-1,  HUMAN
          """)
  void aPersonIsNamedByTheirUserNameAndASystemByItsClient(
      String username, String azp, String client, String sub, String robot, String id, Kind kind)
      throws Unacceptable {
    Map<String, Object> claims = new HashMap<>();
    claims.put("preferred_username", username);
    claims.put("azp", azp);
    claims.put("client_id", client);
    claims.put("sub", sub);
    claims.put("robot", robot == null ? null : Boolean.valueOf(robot));

    Caller caller = CallerClaims.read(claims, Set.of(), NOW);

    assertThat(caller.id()).isEqualTo(id);
    assertThat(caller.kind()).isEqualTo(kind);
  }

  @Test
  void aSystemAndAPersonOfTheSameNameAreNotTheSameCaller() throws Unacceptable {
    Caller person = CallerClaims.read(Map.of("preferred_username", "shop"), Set.of(), NOW);
    Caller system = CallerClaims.read(Map.of("azp", "shop", "robot", true), Set.of(), NOW);

    assertThat(person.key()).isNotEqualTo(system.key());
  }

  @Test
  void onlyASystemIsARelay() throws Unacceptable {
    List<String> groups = List.of("/CS", "/onus/relay");

    assertThat(
            CallerClaims.read(
                    Map.of("azp", "bridge", "robot", true, "groups", groups), Set.of(), NOW)
                .has(Role.RELAY))
        .isTrue();
    assertThat(
            CallerClaims.read(
                    Map.of("preferred_username", "mallory", "groups", groups), Set.of(), NOW)
                .has(Role.RELAY))
        .isFalse();
  }

  @Test
  void anAddressCountsOnlyWhenTheProviderHasVerifiedIt() throws Unacceptable {
    Map<String, Object> claims =
        new HashMap<>(Map.of("preferred_username", "ada", "email", "ada@cs.example"));
    assertThat(CallerClaims.read(claims, Set.of(), NOW).email()).isNull();

    claims.put("email_verified", false);
    assertThat(CallerClaims.read(claims, Set.of(), NOW).email()).isNull();

    claims.put("email_verified", true);
    assertThat(CallerClaims.read(claims, Set.of(), NOW).email()).isEqualTo("ada@cs.example");
  }

  @Test
  void groupsOfAnotherShapeMeanNothing() throws Unacceptable {
    for (Object groups : List.of("/onus/admin", 7, Map.of("onus", "admin"), List.of(1, true))) {
      Caller caller =
          CallerClaims.read(Map.of("preferred_username", "ada", "groups", groups), Set.of(), NOW);

      assertThat(caller.departments()).isEmpty();
      assertThat(caller.roles()).isEmpty();
    }
  }

  @Test
  void aTokenThatNamesNobodyIsNotTaken() {
    assertThatThrownBy(() -> CallerClaims.read(Map.of(), Set.of(), NOW))
        .isInstanceOf(Unacceptable.class);
    assertThatThrownBy(() -> CallerClaims.read(Map.of("preferred_username", "a\nb"), Set.of(), NOW))
        .isInstanceOf(Unacceptable.class);
    assertThatThrownBy(
            () -> CallerClaims.read(Map.of("preferred_username", "a".repeat(201)), Set.of(), NOW))
        .isInstanceOf(Unacceptable.class);
  }

  @Test
  void aTokenOfTheFutureIsNotTaken() throws Unacceptable {
    Map<String, Object> claims = new HashMap<>(Map.of("preferred_username", "ada"));
    claims.put("iat", NOW.plusSeconds(30).getEpochSecond());
    assertThat(CallerClaims.read(claims, Set.of(), NOW).id()).isEqualTo("ada");

    claims.put("iat", NOW.plusSeconds(31).getEpochSecond());
    assertThatThrownBy(() -> CallerClaims.read(claims, Set.of(), NOW))
        .hasMessageContaining("future");
  }

  @Test
  void onlyKnownApplicationsCountWhereSomeAreNamed() throws Unacceptable {
    Map<String, Object> claims = Map.of("preferred_username", "ada", "azp", "onus-console");

    assertThat(CallerClaims.read(claims, Set.of("onus-console"), NOW).id()).isEqualTo("ada");
    assertThatThrownBy(() -> CallerClaims.read(claims, Set.of("shop"), NOW))
        .hasMessageContaining("application");
    assertThatThrownBy(
            () -> CallerClaims.read(Map.of("preferred_username", "ada"), Set.of("shop"), NOW))
        .hasMessageContaining("application");
  }

  private static String[] words(String text) {
    return text == null ? new String[0] : text.split(" ");
  }
}
