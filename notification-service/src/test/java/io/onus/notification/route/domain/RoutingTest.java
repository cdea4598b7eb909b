package io.onus.notification.route.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.directory.domain.Contact;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.ContactMethod;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.route.domain.Route.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

  private static final Situation BREACH = new Situation("ENG", "CS", "ENG", Severity.CRITICAL);
  private static final Department ENG =
      department(List.of(new Contact("Lena", "lena@eng.example")), List.of());

  private static final Reach ADA = reach("ada", "ada@example.com");
  private static final Reach BOB = reach("bob", "bob@example.com");
  private static final Reach MUTE = new Reach("mute", "Mute", List.of());

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ENG, OBLIGOR, -, true",
        "ENG, OBLIGOR, CRITICAL, true",
        "ENG, OBLIGOR, WARNING, false",
        "CS, OBLIGOR, -, false",
        "CS, EITHER, -, true",
        "ENG, EITHER, -, true",
        "QA, EITHER, -, false",
        "-, OBLIGOR, -, true",
        "-, OBLIGOR, CRITICAL, true"
      })
  void aRouteMatchesItsDepartmentItsSideAndItsSeverity(
      String department, Side side, Severity severity, boolean matches) {
    Route route = new Route(UUID.randomUUID(), 10, department, side, severity, List.of("ada"));

    assertThat(route.matches(BREACH)).isEqualTo(matches);
  }

  @Test
  void theFirstRouteByPositionDecides() {
    Plan plan = routing(List.of(route(20, "bob"), route(10, "ada")), ADA, BOB).plan(BREACH, ENG);

    assertThat(plan.recipients()).extracting(Recipient::personId).containsExactly("ada");
    assertThat(plan.reasons()).containsExactly("route 10");
  }

  @Test
  void aRouteThatReachesNobodyIsPassedOverAndSaid() {
    Plan plan =
        routing(List.of(route(10, "mute", "gone"), route(20, "bob")), BOB, MUTE).plan(BREACH, ENG);

    assertThat(plan.recipients()).extracting(Recipient::personId).containsExactly("bob");
    assertThat(plan.reasons())
        .containsExactly(
            "mute has no method that works",
            "gone has no method that works",
            "route 10 reaches nobody",
            "route 20");
  }

  @Test
  void whereNoRouteReachesAnybodyTheLeadsAreTold() {
    Plan plan = routing(List.of(route(10, "mute")), MUTE).plan(BREACH, ENG);

    assertThat(plan.recipients())
        .containsExactly(new Recipient("Lena", null, null, ChannelKind.EMAIL, "lena@eng.example"));
    assertThat(plan.reasons()).endsWith("leads of ENG");
  }

  @Test
  void deputiesAreToldOnlyWhereNoLeadHasAnAddress() {
    Contact lead = new Contact("Lena", null);
    Contact deputy = new Contact("Dora", "dora@eng.example");

    Plan plan = routing(List.of()).plan(BREACH, department(List.of(lead), List.of(deputy)));

    assertThat(plan.recipients()).extracting(Recipient::name).containsExactly("Dora");
    assertThat(plan.reasons()).containsExactly("deputies of ENG");
  }

  @Test
  void whereThereIsNobodyThePlanSaysWhy() {
    assertThat(routing(List.of()).plan(BREACH, null))
        .isEqualTo(new Plan(List.of(), List.of("the directory does not know ENG")));
    assertThat(routing(List.of()).plan(BREACH, department(List.of(), List.of())))
        .isEqualTo(new Plan(List.of(), List.of("no lead or deputy of ENG has an address")));
  }

  @Test
  void aPersonIsToldOnEveryMethodAndNoAddressTwice() {
    Reach both =
        new Reach(
            "ada",
            "Ada",
            List.of(
                method(ChannelKind.EMAIL, "team@example.com"),
                method(ChannelKind.WEBHOOK, "https://hooks.example.com/")));
    Reach same = new Reach("bob", "Bob", List.of(method(ChannelKind.EMAIL, "team@example.com")));

    Plan plan = routing(List.of(route(10, "ada", "bob")), both, same).plan(BREACH, ENG);

    assertThat(plan.recipients())
        .extracting(Recipient::address)
        .containsExactly("team@example.com", "https://hooks.example.com/");
  }

  @Test
  void aRouteNamesOnlyPeopleWhoAreKnownAndCanBeReached() {
    Map<String, Reach> known = Map.of("ada", ADA, "mute", MUTE);

    assertThat(RouteRefusal.of(List.of("ada"), known)).isEmpty();
    assertThat(RouteRefusal.of(List.of("ada", "eve"), known))
        .contains(new RouteRefusal.UnknownPeople(List.of("eve")));
    assertThat(RouteRefusal.of(List.of("ada", "mute"), known))
        .contains(new RouteRefusal.UnreachablePeople(List.of("mute")));
  }

  private static Routing routing(List<Route> routes, Reach... people) {
    return new Routing(
        routes,
        Arrays.stream(people).collect(Collectors.toMap(Reach::personId, Function.identity())));
  }

  private static Route route(int position, String... people) {
    return new Route(UUID.randomUUID(), position, "ENG", Side.OBLIGOR, null, List.of(people));
  }

  private static Reach reach(String id, String email) {
    return new Reach(id, id, List.of(method(ChannelKind.EMAIL, email)));
  }

  private static ContactMethod method(ChannelKind kind, String address) {
    return new ContactMethod(UUID.randomUUID(), kind, address, Urgency.LOW);
  }

  private static Department department(List<Contact> leads, List<Contact> deputies) {
    return new Department("ENG", "Engineering", "Europe/Berlin", "company", leads, deputies, 1);
  }
}
