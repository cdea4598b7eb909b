package io.onus.notification.news.domain;

import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.domain.Spelled;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms as far as a lead wants to see them at a glance.
 *
 * @param per what the cost is counted by, as the event says
 */
public record Terms(
    List<Target> targets,
    @Nullable BigDecimal percent,
    @Nullable Duration window,
    @Nullable Money cost,
    @Nullable String per,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate reviewOn) {

  /** No letter lists more; the page does. */
  private static final int MOST_TARGETS = 12;

  /** One target; a priority that is not named is any. */
  public record Target(String metric, @Nullable String priority, Duration within) {}

  public Terms {
    targets = List.copyOf(targets);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    targets.stream().limit(MOST_TARGETS).map(Terms::line).forEach(lines::add);
    if (targets.size() > MOST_TARGETS) {
      lines.add("and %d more targets".formatted(targets.size() - MOST_TARGETS));
    }
    if (percent != null) {
      lines.add(
          "to keep: %s %% of them%s"
              .formatted(
                  Spelled.number(percent), window == null ? "" : " in " + Spelled.length(window)));
    }
    if (cost != null) {
      lines.add(
          "a breach costs %s%s"
              .formatted(
                  Spelled.money(cost.amount(), cost.currency()),
                  "HOUR".equals(per) ? " per working hour" : ""));
    }
    if (validFrom != null) {
      lines.add("from " + Spelled.date(validFrom) + " on");
    }
    if (reviewOn != null) {
      lines.add("to be looked at again on " + Spelled.date(reviewOn));
    }
    return lines;
  }

  private static String line(Target target) {
    String priority = target.priority == null ? "" : " to " + target.priority;
    return "%s%s within %s of working time"
        .formatted(Spelled.owed(target.metric), priority, Spelled.workingTime(target.within));
  }
}
