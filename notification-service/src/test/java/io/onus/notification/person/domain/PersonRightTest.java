package io.onus.notification.person.domain;

import static io.onus.notification.person.domain.PersonRight.CHANGE;
import static io.onus.notification.person.domain.PersonRight.NAME;
import static io.onus.notification.person.domain.PersonRight.NONE;
import static io.onus.notification.person.domain.PersonRight.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.test.Someone;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersonRightTest {

  private record Row(Asker asker, PersonRight right) {}

  static List<Row> rows() {
    return List.of(
        new Row(Someone.named("ada"), CHANGE),
        new Row(Someone.robotNamed("ada"), NONE),
        new Row(Someone.named("Ada"), NONE),
        new Row(Someone.member("ENG"), NONE),
        new Row(Someone.robotNamed("shop", "ENG"), NONE),
        new Row(Someone.lead("ENG"), NAME),
        new Row(Someone.with(Role.AUDITOR), READ),
        new Row(Someone.with(Role.ADMIN), CHANGE),
        new Row(Someone.with(Role.ON_CALL_ADMIN), CHANGE),
        new Row(new Asker("lena", true, Set.of("ENG"), Set.of("ENG"), Set.of(Role.AUDITOR)), READ));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theRecordOfAPersonIsTheirOwnBusiness(Row row) {
    assertThat(PersonRight.of(row.asker(), "ada")).isEqualTo(row.right());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aListShowsAllToWhoMayKnowOfAnybody(Row row) {
    boolean knowsOfStrangers = PersonRight.of(row.asker(), "somebody-else") != NONE;

    assertThat(PersonRight.ofAll(row.asker())).isEqualTo(knowsOfStrangers);
  }
}
