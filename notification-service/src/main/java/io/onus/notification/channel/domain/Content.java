package io.onus.notification.channel.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be told, whatever the channel. */
public sealed interface Content {

  /** One milestone of a clock. */
  record Milestone(Notice notice) implements Content {}

  /**
   * Many milestones at once, because there were too many to tell one by one.
   *
   * @param items the most pressing first
   * @param left how many more there are than are listed
   */
  record Digest(List<DigestItem> items, int left) implements Content {
    public Digest {
      items = List.copyOf(items);
    }
  }

  /** One line of a digest. */
  record DigestItem(UUID alertId, Notice notice) {}

  /**
   * For machines that were told of an alert and keep it open themselves: somebody has it, or it is
   * over.
   *
   * @param notice what the alert was about at last
   * @param because in words, such as "kept in time"
   */
  record AlertMoved(Move move, Notice notice, String because) implements Content {}

  /** What became of an alert. */
  enum Move {
    ACKNOWLEDGED,
    RESOLVED
  }

  /**
   * Something to know that is no alert: nobody has to acknowledge it and nothing escalates.
   *
   * @param link path of the page it is about
   * @param zone the zone its reader works in
   */
  record News(Topic topic, String title, List<Section> sections, @Nullable String link, String zone)
      implements Content {
    public News {
      sections = List.copyOf(sections);
    }
  }

  /**
   * Lines under a heading.
   *
   * @param heading empty where the lines need none
   */
  record Section(String heading, List<String> lines) {
    public Section {
      lines = List.copyOf(lines);
    }
  }

  /** What news is about. */
  enum Topic {
    /** The code that proves a method reaches its person. */
    VERIFICATION,
    TEST,
    HAND_OVER,
    SWAP,
    /** Nobody is on call when it will matter. */
    REACHABILITY,
    BUDGET,
    CHAIN,
    NEGOTIATION,
    REVIEW,
    WEEKLY,
    AUDIT,
    /** An event somebody asked to be sent, whatever it means to anybody. */
    EVENT
  }
}
