package io.onus.local.servicenow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The real log, as a whole: counts that are known, and what must hold for each of its incidents.
 */
class WholeLogTest {

  private static final Set<String> OPEN =
      Set.of("SUBMITTED", "ACCEPTED", "IN_PROGRESS", "AWAITING_REQUESTER");

  /**
   * Which statuses a fact may happen in, and which one follows; a status of null stays as it is.
   */
  private static final Map<String, Move> MOVES =
      Map.of(
          "started", new Move(Set.of("SUBMITTED", "ACCEPTED"), "IN_PROGRESS"),
          "asked", new Move(OPEN, "AWAITING_REQUESTER"),
          "answered", new Move(Set.of("AWAITING_REQUESTER"), "IN_PROGRESS"),
          "transfer-proposed", new Move(OPEN, null),
          "transferred", new Move(OPEN, "SUBMITTED"),
          "prioritized", new Move(OPEN, null),
          "message-posted", new Move(OPEN, null),
          "resolved", new Move(OPEN, "RESOLVED"),
          "reopened", new Move(Set.of("RESOLVED", "CLOSED"), "IN_PROGRESS"),
          "closed", new Move(Set.of("RESOLVED"), "CLOSED"));

  private record Move(Set<String> from, @Nullable String to) {}

  private static ServiceNowLog log;
  private static List<MappedIncident> mapped;

  @BeforeAll
  static void readTheLog() throws IOException {
    Path file =
        Path.of(System.getProperty("onus.data", "../shared/data"), "servicenow-incidents.csv.gz");
    assumeTrue(Files.exists(file), "The ServiceNow log is not at " + file);
    log = ServiceNowLog.read(file, ZoneOffset.UTC);
    ServiceNowMapper mapper = new ServiceNowMapper();
    mapped = log.incidents().stream().map(mapper::map).toList();
  }

  @Test
  void everyRowIsReadAndBelongsToAnIncident() {
    assertThat(log.reported()).isEmpty();
    assertThat(log.rows()).isEqualTo(119_998);
    assertThat(log.incidents()).hasSize(20_769);
    assertThat(log.end()).isEqualTo(Instant.parse("2017-02-15T15:00:00Z"));
  }

  @Test
  void theDirectoryIsWhatTheLogIsKnownToHold() {
    LogDirectory directory = LogDirectory.of(log.incidents());

    assertThat(directory.pairs()).hasSize(2_148);
    assertThat(directory.services()).hasSize(898);
    assertThat(directory.departments()).hasSize(203 + 73);
  }

  @Test
  void everySubmissionAndTransferHasAnAgreementAndEveryFactAKnownServiceAndDepartment() {
    LogDirectory directory = LogDirectory.of(log.incidents());

    for (MappedIncident incident : mapped) {
      Map<String, Object> submitted = incident.facts().getFirst().fields();
      assertThat(directory.pairs())
          .contains(
              new LogDirectory.Pair((String) submitted.get("from"), (String) submitted.get("to")));
      for (PastFact fact : incident.facts()) {
        if (fact.type().equals("transferred")) {
          assertThat(directory.pairs())
              .contains(
                  new LogDirectory.Pair(
                      (String) submitted.get("from"), (String) fact.fields().get("provider")));
        }
        assertThat(directory.departments()).containsKey(fact.actor().department());
        Object service = fact.fields().getOrDefault("service", fact.fields().get("toService"));
        assertThat(service == null || directory.services().containsKey(service))
            .as("%s", fact)
            .isTrue();
      }
    }
  }

  @Test
  void everySequenceOfFactsIsAllowedAndInOrder() {
    for (MappedIncident incident : mapped) {
      assertThat(incident.facts().getFirst().type()).isEqualTo("submitted");
      String status = "SUBMITTED";
      Instant previous = incident.facts().getFirst().time();
      for (PastFact fact : incident.facts().subList(1, incident.facts().size())) {
        Move move = MOVES.get(fact.type());
        assertThat(move).as("%s", fact).isNotNull();
        assertThat(move.from()).as("%s in %s", fact, status).contains(status);
        assertThat(fact.time()).as("%s", fact).isAfterOrEqualTo(previous);
        status = move.to() == null ? status : move.to();
        previous = fact.time();
      }
    }
  }

  @Test
  void everyRequestIsToldApartAndSoIsEveryFactOfIt() {
    assertThat(mapped)
        .extracting(incident -> incident.facts().getFirst().request())
        .doesNotHaveDuplicates();
    for (MappedIncident incident : mapped) {
      assertThat(incident.facts()).extracting(PastFact::ref).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyIncidentEndsClosedButTheOneTheLogLeavesNew() {
    assertThat(mapped)
        .filteredOn(incident -> !incident.facts().getLast().type().equals("closed"))
        .extracting(incident -> incident.facts().getFirst().request())
        .containsExactly("INC0029233");
  }

  @Test
  void theRowsThatMakeNoSenseAreReported() {
    assertThat(mapped.stream().flatMap(incident -> incident.reported().stream()))
        .extracting(ReportedRow::line, reported -> reported.reason().label())
        .containsExactly(
            tuple(330, "before-opened"),
            tuple(336, "before-opened"),
            tuple(346, "before-opened"),
            tuple(351, "before-opened"),
            tuple(360, "out-of-order"),
            tuple(361, "out-of-order"),
            tuple(438, "before-opened"),
            tuple(115643, "unknown-state"),
            tuple(115644, "unknown-state"));
  }
}
