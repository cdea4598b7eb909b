package io.onus.sla.promise.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.kit.decide.Outcome;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.clock.domain.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WaiverTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant DUE = Instant.parse("2026-11-20T09:00:00Z");
  private static final Speaker EVA = new Speaker(Side.PROVIDER, "ENG", "eva");
  private static final Speaker CLEO = new Speaker(Side.REQUESTER, "CS", "cleo");
  private static final Waiver.Asking ASKING =
      new Waiver.Asking(1, "the line stood still", EVA, NOW.minusSeconds(600));
  private static final Answer ANSWER = new Answer(CLEO, NOW.minusSeconds(60), null);

  private static final Map<Class<?>, Waiver> STATES = new LinkedHashMap<>();
  private static final Map<Class<?>, WaiverCommand> COMMANDS = new LinkedHashMap<>();
  private static final Map<List<Class<?>>, String> TABLE = new HashMap<>();
  private static final Map<Class<?>, Footing> FOOTINGS = new LinkedHashMap<>();
  private static final Map<Class<?>, String> ASKED_ON = new HashMap<>();

  static {
    STATES.put(Waiver.Asked.class, new Waiver.Asked(ASKING));
    STATES.put(Waiver.Approved.class, new Waiver.Approved(ASKING, ANSWER));
    STATES.put(Waiver.Declined.class, new Waiver.Declined(ASKING, ANSWER));
    STATES.put(Waiver.Lapsed.class, new Waiver.Lapsed(ASKING, Waiver.Because.CLOCK_FINISHED, NOW));

    COMMANDS.put(WaiverCommand.Approve.class, new WaiverCommand.Approve(CLEO, false));
    COMMANDS.put(WaiverCommand.Decline.class, new WaiverCommand.Decline(CLEO, false, "no"));

    row(Waiver.Asked.class, WaiverCommand.Approve.class, "Approved WaiverApproved");
    row(Waiver.Asked.class, WaiverCommand.Decline.class, "Declined WaiverDeclined");
    row(Waiver.Approved.class, WaiverCommand.Approve.class, "waiver-already-answered");
    row(Waiver.Approved.class, WaiverCommand.Decline.class, "waiver-already-answered");
    row(Waiver.Declined.class, WaiverCommand.Approve.class, "waiver-already-answered");
    row(Waiver.Declined.class, WaiverCommand.Decline.class, "waiver-already-answered");
    row(Waiver.Lapsed.class, WaiverCommand.Approve.class, "waiver-lapsed");
    row(Waiver.Lapsed.class, WaiverCommand.Decline.class, "waiver-lapsed");

    FOOTINGS.put(Footing.Open.class, new Footing.Open(DUE, true));
    FOOTINGS.put(Footing.Broken.class, new Footing.Broken(DUE));
    FOOTINGS.put(Footing.Finished.class, new Footing.Finished(NOW, Verdict.BREACHED));
    FOOTINGS.put(Footing.Cancelled.class, new Footing.Cancelled(NOW, true));
    FOOTINGS.put(Footing.Excused.class, new Footing.Excused());

    ASKED_ON.put(Footing.Open.class, "Asked WaiverRequested");
    ASKED_ON.put(Footing.Broken.class, "Asked WaiverRequested");
    ASKED_ON.put(Footing.Finished.class, "Asked WaiverRequested");
    ASKED_ON.put(Footing.Cancelled.class, "Asked WaiverRequested");
    ASKED_ON.put(Footing.Excused.class, "clock-waived");
  }

  private static void row(Class<?> state, Class<?> command, String answer) {
    TABLE.put(List.of(state, command), answer);
  }

  /** Rows come from the types, so a new state or command without a row fails. */
  @TestFactory
  List<DynamicTest> everyStateAnswersEveryCommand() {
    List<DynamicTest> rows = new ArrayList<>();
    for (Class<?> state : Waiver.class.getPermittedSubclasses()) {
      for (Class<?> command : WaiverCommand.class.getPermittedSubclasses()) {
        rows.add(
            DynamicTest.dynamicTest(
                state.getSimpleName() + " × " + command.getSimpleName(),
                () ->
                    assertThat(said(Waiver.decide(STATES.get(state), COMMANDS.get(command), NOW)))
                        .isNotNull()
                        .isEqualTo(TABLE.get(List.of(state, command)))));
      }
    }
    return rows;
  }

  @TestFactory
  List<DynamicTest> onEveryFootingOneMayAskOrNot() {
    List<DynamicTest> rows = new ArrayList<>();
    for (Class<?> footing : Footing.class.getPermittedSubclasses()) {
      rows.add(
          DynamicTest.dynamicTest(
              "ask × " + footing.getSimpleName(),
              () ->
                  assertThat(said(Waiver.ask(ASKING, null, FOOTINGS.get(footing))))
                      .isNotNull()
                      .isEqualTo(ASKED_ON.get(footing))));
    }
    return rows;
  }

  @Test
  void whatWasKeptOrNeverPromisedNeedsNoExcuse() {
    assertThat(asked(new Footing.Finished(NOW, Verdict.MET))).isEqualTo("nothing-to-excuse");
    assertThat(asked(new Footing.Finished(NOW, Verdict.HANDED_OVER)))
        .isEqualTo("nothing-to-excuse");
    assertThat(asked(new Footing.Cancelled(NOW, false))).isEqualTo("nothing-to-excuse");
    assertThat(asked(new Footing.Open(null, false))).isEqualTo("nothing-to-excuse");
    assertThat(asked(new Footing.Open(null, true))).isEqualTo("Asked WaiverRequested");
  }

  @Test
  void oneIsAnsweredBeforeTheNextIsAskedFor() {
    Footing broken = FOOTINGS.get(Footing.Broken.class);

    assertThat(said(Waiver.ask(ASKING, STATES.get(Waiver.Asked.class), broken)))
        .isEqualTo("waiver-asked-already");
    assertThat(said(Waiver.ask(ASKING, STATES.get(Waiver.Declined.class), broken)))
        .isEqualTo("Asked WaiverRequested");
  }

  @Test
  void nobodyExcusesThemselves() {
    Waiver asked = STATES.get(Waiver.Asked.class);
    Speaker herself = new Speaker(Side.REQUESTER, "CS", "eva");

    for (WaiverCommand command :
        List.of(
            new WaiverCommand.Approve(CLEO, true),
            new WaiverCommand.Decline(CLEO, true, "no"),
            new WaiverCommand.Approve(herself, false),
            new WaiverCommand.Decline(herself, false, "no"))) {
      assertThat(said(Waiver.decide(asked, command, NOW))).isEqualTo("own-waiver");
    }
  }

  @Test
  void anExcuseLapsesWhereThePromiseWasKeptAfterAll() {
    Waiver asked = STATES.get(Waiver.Asked.class);

    assertThat(Waiver.asOf(asked, new Footing.Finished(NOW, Verdict.MET)))
        .isEqualTo(new Waiver.Lapsed(ASKING, Waiver.Because.CLOCK_FINISHED, NOW));
    assertThat(Waiver.asOf(asked, new Footing.Cancelled(NOW, false)))
        .isEqualTo(new Waiver.Lapsed(ASKING, Waiver.Because.CLOCK_CANCELLED, NOW));
    for (Footing footing : FOOTINGS.values()) {
      assertThat(Waiver.asOf(asked, footing)).isEqualTo(asked);
    }
  }

  private static @Nullable String asked(Footing footing) {
    return said(Waiver.ask(ASKING, null, footing));
  }

  private static @Nullable String said(Outcome<Waiver, WaiverEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<Waiver, WaiverEvent> accepted ->
          accepted.state().getClass().getSimpleName()
              + " "
              + accepted.events().getFirst().getClass().getSimpleName();
      case Outcome.Refused<Waiver, WaiverEvent> refused -> refused.refusal().kind();
    };
  }
}
