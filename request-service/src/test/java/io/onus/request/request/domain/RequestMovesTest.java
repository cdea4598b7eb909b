package io.onus.request.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state × command: the status that follows, or a dash where the move is refused. */
class RequestMovesTest {

  private static final String TABLE =
      """
      .               Draft     Submitted          Returned    Accepted           InProgress         AwaitingRequester  Resolved    Closed      Declined    Cancelled
      Submit          SUBMITTED -                  -           -                  -                  -                  -           -           -           -
      Accept          -         ACCEPTED           -           -                  -                  -                  -           -           -           -
      Start           -         IN_PROGRESS        -           IN_PROGRESS        -                  -                  -           -           -           -
      Ask             -         AWAITING_REQUESTER -           AWAITING_REQUESTER AWAITING_REQUESTER AWAITING_REQUESTER -           -           -           -
      Answer          -         -                  -           -                  -                  IN_PROGRESS        -           -           -           -
      Return          -         RETURNED           -           RETURNED           RETURNED           -                  -           -           -           -
      Resubmit        -         -                  SUBMITTED   -                  -                  -                  -           -           -           -
      Contest         -         -                  IN_PROGRESS -                  -                  IN_PROGRESS        -           -           -           -
      Assign          -         SUBMITTED          RETURNED    ACCEPTED           IN_PROGRESS        AWAITING_REQUESTER RESOLVED    -           -           -
      ProposeTransfer -         SUBMITTED          -           ACCEPTED           IN_PROGRESS        AWAITING_REQUESTER -           -           -           -
      AcceptTransfer  -         SUBMITTED          -           SUBMITTED          SUBMITTED          SUBMITTED          -           -           -           -
      RefuseTransfer  -         SUBMITTED          -           ACCEPTED           IN_PROGRESS        AWAITING_REQUESTER -           -           -           -
      Prioritize      DRAFT     SUBMITTED          RETURNED    ACCEPTED           IN_PROGRESS        AWAITING_REQUESTER -           -           -           -
      Resolve         -         RESOLVED           -           RESOLVED           RESOLVED           RESOLVED           -           -           -           -
      Reopen          -         -                  -           -                  -                  -                  IN_PROGRESS IN_PROGRESS IN_PROGRESS -
      Close           -         -                  -           -                  -                  -                  CLOSED      -           -           -
      Decline         -         DECLINED           -           DECLINED           DECLINED           DECLINED           -           -           -           -
      Cancel          CANCELLED CANCELLED          CANCELLED   CANCELLED          CANCELLED          CANCELLED          CANCELLED   -           -           -
      PostMessage     -         SUBMITTED          RETURNED    ACCEPTED           IN_PROGRESS        AWAITING_REQUESTER RESOLVED    CLOSED      DECLINED    CANCELLED
      """;

  private static final List<Class<?>> STATES = List.of(Request.class.getPermittedSubclasses());
  private static final List<Class<?>> COMMANDS =
      List.of(RequestCommand.class.getPermittedSubclasses());

  @Test
  void everyStateHasAColumnAndEveryCommandARow() {
    Map<String, Map<String, String>> table = table();

    assertThat(table.keySet()).isEqualTo(names(COMMANDS));
    assertThat(table.values()).allSatisfy(row -> assertThat(row.keySet()).isEqualTo(names(STATES)));
  }

  @TestFactory
  Stream<DynamicTest> everyMoveEndsWhereTheTableSays() {
    Map<String, Map<String, String>> table = table();
    return STATES.stream()
        .flatMap(
            state ->
                COMMANDS.stream()
                    .map(
                        command ->
                            DynamicTest.dynamicTest(
                                state.getSimpleName() + " × " + command.getSimpleName(),
                                () ->
                                    check(
                                        RequestFixtures.in(state),
                                        decidable(RequestFixtures.command(command), state),
                                        table
                                            .get(command.getSimpleName())
                                            .get(state.getSimpleName())))));
  }

  @TestFactory
  Stream<DynamicTest> theOnusFollowsTheStatus() {
    Map<Status, Onus> expected = new HashMap<>();
    for (Status status : Status.values()) {
      expected.put(status, Onus.NOBODY);
    }
    List.of(Status.SUBMITTED, Status.ACCEPTED, Status.IN_PROGRESS)
        .forEach(status -> expected.put(status, Onus.PROVIDER));
    List.of(Status.RETURNED, Status.AWAITING_REQUESTER, Status.RESOLVED)
        .forEach(status -> expected.put(status, Onus.REQUESTER));
    return STATES.stream()
        .map(RequestFixtures::in)
        .map(
            request ->
                DynamicTest.dynamicTest(
                    request.status().name(),
                    () -> assertThat(request.onus()).isEqualTo(expected.get(request.status()))));
  }

  @Test
  void everyStatusIsTheStatusOfOneState() {
    assertThat(STATES.stream().map(RequestFixtures::in).map(Request::status))
        .containsExactlyInAnyOrder(Status.values());
  }

  private static void check(Request state, RequestCommand command, String expected) {
    Outcome<Request, RequestEvent> outcome =
        RequestRules.decide(state, command, RequestFixtures.NOW);
    if (expected.equals("-")) {
      RequestRefusal.MoveNotAllowed refusal =
          (RequestRefusal.MoveNotAllowed) RequestFixtures.refusal(outcome);
      assertThat(refusal.status()).isEqualTo(state.status());
      assertThat(refusal.allowedVerbs()).doesNotContain(command.verb());
      assertThat(refusal.facts().get("allowedVerbs")).isEqualTo(allowedByTable(state));
    } else {
      assertThat(RequestFixtures.accepted(outcome).status()).hasToString(expected);
    }
  }

  /** The verbs of the column, in the order of the API. */
  private static List<String> allowedByTable(Request state) {
    Map<String, Map<String, String>> table = table();
    Set<Verb> allowed = new HashSet<>();
    for (Class<?> command : COMMANDS) {
      Verb verb = RequestFixtures.command(command).verb();
      String cell = table.get(command.getSimpleName()).get(state.getClass().getSimpleName());
      if (!cell.equals("-") && verb != Verb.MESSAGE) {
        allowed.add(verb);
      }
    }
    return Arrays.stream(Verb.values()).filter(allowed::contains).map(Verb::path).toList();
  }

  /**
   * Where no transfer waits there is no receiver, and a stranger's answer to it would be refused
   * for the side; so the provider asks, and it is the status that refuses.
   */
  private static RequestCommand decidable(RequestCommand command, Class<?> state) {
    if (RequestFixtures.in(state).work().transfer() != null) {
      return command;
    }
    return switch (command) {
      case RequestCommand.AcceptTransfer c ->
          new RequestCommand.AcceptTransfer(RequestFixtures.BEN);
      case RequestCommand.RefuseTransfer c ->
          new RequestCommand.RefuseTransfer(RequestFixtures.BEN, c.reason());
      default -> command;
    };
  }

  private static Map<String, Map<String, String>> table() {
    List<String[]> lines = TABLE.lines().map(line -> line.trim().split(" +")).toList();
    Map<String, Map<String, String>> table = new HashMap<>();
    String[] header = lines.getFirst();
    for (String[] line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      for (int column = 1; column < header.length; column++) {
        row.put(header[column], line[column]);
      }
      table.put(line[0], row);
    }
    return table;
  }

  private static Set<String> names(List<Class<?>> types) {
    Set<String> names = new HashSet<>();
    types.forEach(type -> names.add(type.getSimpleName()));
    return names;
  }
}
