package io.onus.notification.schedule.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * What people know of who is on call: from one instant until another, because they were told, or
 * because nothing had to be said.
 *
 * @param steps ascending, the first where the knowledge begins
 * @param until up to and including which hand-overs are known
 */
public record ToldPlan(List<Step> steps, Instant until) {

  /** These people are on call from an instant on. */
  public record Step(Instant from, List<String> people) {
    public Step {
      people = List.copyOf(people);
    }
  }

  public ToldPlan {
    steps = List.copyOf(steps);
  }

  /** All there is to know now, as far ahead as people are told. */
  public static ToldPlan of(Roster roster, Instant now, Duration notice) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(now, roster.onCall(now)));
    Instant until = now.plus(notice);
    roster
        .handOvers(new Span(now, until.plusNanos(1)))
        .forEach(handOver -> steps.add(new Step(handOver.at(), handOver.after())));
    return new ToldPlan(steps, until);
  }

  /** Who is on call as far as is known: the last that was said goes on. */
  List<String> at(Instant at) {
    List<String> people = steps.getFirst().people();
    for (Step step : steps) {
      if (!step.from().isAfter(at)) {
        people = step.people();
      }
    }
    return people;
  }

  /** With what was told before of a time that is further ahead than this plan. */
  public ToldPlan carrying(ToldPlan earlier) {
    if (!earlier.until.isAfter(until)) {
      return this;
    }
    List<Step> all = new ArrayList<>(steps);
    earlier.steps.stream().filter(step -> step.from().isAfter(until)).forEach(all::add);
    return new ToldPlan(all, earlier.until);
  }

  /**
   * What is to be said to somebody who knows an earlier plan: hand-overs they have not heard of,
   * and those that are not as they were told. However many were missed, they come to one, which
   * says who is on call now.
   */
  public List<HandOver> newsTo(ToldPlan earlier) {
    Instant now = steps.getFirst().from();
    TreeSet<Instant> moments = new TreeSet<>();
    steps.forEach(step -> moments.add(step.from()));
    earlier.steps().stream().map(Step::from).filter(now::isBefore).forEach(moments::add);
    List<HandOver> news = new ArrayList<>();
    // Beyond the horizon nothing is known yet.
    for (Instant moment : moments.headSet(until, true)) {
      boolean isNew = moment.isAfter(now) && moment.isAfter(earlier.until());
      List<String> before = isNew ? at(moment.minusNanos(1)) : earlier.at(moment);
      List<String> after = at(moment);
      if (!new HashSet<>(before).equals(new HashSet<>(after))) {
        news.add(new HandOver(moment, before, after));
      }
    }
    return news;
  }
}
