package io.onus.notification.weekly.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import io.onus.notification.test.Someone;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeeklyAccessTest {

  static Stream<Arguments> everybody() {
    return Stream.of(
        Arguments.of(Someone.lead("ENG"), Right.CHANGE),
        Arguments.of(Someone.lead("CS"), Right.NONE),
        Arguments.of(Someone.member("ENG"), Right.NONE),
        Arguments.of(Someone.with(Role.ON_CALL_ADMIN), Right.CHANGE),
        Arguments.of(Someone.with(Role.AUDITOR), Right.READ),
        Arguments.of(Someone.with(Role.ADMIN), Right.NONE),
        Arguments.of(Someone.robotNamed("lena", "ENG"), Right.NONE));
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void aWeekIsForThoseWhoLeadTheDepartment(Asker asker, Right right) {
    assertThat(WeeklyAccess.of(asker, "ENG")).isEqualTo(right);
  }
}
