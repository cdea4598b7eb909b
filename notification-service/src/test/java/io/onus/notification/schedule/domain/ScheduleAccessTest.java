package io.onus.notification.schedule.domain;

import static io.onus.notification.domain.Right.CHANGE;
import static io.onus.notification.domain.Right.NONE;
import static io.onus.notification.domain.Right.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import io.onus.notification.test.Someone;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleAccessTest {

  static Stream<Arguments> rights() {
    return Stream.of(
        Arguments.of(Someone.lead("ENG"), "ENG", false, CHANGE),
        Arguments.of(Someone.member("ENG"), "ENG", false, READ),
        Arguments.of(Someone.lead("CS"), "ENG", false, NONE),
        Arguments.of(Someone.lead("CS"), "ENG", true, READ),
        Arguments.of(Someone.named("ada"), "ENG", true, READ),
        Arguments.of(Someone.named("ada"), "ENG", false, NONE),
        Arguments.of(Someone.robotNamed("ada"), "ENG", true, NONE),
        Arguments.of(Someone.robotNamed("shop", "ENG"), "ENG", false, READ),
        Arguments.of(Someone.with(Role.ON_CALL_ADMIN), "ENG", false, CHANGE),
        Arguments.of(Someone.with(Role.AUDITOR), "ENG", false, READ),
        Arguments.of(Someone.with(Role.ADMIN), "ENG", false, NONE),
        Arguments.of(Someone.with(Role.ON_CALL_ADMIN), null, false, CHANGE),
        Arguments.of(Someone.lead("ENG"), null, false, NONE),
        Arguments.of(Someone.named("ada"), null, true, READ));
  }

  @ParameterizedTest
  @MethodSource("rights")
  void whoMayDoWhat(Asker asker, @Nullable String department, boolean isNamed, Right right) {
    assertThat(ScheduleAccess.of(asker, department, isNamed)).isEqualTo(right);
  }
}
