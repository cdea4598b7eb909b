package io.onus.notification.delivery;

import io.onus.notification.channel.domain.Content;

/** The name of a kind of content in SQL. */
enum NoticeKind {
  MILESTONE(Content.Milestone.class),
  DIGEST(Content.Digest.class),
  ALERT_MOVED(Content.AlertMoved.class),
  NEWS(Content.News.class);

  private final Class<? extends Content> type;

  NoticeKind(Class<? extends Content> type) {
    this.type = type;
  }

  Class<? extends Content> type() {
    return type;
  }

  static NoticeKind of(Content content) {
    return switch (content) {
      case Content.Milestone milestone -> MILESTONE;
      case Content.Digest digest -> DIGEST;
      case Content.AlertMoved moved -> ALERT_MOVED;
      case Content.News news -> NEWS;
    };
  }
}
