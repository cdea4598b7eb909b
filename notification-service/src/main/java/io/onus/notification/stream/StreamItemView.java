package io.onus.notification.stream;

import io.onus.notification.channel.domain.Content;
import io.onus.notification.domain.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "StreamItem", description = "The data of one event of the stream")
public record StreamItemView(
    UUID deliveryId,
    @Schema(description = "Null for what is about no alert") @Nullable UUID alertId,
    @Nullable UUID requestId,
    Severity severity,
    @Schema(description = "What the alert is by now, such as OPEN; null for what is about no alert")
        @Nullable String status,
    @Schema(description = "One line that says it all") String title,
    List<String> lines,
    @Schema(description = "Path of the page it is about", examples = "/requests/0198")
        @Nullable String link,
    Instant at) {

  static StreamItemView of(StreamItem item, StreamWords words) {
    return new StreamItemView(
        item.deliveryId(),
        item.alertId(),
        requestId(item.content()),
        item.severity(),
        item.alertStatus(),
        words.title(),
        words.lines(),
        link(item.content()),
        item.at());
  }

  private static @Nullable UUID requestId(Content content) {
    return switch (content) {
      case Content.Milestone milestone -> milestone.notice().requestId();
      case Content.AlertMoved moved -> moved.notice().requestId();
      case Content.Digest digest -> null;
      case Content.News news -> null;
    };
  }

  private static @Nullable String link(Content content) {
    return switch (content) {
      case Content.Milestone milestone -> milestone.notice().link();
      case Content.AlertMoved moved -> moved.notice().link();
      case Content.Digest digest -> null;
      case Content.News news -> news.link();
    };
  }
}
