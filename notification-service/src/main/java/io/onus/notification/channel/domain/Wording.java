package io.onus.notification.channel.domain;

import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told, in words: the same whatever the channel, which only lays them out. Nothing in
 * it has a line break, however people wrote what it is about.
 *
 * @param headline one line that says it all
 * @param lead what it comes to, in whole sentences
 * @param facts what it is about, by name
 * @param parts further lines, under headings
 * @param link where to go; null where there is no place
 */
public record Wording(
    String headline,
    Tone tone,
    List<String> lead,
    List<Fact> facts,
    List<Part> parts,
    @Nullable Link link) {

  /** How it is meant, for channels that have colours for it. */
  public enum Tone {
    BROKEN,
    AT_RISK,
    /** Nothing is wrong any more, or somebody sees to it. */
    SETTLED,
    NEWS
  }

  public record Fact(String name, String value) {}

  /**
   * Lines under a heading.
   *
   * @param heading empty where the lines need none
   */
  public record Part(String heading, List<Line> lines) {
    public Part {
      lines = List.copyOf(lines);
    }
  }

  /**
   * @param link what it is about; null where that is said once for all
   */
  public record Line(String text, @Nullable String link) {}

  public record Link(String label, String url) {}

  private static final int LONGEST_HEADLINE = 180;

  public Wording {
    headline = Cut.to(LONGEST_HEADLINE, Phrases.oneLine(headline));
    lead = List.copyOf(lead);
    facts = List.copyOf(facts);
    parts = List.copyOf(parts);
  }

  /**
   * @param linkBase where the pages are, without a slash at its end
   */
  public static Wording of(Content content, String linkBase, Instant now) {
    return switch (content) {
      case Content.Milestone(Notice notice) -> ofMilestone(notice, linkBase, now);
      case Content.Digest digest -> ofDigest(digest, linkBase, now);
      case Content.AlertMoved moved -> ofMove(moved, linkBase);
      case Content.News news -> ofNews(news, linkBase);
    };
  }

  private static Wording ofMilestone(Notice notice, String linkBase, Instant now) {
    NoticeWording words = new NoticeWording(notice);
    return new Wording(
        "[%s] %s: %s".formatted(notice.requestNumber(), words.standing(), words.about()),
        tone(notice),
        List.of(Phrases.oneLine(words.sentence()), words.state(now)),
        words.facts(),
        words.others(),
        toRequest(notice, linkBase));
  }

  private static Wording ofMove(Content.AlertMoved moved, String linkBase) {
    Notice notice = moved.notice();
    NoticeWording words = new NoticeWording(notice);
    String became =
        switch (moved.move()) {
          case ACKNOWLEDGED -> "Acknowledged";
          case RESOLVED -> "Resolved";
        };
    return new Wording(
        "[%s] %s: %s".formatted(notice.requestNumber(), became, words.about()),
        Tone.SETTLED,
        List.of(
            Phrases.oneLine(Phrases.capitalised(moved.because())) + ".",
            Phrases.oneLine(words.sentence())),
        words.facts(),
        List.of(),
        toRequest(notice, linkBase));
  }

  private static Wording ofDigest(Content.Digest digest, String linkBase, Instant now) {
    List<Notice> notices = digest.items().stream().map(Content.DigestItem::notice).toList();
    List<Notice> broken = notices.stream().filter(notice -> tone(notice) == Tone.BROKEN).toList();
    List<Notice> atRisk = notices.stream().filter(notice -> tone(notice) != Tone.BROKEN).toList();
    int all = notices.size() + digest.left();
    String count = all == 1 ? "1 promise needs attention" : all + " promises need attention";
    String which =
        digest.left() == 0
            ? ": %d broken, %d at risk".formatted(broken.size(), atRisk.size())
            : ", the " + notices.size() + " most pressing first";
    return new Wording(
        count + which,
        broken.isEmpty() ? Tone.AT_RISK : Tone.BROKEN,
        List.of(count + ". They came too fast to be told one by one."),
        List.of(),
        Stream.of(
                part("Broken", broken, linkBase, now),
                part("At risk", atRisk, linkBase, now),
                left(digest.left()))
            .flatMap(part -> part)
            .toList(),
        null);
  }

  private static Wording ofNews(Content.News news, String linkBase) {
    List<Part> parts =
        news.sections().stream()
            .map(
                section ->
                    new Part(
                        Phrases.oneLine(section.heading()),
                        section.lines().stream()
                            .map(line -> new Line(Phrases.oneLine(line), null))
                            .toList()))
            .toList();
    Link link = news.link() == null ? null : new Link("Open it in Onus", linkBase + news.link());
    return new Wording(news.title(), Tone.NEWS, List.of(), List.of(), parts, link);
  }

  private static Stream<Part> part(
      String heading, List<Notice> notices, String linkBase, Instant now) {
    List<Line> lines =
        notices.stream()
            .map(notice -> new Line(new NoticeWording(notice).line(now), linkBase + notice.link()))
            .toList();
    return lines.isEmpty() ? Stream.empty() : Stream.of(new Part(heading, lines));
  }

  private static Stream<Part> left(int left) {
    return left == 0
        ? Stream.empty()
        : Stream.of(new Part("", List.of(new Line("And " + left + " more.", null))));
  }

  private static Tone tone(Notice notice) {
    return notice.promise().standing().severity() == Severity.CRITICAL ? Tone.BROKEN : Tone.AT_RISK;
  }

  private static Link toRequest(Notice notice, String linkBase) {
    return new Link("Open " + Phrases.oneLine(notice.requestNumber()), linkBase + notice.link());
  }
}
