package io.onus.sla.clock.domain;

import io.onus.kit.decide.NameBasedIds;
import io.onus.sla.agreement.domain.BoundTerms;
import io.onus.sla.agreement.domain.Metric;
import io.onus.sla.agreement.domain.Priority;
import io.onus.sla.agreement.domain.Side;
import io.onus.sla.agreement.domain.Target;
import io.onus.sla.agreement.domain.Terms;
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
import java.util.UUID;

/** A request told fact by fact, for tests: {@code story.submitted(t).asked(t2)}. */
public final class RequestStory {

  public static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  public static final UUID AGREEMENT = UUID.fromString("0198c0de-0000-7000-8000-00000000000a");

  public static final BusinessCalendar OFFICE =
      BusinessCalendar.compile(
          CalendarDefinition.weekly(
              ZoneId.of("UTC"),
              WeeklyHours.every(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, "09:00-17:00")),
          HolidayDates.NONE);

  private static final Actor AGENT = new Actor("eva", "ENG", Side.PROVIDER, Actor.Kind.HUMAN);
  private static final Actor ASKER = new Actor("ada", "CS", Side.REQUESTER, Actor.Kind.HUMAN);

  public final List<RequestFact> facts = new ArrayList<>();
  final Binding binding;
  private String provider = "ENG";
  private Priority priority = Priority.P2;
  private Instant deliverBy;
  private boolean overAllowance;
  private int acts;

  RequestStory(Binding binding) {
    this.binding = binding;
  }

  /** FIRST_RESPONSE 2 h (P1: 1 h), RESOLUTION 8 h (P1: 4 h), Monday to Friday 09:00–17:00 UTC. */
  public static RequestStory inOfficeHours() {
    return new RequestStory(binding(OFFICE, null, Terms.ReopenRule.REMAINING));
  }

  public static RequestStory roundTheClock() {
    return new RequestStory(binding(BusinessCalendar.always(), null, Terms.ReopenRule.REMAINING));
  }

  public static RequestStory with(
      BusinessCalendar calendar, Integer maxPauses, Terms.ReopenRule reopen) {
    return new RequestStory(binding(calendar, maxPauses, reopen));
  }

  /** Round the clock, with a target of every metric at P2. */
  public static RequestStory withEveryMetric() {
    return under(everyMetric(), BusinessCalendar.always());
  }

  /** Signed terms of one's own. */
  public static RequestStory under(Terms terms, BusinessCalendar calendar) {
    return new RequestStory(
        new Binding(new BoundTerms(AGREEMENT, 1, terms), "office", 1, calendar));
  }

  /** The company's expectations instead of signed terms. */
  public static RequestStory underHouseTerms(Terms terms, BusinessCalendar calendar) {
    return new RequestStory(new Binding(new BoundTerms(null, 1, terms), "office", 1, calendar));
  }

  /**
   * At P2: first response 2 h, next update 3 h, resolution 8 h, handling 4 h, reply 4 h, completion
   * 5 h, confirmation 6 h, delivery with a notice of 1 h.
   */
  public static Terms everyMetric() {
    return terms(
        new Target(Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(2)),
        new Target(Metric.NEXT_UPDATE, Priority.P2, Duration.ofHours(3)),
        new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(8)),
        new Target(Metric.HANDLING, Priority.P2, Duration.ofHours(4)),
        new Target(Metric.REPLY, Priority.P2, Duration.ofHours(4)),
        new Target(Metric.COMPLETION, Priority.P2, Duration.ofHours(5)),
        new Target(Metric.CONFIRMATION, Priority.P2, Duration.ofHours(6)),
        new Target(Metric.DELIVERY, Priority.P2, Duration.ofHours(1)));
  }

  public static Terms terms(Target... targets) {
    return new Terms(
        List.of(targets),
        Terms.DEFAULT_WARNINGS,
        "PROVIDER",
        null,
        null,
        null,
        List.of(),
        null,
        Terms.ReopenRule.REMAINING,
        null,
        null);
  }

  private static Binding binding(
      BusinessCalendar calendar, Integer maxPauses, Terms.ReopenRule reopen) {
    Terms terms =
        new Terms(
            List.of(
                new Target(Metric.FIRST_RESPONSE, Priority.P1, Duration.ofHours(1)),
                new Target(Metric.FIRST_RESPONSE, Priority.P2, Duration.ofHours(2)),
                new Target(Metric.RESOLUTION, Priority.P1, Duration.ofHours(4)),
                new Target(Metric.RESOLUTION, Priority.P2, Duration.ofHours(8))),
            Terms.DEFAULT_WARNINGS,
            "PROVIDER",
            null,
            null,
            maxPauses,
            List.of(),
            null,
            reopen,
            null,
            null);
    return new Binding(new BoundTerms(AGREEMENT, 1, terms), "office", 1, calendar);
  }

  public RequestStory submitted(String time) {
    return by(ASKER, time, new Happening.Submitted());
  }

  public RequestStory submittedWith(Priority urgency, String time) {
    priority = urgency;
    return submitted(time);
  }

  public RequestStory asked(String time) {
    return by(AGENT, time, new Happening.Asked());
  }

  public RequestStory asked(String question, String time) {
    return by(AGENT, time, new Happening.Asked(question));
  }

  public RequestStory returned(String missing, String time) {
    return by(AGENT, time, new Happening.Returned(List.of(missing)));
  }

  public RequestStory resubmitted(String time) {
    return by(ASKER, time, new Happening.Resubmitted());
  }

  public RequestStory contested(String time) {
    return by(ASKER, time, new Happening.Contested());
  }

  public RequestStory closed(String time) {
    return by(ASKER, time, new Happening.Closed());
  }

  public RequestStory answered(String time) {
    return by(ASKER, time, new Happening.Answered());
  }

  public RequestStory resolved(String time) {
    return by(AGENT, time, new Happening.Resolved());
  }

  public RequestStory reopened(Happening.Reopened.Code code, String time) {
    return by(ASKER, time, new Happening.Reopened(code));
  }

  public RequestStory transferredTo(String department, String time) {
    provider = department;
    return by(
        new Actor("paul", department, Side.PROVIDER, Actor.Kind.HUMAN),
        time,
        new Happening.Transferred());
  }

  public RequestStory prioritized(Priority urgency, String time) {
    priority = urgency;
    return by(ASKER, time, new Happening.Prioritized());
  }

  public RequestStory byAgent(String time, Happening what) {
    return by(AGENT, time, what);
  }

  public RequestStory byAsker(String time, Happening what) {
    return by(ASKER, time, what);
  }

  public RequestStory byRobot(String time, Happening what) {
    return by(new Actor("bot", "ENG", Side.PROVIDER, Actor.Kind.ROBOT), time, what);
  }

  public RequestStory by(Actor actor, String time, Happening what) {
    return add(actor, Instant.parse(time), what);
  }

  public RequestStory add(Actor actor, Instant time, Happening what) {
    long sequence = told() + 1;
    facts.add(
        new RequestFact(
            NameBasedIds.of(ID, String.valueOf(sequence)), sequence, time, actor, profile(), what));
    return this;
  }

  /** The moment at which it is owed; said before it is submitted. */
  public RequestStory deliverBy(String moment) {
    deliverBy = Instant.parse(moment);
    return this;
  }

  /** What is sent or raised from here on is more than agreed for the week. */
  public RequestStory overAllowance() {
    overAllowance = true;
    return this;
  }

  /** Both sides agreed on another due instant for the latest clock of a metric. */
  public RequestStory repromised(Metric metric, String dueAt, String time) {
    return act(new Happening.Repromised(latest(metric), Instant.parse(dueAt)), time);
  }

  /** The other side excused the latest clock of a metric. */
  public RequestStory waived(Metric metric, String time) {
    return act(new Happening.Waived(latest(metric)), time);
  }

  /** Everything open counts under other terms or hours from here on. */
  public RequestStory rebound(Binding to, String time) {
    return act(new Happening.Rebound("test", before -> to), time);
  }

  public RequestStory act(Happening what, String time) {
    acts++;
    facts.add(
        new RequestFact(
            ClockIds.act(ID, acts),
            told(),
            acts,
            Instant.parse(time),
            AGENT,
            profile(),
            what,
            null));
    return this;
  }

  private UUID latest(Metric metric) {
    return taken().state().latest(metric).orElseThrow().face().id();
  }

  private long told() {
    return facts.stream().filter(fact -> !fact.isAct()).count();
  }

  private RequestProfile profile() {
    return new RequestProfile(
        "ENG-1042",
        "Which part fits?",
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
        deliverBy,
        null,
        null,
        overAllowance);
  }

  /** Takes the facts one by one as they were recorded, as the consumer does when none is late. */
  public Clocks.Decision taken() {
    Clocks.Decision begun = Clocks.begin(ID, facts.getFirst(), binding);
    TrackedRequest state = begun.state();
    List<ClockEvent> events = new ArrayList<>(begun.events());
    for (RequestFact fact : facts.subList(1, facts.size())) {
      Clocks.Decision next = Clocks.decide(state, new ClockCommand.ApplyFact(fact), fact.time());
      state = next.state();
      events.addAll(next.events());
    }
    return new Clocks.Decision(state, events);
  }

  public Clocks.Decision takenAndFired(String now) {
    Clocks.Decision taken = taken();
    Clocks.Decision fired =
        Clocks.decide(taken.state(), new ClockCommand.FireDue(), Instant.parse(now));
    List<ClockEvent> events = new ArrayList<>(taken.events());
    events.addAll(fired.events());
    return new Clocks.Decision(fired.state(), events);
  }

  public static Clock clock(Clocks.Decision decision, Metric metric) {
    return decision.state().latest(metric).orElseThrow();
  }

  public static Clock clock(Clocks.Decision decision, Metric metric, int cycle) {
    return decision.state().clocks().stream()
        .filter(c -> c.face().metric() == metric && c.face().cycle() == cycle)
        .findFirst()
        .orElseThrow();
  }

  public static List<String> said(Clocks.Decision decision, Metric metric) {
    return decision.events().stream()
        .filter(event -> event.face().metric() == metric)
        .map(e -> e.type() + (e.percent() == null ? "" : " " + e.percent()) + " " + e.time())
        .toList();
  }
}
