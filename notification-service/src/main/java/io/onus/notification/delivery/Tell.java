package io.onus.notification.delivery;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.domain.Severity;
import io.onus.notification.domain.Urgency;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell, to whomever.
 *
 * @param alertId the alert it is about; null for news
 * @param clockId the clock whose milestone it is; null for what is about the alert as a whole
 * @param eventId the event behind it, where there is one
 * @param event all of that event, as it is in Kafka
 * @param dueAt when the promise it is about is due, where it is about one
 */
public record Tell(
    UUID noticeId,
    @Nullable UUID alertId,
    @Nullable UUID clockId,
    @Nullable UUID eventId,
    @Nullable String event,
    Severity severity,
    @Nullable String priority,
    @Nullable Instant dueAt,
    Content content) {

  /** What is no alert. */
  public static Tell news(UUID noticeId, Content.News news) {
    return new Tell(noticeId, null, null, null, null, Severity.WARNING, null, null, news);
  }

  /**
   * What is no alert, with the event behind it.
   *
   * @param event all of that event, as it is in Kafka
   */
  public static Tell news(UUID noticeId, UUID eventId, String event, Content.News news) {
    return new Tell(noticeId, null, null, eventId, event, Severity.WARNING, null, null, news);
  }

  public Urgency urgency() {
    return Urgency.of(severity, priority);
  }
}
