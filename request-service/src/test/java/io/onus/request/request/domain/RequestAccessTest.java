package io.onus.request.request.domain;

import static io.onus.request.request.domain.RequestFixtures.TO_QA;
import static io.onus.request.request.domain.RequestFixtures.drafted;
import static io.onus.request.request.domain.RequestFixtures.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know what of a request of CS to ENG that may go to QA, and for whom they act. */
class RequestAccessTest {

  private static final Involved DRAFT = Involved.in(drafted("CS"));
  private static final Involved SUBMITTED = Involved.in(work());
  private static final Involved MOVING = Involved.in(work().proposing(TO_QA));

  @ParameterizedTest(name = "{0}{1}: draft {2}, submitted {3}, with a transfer proposed {4}")
  @CsvSource({
    "''         ,           , -  , -  , -  ",
    "CS         ,           , yes, yes, yes",
    "ENG        ,           , -  , yes, yes",
    "QA         ,           , -  , -  , yes",
    "SALES      ,           , -  , -  , -  ",
    "SALES CS   ,           , yes, yes, yes",
    "SALES ENG  ,           , -  , yes, yes",
    "SALES QA   ,           , -  , -  , yes",
    "''         , an auditor, -  , yes, yes",
    "SALES      , an auditor, -  , yes, yes",
    "CS         , an auditor, yes, yes, yes",
    "ENG        , an auditor, -  , yes, yes",
  })
  void whoSeesIt(String departments, String audits, String draft, String sent, String moving) {
    Reader reader = reader(departments, audits);

    assertThat(RequestAccess.sees(reader, DRAFT)).isEqualTo(draft.equals("yes"));
    assertThat(RequestAccess.sees(reader, SUBMITTED)).isEqualTo(sent.equals("yes"));
    assertThat(RequestAccess.sees(reader, MOVING)).isEqualTo(moving.equals("yes"));
  }

  @ParameterizedTest(name = "{0}{1} reads the internal messages of {2}")
  @CsvSource({
    "''         ,           , ''",
    "CS         ,           , REQUESTER",
    "ENG        ,           , PROVIDER",
    "CS ENG     ,           , REQUESTER PROVIDER",
    "QA         ,           , ''",
    "SALES      ,           , ''",
    "SALES      , an auditor, REQUESTER PROVIDER",
  })
  void whoReadsWhatASideKeepsToItself(String departments, String audits, String sides) {
    assertThat(RequestAccess.sidesReadBy(reader(departments, audits), MOVING))
        .extracting(Side::name)
        .containsExactlyInAnyOrderElementsOf(words(sides));
  }

  @Test
  void auditingIsNoPart() {
    assertThat(RequestAccess.takesPart(reader("SALES", "an auditor"), SUBMITTED)).isFalse();
    assertThat(RequestAccess.takesPart(reader("SALES ENG", ""), SUBMITTED)).isTrue();
  }

  @Test
  void aVerbOfOneSideIsMadeForThatSide() {
    Request moving = new Request.InProgress(work().proposing(TO_QA));

    for (Verb verb : Verb.values()) {
      for (Party party : Party.values()) {
        String expected = verb.parties().contains(party) ? department(party) : null;
        assertThat(RequestAccess.departmentFor(verb, Set.of(department(party), "SALES"), moving))
            .as("%s by the %s", verb, party)
            .isEqualTo(java.util.Optional.ofNullable(expected));
      }
      assertThat(RequestAccess.departmentFor(verb, Set.of("SALES"), moving)).isEmpty();
      assertThat(RequestAccess.departmentFor(verb, Set.of(), moving)).isEmpty();
    }
  }

  @Test
  void whoBelongsToAllActsForTheOneWhoseVerbItIs() {
    Request moving = new Request.InProgress(work().proposing(TO_QA));

    for (Verb verb : Verb.values()) {
      if (verb.parties().size() == 1) {
        assertThat(RequestAccess.departmentFor(verb, Set.of("CS", "ENG", "QA"), moving))
            .as("%s", verb)
            .contains(department(verb.parties().iterator().next()));
      }
    }
  }

  @Test
  void aVerbOfBothSidesIsMadeForTheOneThatMustMove() {
    for (Class<?> state : Request.class.getPermittedSubclasses()) {
      Request request = RequestFixtures.in(state);
      String expected = request.onus() == Onus.PROVIDER ? "ENG" : "CS";
      for (Verb verb : EnumSet.of(Verb.PRIORITIZE, Verb.MESSAGE)) {
        assertThat(RequestAccess.departmentFor(verb, Set.of("CS", "ENG"), request))
            .as("%s in %s", verb, state.getSimpleName())
            .contains(expected);
      }
    }
  }

  @Test
  void withoutAReceiverEveryPartIsToldThatThereIsNone() {
    Request submitted = new Request.Submitted(work());

    for (Verb verb : EnumSet.of(Verb.ACCEPT_TRANSFER, Verb.REFUSE_TRANSFER)) {
      assertThat(RequestAccess.departmentFor(verb, Set.of("CS"), submitted)).contains("CS");
      assertThat(RequestAccess.departmentFor(verb, Set.of("ENG"), submitted)).contains("ENG");
      assertThat(RequestAccess.departmentFor(verb, Set.of("QA"), submitted)).isEmpty();
    }
  }

  @Test
  void theWrongSideIsToldAllThatItsDepartmentsAre() {
    Request moving = new Request.InProgress(work().proposing(TO_QA));

    assertThat(RequestAccess.wrongSide(Verb.ACCEPT, Set.of("QA", "SALES", "CS"), moving).message())
        .isEqualTo(
            "'accept' is for the provider; CS and QA are the requester and the receiver here.");
    assertThat(RequestAccess.wrongSide(Verb.ACCEPT, Set.of("SALES"), moving).message())
        .isEqualTo("'accept' is for the provider; none of your departments has a part here.");
  }

  private static String department(Party party) {
    return switch (party) {
      case REQUESTER -> "CS";
      case PROVIDER -> "ENG";
      case RECEIVER -> "QA";
    };
  }

  private static Reader reader(String departments, String audits) {
    return new Reader(Set.copyOf(words(departments)), audits != null && !audits.isEmpty());
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
