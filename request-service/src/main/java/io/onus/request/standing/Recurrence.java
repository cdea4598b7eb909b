package io.onus.request.standing;

import io.onus.kit.problem.Problem;
import io.onus.kit.problem.Violation;
import io.onus.request.standing.domain.Occurrence;
import io.onus.request.standing.domain.Plan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * The moments a recurrence rule names. The rule runs on the wall's clock, and each local time
 * becomes an instant as RFC 5545 says: one that occurs twice is the first of the two, one that the
 * clocks skip is as much later as they skipped.
 *
 * <p>A rule is bounded when it is read: never more often than hourly, so the sets it expands to
 * stay small, and few enough moments are passed over in one search.
 */
final class Recurrence {

  static final int LONGEST = 200;

  private static final int MOST_INTERVAL = 1000;
  private static final int MOST_STEPS = 10_000;
  private static final int LAST_YEAR = 2199;

  private final RecurrenceRule rule;
  private final LocalDateTime start;
  private final ZoneId zone;

  private Recurrence(RecurrenceRule rule, LocalDateTime start, ZoneId zone) {
    this.rule = rule;
    this.start = start;
    this.zone = zone;
  }

  static Recurrence of(Plan plan) {
    return of(plan.rrule(), plan.start(), plan.zone());
  }

  /** The first time after that instant the plan comes up. */
  static Optional<Occurrence> occurrence(Plan plan, Instant after) {
    return of(plan).next(after).map(plan::occurrence);
  }

  /** A rule that can be used, or the problem that stands against it. */
  static Recurrence of(String text, LocalDateTime start, ZoneId zone) {
    if (text.length() > LONGEST) {
      throw malformed("must not be longer than " + LONGEST + " characters");
    }
    RecurrenceRule rule;
    try {
      rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
      throw malformed("is no recurrence rule of RFC 5545: " + e.getMessage());
    }
    tooOften(rule)
        .ifPresent(
            words -> {
              throw malformed(words);
            });
    rule = localUntil(rule, zone);
    return new Recurrence(rule, start, zone);
  }

  private static Optional<String> tooOften(RecurrenceRule rule) {
    if (rule.hasPart(RecurrenceRule.Part.RSCALE) || rule.hasPart(RecurrenceRule.Part.SKIP)) {
      return Optional.of("must be of the Gregorian calendar, without RSCALE and SKIP");
    }
    if (rule.getFreq() == Freq.SECONDLY || rule.getFreq() == Freq.MINUTELY) {
      return Optional.of("must not ask more often than hourly");
    }
    if (several(rule, RecurrenceRule.Part.BYMINUTE)
        || several(rule, RecurrenceRule.Part.BYSECOND)) {
      return Optional.of("must not ask more often than hourly: one minute, one second");
    }
    return rule.getInterval() > MOST_INTERVAL
        ? Optional.of("must not have an INTERVAL over " + MOST_INTERVAL)
        : Optional.empty();
  }

  private static boolean several(RecurrenceRule rule, RecurrenceRule.Part part) {
    @Nullable List<Integer> values = rule.getByPart(part);
    return values != null && values.stream().distinct().count() > 1;
  }

  /** The end in the wall's time, as the rule runs on that: a date is all of that day. */
  private static RecurrenceRule localUntil(RecurrenceRule rule, ZoneId zone) {
    @Nullable DateTime until = rule.getUntil();
    if (until != null) {
      LocalDateTime local = local(until);
      if (until.isAllDay()) {
        local = local.toLocalDate().atTime(23, 59, 59);
      } else if (!until.isFloating()) {
        local = local.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
      }
      rule.setUntil(floating(local));
    }
    return rule;
  }

  Optional<Instant> next(Instant after) {
    return next(after, 1).stream().findFirst();
  }

  /** The first moments after that instant, at most so many. */
  List<Instant> next(Instant after, int count) {
    List<Instant> found = new ArrayList<>();
    try {
      RecurrenceRuleIterator moments = rule.iterator(floating(start));
      LocalDateTime begin = LocalDateTime.ofInstant(after, zone).minusDays(2);
      if (begin.isAfter(start)) {
        moments.fastForward(floating(begin));
      }
      Instant last = Instant.MIN;
      for (int step = 0; step < MOST_STEPS && moments.hasNext() && found.size() < count; step++) {
        LocalDateTime local = local(moments.nextDateTime());
        Instant moment = ZonedDateTime.of(local, zone).toInstant();
        // Years the library cannot count end the rule; so does one that turns back.
        if (local.getYear() > LAST_YEAR || moment.isBefore(last)) {
          return found;
        }
        if (moment.isAfter(after) && moment.isAfter(last)) {
          found.add(moment);
        }
        last = moment;
      }
      return found;
    } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
      // How the library says that a rule goes on for ages without a moment.
      return found;
    }
  }

  private static DateTime floating(LocalDateTime local) {
    return new DateTime(
        local.getYear(),
        local.getMonthValue() - 1,
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute(),
        local.getSecond());
  }

  private static LocalDateTime local(DateTime time) {
    return LocalDateTime.of(
        time.getYear(),
        time.getMonth() + 1,
        time.getDayOfMonth(),
        time.isAllDay() ? 0 : time.getHours(),
        time.isAllDay() ? 0 : time.getMinutes(),
        time.isAllDay() ? 0 : time.getSeconds());
  }

  private static Problem malformed(String words) {
    return Problem.malformed("The rule " + words + ".", new Violation("rrule", words));
  }
}
