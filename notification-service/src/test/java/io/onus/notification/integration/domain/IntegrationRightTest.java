package io.onus.notification.integration.domain;

import static io.onus.notification.integration.domain.IntegrationRight.CHANGE;
import static io.onus.notification.integration.domain.IntegrationRight.NAME;
import static io.onus.notification.integration.domain.IntegrationRight.NONE;
import static io.onus.notification.integration.domain.IntegrationRight.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.integration.domain.IntegrationRight.Sight;
import io.onus.notification.test.Someone;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntegrationRightTest {

  /**
   * @param ofEng to a machine of ENG
   * @param ofAll to one of no department
   */
  private record Row(Asker asker, IntegrationRight ofEng, IntegrationRight ofAll) {}

  static List<Row> rows() {
    return List.of(
        new Row(Someone.named("ada"), NONE, NONE),
        new Row(Someone.member("ENG"), NONE, NONE),
        new Row(Someone.robotNamed("shop", "ENG"), NONE, NONE),
        new Row(Someone.lead("ENG"), CHANGE, NAME),
        new Row(Someone.lead("CS"), NONE, NAME),
        new Row(Someone.with(Role.ADMIN), NONE, NONE),
        new Row(Someone.with(Role.AUDITOR), READ, READ),
        new Row(Someone.with(Role.ON_CALL_ADMIN), CHANGE, CHANGE));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aMachineIsForTheLeadsOfItsDepartment(Row row) {
    assertThat(IntegrationRight.of(row.asker(), "ENG")).isEqualTo(row.ofEng());
    assertThat(IntegrationRight.of(row.asker(), null)).isEqualTo(row.ofAll());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aListShowsThoseThatMayBeKnownOf(Row row) {
    Sight sight = IntegrationRight.sight(row.asker());

    assertThat(shows(sight, "ENG")).isEqualTo(row.ofEng() != NONE);
    assertThat(shows(sight, null)).isEqualTo(row.ofAll() != NONE);
  }

  private static boolean shows(Sight sight, @Nullable String department) {
    return sight.all()
        || (department == null ? sight.shared() : sight.departments().contains(department));
  }
}
