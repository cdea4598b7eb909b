package io.onus.notification.route.domain;

import static io.onus.notification.domain.Right.CHANGE;
import static io.onus.notification.domain.Right.NONE;
import static io.onus.notification.domain.Right.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.domain.Asker;
import io.onus.notification.domain.Asker.Role;
import io.onus.notification.domain.Right;
import io.onus.notification.route.domain.Route.Side;
import io.onus.notification.test.Someone;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteAccessTest {

  private record Row(Asker asker, Right ofTheDepartment, Right onEitherSide, Right ofAll) {}

  static List<Row> rows() {
    return List.of(
        new Row(Someone.named("ada"), NONE, NONE, NONE),
        new Row(Someone.member("ENG"), READ, READ, READ),
        new Row(Someone.lead("ENG"), CHANGE, READ, READ),
        new Row(Someone.member("CS"), NONE, NONE, READ),
        new Row(Someone.lead("CS"), NONE, NONE, READ),
        new Row(Someone.robotNamed("shop", "ENG"), READ, READ, READ),
        new Row(Someone.with(Role.ADMIN), NONE, NONE, NONE),
        new Row(Someone.with(Role.AUDITOR), READ, READ, READ),
        new Row(Someone.with(Role.ON_CALL_ADMIN), CHANGE, CHANGE, CHANGE));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void leadsDecideAboutWhatTheirDepartmentOwes(Row row) {
    assertThat(RouteAccess.of(row.asker(), route("ENG", Side.OBLIGOR)))
        .isEqualTo(row.ofTheDepartment());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRouteThatCatchesWhatOthersOweIsForTheOnCallAdmin(Row row) {
    assertThat(RouteAccess.of(row.asker(), route("ENG", Side.EITHER)))
        .isEqualTo(row.onEitherSide());
    assertThat(RouteAccess.of(row.asker(), route(null, Side.OBLIGOR))).isEqualTo(row.ofAll());
    assertThat(RouteAccess.of(row.asker(), route(null, Side.EITHER))).isEqualTo(row.ofAll());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aListShowsWhatMayBeRead(Row row) {
    RouteAccess.Sight sight = RouteAccess.sight(row.asker());

    assertThat(sight.all() || sight.departments().contains("ENG"))
        .isEqualTo(row.ofTheDepartment() != NONE);
    assertThat(sight.all() || !sight.departments().isEmpty()).isEqualTo(row.ofAll() != NONE);
  }

  private static Route route(@Nullable String department, Side side) {
    Route.Match match =
        new Route.Match(
            department, side, null, List.of(), List.of(), List.of(), List.of(), null, null);
    return new Route(new UUID(0, 1), 10, match, new Route.TellPeople(List.of("ada")));
  }
}
