package io.onus.notification.weekly.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Content.Section;
import io.onus.notification.channel.domain.Content.Topic;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.domain.Spelled;
import io.onus.notification.weekly.domain.Figures.Counterpart;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A department's week, from both sides.
 *
 * @param asOf when it was looked at; what comes due and what is reviewed next is counted from here
 * @param owes what it promised
 * @param isOwed what was promised to it
 * @param reviews the next first
 */
public record WeeklyReport(
    String department,
    Week week,
    ZoneId zone,
    Instant asOf,
    Figures owes,
    Figures isOwed,
    List<Review> reviews) {

  /** How far a letter looks ahead; the next one comes then. */
  public static final Duration AHEAD = Duration.ofDays(7);

  /** How many days ahead reviews are named. */
  public static final int REVIEW_DAYS = 30;

  private static final int MOST_COUNTERPARTS = 10;
  private static final int LONGEST_SUBJECT = 80;

  public WeeklyReport {
    reviews = reviews.stream().sorted(Comparator.comparing(Review::on)).toList();
  }

  /**
   * @param promises those the department owes or is owed, without history
   */
  public static WeeklyReport of(
      String department,
      Week week,
      ZoneId zone,
      Instant asOf,
      List<Promise> promises,
      List<Review> reviews) {
    Instant from = week.from(zone);
    Instant until = week.until(zone);
    Instant ahead = asOf.plus(AHEAD);
    return new WeeklyReport(
        department,
        week,
        zone,
        asOf,
        Figures.of(
            promises.stream().filter(promise -> promise.owedBy().equals(department)).toList(),
            from,
            until,
            asOf,
            ahead,
            Promise::owedTo),
        Figures.of(
            promises.stream().filter(promise -> promise.owedTo().equals(department)).toList(),
            from,
            until,
            asOf,
            ahead,
            Promise::owedBy),
        reviews);
  }

  /** Whether there is nothing anybody would want to read. */
  public boolean isQuiet() {
    return owes.isQuiet() && isOwed.isQuiet() && reviews.isEmpty();
  }

  public Instant dueUntil() {
    return asOf.plus(AHEAD);
  }

  public Content.News letter() {
    List<Section> sections = new ArrayList<>();
    add(sections, "What " + department + " promised, " + days(), figures(owes));
    add(sections, "To whom", counterparts(owes));
    add(sections, "What was promised to " + department, figures(isOwed));
    add(sections, "By whom", counterparts(isOwed));
    add(sections, heading(department + " owes", owes), due(owes, true));
    add(sections, heading(department + " is owed", isOwed), due(isOwed, false));
    add(sections, "Reviews ahead", reviews.stream().map(this::line).toList());
    add(sections, "", List.of("Requests of imported history are not counted."));
    return new Content.News(
        Topic.WEEKLY, title(), sections, "/weekly/" + department + "?week=" + week, zone.getId());
  }

  private String title() {
    String begin = department + ", week " + week.number() + ": ";
    if (owes.original().settled() > 0) {
      return begin + "kept " + owes.original().words("promises");
    }
    return owes.dueCount() == 0
        ? begin + "nothing it promised came due"
        : begin + "nothing came due, " + owes.dueCount() + " will by next week";
  }

  private String days() {
    return Spelled.date(week.monday()) + " to " + Spelled.date(week.sunday());
  }

  private List<String> figures(Figures figures) {
    List<String> lines = new ArrayList<>();
    if (figures.original().settled() > 0) {
      lines.add("Kept " + figures.original().words() + ", by what was first promised.");
    }
    if (figures.differs()) {
      lines.add(
          "By what was agreed since, %s: %d moved by both sides, %d excused by the other."
              .formatted(figures.agreed().words(), figures.moved(), figures.excused()));
    }
    if (figures.original().broken() > 0) {
      lines.add(
          "Broken: %d%s."
              .formatted(
                  figures.original().broken(),
                  figures.unanswered() == 0
                      ? ""
                      : ", with %d that came in time and were no answer"
                          .formatted(figures.unanswered())));
    }
    if (!figures.cost().isEmpty()) {
      lines.add("Agreed cost of what broke: " + sums(figures.cost()) + ".");
    }
    if (figures.late() > 0) {
      lines.add(
          "Broken and not there yet: %d%s."
              .formatted(
                  figures.late(),
                  figures.lateSince() == null
                      ? ""
                      : ", the oldest since " + Spelled.moment(figures.lateSince(), zone)));
    }
    if (figures.expected().settled() > 0) {
      lines.add(
          "Expected by the house terms and promised by nobody: kept %s."
              .formatted(figures.expected().words()));
    }
    return lines;
  }

  private static List<String> counterparts(Figures figures) {
    List<String> lines = new ArrayList<>();
    figures.counterparts().stream()
        .limit(MOST_COUNTERPARTS)
        .map(WeeklyReport::line)
        .forEach(lines::add);
    int more = figures.counterparts().size() - MOST_COUNTERPARTS;
    if (more > 0) {
      lines.add("and " + more + " more departments");
    }
    return lines;
  }

  private static String line(Counterpart each) {
    String agreed =
        each.agreed().equals(each.original()) ? "" : ", " + each.agreed().words() + " as agreed";
    String cost = each.cost().isEmpty() ? "" : ", " + sums(each.cost());
    return each.department() + ": kept " + each.original().words() + agreed + cost;
  }

  private String heading(String who, Figures figures) {
    String until = Spelled.moment(dueUntil(), zone);
    return figures.dueCount() <= figures.due().size()
        ? "%s by %s: %d".formatted(who, until, figures.dueCount())
        : "%s by %s: %d, the most pressing %d"
            .formatted(who, until, figures.dueCount(), figures.due().size());
  }

  private List<String> due(Figures figures, boolean owing) {
    return figures.due().stream().map(promise -> line(promise, owing)).toList();
  }

  private String line(Promise promise, boolean owing) {
    String when = promise.dueAt() == null ? "" : " by " + Spelled.moment(promise.dueAt(), zone);
    String subject = promise.subject() == null ? "" : " – " + cut(promise.subject());
    return "%s (%s): %s %s%s%s%s"
        .formatted(
            promise.number(),
            promise.priority(),
            Spelled.owed(promise.metric()),
            owing ? "to " + promise.owedTo() : "from " + promise.owedBy(),
            when,
            promise.expected() ? ", expected" : "",
            subject);
  }

  private String line(Review review) {
    LocalDate today = asOf.atZone(zone).toLocalDate();
    String service = review.service() == null ? "" : " for " + review.service();
    String word = review.on().isAfter(today) ? "on" : "due since";
    return "with %s%s, %s %s".formatted(review.with(), service, word, Spelled.date(review.on()));
  }

  private static String sums(List<Money> cost) {
    return cost.stream()
        .map(sum -> Spelled.money(sum.amount(), sum.currency()))
        .collect(Collectors.joining(", "));
  }

  private static String cut(String subject) {
    String line = Spelled.oneLine(subject);
    return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
  }

  private static void add(List<Section> sections, String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      sections.add(new Section(heading, lines));
    }
  }
}
