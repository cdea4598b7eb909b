package io.onus.notification.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.id.Ids;
import io.onus.kit.time.WallClock;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Severity;
import io.onus.notification.escalation.domain.Chain;
import io.onus.notification.escalation.domain.Escalation;
import io.onus.notification.escalation.domain.Pace;
import io.onus.notification.escalation.domain.Pressure;
import io.onus.notification.escalation.domain.Routing;
import io.onus.notification.escalation.domain.Turn.FallbackTurn;
import io.onus.notification.escalation.domain.Turn.NoTurn;
import io.onus.notification.escalation.domain.Turn.StepTurn;
import io.onus.notification.escalation.domain.When;
import io.onus.notification.hours.HoursService;
import io.onus.notification.policy.PolicyService;
import io.onus.notification.route.RouteService;
import io.onus.notification.route.domain.Route;
import io.onus.notification.route.domain.Situation;
import io.onus.notification.target.TargetService;
import io.onus.notification.target.domain.Reached;
import io.onus.notification.target.domain.Target;
import io.onus.notification.timeline.Timeline;
import io.onus.notification.timeline.domain.Entry;
import io.onus.notification.timeline.domain.Entry.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes the turns of escalations. Everything here happens under the lock of the alert's row. */
@ApplicationScoped
public class EscalationService {

  private static final String DEFAULT_CALENDAR = "company";

  private final EscalationStore store;
  private final RouteService routes;
  private final PolicyService policies;
  private final TargetService targets;
  private final FallbackService fallback;
  private final DeliveryService deliveries;
  private final HoursService hours;
  private final DirectoryService directory;
  private final Timeline timeline;
  private final WallClock clock;
  private final MeterRegistry meters;

  EscalationService(
      EscalationStore store,
      RouteService routes,
      PolicyService policies,
      TargetService targets,
      FallbackService fallback,
      DeliveryService deliveries,
      HoursService hours,
      DirectoryService directory,
      Timeline timeline,
      WallClock clock,
      MeterRegistry meters) {
    this.store = store;
    this.routes = routes;
    this.policies = policies;
    this.targets = targets;
    this.fallback = fallback;
    this.deliveries = deliveries;
    this.hours = hours;
    this.directory = directory;
    this.timeline = timeline;
    this.clock = clock;
    this.meters = meters;
  }

  /** Chooses the chain for a situation and takes the turns that are due. */
  public Progress begin(UUID alertId, Situation situation, UUID noticeId, Pressure pressure) {
    Instant now = clock.now();
    return switch (choose(situation)) {
      case Routing.Keep(int route, List<String> reasons) -> {
        String because = "route " + route + " tells nobody";
        timeline.append(Entry.of(alertId, now, Kind.MUTED, because));
        Escalation over = new Escalation(Chain.none(because), new NoTurn(because, true), now, true);
        store.write(new KnownEscalation(alertId, situation, over, noticeId), now);
        yield new Progress(Optional.empty(), because, null);
      }
      case Routing.Tell(Chain chain, var route, List<Target> passed, List<String> reasons) -> {
        passedOver(alertId, reasons, now);
        KnownEscalation begun =
            new KnownEscalation(alertId, situation, Escalation.begin(chain, now), noticeId);
        tellSilently(begun, reach(passed, situation));
        yield goOn(begun, pressure);
      }
    };
  }

  private Routing.Choice choose(Situation situation) {
    List<Route> matching = routes.matching(situation);
    List<String> named =
        matching.stream().map(Route::policy).filter(Objects::nonNull).distinct().toList();
    return new Routing(matching, policies.findAll(named))
        .choose(situation, step -> !reach(step, situation).recipients().isEmpty());
  }

  /**
   * Further news of an alert that is being told: whoever has heard of it so far hears this too, and
   * the chain goes on as it was. What is milder than what is being told takes nothing from it: the
   * steps that follow tell the worse.
   */
  public Progress milestone(UUID alertId, Situation situation, UUID noticeId, Pressure pressure) {
    Optional<KnownEscalation> known = store.find(alertId);
    if (known.isEmpty() || known.get().escalation().isOver()) {
      return begin(alertId, situation, noticeId, pressure);
    }
    KnownEscalation news =
        new KnownEscalation(alertId, situation, known.get().escalation(), noticeId);
    tellAsBefore(news);
    boolean milder = isMilder(situation, known.get().situation());
    return goOn(milder ? known.get() : news, pressure);
  }

  private void tellAsBefore(KnownEscalation news) {
    Reached reached = reach(news.escalation().told(), news.situation());
    if (!reached.recipients().isEmpty()) {
      tell(news, reached, "as before", clock.now());
    } else {
      tellSilently(news, reached);
    }
  }

  /** Whether what is being told of an alert is about a clock. */
  public boolean isAbout(UUID alertId, UUID clockId) {
    return store
        .find(alertId)
        .filter(known -> clockId.equals(deliveries.told(known.noticeId()).clockId()))
        .isPresent();
  }

  /**
   * What was being told is over: the steps that follow tell this. Whoever has heard of the alert so
   * far hears it now, if no message of it came through before.
   *
   * @param silent nobody is told now: somebody asked for silence
   */
  public void turnTo(UUID alertId, Situation situation, UUID noticeId, boolean silent) {
    store
        .find(alertId)
        .ifPresent(
            known -> {
              boolean again = !silent && !deliveries.hasAChance(noticeId);
              KnownEscalation next =
                  new KnownEscalation(
                      alertId,
                      situation,
                      known.escalation(),
                      again ? repeated(noticeId) : noticeId);
              store.write(next, clock.now());
              if (again) {
                tellAsBefore(next);
              }
            });
  }

  /** Takes the turns that are due by now, and says when to look again. */
  public Progress goOn(UUID alertId, Pressure pressure) {
    return store
        .find(alertId)
        .map(known -> goOn(known, pressure))
        .orElseGet(() -> new Progress(Optional.empty(), "nobody was to be told", null));
  }

  /** As {@link #goOn}, with waits counted anew: clocks ran on after a pause. */
  public Progress letGoOn(UUID alertId, Pressure pressure) {
    waitAnew(alertId);
    return goOn(alertId, pressure);
  }

  /** Waits count from now on. */
  public void waitAnew(UUID alertId) {
    Instant now = clock.now();
    store
        .find(alertId)
        .ifPresent(known -> store.write(known.now(known.escalation().goOn(now)), now));
  }

  /**
   * Takes the next turn now, whenever it would have come; where everybody was told, that of the
   * fallback contact.
   */
  public Progress hurry(UUID alertId, Pressure pressure) {
    Instant now = clock.now();
    return store
        .find(alertId)
        .map(known -> goOn(take(known.now(known.escalation().hurried(now)), now), pressure))
        .orElseGet(() -> goOn(alertId, pressure));
  }

  /** Why there is nobody left who could be told next; empty where there is somebody. */
  public Optional<String> whyNobodyIsNext(UUID alertId) {
    return store
        .find(alertId)
        .map(known -> known.escalation().turn())
        .filter(turn -> turn instanceof NoTurn none && none.last())
        .map(turn -> ((NoTurn) turn).because());
  }

  /**
   * Takes the next turn now if what is being told has come to nobody and no message of it is on its
   * way any more; otherwise nothing happens.
   */
  public Optional<Progress> passOn(UUID alertId, Pressure pressure) {
    Instant now = clock.now();
    return store
        .find(alertId)
        // That nobody is left has been said where nobody was reached before.
        .filter(known -> known.escalation().reached() || !known.escalation().isOver())
        .filter(known -> !deliveries.hasAChance(known.noticeId()))
        .map(
            known -> {
              meters.counter("onus.alerts.missed").increment();
              passedOver(alertId, List.of("no message came through; the next is told now"), now);
              KnownEscalation missed = known.now(known.escalation().missed(now));
              // What is paused is not pressing: the next is told when it goes on.
              return goOn(pressure.paused() ? missed : next(missed, now), pressure);
            });
  }

  /** After the fallback contact, to which no message came through, come both sides' leads. */
  private KnownEscalation next(KnownEscalation missed, Instant now) {
    return missed.escalation().isOver() && tellLeads(missed, now)
        ? missed.now(missed.escalation().ledToLeads(now))
        : take(missed, now);
  }

  /** False where there are none it was not tried to tell. */
  private boolean tellLeads(KnownEscalation known, Instant now) {
    Reached leads = fallback.leads(known.situation());
    return isNew(known.noticeId(), leads)
        && tell(known, leads, "both sides' leads, in place of the fallback contact", now);
  }

  /** Tells everybody from the beginning once more, as after a silence. */
  public Progress again(UUID alertId, Pressure pressure) {
    return store
        .find(alertId)
        .map(known -> begin(alertId, known.situation(), repeated(known.noticeId()), pressure))
        .orElseGet(() -> goOn(alertId, pressure));
  }

  /** What is to be told first when a silence ends: of several things the worst, then the last. */
  public void hold(UUID alertId, Situation situation, UUID noticeId) {
    Instant now = clock.now();
    Optional<KnownEscalation> known = store.find(alertId);
    if (known.filter(before -> isMilder(situation, before.situation())).isPresent()) {
      return;
    }
    Escalation waiting =
        known
            .map(KnownEscalation::escalation)
            .orElseGet(() -> Escalation.begin(Chain.none("a silence"), now));
    store.write(new KnownEscalation(alertId, situation, waiting, noticeId), now);
  }

  private static boolean isMilder(Situation one, Situation other) {
    return one.severity() == Severity.WARNING && other.severity() == Severity.CRITICAL;
  }

  /**
   * Begins anew for an alert nobody could be told of, if there is somebody now whom it was not
   * tried to tell; otherwise nothing happens.
   */
  public Optional<Progress> retry(UUID alertId, UUID noticeId, Pressure pressure) {
    return store
        .find(alertId)
        .map(KnownEscalation::situation)
        .filter(situation -> reachesAnybodyNew(situation, noticeId))
        .map(situation -> begin(alertId, situation, noticeId, pressure));
  }

  private boolean reachesAnybodyNew(Situation situation, UUID noticeId) {
    return switch (choose(situation)) {
      case Routing.Keep muted -> true;
      case Routing.Tell(Chain chain, var route, var passed, var reasons) ->
          chain.steps().stream().anyMatch(step -> isNew(noticeId, reach(step.targets(), situation)))
              || isNew(noticeId, fallback.reach(situation))
              || isNew(noticeId, fallback.leads(situation));
    };
  }

  private boolean isNew(UUID noticeId, Reached reached) {
    return deliveries.isNewToSome(noticeId, reached.recipients());
  }

  private Progress goOn(KnownEscalation known, Pressure pressure) {
    Instant now = clock.now();
    KnownEscalation at = known;
    Pace pace = pace(at.situation(), pressure);
    // Each turn moves on, and a chain has an end.
    while (at.escalation().when(pace) instanceof When.At(Instant due) && !due.isAfter(now)) {
      at = take(at, now);
    }
    store.write(at, now);
    return progress(at.escalation(), pace);
  }

  private static Progress progress(Escalation escalation, Pace pace) {
    return switch (escalation.when(pace)) {
      case When.At(Instant instant) -> new Progress(Optional.of(instant), null, null);
      case When.Held(String because) -> new Progress(Optional.empty(), because, null);
      case When.Never(String because) ->
          new Progress(Optional.empty(), because, escalation.reached() ? null : because);
    };
  }

  private KnownEscalation take(KnownEscalation known, Instant now) {
    return switch (known.escalation().turn()) {
      case NoTurn none -> known;
      case StepTurn(int round, int step, boolean atOnce) -> {
        KnownEscalation telling =
            round > 0 && step == 0 ? known.telling(repeated(known.noticeId())) : known;
        Reached reached = reach(known.escalation().targets(), known.situation());
        String which = step(round, step, known.escalation().chain());
        if (reached.recipients().isEmpty()) {
          timeline.append(
              Entry.of(
                  known.alertId(),
                  now,
                  Kind.PASSED_OVER,
                  which + " reaches nobody: " + String.join("; ", reached.reasons())));
          tellSilently(telling, reached);
        }
        boolean told = !reached.recipients().isEmpty() && tell(telling, reached, which, now);
        yield telling.now(telling.escalation().taken(told, now));
      }
      case FallbackTurn last -> {
        Reached reached = fallback.reach(known.situation());
        boolean told = false;
        if (reached.recipients().isEmpty()) {
          meters.counter("onus.alerts.fallback", "outcome", "nobody").increment();
          passedOver(known.alertId(), reached.reasons(), now);
        } else {
          meters.counter("onus.alerts.fallback", "outcome", "told").increment();
          told = tell(known, reached, "the fallback contact", now);
        }
        boolean ledOn = !told && tellLeads(known, now);
        Escalation next =
            ledOn ? known.escalation().ledToLeads(now) : known.escalation().taken(told, now);
        yield known.now(
            next.reached()
                ? next
                : new Escalation(
                    next.chain(),
                    new NoTurn(
                        reached.reasons().isEmpty()
                            ? Escalation.NO_MESSAGE
                            : String.join("; ", reached.reasons()),
                        true),
                    now,
                    false));
      }
    };
  }

  private static String step(int round, int step, Chain chain) {
    String which = "step " + (step + 1) + " of " + chain.steps().size();
    String again = round == 0 ? "" : ", round " + (round + 1);
    return which + again + ", " + chain.origin();
  }

  private void passedOver(UUID alertId, List<String> reasons, Instant now) {
    if (!reasons.isEmpty()) {
      timeline.append(Entry.of(alertId, now, Kind.PASSED_OVER, String.join("; ", reasons)));
    }
  }

  /**
   * Answers whether it has come to somebody, or still may: to an address by which it did not come
   * through it does not go once more.
   */
  private boolean tell(KnownEscalation known, Reached reached, String why, Instant now) {
    String whom =
        reached.recipients().stream()
            .map(recipient -> recipient.name() + " by " + plain(recipient.channel()))
            .collect(Collectors.joining(", "));
    String passed =
        reached.reasons().isEmpty() ? "" : "; not: " + String.join("; ", reached.reasons());
    timeline.append(Entry.of(known.alertId(), now, Kind.ROUTED, whom + " (" + why + passed + ")"));
    tellSilently(known, reached);
    return deliveries.tell(known.noticeId(), reached.recipients())
        || deliveries.hasAChance(known.noticeId());
  }

  /** Whoever looks finds it; nobody counts as told by it. */
  private void tellSilently(KnownEscalation known, Reached reached) {
    if (!reached.silently().isEmpty()) {
      deliveries.tell(known.noticeId(), reached.silently());
    }
  }

  /** The same words once more: a notice goes to an address once. */
  private UUID repeated(UUID noticeId) {
    Tell before = deliveries.told(noticeId);
    UUID id = Ids.newId(clock.now());
    deliveries.keep(
        new Tell(
            id,
            before.alertId(),
            before.clockId(),
            before.eventId(),
            before.event(),
            before.severity(),
            before.priority(),
            before.dueAt(),
            before.content()));
    return id;
  }

  /** Whom the targets of a step mean now. */
  private Reached reach(List<Target> step, Situation situation) {
    return targets.reach(step, situation.parties(), situation.urgency(), clock.now());
  }

  private Pace pace(Situation situation, Pressure pressure) {
    return new Pace(
        pressure.dueAt(),
        pressure.paused(),
        (calendar, start, working) ->
            workingTime(calendar == null ? calendarOf(situation) : calendar, start, working));
  }

  private Optional<Instant> workingTime(String calendar, Instant start, Duration working) {
    return hours.find(calendar).flatMap(open -> open.add(start, working));
  }

  private String calendarOf(Situation situation) {
    return directory.find(situation.obligor()).map(Department::calendar).orElse(DEFAULT_CALENDAR);
  }

  /**
   * What would happen if this situation came up at an instant and nobody acknowledged: nothing is
   * kept and nobody told.
   */
  public Forecast forecast(Situation situation, Pressure pressure, Instant from) {
    return switch (choose(situation)) {
      case Routing.Keep(int route, List<String> reasons) ->
          new Forecast(Optional.of(route), null, true, reasons, List.of());
      case Routing.Tell(Chain chain, Optional<Integer> route, var passed, List<String> reasons) ->
          new Forecast(
              route, chain.policy(), false, reasons, turns(chain, situation, pressure, from));
    };
  }

  private List<Forecast.ForecastTurn> turns(
      Chain chain, Situation situation, Pressure pressure, Instant from) {
    Pace pace = pace(situation, pressure);
    List<Forecast.ForecastTurn> turns = new ArrayList<>();
    Escalation at = Escalation.begin(chain, from);
    while (true) {
      switch (at.when(pace)) {
        case When.Never never -> {
          return turns;
        }
        case When.Held(String because) -> {
          turns.add(new Forecast.ForecastTurn(words(at), null, because, List.of(), List.of()));
          return turns;
        }
        case When.At(Instant due) -> {
          Instant instant = due.isBefore(at.since()) ? at.since() : due;
          Reached reached =
              at.turn() instanceof FallbackTurn
                  ? fallback.reach(situation)
                  : targets.reach(at.targets(), situation.parties(), situation.urgency(), instant);
          turns.add(
              new Forecast.ForecastTurn(
                  words(at), instant, null, reached.recipients(), reached.reasons()));
          at = at.taken(!reached.recipients().isEmpty(), instant);
        }
      }
    }
  }

  private static String words(Escalation at) {
    return switch (at.turn()) {
      case StepTurn(int round, int step, boolean atOnce) -> step(round, step, at.chain());
      case FallbackTurn fallback -> "the fallback contact";
      case NoTurn(String because, boolean last) -> because;
    };
  }

  /** The chain a situation would be told by. */
  Routing.Choice wouldChoose(Situation situation) {
    return choose(situation);
  }

  /** What is known of how far an alert was told. */
  public Optional<KnownEscalation> find(UUID alertId) {
    return store.find(alertId);
  }

  private static String plain(ChannelKind channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }
}
