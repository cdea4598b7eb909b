package io.onus.sla.agreement.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What each side owes under terms, in sentences people read before they sign.
 *
 * @param both what holds for the two of them
 */
public record Owes(List<String> provider, List<String> requester, List<String> both) {

  public static Owes of(Terms terms, Parties parties) {
    return new Owes(
        provider(terms, parties.provider()),
        requester(terms, parties.requester()),
        both(terms, parties));
  }

  private static List<String> provider(Terms terms, String who) {
    List<String> owes = new ArrayList<>();
    within(terms, Metric.FIRST_RESPONSE, time -> owes.add(who + " gives a first answer " + time));
    within(terms, Metric.NEXT_UPDATE, time -> owes.add(who + " then gives news again " + time));
    within(terms, Metric.RESOLUTION, time -> owes.add(who + " resolves " + time));
    within(
        terms,
        Metric.HANDLING,
        time -> owes.add(who + " is done with what others hand over to it " + time));
    within(
        terms,
        Metric.DELIVERY,
        time -> owes.add(who + " delivers at the moment a request names, if told ahead " + time));
    if (terms.maxPauses() != null) {
      owes.add(who + " stops its clock with at most " + terms.maxPauses() + " questions.");
    }
    return owes;
  }

  private static List<String> requester(Terms terms, String who) {
    List<String> owes = new ArrayList<>();
    within(
        terms, Metric.COMPLETION, time -> owes.add(who + " completes a returned request " + time));
    within(terms, Metric.REPLY, time -> owes.add(who + " answers a question " + time));
    within(
        terms,
        Metric.CONFIRMATION,
        time ->
            owes.add(who + " confirms a resolution " + time + " Silence is consent: it closes."));
    noReply(terms).ifPresent(owes::add);
    for (Terms.Allowance allowance : terms.allowance()) {
      owes.add(
          who
              + " sends at most "
              + allowance.perWeek()
              + " requests of "
              + allowance.priority()
              + " a week; what is more gets the next lower target.");
    }
    return owes;
  }

  private static Optional<String> noReply(Terms terms) {
    Terms.OnNoReply onNoReply = terms.onNoReply();
    if (onNoReply == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (onNoReply.action()) {
          case REMIND -> "A question left unanswered is reminded of.";
          case CLOSE ->
              "A question left unanswered closes the request "
                  + switch (onNoReply.after()) {
                    case 1 -> "when the answer is due.";
                    case 2 -> "after twice the time for the answer.";
                    default -> "after four times the time for the answer.";
                  };
        });
  }

  private static List<String> both(Terms terms, Parties parties) {
    List<String> holds = new ArrayList<>();
    holds.add(
        "Time counts "
            + switch (terms.hoursRule()) {
              case HoursRule.Provider provider -> "in the working hours of " + parties.provider();
              case HoursRule.Requester requester ->
                  "in the working hours of " + parties.requester();
              case HoursRule.Both both ->
                  "while "
                      + parties.requester()
                      + " and "
                      + parties.provider()
                      + " are both at work";
              case HoursRule.Either either ->
                  "while " + parties.requester() + " or " + parties.provider() + " is at work";
              case HoursRule.Always always -> "around the clock";
              case HoursRule.Named named -> "in the hours of the calendar " + named.calendar();
            }
            + ".");
    Terms.Objective objective = terms.objective();
    if (objective != null) {
      holds.add(
          "Each side keeps "
              + plain(objective.percent())
              + " % of its promises within "
              + objective.window().toDays()
              + " days.");
    }
    BreachCost cost = terms.breachCost();
    if (cost != null) {
      holds.add(
          "A broken promise costs "
              + plain(cost.amount())
              + " "
              + cost.currency()
              + (cost.per() == BreachCost.Per.HOUR ? " for each working hour late." : "."));
    }
    return holds;
  }

  /**
   * Calls back where the metric is promised: {@code within 1 h (P1), 2 h (P2).} Of a delivery, it
   * is the notice.
   */
  private static void within(Terms terms, Metric metric, Consumer<String> sentence) {
    String times =
        terms.targets().stream()
            .filter(target -> target.metric() == metric)
            .sorted(java.util.Comparator.comparing(Target::priority))
            .map(target -> spoken(target.duration()) + " (" + target.priority() + ")")
            .collect(Collectors.joining(", "));
    if (!times.isEmpty()) {
      sentence.accept((metric == Metric.DELIVERY ? "by " : "within ") + times + ".");
    }
  }

  private static String spoken(Duration duration) {
    List<String> parts = new ArrayList<>();
    part(parts, duration.toHours(), "h");
    part(parts, duration.toMinutesPart(), "min");
    part(parts, duration.toSecondsPart(), "s");
    part(parts, duration.toMillisPart(), "ms");
    return String.join(" ", parts);
  }

  private static void part(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit);
    }
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
