package io.onus.notification.channel.pager.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Cut;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Secret;
import io.onus.notification.channel.domain.Wording;
import io.onus.notification.channel.domain.Wording.Link;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as an event of the Events API v2. Everything of one alert has the alert's id as its
 * key, so it is one incident there: triggered by its milestones, acknowledged and resolved as it is
 * here.
 */
public final class PagerEvent {

  private static final int LONGEST_SUMMARY = 1_024;
  private static final String SOURCE = "onus";

  private PagerEvent() {}

  public static Map<String, Object> of(
      Message message, Secret routingKey, Wording wording, Instant now) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("routing_key", routingKey.value());
    event.put("event_action", action(message.content()));
    event.put("dedup_key", key(message));
    if (!(message.content() instanceof Content.AlertMoved)) {
      event.put("payload", payload(message, wording, now));
      event.put("client", "Onus");
      Link link = wording.link();
      if (link != null) {
        event.put("client_url", link.url());
        event.put("links", List.of(link(link)));
      }
    }
    return event;
  }

  /** Ends the incident of a message, whatever it is there. */
  public static Map<String, Object> end(Message message, Secret routingKey) {
    return Map.of(
        "routing_key", routingKey.value(), "event_action", "resolve", "dedup_key", key(message));
  }

  private static String action(Content content) {
    return switch (content) {
      case Content.Milestone milestone -> "trigger";
      case Content.Digest digest -> "trigger";
      case Content.News news -> "trigger";
      case Content.AlertMoved moved ->
          switch (moved.move()) {
            case ACKNOWLEDGED -> "acknowledge";
            case RESOLVED -> "resolve";
          };
    };
  }

  /** A digest and news are no alert; a repeat of them is still recognised. */
  private static String key(Message message) {
    boolean ofAlert =
        message.content() instanceof Content.Milestone
            || message.content() instanceof Content.AlertMoved;
    return (ofAlert && message.alertId() != null ? message.alertId() : message.deliveryId())
        .toString();
  }

  private static Map<String, Object> payload(Message message, Wording wording, Instant now) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("summary", Cut.to(LONGEST_SUMMARY, wording.headline()));
    payload.put("severity", severity(message));
    payload.put("timestamp", now.toString());
    if (message.content() instanceof Content.Milestone(Notice notice)) {
      payload.put("source", SOURCE + "/" + notice.owedBy());
      putIfThere(payload, "component", notice.service());
      payload.put("group", notice.owedBy());
      payload.put("class", notice.promise().metric().toLowerCase(Locale.ROOT));
    } else {
      payload.put("source", SOURCE);
    }
    payload.put("custom_details", details(message, wording));
    return payload;
  }

  private static String severity(Message message) {
    if (message.content() instanceof Content.News) {
      return "info";
    }
    return message.severity() == Severity.CRITICAL ? "critical" : "warning";
  }

  private static Map<String, Object> details(Message message, Wording wording) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (!wording.lead().isEmpty()) {
      details.put("Promise", String.join(" ", wording.lead()));
    }
    wording.facts().forEach(fact -> details.put(fact.name(), fact.value()));
    wording
        .parts()
        .forEach(
            part ->
                details.merge(
                    part.heading().isEmpty() ? "More" : part.heading(),
                    part.lines().stream().map(Wording.Line::text).collect(Collectors.joining("\n")),
                    (one, other) -> one + "\n" + other));
    if (message.content() instanceof Content.Milestone(Notice notice)) {
      putIfThere(details, "Priority", notice.priority());
    }
    return details;
  }

  private static Map<String, Object> link(Link link) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("href", link.url());
    map.put("text", link.label());
    return map;
  }

  private static void putIfThere(Map<String, Object> map, String name, @Nullable String value) {
    Stream.ofNullable(value).filter(text -> !text.isBlank()).forEach(text -> map.put(name, text));
  }
}
