package io.onus.notification.alert.domain;

import static io.onus.notification.domain.Right.CHANGE;
import static io.onus.notification.domain.Right.NONE;
import static io.onus.notification.domain.Right.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.alert.domain.AlertAccess.Concerned;
import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import io.onus.notification.test.Someone;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertAccessTest {

  /** After a transfer the department that owed is on neither side any more. */
  private static final Concerned ALERT = new Concerned("FORMER", "CS", "ENG", Set.of("ada"));

  private record Row(Asker asker, Right right) {}

  static List<Row> rows() {
    return List.of(
        new Row(Someone.member("FORMER"), CHANGE),
        new Row(Someone.lead("FORMER"), CHANGE),
        new Row(Someone.member("CS"), READ),
        new Row(Someone.lead("CS"), READ),
        new Row(Someone.member("ENG"), READ),
        new Row(Someone.member("SALES"), NONE),
        new Row(Someone.lead("SALES"), NONE),
        new Row(Someone.named("ada"), CHANGE),
        new Row(Someone.named("bob"), NONE),
        new Row(Someone.robotNamed("ada"), NONE),
        new Row(Someone.robotNamed("shop", "CS"), READ),
        new Row(Someone.with(Role.ADMIN), NONE),
        new Row(Someone.with(Role.AUDITOR), READ),
        new Row(Someone.with(Role.ON_CALL_ADMIN), CHANGE));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bothSidesSeeItAndWhoOwesOrWasToldHandlesIt(Row row) {
    assertThat(AlertAccess.of(row.asker(), ALERT)).isEqualTo(row.right());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aListShowsWhatMayBeRead(Row row) {
    AlertAccess.Sight sight = AlertAccess.sight(row.asker());
    boolean listed =
        sight.all()
            || Stream.of("FORMER", "CS", "ENG").anyMatch(sight.departments()::contains)
            || Objects.equals(sight.person(), "ada");

    assertThat(listed).isEqualTo(row.right() != NONE);
  }
}
