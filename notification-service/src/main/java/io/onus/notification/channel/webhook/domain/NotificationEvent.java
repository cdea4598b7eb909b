package io.onus.notification.channel.webhook.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Notice.Customer;
import io.onus.notification.channel.domain.Notice.Money;
import io.onus.notification.channel.domain.Notice.Promise;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as a CloudEvent, for what no event is behind. The schemas are in {@code
 * resources/events}. It depends on nothing but the message, so each attempt sends the same.
 */
public final class NotificationEvent {

  private static final String TYPE = "io.onus.notification.%s.v1";
  private static final int TIME_BASED = 7;

  private NotificationEvent() {}

  public static Map<String, Object> of(Message message) {
    String id = message.deliveryId().toString();
    String time = Instant.ofEpochMilli(milliseconds(message.deliveryId())).toString();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", id);
    event.put("source", "/onus/notification-service");
    event.put("type", TYPE.formatted(kind(message.content())));
    // Of each subject there is this one event.
    event.put("subject", id);
    event.put("time", time);
    event.put("recordedtime", time);
    event.put("sequence", "000000000001");
    event.put("datacontenttype", "application/json");
    event.put("data", data(message));
    return event;
  }

  private static String kind(Content content) {
    return switch (content) {
      case Content.Milestone milestone -> "milestone";
      case Content.Digest digest -> "digest";
      case Content.AlertMoved moved -> "alert-moved";
      case Content.News news -> "news";
    };
  }

  /** An id of version 7 begins with the moment it was made. */
  private static long milliseconds(UUID id) {
    return id.version() == TIME_BASED ? id.getMostSignificantBits() >>> Short.SIZE : 0;
  }

  private static Map<String, Object> data(Message message) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("severity", message.severity().name());
    switch (message.content()) {
      case Content.Milestone(Notice notice) -> {
        data.put("alertId", text(message.alertId()));
        data.put("notice", notice(notice));
      }
      case Content.Digest(List<Content.DigestItem> items, int left) -> {
        data.put("items", items.stream().map(NotificationEvent::item).toList());
        data.put("left", left);
      }
      case Content.AlertMoved(Content.Move move, Notice notice, String because) -> {
        data.put("alertId", text(message.alertId()));
        data.put("move", move.name());
        data.put("because", because);
        data.put("notice", notice(notice));
      }
      case Content.News news -> {
        data.put("topic", news.topic().name());
        data.put("title", news.title());
        data.put("sections", news.sections().stream().map(NotificationEvent::section).toList());
        data.put("link", news.link());
        data.put("zone", news.zone());
      }
    }
    return data;
  }

  private static Map<String, Object> item(Content.DigestItem item) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("alertId", item.alertId().toString());
    map.put("notice", notice(item.notice()));
    return map;
  }

  private static Map<String, Object> section(Content.Section section) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("heading", section.heading());
    map.put("lines", section.lines());
    return map;
  }

  private static Map<String, Object> notice(Notice notice) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("requestId", notice.requestId().toString());
    map.put("requestNumber", notice.requestNumber());
    map.put("subject", notice.subject());
    map.put("requester", notice.requester());
    map.put("provider", notice.provider());
    map.put("service", notice.service());
    map.put("priority", notice.priority());
    map.put("owedBy", notice.owedBy());
    map.put("owedTo", notice.owedTo());
    map.put("promise", promise(notice.promise()));
    map.put("target", text(notice.target()));
    map.put("consumed", text(notice.consumed()));
    map.put("customer", customer(notice.customer()));
    map.put("atStake", money(notice.atStake()));
    map.put("cost", money(notice.cost()));
    map.put("zone", notice.zone());
    map.put("link", notice.link());
    map.put("alsoOpen", notice.alsoOpen().stream().map(NotificationEvent::promise).toList());
    return map;
  }

  private static Map<String, Object> promise(Promise promise) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("metric", promise.metric());
    map.put("standing", promise.standing().name());
    map.put("percent", promise.percent());
    map.put("dueAt", text(promise.dueAt()));
    map.put("expected", promise.expected());
    return map;
  }

  private static @Nullable Map<String, Object> customer(@Nullable Customer customer) {
    if (customer == null) {
      return null;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ref", customer.ref());
    map.put("name", customer.name());
    map.put("promisedAt", text(customer.promisedAt()));
    return map;
  }

  private static @Nullable Map<String, Object> money(@Nullable Money money) {
    if (money == null) {
      return null;
    }
    // In this order in every process: a repeat of a message is the same bytes.
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("amount", money.amount());
    parts.put("currency", money.currency());
    return parts;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
