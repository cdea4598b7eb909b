package io.onus.sla.clock.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Terms;
import io.onus.sla.calendar.domain.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random lives of requests, in order and out of order, held to what must always be
 * true.
 */
class ClockSimulationTest {

  private static final int LIVES = 5_000;
  private static final Instant START = Instant.parse("2026-11-16T08:00:00Z");

  @Test
  void takingFactsOneByOneIsTheSameAsFoldingThemAll() {
    Random random = new Random(20_261_121);
    for (int life = 0; life < LIVES; life++) {
      RequestStory story = story(random);

      Clocks.Decision taken = story.taken();
      Clocks.Decision folded = Clocks.fold(RequestStory.ID, story.facts, story.binding, null);

      assertThat(folded.state()).as("life %d", life).isEqualTo(taken.state());
      assertThat(folded.events()).as("life %d", life).isEqualTo(taken.events());
      holds(folded, life);
    }
  }

  @Test
  void factsThatComeLateLeadToTheSameClocksAndToNoEventTwice() {
    Random random = new Random(42);
    for (int life = 0; life < LIVES; life++) {
      RequestStory story = story(random);
      Instant end = story.facts.getLast().time().plus(Duration.ofHours(random.nextInt(60)));
      List<RequestFact> arrival = new ArrayList<>(story.facts.subList(1, story.facts.size()));
      // Sequences are given in the order of recording, so a late fact is one recorded after its
      // time.
      java.util.Collections.shuffle(arrival, random);
      List<RequestFact> recorded = recordedInOrder(story.facts.getFirst(), arrival);

      Clocks.Decision late = takenAsRecorded(story, recorded, random, end);

      Clocks.Decision truth =
          Clocks.fold(RequestStory.ID, recorded, story.binding, late.state().lastFiredAt());
      assertThat(withoutRevisions(late.state()))
          .as("life %d", life)
          .isEqualTo(withoutRevisions(truth.state()));
      Set<UUID> ids = new HashSet<>();
      for (ClockEvent event : late.events()) {
        assertThat(ids.add(ClockIds.event(event))).as("life %d: %s twice", life, event).isTrue();
      }
      breachesNotTakenBackAreTheBreachesThatStand(late, life);
    }
  }

  /** Announced and not retracted, breach by breach, equals what the clocks say in the end. */
  private static void breachesNotTakenBackAreTheBreachesThatStand(Clocks.Decision late, int life) {
    Map<UUID, Integer> standing = new HashMap<>();
    for (ClockEvent event : late.events()) {
      if (event.type() == ClockEvent.Type.BREACHED) {
        standing.merge(event.face().id(), 1, Integer::sum);
      } else if (event.type() == ClockEvent.Type.BREACH_RETRACTED) {
        standing.merge(event.face().id(), -1, Integer::sum);
      }
    }
    for (Clock clock : late.state().clocks()) {
      assertThat(standing.getOrDefault(clock.face().id(), 0))
          .as("life %d, %s of cycle %d", life, clock.face().metric(), clock.face().cycle())
          .isEqualTo(clock.face().breached() ? 1 : 0);
    }
  }

  private static Clocks.Decision takenAsRecorded(
      RequestStory story, List<RequestFact> recorded, Random random, Instant end) {
    Clocks.Decision begun = Clocks.begin(RequestStory.ID, recorded.getFirst(), story.binding);
    TrackedRequest state = begun.state();
    List<ClockEvent> events = new ArrayList<>(begun.events());
    for (int i = 1; i < recorded.size(); i++) {
      RequestFact fact = recorded.get(i);
      if (random.nextInt(3) == 0) {
        // The engine comes by, some time before or after.
        Instant now = fact.time().plus(Duration.ofMinutes(random.nextInt(2_000)));
        Clocks.Decision fired = Clocks.decide(state, new ClockCommand.FireDue(), now);
        state = fired.state();
        events.addAll(fired.events());
      }
      Clocks.Decision next =
          state.wouldComeLate(fact.time())
              ? Refold.decide(state, recorded.subList(0, i), List.of(fact))
              : Clocks.decide(state, new ClockCommand.ApplyFact(fact), fact.time());
      state = next.state();
      events.addAll(next.events());
    }
    Clocks.Decision fired = Clocks.decide(state, new ClockCommand.FireDue(), end);
    events.addAll(fired.events());
    return new Clocks.Decision(fired.state(), events);
  }

  private static List<RequestFact> recordedInOrder(
      RequestFact submission, List<RequestFact> arrival) {
    List<RequestFact> recorded = new ArrayList<>(List.of(submission));
    for (RequestFact fact : arrival) {
      recorded.add(
          new RequestFact(
              fact.eventId(),
              recorded.size() + 1L,
              fact.time(),
              fact.actor(),
              fact.profile(),
              fact.what()));
    }
    return recorded;
  }

  private static List<Object> withoutRevisions(TrackedRequest state) {
    List<Object> clocks = new ArrayList<>();
    for (Clock clock : state.clocks()) {
      clocks.add(List.of(clock.phase(), clock.verdict(), clock.face().revised(0)));
    }
    return clocks;
  }

  private static void holds(Clocks.Decision decision, int life) {
    for (Clock clock : decision.state().clocks()) {
      ClockFace face = clock.face();
      assertThat(face.consumed()).as("life %d", life).isGreaterThanOrEqualTo(Duration.ZERO);
      assertThat(face.usedBy().values().stream().reduce(Duration.ZERO, Duration::plus))
          .as("life %d: who used the time sums to the whole", life)
          .isEqualTo(face.consumed());
      if (clock instanceof Clock.Finished finished && clock.verdict() == Verdict.MET) {
        if (face.dueAt() != null) {
          assertThat(finished.at()).as("life %d", life).isBeforeOrEqualTo(face.dueAt());
        }
      }
      if (face.breached()) {
        assertThat(face.dueAt()).as("life %d: a breach has its instant", life).isNotNull();
      }
    }
    assertThat(decision.events().stream().map(ClockEvent::time))
        .as("life %d: told in the order it happened", life)
        .isSorted();
  }

  private static RequestStory story(Random random) {
    BusinessCalendar hours = random.nextBoolean() ? RequestStory.OFFICE : BusinessCalendar.always();
    RequestStory story =
        random.nextBoolean()
            ? RequestStory.under(RequestStory.everyMetric(), hours)
            : RequestStory.with(
                hours,
                random.nextInt(4) == 0 ? random.nextInt(3) : null,
                random.nextBoolean() ? Terms.ReopenRule.REMAINING : Terms.ReopenRule.FRESH);
    Instant at = START;
    if (random.nextInt(3) == 0) {
      story.deliverBy(START.plus(Duration.ofHours(random.nextInt(200))).toString());
    }
    story.add(actor(random), at, new Happening.Submitted());
    int facts = 1 + random.nextInt(12);
    for (int i = 0; i < facts; i++) {
      at = at.plus(Duration.ofMinutes(random.nextInt(600))).plusNanos(1_000L * random.nextInt(3));
      next(story, random, at.toString());
    }
    return story;
  }

  private static void next(RequestStory story, Random random, String at) {
    Actor actor = actor(random);
    switch (random.nextInt(15)) {
      case 0 -> story.asked("question " + random.nextInt(2), at);
      case 1 -> story.answered(at);
      case 2 -> story.resolved(at);
      case 3 -> story.reopened(Happening.Reopened.Code.NEW_INFORMATION, at);
      case 4 -> story.reopened(Happening.Reopened.Code.INCOMPLETE, at);
      case 5 -> story.transferredTo(random.nextBoolean() ? "OPS" : "ENG", at);
      case 6 -> story.prioritized(random.nextBoolean() ? Priority.P1 : Priority.P2, at);
      case 7 -> story.by(actor, at, new Happening.MessagePosted(random.nextBoolean()));
      case 8 -> story.by(actor, at, new Happening.Accepted(random.nextBoolean()));
      case 9 -> story.by(actor, at, new Happening.Returned(List.of("item " + random.nextInt(2))));
      case 10 -> story.by(actor, at, new Happening.Resubmitted());
      case 11 -> story.by(actor, at, new Happening.Contested());
      case 12 -> story.by(actor, at, new Happening.Closed());
      case 13 -> story.by(actor, at, new Happening.Cancelled());
      default -> story.by(actor, at, new Happening.Declined());
    }
  }

  private static Actor actor(Random random) {
    return new Actor(
        "someone",
        null,
        random.nextBoolean() ? Side.PROVIDER : Side.REQUESTER,
        random.nextInt(4) == 0 ? Actor.Kind.ROBOT : Actor.Kind.HUMAN);
  }
}
