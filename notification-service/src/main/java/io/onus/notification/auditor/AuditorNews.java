package io.onus.notification.auditor;

import io.onus.kit.id.Ids;
import io.onus.kit.time.WallClock;
import io.onus.notification.auditor.domain.Finding;
import io.onus.notification.auditor.domain.FindingKind;
import io.onus.notification.auditor.domain.Vigil;
import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.delivery.DeliveryService;
import io.onus.notification.delivery.Tell;
import io.onus.notification.escalation.FallbackService;
import io.onus.notification.target.domain.Reached;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells the fallback contact what the auditor found, each kind once until it is over. In the
 * caller's transaction.
 */
@ApplicationScoped
class AuditorNews {

  private static final Logger LOG = Logger.getLogger(AuditorNews.class);
  private static final String LINK = "/auditor";
  private static final String ZONE = "UTC";

  private final FallbackService fallback;
  private final DeliveryService deliveries;
  private final WallClock clock;

  AuditorNews(FallbackService fallback, DeliveryService deliveries, WallClock clock) {
    this.fallback = fallback;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  void changed(Vigil before, Vigil after) {
    Set<FindingKind> raised = before.raised(after.findings());
    Set<FindingKind> cleared = before.cleared(after.findings());
    List<Section> sections = new ArrayList<>();
    if (before.missedSince() != null) {
      sections.add(
          new Section(
              "The auditor looks again", List.of("It did not since " + before.missedSince())));
    }
    after.findings().stream()
        .filter(found -> raised.contains(found.kind()))
        .map(AuditorNews::section)
        .forEach(sections::add);
    if (!cleared.isEmpty()) {
      sections.add(new Section("Over", cleared.stream().map(FindingKind::words).sorted().toList()));
    }
    if (!sections.isEmpty()) {
      tell(
          raised.isEmpty()
              ? "Telling people of promises: all is well again"
              : "Telling people of promises does not work as it should",
          sections);
    }
  }

  void missing(Instant since, Duration every) {
    tell(
        "Nobody checks any more whether people are told of promises",
        List.of(
            new Section(
                "The auditor does not look",
                List.of(
                    "It should every " + every.toSeconds() + " s, and has not since " + since))));
  }

  private static Section section(Finding found) {
    List<String> lines = new ArrayList<>();
    lines.add(found.count() + ", the first since " + found.oldest());
    if (found.repair() != null) {
      lines.add("Done about it: " + found.repair());
    }
    lines.add("Among them: " + String.join(", ", found.examples()));
    return new Section(found.kind().words(), lines);
  }

  private void tell(String title, List<Section> sections) {
    Reached reached = fallback.reach();
    if (reached.recipients().isEmpty()) {
      LOG.errorf("nobody to tell what the auditor found: %s", String.join("; ", reached.reasons()));
      return;
    }
    Content.News news = new Content.News(Topic.AUDIT, title, sections, LINK, ZONE);
    deliveries.tell(Tell.news(Ids.newId(clock.now()), news), reached.recipients());
  }
}
