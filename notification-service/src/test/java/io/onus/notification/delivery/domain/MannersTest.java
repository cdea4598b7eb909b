package io.onus.notification.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.notification.delivery.domain.Manners.Due;
import io.onus.notification.delivery.domain.Manners.Matter;
import io.onus.notification.delivery.domain.Manners.Passed;
import io.onus.notification.delivery.domain.Manners.Place;
import io.onus.notification.delivery.domain.Manners.Reader;
import io.onus.notification.delivery.domain.Manners.Verdict;
import io.onus.notification.delivery.domain.Manners.Verdict.Bundle;
import io.onus.notification.delivery.domain.Manners.Verdict.HoldUntil;
import io.onus.notification.delivery.domain.Manners.Verdict.SendNow;
import io.onus.notification.delivery.domain.Manners.Waiting;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.domain.LocalWindow;
import io.onus.notification.person.domain.Preferences;
import io.onus.notification.person.domain.QuietHours;
import io.onus.notification.person.domain.Throttle;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MannersTest {

  /** A Monday, in the middle of the day in Berlin. */
  private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

  private static final Instant NIGHT = Instant.parse("2026-11-23T22:30:00Z");
  private static final Instant MORNING = Instant.parse("2026-11-24T06:00:00Z");
  private static final String ADDRESS = "ada@example.com";
  private static final Place LETTERS = new Place(ChannelKind.EMAIL, ADDRESS);

  /**
   * Three in ten minutes, eight in a shift, digests from five on and a quarter of an hour apart.
   */
  private static final Preferences WISH =
      new Preferences(
          ZoneId.of("Europe/Berlin"),
          null,
          new Throttle(3, Duration.ofMinutes(10)),
          8,
          Duration.ofHours(8),
          Duration.ofMinutes(15),
          5);

  private static final Preferences SLEEPS =
      new Preferences(
          WISH.zone(),
          new QuietHours(
              Map.of(DayOfWeek.MONDAY, List.of(LocalWindow.parse("22:00-07:00"))), "company"),
          WISH.throttle(),
          WISH.budget(),
          WISH.shift(),
          WISH.digestEvery(),
          WISH.digestFrom());

  private int number;

  // --- quiet hours ---

  @Test
  void whatCanWaitIsHeldUntilTheRecipientsMorning() {
    assertThat(judge(reader(SLEEPS), NIGHT, warning()))
        .containsExactly(
            new HoldUntil(Hold.QUIET_HOURS, MORNING, "quiet hours until 2026-11-24T06:00:00Z"));
    assertThat(judge(reader(SLEEPS), MORNING, warning())).containsExactly(new SendNow(true));
  }

  @Test
  void onlyABrokenPromiseOfTheHighestPriorityWakesSomebodyUp() {
    assertThat(judge(reader(SLEEPS), NIGHT, breach("P1"))).containsExactly(new SendNow(true));
    assertThat(judge(reader(SLEEPS), NIGHT, breach("P2"))).allMatch(HoldUntil.class::isInstance);
    assertThat(judge(reader(SLEEPS), NIGHT, due(Severity.WARNING, "P1")))
        .allMatch(HoldUntil.class::isInstance);
  }

  @Test
  void whatWasHeldForEightDaysIsToldHoweverQuietItIs() {
    Due held =
        new Due(
            UUID.randomUUID(),
            UUID.randomUUID(),
            Matter.ALERT,
            ChannelKind.EMAIL,
            ADDRESS,
            Severity.WARNING,
            "P2",
            false,
            Hold.QUIET_HOURS,
            NIGHT.minus(QuietHours.LONGEST));

    assertThat(judge(reader(SLEEPS), NIGHT.minusSeconds(1), held))
        .allMatch(HoldUntil.class::isInstance);
    assertThat(judge(reader(SLEEPS), NIGHT, held)).containsExactly(new SendNow(true));
  }

  @Test
  void aHolidayIsQuietAllDay() {
    Reader onHoliday =
        new Reader(SLEEPS, Set.of(LocalDate.parse("2026-11-23")), List.of(), Map.of(), Map.of());

    // The holiday's end is within the night that follows it.
    assertThat(judge(onHoliday, NOON, warning()))
        .containsExactly(
            new HoldUntil(Hold.QUIET_HOURS, MORNING, "quiet hours until 2026-11-24T06:00:00Z"));
  }

  @Test
  void aRetryDoesNotWakeAnybodyUpEither() {
    Due retry = tried(warning());

    assertThat(judge(reader(SLEEPS), NIGHT, retry)).allMatch(HoldUntil.class::isInstance);
  }

  @Test
  void whatSomebodyAskedForComesAtOnceAtAnyTime() {
    Due asked = free(warning());

    assertThat(judge(reader(SLEEPS, passed(100, Urgency.LOW, NIGHT)), NIGHT, asked))
        .containsExactly(new SendNow(false));
  }

  // --- throttle ---

  @Test
  void theFirstAfterSilenceGoesAtOnce() {
    assertThat(judge(reader(WISH), NOON, warning())).containsExactly(new SendNow(true));
  }

  @Test
  void moreThanSomebodyTakesAtOnceWaitsForItsPlaceAndSaysUntilWhen() {
    Instant first = NOON.minusSeconds(300);
    List<Passed> told =
        List.of(
            passed(Urgency.LOW, first),
            passed(Urgency.LOW, first.plusSeconds(60)),
            passed(Urgency.LOW, first.plusSeconds(120)));

    assertThat(judge(reader(WISH, told), NOON, warning(), warning()))
        .containsExactly(throttled(first.plusSeconds(600)), throttled(first.plusSeconds(660)));
  }

  @Test
  void aPlaceIsFreeAgainExactlyWhenItsTimeIsOver() {
    List<Passed> told = passed(3, Urgency.LOW, NOON.minus(Duration.ofMinutes(10)));

    assertThat(judge(reader(WISH, told), NOON, warning())).containsExactly(new SendNow(true));
    assertThat(judge(reader(WISH, told), NOON.minusNanos(1000), warning()))
        .containsExactly(throttled(NOON));
  }

  @Test
  void whatIsPressingNeverWaitsBehindWhatIsNot() {
    List<Passed> told = passed(3, Urgency.LOW, NOON.minusSeconds(1));

    assertThat(judge(reader(WISH, told), NOON, warning(), breach("P2")))
        .containsExactly(throttled(NOON.plusSeconds(599)), new SendNow(true));
  }

  @Test
  void ofManyThatWaitTheOneThatIsPressingGoesFirst() {
    List<Due> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(held(warning(), NOON.minusSeconds(3600)));
    }
    Due pressing = breach("P1");
    many.add(pressing);

    Map<UUID, Verdict> verdicts = Manners.judge(reader(WISH), many, NOON);

    assertThat(verdicts.get(pressing.id())).isEqualTo(new SendNow(true));
    assertThat(verdicts.values().stream().filter(Bundle.class::isInstance)).hasSize(50);
  }

  @Test
  void whatIsPressingHasALimitOfItsOwn() {
    List<Passed> told = passed(3, Urgency.HIGH, NOON.minusSeconds(60));

    assertThat(judge(reader(WISH, told), NOON, breach("P1")))
        .containsExactly(throttled(NOON.plusSeconds(540)));
  }

  @Test
  void oneMessageToTwoAddressesIsOneMessage() {
    UUID notice = UUID.randomUUID();
    List<Passed> told = new ArrayList<>(passed(2, Urgency.LOW, NOON.minusSeconds(60)));
    Due here = notice(warning(), notice, ADDRESS);
    Due there = notice(warning(), notice, "ada@example.org");

    assertThat(judge(reader(WISH, told), NOON, here, there))
        .containsExactly(new SendNow(true), new SendNow(true));
  }

  @Test
  void anAttemptThatFailedHasItsPlaceAlready() {
    assertThat(
            judge(
                reader(WISH, passed(3, Urgency.LOW, NOON.minusSeconds(5))), NOON, tried(warning())))
        .containsExactly(new SendNow(false));
  }

  @Test
  void programsReadAllAtOnce() {
    List<Due> many =
        Collections.nCopies(100, 0).stream().map(i -> by(warning(), ChannelKind.WEBHOOK)).toList();

    assertThat(Manners.judge(reader(WISH), many, NOON).values())
        .hasSize(100)
        .containsOnly(new SendNow(false));
  }

  // --- digest ---

  @Test
  void fewThatCameTogetherAreToldOneByOne() {
    assertThat(judge(reader(WISH), NOON, warning(), warning(), warning()))
        .containsOnly(new SendNow(true));
  }

  @Test
  void manyThatCameTogetherAreToldOneByOneAsFarAsThatGoesAndTheRestGathers() {
    List<Due> burst = Collections.nCopies(20, 0).stream().map(i -> warning()).toList();

    List<Verdict> verdicts = List.copyOf(Manners.judge(reader(WISH), burst, NOON).values());

    assertThat(verdicts.subList(0, 3)).containsOnly(new SendNow(true));
    assertThat(verdicts.subList(3, 20)).containsOnly(inDigest(NOON.plus(Manners.GATHERING)));
  }

  @Test
  void whatHasGatheredIsOneDigest() {
    Instant since = NOON.minus(Manners.GATHERING);
    List<Due> gathered =
        Collections.nCopies(5, 0).stream().map(i -> held(warning(), since)).toList();

    assertThat(Manners.judge(reader(WISH, passed(3, Urgency.LOW, since)), gathered, NOON).values())
        .hasSize(5)
        .containsOnly(new Bundle());
  }

  @Test
  void whileMoreComesADigestGathersOnButNotForEver() {
    Instant oldest = NOON.minus(Manners.GATHERING);
    List<Passed> told = passed(3, Urgency.LOW, oldest);
    Due late = held(warning(), NOON.minusSeconds(5));

    assertThat(judge(waiting(told, oldest), NOON, late))
        .containsExactly(inDigest(NOON.minusSeconds(5).plus(Manners.CALM)));
    assertThat(judge(waiting(told, NOON.minus(Manners.LONGEST_GATHERING)), NOON, late))
        .containsExactly(new Bundle());
  }

  private static Reader waiting(List<Passed> told, Instant since) {
    Map<Place, Waiting> waiting = Map.of(LETTERS, new Waiting(4, since, since));
    return new Reader(WISH, Set.of(), told, waiting, Map.of());
  }

  @Test
  void whatWaitsAndIsNotDueCountsForTheDigestToo() {
    Instant since = NOON.minus(Manners.GATHERING);
    Due due = held(warning(), NOON.minus(Manners.CALM));
    Reader reader =
        new Reader(
            WISH,
            Set.of(),
            passed(3, Urgency.LOW, since),
            Map.of(LETTERS, new Waiting(4, since, since)),
            Map.of());

    assertThat(judge(reader, NOON, due)).containsExactly(new Bundle());
  }

  @Test
  void whatWasHeldOverNightIsOneDigestInTheMorning() {
    List<Due> held = Collections.nCopies(30, 0).stream().map(i -> held(warning(), NIGHT)).toList();

    assertThat(Manners.judge(reader(SLEEPS), held, MORNING).values())
        .hasSize(30)
        .containsOnly(new Bundle());
  }

  @Test
  void theNextDigestKeepsItsDistance() {
    Instant last = NOON.minus(Duration.ofMinutes(5));
    List<Passed> told = passed(3, Urgency.LOW, NOON.minusSeconds(1));
    Reader reader =
        new Reader(
            WISH,
            Set.of(),
            told,
            Map.of(LETTERS, new Waiting(40, NOON.minusSeconds(200), NOON.minusSeconds(200))),
            Map.of(LETTERS, last));

    assertThat(judge(reader, NOON, warning()))
        .containsExactly(inDigest(last.plus(WISH.digestEvery())));
  }

  @Test
  void whileTheNextDigestIsFarSomethingIsToldOneByOneWhereThereIsAPlace() {
    Reader reader =
        new Reader(
            WISH,
            Set.of(),
            List.of(),
            Map.of(LETTERS, new Waiting(40, NOON.minusSeconds(200), NOON.minusSeconds(200))),
            Map.of(LETTERS, NOON.minus(Duration.ofMinutes(5))));

    assertThat(judge(reader, NOON, warning())).containsExactly(new SendNow(true));
  }

  @Test
  void newsIsNoPartOfADigest() {
    Instant since = NOON.minus(Manners.GATHERING);
    List<Due> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(held(warning(), since));
    }
    Due news = news();
    all.add(news);

    Map<UUID, Verdict> verdicts = Manners.judge(reader(WISH), all, NOON);

    assertThat(verdicts.get(news.id())).isEqualTo(new SendNow(true));
    assertThat(verdicts.values().stream().filter(Bundle.class::isInstance)).hasSize(5);
  }

  // --- budget ---

  @Test
  void beyondTheBudgetOfAShiftThereAreOnlyDigests() {
    List<Passed> told = passed(8, Urgency.HIGH, NOON.minus(Duration.ofHours(2)));
    Instant gathered = NOON.plus(Manners.GATHERING);

    assertThat(judge(reader(WISH, told), NOON, breach("P1"), warning()))
        .allSatisfy(
            verdict ->
                assertThat(verdict)
                    .isInstanceOfSatisfying(
                        HoldUntil.class,
                        hold -> {
                          assertThat(hold.hold()).isEqualTo(Hold.DIGEST);
                          assertThat(hold.until()).isEqualTo(gathered);
                          assertThat(hold.reason()).startsWith("beyond what is told one by one");
                        }));
    assertThat(judge(reader(WISH, told), NOON, held(warning(), NOON.minus(Manners.GATHERING))))
        .containsExactly(new Bundle());
  }

  @Test
  void aPageCountsInTheBudgetAndIsNotHeldForIt() {
    Instant earlier = NOON.minus(Duration.ofHours(2));
    List<Passed> paged =
        passed(8, Urgency.HIGH, earlier).stream()
            .map(
                told ->
                    new Passed(
                        told.notice(), told.matter(), ChannelKind.PAGER, told.urgency(), told.at()))
            .toList();

    assertThat(judge(reader(WISH, paged), NOON, breach("P1")))
        .allMatch(verdict -> verdict instanceof HoldUntil hold && hold.hold() == Hold.DIGEST);
    assertThat(judge(reader(WISH, paged), NOON, by(breach("P1"), ChannelKind.PAGER)))
        .containsExactly(new SendNow(true));
  }

  @Test
  void aPartOfTheBudgetIsKeptForWhatIsPressing() {
    List<Passed> told = passed(7, Urgency.LOW, NOON.minus(Duration.ofHours(2)));

    assertThat(judge(reader(WISH, told), NOON, breach("P1"))).containsExactly(new SendNow(true));
    assertThat(judge(reader(WISH, told), NOON, warning()))
        .allMatch(verdict -> verdict instanceof HoldUntil hold && hold.hold() == Hold.DIGEST);
  }

  @Test
  void theBudgetIsThatOfARollingShift() {
    List<Passed> told = passed(8, Urgency.HIGH, NOON.minus(Duration.ofHours(8)));

    assertThat(judge(reader(WISH, told), NOON, warning())).containsExactly(new SendNow(true));
  }

  @Test
  void newsIsNotOfTheBudget() {
    List<Passed> told = passed(8, Urgency.HIGH, NOON.minus(Duration.ofHours(2)));

    assertThat(judge(reader(WISH, told), NOON, news())).containsExactly(new SendNow(true));
  }

  /** Whatever comes, limits hold, nothing is left without a verdict, and nothing waits for ever. */
  @Test
  void limitsHoldInAnyDay() {
    for (int seed = 1; seed <= 40; seed++) {
      new MannersDay(WISH, seed).run();
      new MannersDay(SLEEPS, seed).run();
    }
  }

  private static HoldUntil throttled(Instant until) {
    return new HoldUntil(Hold.THROTTLE, until, "throttled until " + until);
  }

  private static HoldUntil inDigest(Instant at) {
    return new HoldUntil(Hold.DIGEST, at, "told in a digest at " + at);
  }

  /** In the order of the arguments. */
  private static List<Verdict> judge(Reader reader, Instant now, Due... due) {
    Map<UUID, Verdict> verdicts = Manners.judge(reader, List.of(due), now);
    return List.of(due).stream().map(each -> verdicts.get(each.id())).toList();
  }

  private static Reader reader(Preferences wish) {
    return reader(wish, List.of());
  }

  private static Reader reader(Preferences wish, List<Passed> passed) {
    return new Reader(wish, Set.of(), passed, Map.of(), Map.of());
  }

  private static List<Passed> passed(int count, Urgency urgency, Instant at) {
    return Collections.nCopies(count, 0).stream().map(i -> passed(urgency, at)).toList();
  }

  private static Passed passed(Urgency urgency, Instant at) {
    return new Passed(UUID.randomUUID(), Matter.ALERT, ChannelKind.EMAIL, urgency, at);
  }

  private Due warning() {
    return due(Severity.WARNING, "P2");
  }

  private Due breach(String priority) {
    return due(Severity.CRITICAL, priority);
  }

  private Due news() {
    Due due = due(Severity.WARNING, null);
    return new Due(
        due.id(),
        due.notice(),
        Matter.NEWS,
        due.channel(),
        due.address(),
        due.severity(),
        null,
        false,
        null,
        due.since());
  }

  private Due due(Severity severity, @Nullable String priority) {
    // In the order they are made.
    UUID id = new UUID(0, ++number);
    return new Due(
        id,
        UUID.randomUUID(),
        Matter.ALERT,
        ChannelKind.EMAIL,
        ADDRESS,
        severity,
        priority,
        false,
        null,
        NOON);
  }

  private static Due held(Due due, Instant since) {
    return new Due(
        due.id(),
        due.notice(),
        due.matter(),
        due.channel(),
        due.address(),
        due.severity(),
        due.priority(),
        false,
        Hold.THROTTLE,
        since);
  }

  private static Due tried(Due due) {
    return new Due(
        due.id(),
        due.notice(),
        due.matter(),
        due.channel(),
        due.address(),
        due.severity(),
        due.priority(),
        true,
        null,
        due.since());
  }

  private static Due free(Due due) {
    return new Due(
        due.id(),
        due.notice(),
        Matter.FREE,
        due.channel(),
        due.address(),
        due.severity(),
        due.priority(),
        false,
        null,
        due.since());
  }

  private static Due by(Due due, ChannelKind channel) {
    return new Due(
        UUID.randomUUID(),
        due.notice(),
        due.matter(),
        channel,
        due.address(),
        due.severity(),
        due.priority(),
        false,
        null,
        due.since());
  }

  private static Due notice(Due due, UUID notice, String address) {
    return new Due(
        due.id(),
        notice,
        due.matter(),
        due.channel(),
        address,
        due.severity(),
        due.priority(),
        false,
        null,
        due.since());
  }
}
