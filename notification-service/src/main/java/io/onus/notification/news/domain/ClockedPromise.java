package io.onus.notification.news.domain;

import io.onus.notification.domain.Spelled;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one clock of a request measures, and when it is due.
 *
 * @param originalDueAt when it was first due
 * @param assignee the id of who has the request in hand, on the provider's side
 */
public record ClockedPromise(
    UUID clockId,
    UUID requestId,
    String number,
    Pair pair,
    String owedBy,
    @Nullable String metric,
    @Nullable Instant dueAt,
    @Nullable Instant originalDueAt,
    @Nullable String assignee,
    String link) {

  /** The question when it is to be due. */
  String due() {
    return clockId + " due";
  }

  /** The question whether it is excused. */
  String excuse() {
    return clockId + " excuse";
  }

  Reader reader(String department) {
    return new Reader(department, department.equals(pair.provider()) ? assignee : null);
  }

  String owed() {
    return Spelled.owed(metric);
  }

  /** " by Fri 20 Nov 2026 09:00", or nothing. */
  String byWhen(ZoneId zone) {
    return dueAt == null ? "" : " by " + Spelled.moment(dueAt, zone);
  }

  /** When it was first due, where that is not when it is due now. */
  @Nullable String first(ZoneId zone) {
    return originalDueAt == null || Objects.equals(originalDueAt, dueAt)
        ? null
        : "First promised by " + Spelled.moment(originalDueAt, zone) + ".";
  }
}
