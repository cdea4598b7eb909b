package io.onus.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.caller.Caller;
import io.onus.kit.caller.Caller.Kind;
import io.onus.kit.caller.Caller.Role;
import io.onus.notification.domain.Asker;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AskersTest {

  @ParameterizedTest
  @EnumSource(Role.class)
  void aRoleMeansTheSameHereAndToRelayMeansNothing(Role role) {
    assertThat(Askers.of(caller(Kind.HUMAN, role)).roles())
        .extracting(Enum::name)
        .isEqualTo(role == Role.RELAY ? List.of() : List.of(role.name()));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyAHumanIsAPerson(Kind kind) {
    Asker asker = Askers.of(caller(kind, Role.RELAY));

    assertThat(asker.is("ada")).isEqualTo(kind == Kind.HUMAN);
    assertThat(asker.isOf("CS")).isTrue();
    assertThat(asker.leads("CS")).isFalse();
    assertThat(asker.leads("ENG")).isTrue();
  }

  private static Caller caller(Kind kind, Role role) {
    return new Caller("ada", kind, null, null, Set.of("CS", "ENG"), Set.of("ENG"), Set.of(role));
  }
}
