package io.onus.sla.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningRightTest {

  private static final Parties PARTIES = new Parties("CS", "ENG", null);

  @ParameterizedTest(name = "member of {0}, lead of {1}, {2}, awaiting {3}: {4}")
  @CsvSource({
    "'',         '',       person,  PROVIDER,  outsider",
    "'',         '',       auditor, PROVIDER,  ON_NEITHER_SIDE",
    "OPS,        OPS,      person,  PROVIDER,  outsider",
    "OPS,        OPS,      auditor, PROVIDER,  ON_NEITHER_SIDE",
    "OPS,        OPS,      robot,   PROVIDER,  outsider",
    "CS,         '',       person,  PROVIDER,  LEADS_NEITHER",
    "ENG,        '',       person,  PROVIDER,  LEADS_NEITHER",
    "CS ENG,     '',       person,  PROVIDER,  LEADS_NEITHER",
    "CS OPS,     OPS,      person,  PROVIDER,  LEADS_NEITHER",
    "CS,         '',       auditor, PROVIDER,  LEADS_NEITHER",
    "CS,         '',       robot,   PROVIDER,  NO_PERSON",
    "CS,         CS,       robot,   PROVIDER,  NO_PERSON",
    "ENG,        ENG,      robot,   PROVIDER,  NO_PERSON",
    "CS ENG,     CS ENG,   robot,   ,          NO_PERSON",
    "CS,         CS,       person,  PROVIDER,  REQUESTER",
    "CS,         CS,       person,  REQUESTER, REQUESTER",
    "CS,         CS,       person,  ,          REQUESTER",
    "CS,         CS,       auditor, ,          REQUESTER",
    "ENG,        ENG,      person,  PROVIDER,  PROVIDER",
    "ENG,        ENG,      person,  REQUESTER, PROVIDER",
    "ENG,        ENG,      person,  ,          PROVIDER",
    "CS ENG,     CS,       person,  PROVIDER,  REQUESTER",
    "CS ENG,     ENG,      person,  REQUESTER, PROVIDER",
    "CS ENG,     CS ENG,   person,  PROVIDER,  PROVIDER",
    "CS ENG,     CS ENG,   person,  REQUESTER, REQUESTER",
    "CS ENG,     CS ENG,   person,  ,          REQUESTER",
  })
  void whoStandsWhere(
      String departments, String leads, String who, @Nullable Side awaiting, String expected) {
    assertThat(word(SigningRight.of(who(departments, leads, who), PARTIES, awaited(awaiting))))
        .isEqualTo(expected);
  }

  @Test
  void aDepartmentThatAgreesWithItselfAnswersItsOwnOffer() {
    Parties withItself = new Parties("ENG", "ENG", null);
    SigningRight.Negotiator lead = who("ENG", "ENG", "person");

    assertThat(SigningRight.of(lead, withItself, Optional.empty()))
        .isEqualTo(new SigningRight.Signatory(Side.REQUESTER));
    assertThat(SigningRight.of(lead, withItself, Optional.of(Side.PROVIDER)))
        .isEqualTo(new SigningRight.Signatory(Side.PROVIDER));
  }

  private static SigningRight.Negotiator who(String departments, String leads, String who) {
    return new SigningRight.Negotiator(
        !who.equals("robot"), who.equals("auditor"), words(departments), words(leads));
  }

  private static Optional<Side> awaited(@Nullable Side side) {
    return Optional.ofNullable(side);
  }

  private static String word(SigningRight right) {
    return switch (right) {
      case SigningRight.Outsider outsider -> "outsider";
      case SigningRight.Reader reader -> reader.because().name();
      case SigningRight.Signatory signatory -> signatory.side().name();
    };
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(w -> !w.isEmpty()).collect(Collectors.toSet());
  }
}
