package io.onus.notification.delivery.domain;

import io.onus.notification.channel.domain.Content.DigestItem;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.domain.Severity;
import io.onus.notification.hours.domain.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * In what order a digest tells: broken promises first, then by how much working time is left; what
 * is late for longest before what is late, and what has no due instant last.
 */
public final class DigestOrder {

  private static final Comparator<@Nullable Duration> LEFT =
      Comparator.nullsLast(Comparator.naturalOrder());

  private DigestOrder() {}

  /**
   * @param hours when a department works; null where that is not known, then the wall clock counts
   */
  public static Comparator<DigestItem> at(
      Instant now, Function<String, @Nullable OpenHours> hours) {
    return Comparator.comparing((DigestItem item) -> severity(item), Comparator.reverseOrder())
        .thenComparing(item -> left(item.notice(), hours, now), LEFT)
        .thenComparing(item -> item.notice().requestNumber())
        .thenComparing(DigestItem::alertId);
  }

  private static Severity severity(DigestItem item) {
    return item.notice().promise().standing().severity();
  }

  private static @Nullable Duration left(
      Notice notice, Function<String, @Nullable OpenHours> hours, Instant now) {
    Instant due = notice.promise().dueAt();
    if (due == null) {
      return null;
    }
    OpenHours open = hours.apply(notice.owedBy());
    if (open == null || !open.covers(now) || !open.covers(due)) {
      return Duration.between(now, due);
    }
    return due.isBefore(now) ? open.between(due, now).negated() : open.between(now, due);
  }
}
