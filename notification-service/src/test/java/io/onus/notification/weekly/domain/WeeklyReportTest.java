package io.onus.notification.weekly.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.weekly.domain.Promise.Phase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeeklyReportTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Week WEEK = Week.parse("2026-W48").orElseThrow();
  private static final Instant MONDAY_MORNING = Instant.parse("2026-11-30T07:00:00Z");
  private static final String STARTED = "2026-11-23T08:00:00Z";
  private static final String DUE = "2026-11-25T12:00:00Z";

  private final List<Promise> promises = new ArrayList<>();
  private final List<Review> reviews = new ArrayList<>();

  @Test
  void aLetterSaysWhatWasKeptFirstThenWhatBrokeWhatItCostAndWhatComes() {
    // Given
    kept(3, "CS");
    promises.add(cs().costing("1000", "USD").started(STARTED).broke(DUE).known());
    promises.add(
        cs().costing("250.50", "EUR")
            .started(STARTED)
            .broke(DUE)
            .finishedLate("2026-11-26T08:00:00Z")
            .known());
    promises.add(
        cs().started(STARTED)
            .agreed("2026-11-24T08:00:00Z", "2026-11-27T12:00:00Z")
            .met("2026-11-27T11:00:00Z")
            .known());
    promises.add(
        cs().started(STARTED).broke(DUE).waived("2026-11-26T08:00:00Z", Phase.RUNNING).known());
    promises.add(cs().underHouseTerms().started(STARTED).met("2026-11-24T08:00:00Z").known());
    promises.add(cs().priority("P1").due("2026-12-01T09:00:00Z").started(STARTED).known());
    promises.add(
        ClockStory.between("ENG", "OPS")
            .due(DUE)
            .started(STARTED)
            .met("2026-11-24T08:00:00Z")
            .known());
    reviews.add(
        new Review(new UUID(0, 1), "CS", "part-clarification", LocalDate.parse("2026-12-15")));
    reviews.add(new Review(new UUID(0, 2), "OPS", null, LocalDate.parse("2026-11-24")));

    // When
    Content.News letter = report().letter();

    // Then
    assertThat(letter.topic()).isEqualTo(Topic.WEEKLY);
    assertThat(letter.title()).isEqualTo("ENG, week 48: kept 3 of 7 promises (42.85 %)");
    assertThat(letter.link()).isEqualTo("/weekly/ENG?week=2026-W48");
    assertThat(letter.sections())
        .containsExactly(
            new Section(
                "What ENG promised, Mon 23 Nov 2026 to Sun 29 Nov 2026",
                List.of(
                    "Kept 3 of 7 (42.85 %), by what was first promised.",
                    "By what was agreed since, 4 of 6 (66.66 %): 1 moved by both sides, 1 excused"
                        + " by the other.",
                    "Broken: 4.",
                    "Agreed cost of what broke: 250.5 EUR, 1,000 USD.",
                    "Broken and not there yet: 1, the oldest since Wed 25 Nov 2026 13:00.",
                    "Expected by the house terms and promised by nobody: kept 1 of 1 (100 %).")),
            new Section(
                "To whom",
                List.of(
                    "CS: kept 3 of 7 (42.85 %), 4 of 6 (66.66 %) as agreed, 250.5 EUR, 1,000"
                        + " USD")),
            new Section(
                "What was promised to ENG",
                List.of("Kept 1 of 1 (100 %), by what was first promised.")),
            new Section("By whom", List.of("OPS: kept 1 of 1 (100 %)")),
            new Section(
                "ENG owes by Mon 7 Dec 2026 08:00: 1",
                List.of(
                    "ENG-1042 (P1): a resolution to CS by Tue 1 Dec 2026 10:00 – Which part"
                        + " fits?")),
            new Section(
                "Reviews ahead",
                List.of(
                    "with OPS, due since Tue 24 Nov 2026",
                    "with CS for part-clarification, on Tue 15 Dec 2026")),
            new Section("", List.of("Requests of imported history are not counted.")));
  }

  @Test
  void whatCameInTimeAndWasNoAnswerIsSaidApart() {
    promises.add(cs().started(STARTED).met("2026-11-24T08:00:00Z").known().undone());
    promises.add(cs().started(STARTED).broke(DUE).known());

    assertThat(report().owes().original()).isEqualTo(new Tally(0, 2));
    assertThat(report().owes().unanswered()).isEqualTo(1);
    assertThat(report().letter().sections().getFirst().lines())
        .contains("Broken: 2, with 1 that came in time and were no answer.");
  }

  @Test
  void onlyWhatIsSettledInTheWeekCountsFromItsFirstInstantToItsLast() {
    promises.add(cs().due("2026-11-22T22:59:59.999999Z").started(STARTED).broke(STARTED).known());
    promises.add(cs().due("2026-11-22T23:00:00Z").started(STARTED).broke(STARTED).known());
    promises.add(cs().due("2026-11-29T22:59:59.999999Z").started(STARTED).broke(STARTED).known());
    promises.add(cs().due("2026-11-29T23:00:00Z").started(STARTED).broke(STARTED).known());

    assertThat(report().owes().original()).isEqualTo(new Tally(0, 2));
    assertThat(report().owes().late()).isEqualTo(4);
    assertThat(report().owes().lateSince()).isEqualTo("2026-11-22T22:59:59.999999Z");
  }

  @Test
  void whatIsMovedBeyondTheWeekIsBrokenInItByTheFirstPromiseAndOpenAsAgreed() {
    promises.add(
        cs().started(STARTED).agreed("2026-11-24T08:00:00Z", "2026-12-02T12:00:00Z").known());

    Figures owes = report().owes();

    assertThat(owes.original()).isEqualTo(new Tally(0, 1));
    assertThat(owes.agreed()).isEqualTo(new Tally(0, 0));
    assertThat(owes.moved()).isEqualTo(1);
    assertThat(owes.due()).hasSize(1);
    assertThat(owes.cost()).isEmpty();
  }

  @Test
  void costsOfOneCurrencyAreAddedAndNoOthers() {
    promises.add(cs().costing("1000", "USD").started(STARTED).broke(DUE).known());
    promises.add(cs().costing("500.25", "USD").started(STARTED).broke(DUE).known());
    promises.add(cs().costing("70", "EUR").started(STARTED).broke(DUE).known());
    promises.add(cs().costing("9", "EUR").started(STARTED).met(STARTED).known());

    assertThat(report().owes().cost())
        .containsExactly(
            new Money(new BigDecimal("70"), "EUR"), new Money(new BigDecimal("1500.25"), "USD"));
  }

  @Test
  void theMostPressingComeFirstAndTheOthersAreCounted() {
    IntStream.range(0, 12)
        .forEach(
            i ->
                promises.add(
                    cs().due("2026-12-0%dT09:00:00Z".formatted(6 - i / 2))
                        .priority(i % 2 == 0 ? "P3" : "P1")
                        .started(STARTED)
                        .known()));
    promises.add(cs().due("2026-12-07T07:00:00Z").started(STARTED).known());
    promises.add(cs().started(STARTED).paused("2026-11-24T08:00:00Z").known());

    Figures owes = report().owes();

    assertThat(owes.dueCount()).isEqualTo(12);
    assertThat(owes.due()).hasSize(Figures.MOST_DUE);
    assertThat(owes.due().getFirst().dueAt()).isEqualTo("2026-12-01T09:00:00Z");
    assertThat(owes.due().getFirst().priority()).isEqualTo("P1");
    assertThat(report().letter().title())
        .isEqualTo("ENG, week 48: nothing came due, 12 will by next week");
    assertThat(report().letter().sections().getFirst().heading())
        .isEqualTo("ENG owes by Mon 7 Dec 2026 08:00: 12, the most pressing 10");
  }

  @Test
  void thoseWithMostBrokenComeFirstAmongDepartments() {
    kept(5, "AAA");
    kept(1, "BBB");
    promises.add(ClockStory.between("BBB", "ENG").due(DUE).started(STARTED).broke(DUE).known());

    assertThat(report().owes().counterparts())
        .extracting(Figures.Counterpart::department)
        .containsExactly("BBB", "AAA");
  }

  @Test
  void aRequesterOwesToo() {
    promises.add(
        ClockStory.between("ENG", "OPS")
            .owedByRequester("REPLY")
            .due(DUE)
            .started(STARTED)
            .broke(DUE)
            .known());

    assertThat(report().owes().original()).isEqualTo(new Tally(0, 1));
    assertThat(report().owes().counterparts())
        .extracting(Figures.Counterpart::department)
        .containsExactly("OPS");
  }

  @Test
  void aWeekWithNothingToSayIsQuiet() {
    promises.add(cs().due("2026-12-24T09:00:00Z").started(STARTED).known());
    promises.add(
        cs().due("2026-11-10T09:00:00Z").started(STARTED).met("2026-11-09T09:00:00Z").known());
    assertThat(report().isQuiet()).isTrue();

    reviews.add(new Review(new UUID(0, 1), "CS", null, LocalDate.parse("2026-12-15")));
    assertThat(report().isQuiet()).isFalse();
  }

  @Test
  void whatSomebodyWroteCannotBeginALineOfItsOwn() {
    promises.add(cs().due("2026-12-01T09:00:00Z").started(STARTED).known());

    assertThat(report().letter().sections().stream().flatMap(s -> s.lines().stream()))
        .noneMatch(line -> line.contains("\n"));
  }

  private void kept(int count, String requester) {
    IntStream.range(0, count)
        .forEach(
            i ->
                promises.add(
                    ClockStory.between(requester, "ENG")
                        .due(DUE)
                        .started(STARTED)
                        .met("2026-11-24T08:00:00Z")
                        .known()));
  }

  private static ClockStory cs() {
    return ClockStory.between("CS", "ENG").due(DUE);
  }

  private WeeklyReport report() {
    return WeeklyReport.of("ENG", WEEK, BERLIN, MONDAY_MORNING, promises, reviews);
  }
}
