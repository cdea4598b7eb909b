package io.onus.notification.news;

import io.micrometer.core.instrument.MeterRegistry;
import io.onus.kit.id.Ids;
import io.onus.kit.time.WallClock;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Recipient;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.directory.DirectoryService;
import io.onus.notification.directory.domain.Department;
import io.onus.notification.domain.Spelled;
import io.onus.notification.domain.Urgency;
import io.onus.notification.escalation.FallbackService;
import io.onus.notification.news.domain.Reader;
import io.onus.notification.target.TargetService;
import io.onus.notification.target.domain.Parties;
import io.onus.notification.target.domain.Reached;
import io.onus.notification.target.domain.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Tells stories: each department's readers in words of their own zone, nobody twice. */
@ApplicationScoped
public class NewsService {

  private static final Logger LOG = Logger.getLogger(NewsService.class);
  private static final String DEFAULT_ZONE = "UTC";

  private final TargetService targets;
  private final DirectoryService directory;
  private final FallbackService fallback;
  private final DeliveryService deliveries;
  private final WallClock clock;
  private final MeterRegistry meters;

  NewsService(
      TargetService targets,
      DirectoryService directory,
      FallbackService fallback,
      DeliveryService deliveries,
      WallClock clock,
      MeterRegistry meters) {
    this.targets = targets;
    this.directory = directory;
    this.fallback = fallback;
    this.deliveries = deliveries;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Departments come by another topic than what happens between them, and may be on their way
   * still. Not in a transaction.
   */
  void awaitReaders(List<Heard> news) {
    news.stream()
        .flatMap(heard -> heard.story().readers().stream())
        .map(Reader::department)
        .distinct()
        .forEach(directory::await);
  }

  /** Tells it, in the caller's transaction. */
  void tell(Heard heard) {
    Set<String> told = new HashSet<>();
    for (Reader reader : heard.story().readers()) {
      tell(heard, reader, told);
    }
  }

  /**
   * @param told where it is on its way to already, for who has a part on both sides
   */
  private void tell(Heard heard, Reader reader, Set<String> told) {
    Reached reached = targets.reach(targets(reader), Parties.NONE, Urgency.LOW);
    ZoneId zone =
        Spelled.zone(
            directory.find(reader.department()).map(Department::zone).orElse(DEFAULT_ZONE));
    Content.News words = heard.story().words(reader, zone);
    if (reached.recipients().isEmpty()) {
      unreached(heard, reader, words, reached, told);
    } else {
      tell(heard, words, reached.recipients(), told);
    }
  }

  private static List<Target> targets(Reader reader) {
    List<Target> targets = new ArrayList<>();
    targets.add(new Target.LeadsTarget(reader.department()));
    if (reader.assignee() != null) {
      targets.add(new Target.PersonTarget(reader.assignee()));
    }
    return targets;
  }

  /** What nobody of a department reads is for the company's last contact, as alerts are. */
  private void unreached(
      Heard heard, Reader reader, Content.News words, Reached reached, Set<String> told) {
    meters.counter("onus.news.unreached", "topic", words.topic().name()).increment();
    LOG.errorf(
        "nobody to tell eventId=%s department=%s reason=%s",
        heard.eventId(), reader.department(), String.join("; ", reached.reasons()));
    tell(heard, words, fallback.reach().recipients(), told);
  }

  private void tell(Heard heard, Content.News words, List<Recipient> recipients, Set<String> told) {
    Optional<String> by = heard.story().by();
    List<Recipient> others =
        recipients.stream()
            .filter(recipient -> by.isEmpty() || !by.get().equals(recipient.personId()))
            .filter(recipient -> told.add(recipient.channel() + " " + recipient.address()))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    deliveries.tell(
        Tell.news(Ids.newId(clock.now()), heard.eventId(), heard.text(), words), others);
    meters.counter("onus.news.told", "topic", words.topic().name()).increment();
  }
}
