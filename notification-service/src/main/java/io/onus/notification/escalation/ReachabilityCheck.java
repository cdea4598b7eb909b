package io.onus.notification.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.id.Ids;
import io.onus.kit.sql.Sql;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.News;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.Urgency;
import io.onus.notification.escalation.domain.Routing;
import io.onus.notification.hours.HoursService;
import io.onus.notification.hours.domain.OpenHours.Window;
import io.onus.notification.route.domain.Situation;
import io.onus.notification.schedule.ScheduleService;
import io.onus.notification.target.TargetService;
import io.onus.notification.target.domain.Reached;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.EverybodyOfSideTarget;
import io.onus.notification.target.domain.Target.OnCallTarget;
import io.onus.notification.target.domain.Target.Side;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks ahead when a clock starts or is due at another instant: if nobody is on call in the last
 * working hour before it is due, whoever leads the department that owes hears of it now, once per
 * schedule and hour.
 */
@ApplicationScoped
public class ReachabilityCheck {

  private static final Logger LOG = Logger.getLogger(ReachabilityCheck.class);
  private static final String DEFAULT_CALENDAR = "company";
  private static final Duration HOUR = Duration.ofHours(1);

  /** Farther ahead a schedule will be written before it matters. */
  private static final Duration HORIZON = Duration.ofDays(30);

  private final EscalationService escalations;
  private final ScheduleService schedules;
  private final HoursService hours;
  private final DirectoryService directory;
  private final TargetService targets;
  private final FallbackService fallback;
  private final DeliveryService deliveries;
  private final Sql sql;
  private final WallClock clock;
  private final MeterRegistry meters;

  ReachabilityCheck(
      EscalationService escalations,
      ScheduleService schedules,
      HoursService hours,
      DirectoryService directory,
      TargetService targets,
      FallbackService fallback,
      DeliveryService deliveries,
      Sql sql,
      WallClock clock,
      MeterRegistry meters) {
    this.escalations = escalations;
    this.schedules = schedules;
    this.hours = hours;
    this.directory = directory;
    this.targets = targets;
    this.fallback = fallback;
    this.deliveries = deliveries;
    this.sql = sql;
    this.clock = clock;
    this.meters = meters;
  }

  /** Whether there is anything to look at: no policy asks who is on call, most of the time. */
  public boolean isNeeded(Instant dueAt) {
    Instant now = clock.now();
    return dueAt.isAfter(now)
        && dueAt.isBefore(now.plus(HORIZON))
        && sql.one(
                """
                select exists (
                  select 1 from policies where steps @> '[{"targets":[{"kind":"SCHEDULE"}]}]') as needed
                """,
                row -> row.flag("needed"))
            .orElse(false);
  }

  /**
   * Belongs in the transaction of the event that said so.
   *
   * @param breach what the situation would be if the promise broke
   * @param request the number of the request
   */
  public void check(Situation breach, String request, String link, Instant dueAt) {
    if (!(escalations.wouldChoose(breach)
        instanceof Routing.Tell(var chain, var route, var passed, var why))) {
      return;
    }
    Window last = lastHour(breach, dueAt);
    chain.steps().stream()
        .flatMap(step -> step.targets().stream())
        .filter(OnCallTarget.class::isInstance)
        .map(target -> ((OnCallTarget) target).schedule())
        .distinct()
        .filter(schedule -> schedules.isEverEmpty(schedule, last.start(), last.end()))
        .forEach(schedule -> say(schedule, last, breach, request, link, dueAt));
  }

  /** The last working hour of who owes; where that is not known, the last hour. */
  private Window lastHour(Situation breach, Instant dueAt) {
    String calendar =
        directory.find(breach.obligor()).map(Department::calendar).orElse(DEFAULT_CALENDAR);
    Optional<Window> window = hours.find(calendar).flatMap(open -> open.lastBefore(dueAt));
    Instant end = window.map(Window::end).orElse(dueAt);
    Instant start = window.map(Window::start).orElse(Instant.MIN);
    Instant hourBefore = end.minus(HOUR);
    return new Window(start.isAfter(hourBefore) ? start : hourBefore, end);
  }

  private void say(
      String schedule, Window last, Situation breach, String request, String link, Instant dueAt) {
    Instant now = clock.now();
    Instant hour = last.start().truncatedTo(ChronoUnit.HOURS);
    if (isSaid(schedule, hour)) {
      return;
    }
    Reached reached =
        targets.reach(
            List.<Target>of(new EverybodyOfSideTarget(Side.OBLIGOR)),
            breach.parties(),
            Urgency.LOW);
    if (reached.recipients().isEmpty()) {
      reached = fallback.reach();
    }
    if (reached.recipients().isEmpty()) {
      // Not said: the next clock that needs this hour says it.
      LOG.errorf("nobody to tell that nobody is on call schedule=%s from=%s", schedule, hour);
      return;
    }
    if (!markSaid(schedule, hour, now)) {
      return;
    }
    meters.counter("onus.reachability.empty").increment();
    LOG.warnf("nobody on call schedule=%s from=%s", schedule, last.start());
    Department department = directory.find(breach.obligor()).orElse(null);
    Content.News content =
        new News(
            Topic.REACHABILITY,
            "Nobody is on call in %s when %s is due".formatted(schedule, request),
            List.of(
                new Section(
                    "",
                    List.of(
                        "%s owes %s on %s by %s."
                            .formatted(
                                breach.obligor(),
                                breach.metric().toLowerCase(Locale.ROOT).replace('_', ' '),
                                request,
                                dueAt),
                        "In the last working hour before it, from %s to %s, nobody is on call in %s."
                            .formatted(last.start(), last.end(), schedule),
                        "Put somebody on call then, or the alert goes to the next step."))),
            link,
            department == null ? "UTC" : department.zone());
    deliveries.tell(Tell.news(Ids.newId(now), content), reached.recipients());
  }

  private boolean isSaid(String schedule, Instant hour) {
    return sql.one(
            "select 1 from unreachable_hours where schedule = ? and hour = ?",
            row -> true,
            schedule,
            hour)
        .isPresent();
  }

  /** False where another clock said it just now. */
  private boolean markSaid(String schedule, Instant hour, Instant now) {
    return sql.update(
            """
            insert into unreachable_hours (schedule, hour, said_at) values (?, ?, ?)
            on conflict do nothing
            """,
            schedule,
            hour,
            now)
        == 1;
  }
}
