package io.onus.request.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds after any commands in any order. */
class RequestProperties {

  @Property
  void whateverIsTriedTheRequestStaysSound(@ForAll("commands") List<RequestCommand> commands) {
    Request state = new Request.Draft(RequestFixtures.drafted("CS"), List.of());
    for (RequestCommand command : commands) {
      boolean allowed = command.verb().isAllowedIn(state);
      switch (RequestRules.decide(state, command, RequestFixtures.NOW)) {
        case Outcome.Accepted<Request, RequestEvent> a -> {
          assertThat(allowed).as("%s in %s", command, state).isTrue();
          assertThat(a.events()).hasSize(1);
          sound(state, a.state());
          state = a.state();
        }
        case Outcome.Refused<Request, RequestEvent> r -> {
          if (r.refusal() instanceof RequestRefusal.MoveNotAllowed) {
            assertThat(allowed).as("%s in %s", command, state).isFalse();
          }
        }
      }
    }
  }

  private static void sound(Request before, Request after) {
    Work work = after.work();
    if (work.transfer() != null) {
      assertThat(after).isInstanceOf(Request.InHand.class);
    }
    if (work.proposedPriority() != null) {
      assertThat(after.status().isFinished()).isFalse();
    }
    if (after.status() != Status.DRAFT && after.status() != Status.CANCELLED) {
      assertThat(work.wasSubmitted()).isTrue();
    }
    assertThat(work.about()).isEqualTo(before.work().about());
    assertThat(work.cycle() - before.work().cycle()).isBetween(0, 1);
  }

  @Provide
  Arbitrary<List<RequestCommand>> commands() {
    List<RequestCommand> all =
        List.of(RequestCommand.class.getPermittedSubclasses()).stream()
            .map(RequestFixtures::command)
            .toList();
    return Arbitraries.of(
            Stream.concat(
                    all.stream(),
                    Stream.of(
                        new RequestCommand.ProposeTransfer(
                            RequestFixtures.BEN, RequestFixtures.QA, "r"),
                        new RequestCommand.Submit(RequestFixtures.ADA, null),
                        new RequestCommand.Prioritize(RequestFixtures.BEN, Priority.P1, "r"),
                        new RequestCommand.Prioritize(RequestFixtures.ADA, Priority.P1, "r")))
                .toList())
        .list()
        .ofMaxSize(40);
  }
}
