package io.onus.notification.method.domain;

import io.onus.notification.domain.ChannelKind;
import io.onus.notification.domain.Urgency;

/** From which urgency on a method is used, where nobody has said. */
public final class UsualUrgency {

  private UsualUrgency() {}

  public static Urgency of(ChannelKind kind) {
    return switch (kind) {
      case PAGER -> Urgency.HIGH;
      case EMAIL, WEBHOOK, CHAT, ALERTMANAGER, STREAM -> Urgency.LOW;
    };
  }
}
