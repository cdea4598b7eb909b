package io.onus.sla.clock.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.calendar.domain.BusinessCalendar;
import io.onus.sla.calendar.domain.CalendarDefinition;
import io.onus.sla.calendar.domain.HolidayDates;
import io.onus.sla.calendar.domain.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand facts of requests that live as the request's own service lets them, one by
 * one, with the engine coming by, promises renegotiated, clocks excused and calendars applied;
 * after each one, what must always be true.
 */
class ClockInvariantsTest {

  private static final int FACTS = 100_000;
  private static final Instant START = Instant.parse("2026-03-23T06:00:00Z");

  private static final BusinessCalendar BERLIN =
      BusinessCalendar.compile(
          CalendarDefinition.weekly(
              ZoneId.of("Europe/Berlin"),
              WeeklyHours.every(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, "09:00-12:30", "13:30-18:00")),
          HolidayDates.NONE);

  private static final BusinessCalendar NEW_YORK =
      BusinessCalendar.compile(
          CalendarDefinition.weekly(
              ZoneId.of("America/New_York"),
              WeeklyHours.every(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, "08:00-17:00")),
          HolidayDates.NONE);

  private static final List<BusinessCalendar> HOURS =
      List.of(
          BERLIN,
          NEW_YORK,
          BusinessCalendar.both(BERLIN, NEW_YORK),
          BusinessCalendar.either(BERLIN, NEW_YORK),
          BusinessCalendar.always());

  /** Happenings that may change when something is due. */
  private static final Set<Class<?>> CAUSES =
      Set.of(Happening.Prioritized.class, Happening.Repromised.class, Happening.Rebound.class);

  @Test
  void aHundredThousandFactsKeepWhatMustAlwaysHold() {
    Random random = new Random(20_261_122);
    int facts = 0;
    int life = 0;
    while (facts < FACTS) {
      facts += new Life(random, ++life).live();
    }
    assertThat(life).isGreaterThan(1_000);
  }

  /** One request, from its submission to its end. */
  private static final class Life {

    private final Random random;
    private final String name;
    private final Binding binding;
    private final List<RequestFact> facts = new ArrayList<>();
    private String status = "SUBMITTED";
    private Priority priority = Priority.P2;
    private String provider = "ENG";
    private Instant at = START;
    private int acts;
    private boolean rebound;
    private TrackedRequest state;

    Life(Random random, int number) {
      this.random = random;
      this.name = "life " + number;
      this.at = START.plus(Duration.ofMinutes(random.nextInt(14 * 24 * 60)));
      this.binding = bound(HOURS.get(random.nextInt(HOURS.size())), 1);
    }

    private static Binding bound(BusinessCalendar hours, int version) {
      return new Binding(
          new BoundTerms(RequestStory.AGREEMENT, 1, RequestStory.everyMetric()),
          "hours",
          version,
          hours);
    }

    int live() {
      RequestFact submission = fact(requester(), new Happening.Submitted());
      state = Clocks.begin(RequestStory.ID, submission, binding).state();
      int length = 4 + random.nextInt(40);
      for (int i = 0; i < length && !status.equals("CANCELLED"); i++) {
        at =
            at.plus(Duration.ofSeconds(random.nextInt(30_000)))
                .plusNanos(1_000L * random.nextInt(3));
        step();
      }
      clocksSumToTheLife();
      foldingAgainGivesTheSame();
      return facts.size();
    }

    private void step() {
      TrackedRequest before = state;
      if (random.nextInt(3) == 0) {
        state = Clocks.decide(state, new ClockCommand.FireDue(), at).state();
        holdsBetween(before, state, null);
        before = state;
      }
      RequestFact fact = random.nextInt(8) == 0 ? anAct() : aMove();
      state = Clocks.decide(state, new ClockCommand.ApplyFact(fact), fact.time()).state();
      holdsBetween(before, state, fact);
    }

    private void holdsBetween(TrackedRequest before, TrackedRequest after, RequestFact cause) {
      for (Clock was : before.clocks()) {
        Clock is = after.clock(was.face().id()).orElseThrow();
        dueNeverMovesEarlierWithoutACause(was, is, cause);
        verdictsStand(was, is, cause);
        if (was instanceof Clock.Paused && is instanceof Clock.Paused) {
          assertThat(is.face().consumed()).as(name).isEqualTo(was.face().consumed());
        }
        if (!was.isOpen()) {
          assertThat(is.showing(was.face())).as(name + ": what is over stays").isEqualTo(was);
        }
      }
    }

    private void dueNeverMovesEarlierWithoutACause(Clock was, Clock is, RequestFact cause) {
      if (was instanceof Clock.Running
          && is instanceof Clock.Running
          && was.face().dueAt() != null
          && is.face().dueAt() != null
          && is.face().dueAt().isBefore(was.face().dueAt())) {
        assertThat(cause).as(name).isNotNull();
        assertThat(CAUSES).as("%s: %s", name, cause.what()).contains(cause.what().getClass());
      }
    }

    private void verdictsStand(Clock was, Clock is, RequestFact cause) {
      boolean excused = cause != null && cause.what() instanceof Happening.Waived;
      switch (was.verdict()) {
        case BREACHED ->
            assertThat(is.verdict())
                .as(name)
                .isEqualTo(excused && is.face().waived() ? Verdict.WAIVED : Verdict.BREACHED);
        case MET, HANDED_OVER, WAIVED -> assertThat(is.verdict()).as(name).isEqualTo(was.verdict());
        case PENDING, NONE -> {
          // Still to be decided, or nothing to decide.
        }
      }
    }

    /** What the provider used and what the requester was waited for make up the whole. */
    private void clocksSumToTheLife() {
      for (Clock clock : state.clocks()) {
        ClockFace face = clock.readAt(at, state.holderOf(clock.face()));
        assertThat(face.usedBy().values().stream().reduce(Duration.ZERO, Duration::plus))
            .as(name)
            .isEqualTo(face.consumed());
        if (rebound || face.metric() == Metric.DELIVERY) {
          continue;
        }
        Duration life = binding.calendar().between(face.startedAt(), clock.stoppedOr(at));
        assertThat(face.consumed().plus(face.paused())).as(name).isEqualTo(life);
        if (face.metric() == Metric.RESOLUTION) {
          assertThat(waitedFor(face.cycle())).as(name).isEqualTo(face.paused());
        }
      }
    }

    private Duration waitedFor(int cycle) {
      return state.clocks().stream()
          .filter(clock -> clock.face().cycle() == cycle)
          .filter(
              clock ->
                  clock.face().metric() == Metric.REPLY
                      || clock.face().metric() == Metric.COMPLETION)
          .map(clock -> clock.readAt(at, state.holderOf(clock.face())).consumed())
          .reduce(Duration.ZERO, Duration::plus);
    }

    private void foldingAgainGivesTheSame() {
      TrackedRequest folded =
          Clocks.fold(RequestStory.ID, facts, binding, state.lastFiredAt()).state();
      assertThat(folded.clocks()).as(name).isEqualTo(state.clocks());
    }

    private RequestFact anAct() {
      List<Clock> known = state.clocks();
      Clock clock = known.get(random.nextInt(known.size()));
      acts++;
      return switch (random.nextInt(3)) {
        case 0 -> {
          Instant due = at.plus(Duration.ofMinutes(1 + random.nextInt(6_000)));
          yield act(new Happening.Repromised(clock.face().id(), due));
        }
        case 1 ->
            clock.verdict() == Verdict.MET || clock.verdict() == Verdict.HANDED_OVER
                ? act(new Happening.Other("nothing to excuse"))
                : act(new Happening.Waived(clock.face().id()));
        default -> {
          rebound = true;
          Binding to = bound(HOURS.get(random.nextInt(HOURS.size())), 1 + acts);
          yield act(new Happening.Rebound("simulated", from -> to));
        }
      };
    }

    private RequestFact aMove() {
      return switch (status) {
        case "SUBMITTED", "IN_PROGRESS" ->
            switch (random.nextInt(10)) {
              case 0, 1, 2 -> moved("AWAITING_REQUESTER", agent(), question());
              case 3 -> moved("RETURNED", agent(), new Happening.Returned(List.of("item")));
              case 4 -> handedOn();
              case 5 -> ranked();
              case 6 -> moved("RESOLVED", agent(), new Happening.Resolved());
              case 7 -> fact(agent(), new Happening.Accepted(random.nextBoolean()));
              case 8 -> fact(agent(), new Happening.MessagePosted(random.nextBoolean()));
              default ->
                  random.nextInt(4) == 0
                      ? moved("DECLINED", agent(), new Happening.Declined())
                      : fact(requester(), new Happening.MessagePosted(true));
            };
        case "AWAITING_REQUESTER" ->
            switch (random.nextInt(6)) {
              case 0 -> fact(agent(), question());
              case 1 -> moved("IN_PROGRESS", requester(), new Happening.Contested());
              case 2 -> handedOn();
              default -> moved("IN_PROGRESS", requester(), new Happening.Answered());
            };
        case "RETURNED" ->
            random.nextInt(4) == 0
                ? moved("IN_PROGRESS", requester(), new Happening.Contested())
                : moved("SUBMITTED", requester(), new Happening.Resubmitted());
        case "RESOLVED" ->
            random.nextBoolean()
                ? moved("CLOSED", requester(), new Happening.Closed())
                : moved("IN_PROGRESS", requester(), reopened());
        case "CLOSED", "DECLINED" ->
            random.nextInt(3) == 0
                ? moved("CANCELLED", requester(), new Happening.Other("archived"))
                : moved("IN_PROGRESS", requester(), reopened());
        default -> throw new IllegalStateException(status);
      };
    }

    private Happening question() {
      return new Happening.Asked("question " + random.nextInt(3));
    }

    private Happening reopened() {
      Happening.Reopened.Code[] codes = Happening.Reopened.Code.values();
      return new Happening.Reopened(codes[random.nextInt(codes.length)]);
    }

    private RequestFact handedOn() {
      provider = provider.equals("ENG") ? "OPS" : "ENG";
      return moved("SUBMITTED", agent(), new Happening.Transferred());
    }

    private RequestFact ranked() {
      priority = priority == Priority.P2 ? Priority.P1 : Priority.P2;
      return fact(requester(), new Happening.Prioritized());
    }

    private RequestFact moved(String to, Actor actor, Happening what) {
      status = to;
      return fact(actor, what);
    }

    private RequestFact fact(Actor actor, Happening what) {
      long sequence = facts.stream().filter(f -> !f.isAct()).count() + 1;
      RequestFact fact =
          new RequestFact(new UUID(4, sequence), sequence, 0, at, actor, profile(), what, null);
      facts.add(fact);
      return fact;
    }

    private RequestFact act(Happening what) {
      long sequence = facts.stream().filter(f -> !f.isAct()).count();
      RequestFact fact =
          new RequestFact(new UUID(7, acts), sequence, acts, at, agent(), profile(), what, null);
      facts.add(fact);
      return fact;
    }

    private RequestProfile profile() {
      return new RequestProfile(
          "ENG-1",
          "?",
          "CS",
          provider,
          "part",
          priority,
          null,
          null,
          null,
          false,
          null,
          null,
          START.plus(Duration.ofDays(3)),
          status,
          null,
          false);
    }

    private Actor agent() {
      return new Actor(
          "eva",
          provider,
          Side.PROVIDER,
          random.nextInt(5) == 0 ? Actor.Kind.ROBOT : Actor.Kind.HUMAN);
    }

    private static Actor requester() {
      return new Actor("ada", "CS", Side.REQUESTER, Actor.Kind.HUMAN);
    }
  }
}
