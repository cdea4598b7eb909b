package io.onus.notification.delivery.domain;

import static io.onus.notification.domain.Right.CHANGE;
import static io.onus.notification.domain.Right.NONE;
import static io.onus.notification.domain.Right.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import io.onus.notification.test.Someone;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryAccessTest {

  private record Row(Asker asker, Right right) {}

  static List<Row> rows() {
    return List.of(
        new Row(Someone.member("ENG"), NONE),
        new Row(Someone.lead("ENG"), CHANGE),
        new Row(Someone.member("CS"), NONE),
        new Row(Someone.lead("CS"), NONE),
        new Row(Someone.named("ada"), READ),
        new Row(Someone.named("bob"), NONE),
        new Row(Someone.robotNamed("ada", "ENG"), NONE),
        new Row(Someone.with(Role.ADMIN), NONE),
        new Row(Someone.with(Role.AUDITOR), READ),
        new Row(Someone.with(Role.ON_CALL_ADMIN), CHANGE));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anAddressIsShownToWhoseItIsAndToWhoAnswersForItsBeingReached(Row row) {
    assertThat(DeliveryAccess.of(row.asker(), "ENG", "ada")).isEqualTo(row.right());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aListShowsWhatMayBeRead(Row row) {
    DeliveryAccess.Sight sight = DeliveryAccess.sight(row.asker());

    assertThat(
            sight.all()
                || sight.obligors().contains("ENG")
                || Objects.equals(sight.person(), "ada"))
        .isEqualTo(row.right() != NONE);
  }

  @Test
  void whatWentToSomebodyOnlyTheDirectoryKnowsIsNobodysOwn() {
    assertThat(DeliveryAccess.of(Someone.named("ada"), "ENG", null)).isEqualTo(NONE);
  }
}
