package io.onus.local.servicenow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceNowMapperTest {

  @Test
  void anIncidentIsARequestFromItsLocationToItsGroup() {
    PastFact submitted = Csv.map(Csv.row("New", "1/3/2016 08:05")).facts().getFirst();

    assertThat(submitted.type()).isEqualTo("submitted");
    assertThat(submitted.request()).isEqualTo("INC1");
    assertThat(submitted.time()).isEqualTo(Instant.parse("2016-03-01T08:00:00Z"));
    assertThat(submitted.actor()).isEqualTo(new PastFact.Actor("caller-7", "LOCATION-1", "HUMAN"));
    assertThat(submitted.fields())
        .containsEntry("from", "LOCATION-1")
        .containsEntry("to", "GROUP-9")
        .containsEntry("service", "group-9-category-5")
        .containsEntry("priority", "P3");
  }

  @Test
  void startingToWorkIsTheFirstAnswerOnce() {
    assertThat(
            types(
                Csv.row("New", "1/3/2016 08:05"),
                Csv.row("Active", "1/3/2016 09:00"),
                Csv.row("Active", "1/3/2016 10:00")))
        .containsExactly("submitted", "message-posted", "started");
  }

  @Test
  void aMessageIsSeenByBothSidesAndMadeByAPerson() {
    PastFact message =
        Csv.map(Csv.row("New", "1/3/2016 08:05"), Csv.row("Active", "1/3/2016 09:00"))
            .facts()
            .get(1);

    assertThat(message.fields()).containsEntry("visibility", "BOTH");
    assertThat(message.actor()).isEqualTo(new PastFact.Actor("updated-by-3", "GROUP-9", "HUMAN"));
  }

  @Test
  void aLogThatBeginsAfterNewHasItsFirstAnswerThen() {
    assertThat(types(Csv.row("Resolved", "1/3/2016 08:30")))
        .containsExactly("submitted", "resolved");
    assertThat(types(Csv.row("Awaiting Problem", "1/3/2016 08:30")))
        .containsExactly("submitted", "message-posted", "started");
  }

  @Test
  void awaitingUserInfoIsAQuestionAndLeavingItTheAnswer() {
    assertThat(
            types(
                Csv.row("New", "1/3/2016 08:05"),
                Csv.row("Awaiting User Info", "1/3/2016 09:00"),
                Csv.row("Awaiting User Info", "1/3/2016 09:30"),
                Csv.row("Active", "1/3/2016 10:00"),
                Csv.row("Awaiting User Info", "1/3/2016 11:00"),
                Csv.row("Resolved", "1/3/2016 12:00")))
        .containsExactly("submitted", "asked", "answered", "asked", "answered", "resolved");
  }

  @Test
  void waitingForAVendorIsTheProvidersOwnBusiness() {
    assertThat(
            types(
                Csv.row("Active", "1/3/2016 08:05"),
                Csv.row("Awaiting Vendor", "1/3/2016 09:00"),
                Csv.row("Awaiting Evidence", "1/3/2016 10:00"),
                Csv.row("Resolved", "1/3/2016 11:00"),
                Csv.row("Closed", "6/3/2016 11:00")))
        .containsExactly("submitted", "message-posted", "started", "resolved", "closed");
  }

  @Test
  void anotherGroupIsATransferThatIsAcceptedAtOnce() {
    List<PastFact> facts =
        Csv.map(
                Csv.row("New", "1/3/2016 08:05"),
                Csv.row("New", "1/3/2016 08:10", "Group 4"),
                Csv.row("Active", "1/3/2016 09:00", "Group 4"))
            .facts();

    assertThat(facts)
        .extracting(PastFact::type, fact -> fact.actor().department())
        .containsExactly(
            tuple("submitted", "LOCATION-1"),
            tuple("transfer-proposed", "GROUP-9"),
            tuple("transferred", "GROUP-4"),
            tuple("message-posted", "GROUP-4"),
            tuple("started", "GROUP-4"));
    assertThat(facts.get(1).fields())
        .containsEntry("toDepartment", "GROUP-4")
        .containsEntry("toService", "group-4-category-5");
  }

  @Test
  void afterATransferTheReceiverStartsOrAsksAgain() {
    assertThat(
            types(
                Csv.row("Active", "1/3/2016 08:05"),
                Csv.row("Active", "1/3/2016 09:00", "Group 4"),
                Csv.row("Awaiting User Info", "1/3/2016 10:00", "Group 4"),
                Csv.row("Awaiting User Info", "1/3/2016 11:00", "Group 9")))
        .containsExactly(
            "submitted",
            "message-posted",
            "started",
            "transfer-proposed",
            "transferred",
            "started",
            "asked",
            "transfer-proposed",
            "transferred",
            "asked");
  }

  @Test
  void anUnknownGroupIsTheOneBeforeOrElseTheNext() {
    List<PastFact> facts =
        Csv.map(
                Csv.row("New", "1/3/2016 08:05", "?"),
                Csv.row("Active", "1/3/2016 09:00", "Group 4"),
                Csv.row("Active", "1/3/2016 10:00", "?"),
                Csv.row("Active", "1/3/2016 11:00", "Group 4"))
            .facts();

    assertThat(facts)
        .extracting(PastFact::type)
        .containsExactly("submitted", "message-posted", "started");
    assertThat(facts.getFirst().fields()).containsEntry("to", "GROUP-4");
  }

  @Test
  void anIncidentWithoutAnyGroupOrLocationStillHasTwoSides() {
    String row =
        Csv.row("New", "1/3/2016 08:05", "?").replace("Location 1", "?").replace("Category 5", "?");

    assertThat(Csv.map(row).facts().getFirst().fields())
        .containsEntry("from", "LOCATION-UNKNOWN")
        .containsEntry("to", "UNASSIGNED")
        .containsEntry("service", "unassigned-category-unknown");
  }

  @Test
  void anotherPriorityIsPrioritized() {
    List<PastFact> facts =
        Csv.map(
                Csv.row("New", "1/3/2016 08:05"),
                Csv.row("New", "1/3/2016 09:00", "Group 9", "1 - Critical", 0))
            .facts();

    assertThat(facts).extracting(PastFact::type).containsExactly("submitted", "prioritized");
    assertThat(facts.getLast().fields())
        .containsEntry("priority", "P1")
        .containsEntry("fromPriority", "P3");
  }

  @Test
  void closedWithoutResolvedResolvesFirst() {
    List<PastFact> facts =
        Csv.map(Csv.row("Active", "1/3/2016 08:05"), Csv.row("Closed", "1/3/2016 09:00")).facts();

    assertThat(facts)
        .extracting(PastFact::type, PastFact::time)
        .endsWith(
            tuple("resolved", Instant.parse("2016-03-01T09:00:00Z")),
            tuple("closed", Instant.parse("2016-03-01T09:00:00Z")));
  }

  @Test
  void resolutionIsTheRowThatBecomesResolvedNotTheLastOne() {
    List<PastFact> facts =
        Csv.map(
                Csv.row("Active", "1/3/2016 08:05"),
                Csv.row("Resolved", "1/3/2016 09:00"),
                Csv.row("Resolved", "1/3/2016 11:00"))
            .facts();

    assertThat(facts)
        .extracting(PastFact::type, PastFact::time)
        .endsWith(tuple("resolved", Instant.parse("2016-03-01T09:00:00Z")))
        .hasSize(4);
  }

  @Test
  void leavingResolvedReopensAsNotAnswered() {
    List<PastFact> facts =
        Csv.map(
                Csv.row("Resolved", "1/3/2016 09:00"),
                Csv.row("Awaiting User Info", "1/3/2016 10:00", "Group 9", "3 - Moderate", 1),
                Csv.row("Closed", "1/3/2016 11:00", "Group 9", "3 - Moderate", 1),
                Csv.row("Active", "1/3/2016 12:00", "Group 9", "3 - Moderate", 2))
            .facts();

    assertThat(facts)
        .extracting(PastFact::type)
        .containsExactly(
            "submitted",
            "resolved",
            "reopened",
            "asked",
            "answered",
            "resolved",
            "closed",
            "reopened");
    assertThat(facts.get(2).fields()).containsEntry("code", "NOT_ANSWERED");
  }

  @Test
  void aReopeningThatIsOnlyCountedResolvesAgain() {
    assertThat(
            types(
                Csv.row("Resolved", "1/3/2016 09:00"),
                Csv.row("Resolved", "1/3/2016 10:00", "Group 9", "3 - Moderate", 1)))
        .containsExactly("submitted", "resolved", "reopened", "resolved");
  }

  @Test
  void whatAFinishedRequestIsCalledCountsFromItsReopening() {
    assertThat(
            types(
                Csv.row("Resolved", "1/3/2016 09:00"),
                Csv.row("Resolved", "1/3/2016 10:00", "Group 4", "1 - Critical", 0),
                Csv.row("Active", "1/3/2016 11:00", "Group 4", "1 - Critical", 1)))
        .containsExactly(
            "submitted",
            "resolved",
            "reopened",
            "prioritized",
            "transfer-proposed",
            "transferred",
            "started");
  }

  @Test
  void aRowOlderThanTheOneBeforeIsReportedAndLeftOut() {
    MappedIncident mapped =
        Csv.map(
            Csv.row("New", "1/3/2016 09:00"),
            Csv.row("Resolved", "1/3/2016 08:30"),
            Csv.row("Active", "1/3/2016 09:30"));

    assertThat(mapped.facts())
        .extracting(PastFact::type)
        .containsExactly("submitted", "message-posted", "started");
    assertThat(mapped.reported())
        .extracting(ReportedRow::line, ReportedRow::reason)
        .containsExactly(tuple(3, ReportedRow.Reason.OUT_OF_ORDER));
  }

  @Test
  void aStateOrPriorityNobodyKnowsIsReportedAndLeftOut() {
    MappedIncident mapped =
        Csv.map(
            Csv.row("New", "1/3/2016 08:10"),
            Csv.row("-100", "1/3/2016 08:30"),
            Csv.row("Active", "1/3/2016 08:40", "Group 9", "none", 0),
            Csv.row("Resolved", "1/3/2016 09:30"));

    assertThat(mapped.facts()).extracting(PastFact::type).containsExactly("submitted", "resolved");
    assertThat(mapped.reported())
        .extracting(ReportedRow::line, ReportedRow::reason)
        .containsExactly(
            tuple(3, ReportedRow.Reason.UNKNOWN_STATE),
            tuple(4, ReportedRow.Reason.UNKNOWN_PRIORITY));
  }

  @Test
  void aChangeBeforeTheOpeningIsReportedAndCountsAtTheOpening() {
    MappedIncident mapped = Csv.map(Csv.row("Active", "1/3/2016 07:30"));

    assertThat(mapped.facts())
        .extracting(PastFact::time)
        .containsOnly(Instant.parse("2016-03-01T08:00:00Z"));
    assertThat(mapped.reported())
        .extracting(ReportedRow::line, ReportedRow::reason)
        .containsExactly(tuple(2, ReportedRow.Reason.BEFORE_OPENED));
  }

  @Test
  void equalFactsOfOneMinuteAreToldApart() {
    List<PastFact> facts =
        Csv.map(
                Csv.row("New", "1/3/2016 08:05"),
                Csv.row("New", "1/3/2016 09:00", "Group 4"),
                Csv.row("New", "1/3/2016 09:00", "Group 9"),
                Csv.row("New", "1/3/2016 09:00", "Group 4"))
            .facts();

    assertThat(facts).hasSize(7).extracting(PastFact::ref).doesNotHaveDuplicates();
  }

  @Test
  void theDirectoryHoldsEverybodyTheRowsMention() {
    LogDirectory directory =
        LogDirectory.of(
            Csv.log(
                    Csv.row("New", "1/3/2016 08:05", "?"),
                    Csv.row("New", "1/3/2016 08:05"),
                    Csv.row("New", "1/3/2016 09:00", "Group 4"))
                .incidents());

    assertThat(directory.departments())
        .isEqualTo(
            Map.of(
                "LOCATION-1",
                "Location 1",
                "UNASSIGNED",
                "Unassigned",
                "GROUP-4",
                "Group 4",
                "GROUP-9",
                "Group 9"));
    assertThat(directory.services().keySet())
        .containsExactly("group-4-category-5", "group-9-category-5", "unassigned-category-5");
    assertThat(directory.pairs())
        .extracting(LogDirectory.Pair::provider)
        .containsExactly("GROUP-4", "GROUP-9", "UNASSIGNED");
  }

  private static List<String> types(String... rows) {
    return Csv.map(rows).facts().stream().map(PastFact::type).toList();
  }
}
