package io.onus.notification.channel.alertmanager.domain;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.channel.domain.Message;
import io.onus.notification.channel.domain.Notice;
import io.onus.notification.channel.domain.Wording;
import io.onus.notification.channel.domain.Wording.Link;
import io.onus.notification.domain.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as alerts of the API v2. There an alert <em>is</em> its labels: with other labels it is
 * another one, and the one before stays open. So labels are what an alert keeps as long as it
 * lives, and the two things that routes need and that may change, severity and priority; what they
 * were before is ended. All else is in annotations.
 */
public final class AlertmanagerAlerts {

  /** An alert that nobody confirms would be taken for over in minutes; we say when it is. */
  private static final Duration OPEN_AT_MOST = Duration.ofDays(30);

  private static final Duration NEWS_SHOWS = Duration.ofHours(1);

  private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");

  private AlertmanagerAlerts() {}

  /** Empty where there is nothing to tell it: it knows no acknowledgement. */
  public static List<Map<String, Object>> of(
      Message message, Function<Content, Wording> wordings, Instant now) {
    return switch (message.content()) {
      case Content.Milestone(Notice notice) ->
          open(alertId(message), notice, wordings.apply(message.content()), now);
      case Content.Digest digest ->
          digest.items().stream()
              .flatMap(
                  item ->
                      open(
                          item.alertId(),
                          item.notice(),
                          wordings.apply(new Content.Milestone(item.notice())),
                          now)
                          .stream())
              .toList();
      case Content.AlertMoved moved ->
          switch (moved.move()) {
            case ACKNOWLEDGED -> List.of();
            case RESOLVED -> over(alertId(message), moved.notice(), now);
          };
      case Content.News news ->
          List.of(news(message.deliveryId(), news, wordings.apply(news), now));
    };
  }

  private static UUID alertId(Message message) {
    return message.alertId() == null ? message.deliveryId() : message.alertId();
  }

  private static List<Map<String, Object>> open(
      UUID alertId, Notice notice, Wording wording, Instant now) {
    Severity severity = notice.promise().standing().severity();
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("labels", labels(alertId, notice, severity, notice.priority()));
    alert.put("annotations", annotations(notice, wording));
    alert.put("startsAt", now.toString());
    alert.put("endsAt", now.plus(OPEN_AT_MOST).toString());
    Link link = wording.link();
    if (link != null) {
      alert.put("generatorURL", link.url());
    }
    List<Map<String, Object>> alerts = new ArrayList<>();
    alerts.add(alert);
    Stream.of(Severity.values())
        .filter(other -> other != severity)
        .forEach(
            other -> alerts.add(ended(labels(alertId, notice, other, notice.priority()), now)));
    return List.copyOf(alerts);
  }

  /** Whatever it was labelled with while it was open. */
  private static List<Map<String, Object>> over(UUID alertId, Notice notice, Instant now) {
    List<String> priorities =
        notice.priority() == null || PRIORITIES.contains(notice.priority())
            ? PRIORITIES
            : Stream.concat(PRIORITIES.stream(), Stream.of(notice.priority())).toList();
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      alerts.add(ended(labels(alertId, notice, severity, null), now));
      priorities.forEach(
          priority -> alerts.add(ended(labels(alertId, notice, severity, priority), now)));
    }
    return List.copyOf(alerts);
  }

  private static Map<String, Object> ended(Map<String, String> labels, Instant now) {
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("labels", labels);
    alert.put("endsAt", now.toString());
    return alert;
  }

  private static Map<String, Object> news(
      UUID id, Content.News news, Wording wording, Instant now) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", "OnusNews");
    labels.put("news_id", id.toString());
    labels.put("topic", news.topic().name().toLowerCase(Locale.ROOT));
    labels.put("severity", "info");
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("labels", labels);
    alert.put("annotations", described(new LinkedHashMap<>(), wording));
    alert.put("startsAt", now.toString());
    alert.put("endsAt", now.plus(NEWS_SHOWS).toString());
    Link link = wording.link();
    if (link != null) {
      alert.put("generatorURL", link.url());
    }
    return alert;
  }

  private static Map<String, String> labels(
      UUID alertId, Notice notice, Severity severity, @Nullable String priority) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", "OnusPromise");
    labels.put("alert_id", alertId.toString());
    labels.put("request", notice.requestNumber());
    labels.put("obligor", notice.owedBy());
    labels.put("requester", notice.requester());
    labels.put("severity", severity.name().toLowerCase(Locale.ROOT));
    putIfThere(labels, "priority", priority);
    return labels;
  }

  private static Map<String, String> annotations(Notice notice, Wording wording) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("metric", notice.promise().metric());
    // No labels: a request that is transferred has others, and would be another alert there.
    annotations.put("provider", notice.provider());
    putIfThere(annotations, "service", notice.service());
    putIfThere(annotations, "due_at", text(notice.promise().dueAt()));
    return described(annotations, wording);
  }

  private static Map<String, String> described(Map<String, String> annotations, Wording wording) {
    annotations.put("summary", wording.headline());
    String lines =
        String.join(
            "\n",
            Stream.concat(
                    wording.lead().stream(),
                    wording.parts().stream()
                        .flatMap(part -> part.lines().stream())
                        .map(Wording.Line::text))
                .toList());
    putIfThere(annotations, "description", lines);
    wording
        .facts()
        .forEach(
            fact ->
                annotations.put(
                    fact.name().toLowerCase(Locale.ROOT).replace(' ', '_'), fact.value()));
    return annotations;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static void putIfThere(Map<String, String> map, String name, @Nullable String value) {
    Stream.ofNullable(value).filter(text -> !text.isBlank()).forEach(text -> map.put(name, text));
  }
}
