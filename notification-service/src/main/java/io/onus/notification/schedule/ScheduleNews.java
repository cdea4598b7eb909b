package io.onus.notification.schedule;

import io.onus.kit.id.Ids;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.domain.Urgency;
import io.onus.notification.person.PersonService;
import io.onus.notification.person.domain.Reach;
import io.onus.notification.schedule.domain.HandOver;
import io.onus.notification.schedule.domain.Schedule;
import io.onus.notification.schedule.domain.Span;
import io.onus.notification.schedule.domain.SwapEvent;
import io.onus.notification.schedule.domain.SwapTerms;
import io.onus.notification.target.TargetService;
import io.onus.notification.target.domain.Parties;
import io.onus.notification.target.domain.Reached;
import io.onus.notification.target.domain.Target;
import io.onus.notification.target.domain.Target.LeadsTarget;
import io.onus.notification.target.domain.Target.PersonTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Tells people what a schedule means for them, in the transaction of what happened. */
@ApplicationScoped
class ScheduleNews {

  private static final Logger LOG = Logger.getLogger(ScheduleNews.class);

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

  /** Nobody reads more; the page has them all. */
  private static final int MOST_LINES = 50;

  private final DeliveryService deliveries;
  private final TargetService targets;
  private final PersonService people;
  private final WallClock clock;

  ScheduleNews(
      DeliveryService deliveries, TargetService targets, PersonService people, WallClock clock) {
    this.deliveries = deliveries;
    this.targets = targets;
    this.people = people;
    this.clock = clock;
  }

  /** To who comes and who leaves. */
  void handOver(Schedule schedule, HandOver handOver, Optional<HandOver> next) {
    List<String> comes =
        handOver.after().stream().filter(p -> !handOver.before().contains(p)).toList();
    List<String> leaves =
        handOver.before().stream().filter(p -> !handOver.after().contains(p)).toList();
    Map<String, Reach> names = names(handOver.before(), handOver.after());
    String when =
        handOver.at().isAfter(clock.now())
            ? "from " + moment(handOver.at(), schedule.zone()) + " on"
            : "now";
    String who =
        handOver.after().isEmpty()
            ? "Nobody is on call "
            : list(handOver.after(), names)
                + (handOver.after().size() == 1 ? " is on call " : " are on call ");
    List<Section> sections = new ArrayList<>();
    add(sections, "Comes on call", comes, names);
    add(sections, "Leaves", leaves, names);
    next.ifPresent(
        then -> sections.add(new Section("Until", List.of(moment(then.at(), schedule.zone())))));
    tell(
        schedule,
        Topic.HAND_OVER,
        who + when + ": " + schedule.name(),
        sections,
        Stream.concat(comes.stream(), leaves.stream()).<Target>map(PersonTarget::new).toList());
  }

  /** To the leads of whose schedule it is; false where there is nobody to tell. */
  boolean gaps(Schedule schedule, List<Span> gaps) {
    if (schedule.department() == null) {
      return false;
    }
    List<String> lines =
        new ArrayList<>(
            gaps.stream().limit(MOST_LINES).map(gap -> span(gap, schedule.zone())).toList());
    if (gaps.size() > MOST_LINES) {
      lines.add("and " + (gaps.size() - MOST_LINES) + " more");
    }
    return tell(
        schedule,
        Topic.REACHABILITY,
        "Nobody will be on call: " + schedule.name(),
        List.of(new Section("Without anybody, within 30 days", lines)),
        List.of(new LeadsTarget(schedule.department())));
  }

  /** To the other of the two. */
  void swap(Schedule schedule, SwapEvent event) {
    switch (event) {
      case SwapEvent.SwapProposed(SwapTerms terms) ->
          swap(schedule, terms, terms.to(), "%s asks you to take a shift", terms.from());
      case SwapEvent.SwapAccepted(SwapTerms terms, List<SwapEvent.Place> places) ->
          swap(schedule, terms, terms.from(), "%s takes your shift", terms.to());
      case SwapEvent.SwapDeclined(SwapTerms terms) ->
          swap(schedule, terms, terms.from(), "%s does not take your shift", terms.to());
      case SwapEvent.SwapWithdrawn(SwapTerms terms) ->
          swap(schedule, terms, terms.to(), "%s does not ask for it any more", terms.from());
      case SwapEvent.SwapExpired(SwapTerms terms) ->
          swap(
              schedule,
              terms,
              terms.from(),
              "%s did not answer in time, so the shift stays yours",
              terms.to());
    }
  }

  private void swap(
      Schedule schedule, SwapTerms terms, String told, String sentence, String subject) {
    Map<String, Reach> names = names(List.of(terms.from(), terms.to()), List.of());
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "On call in place of " + name(terms.from(), names) + ": " + name(terms.to(), names),
            List.of(span(terms.gives(), schedule.zone()))));
    if (terms.takes() != null) {
      sections.add(
          new Section(
              "In return, in place of "
                  + name(terms.to(), names)
                  + ": "
                  + name(terms.from(), names),
              List.of(span(terms.takes(), schedule.zone()))));
    }
    if (terms.note() != null) {
      sections.add(new Section("Note", List.of(terms.note())));
    }
    tell(
        schedule,
        Topic.SWAP,
        sentence.formatted(name(subject, names)) + ": " + schedule.name(),
        sections,
        List.of(new PersonTarget(told)));
  }

  private boolean tell(
      Schedule schedule, Topic topic, String title, List<Section> sections, List<Target> whom) {
    Reached reached = targets.reach(whom, Parties.NONE, Urgency.LOW);
    List<Recipient> told =
        Stream.concat(reached.recipients().stream(), reached.silently().stream()).toList();
    if (told.isEmpty()) {
      LOG.infof("nobody to tell schedule=%s topic=%s", schedule.code(), topic);
      return false;
    }
    deliveries.tell(
        Tell.news(
            Ids.newId(clock.now()),
            new Content.News(
                topic, title, sections, "/schedules/" + schedule.code(), schedule.zone().getId())),
        told);
    return true;
  }

  private Map<String, Reach> names(List<String> ones, List<String> others) {
    return people.reach(Stream.concat(ones.stream(), others.stream()).distinct().toList());
  }

  private static void add(
      List<Section> sections, String heading, List<String> ids, Map<String, Reach> names) {
    if (!ids.isEmpty()) {
      sections.add(new Section(heading, ids.stream().map(id -> name(id, names)).toList()));
    }
  }

  private static String list(List<String> ids, Map<String, Reach> names) {
    return String.join(", ", ids.stream().map(id -> name(id, names)).toList());
  }

  private static String name(String id, Map<String, Reach> names) {
    return names.containsKey(id) ? names.get(id).name() : id;
  }

  private static String span(Span span, ZoneId zone) {
    return moment(span.start(), zone) + " until " + moment(span.end(), zone);
  }

  private static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }
}
